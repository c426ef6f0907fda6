"""The adoptions' own sheet: what each of its rows may record and end."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F

from compacts.codes import actions
from compacts.codes.models import CodeAdoption, CompactCode
from compacts.codes.reading import ADOPTIONS
from core.acts import Actor, Refused
from core.fields import fold
from core.pages import words
from core.pages.fields import TextField, WholeNumberField
from core.registers.upload import Row, Upload
from partnerships.organisations.fields import find
from partnerships.organisations.models import Organisation
from partnerships.organisations.uploads import day_field

EVERYWHERE = "Everywhere"
"""What the list says of the place of a national Code."""
WITH_ALL = ADOPTIONS.select_related("organisation__kind", "organisation__area")
WHAT = ("organisation", "code", "adopted_on", "evidence")
END = ("ended_on", "end_reason")
WITHOUT_VERSION = "Write the version, as in the list taken as a sheet."
ONLY_ENDS = (
    "A sheet ends an adoption. Where it was recorded wrongly, declare it void on its page, and record it anew on the "
    "page of the Code."
)


class RowForm(Row):
    """One row of the sheet. The Code is named by its title, and by where it holds where several have that title; the
    body by its name, and by its code where several have that name. A row with an id keeps its own Code and body while
    the cells still name them."""

    record: CodeAdoption | None

    id = WholeNumberField(label="Id", required=False, min_value=1, max_value=10**15)
    version = WholeNumberField(label="Version", required=False, min_value=1, max_value=10**9)
    organisation = TextField(label="Body", max_length=320)
    organisation_code = TextField(label="Code of the body", required=False, max_length=60)
    code = TextField(label="Code of good practice", max_length=200)
    place = TextField(label="Where the Code holds", required=False, max_length=200)
    adopted_on = day_field("Adopted")
    evidence = TextField(label="Evidence", max_length=5000)
    ended_on = day_field("Ended")
    end_reason = TextField(label="Why it ended", required=False, max_length=2000)

    @cached_property
    def codes(self) -> dict[str, list[CompactCode]]:
        """Every Code by its title: read once for a sheet, those that were withdrawn last."""
        found: dict[str, list[CompactCode]] = defaultdict(list)
        rows = CompactCode.objects.select_related("area").order_by("pk")
        for each in sorted(rows, key=lambda code: code.withdrawn_on is not None):
            found[fold(each.title)].append(each)
        return found

    def clean(self) -> dict[str, Any]:
        """The Code itself in place of its title, and what is missing."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        place, code_of_body = found.pop("place", ""), found.pop("organisation_code", "")
        try:
            if "organisation" not in self.errors:
                found["organisation"] = self.body(found["organisation"], code_of_body)
        except ValidationError as problem:
            self.add_error("organisation", problem)
        try:
            if "code" not in self.errors:
                found["code"] = self.meant(found["code"], place, found.get("adopted_on"))
        except ValidationError as problem:
            self.add_error("code", problem)
        if not found.get("adopted_on") and "adopted_on" not in self.errors:
            self.add_error("adopted_on", ValidationError("The day of adoption is missing. Write it like 2003-04-01."))
        if bool(found.get("ended_on")) != bool(found.get("end_reason")) and "ended_on" not in self.errors:
            self.add_error("end_reason", ValidationError("Write both the day on which it ended and why, or neither."))
        return found

    def body(self, name: str, code: str) -> Organisation:
        """The body of this name, and of this code where one is written."""
        own = self.record.organisation if self.record is not None else None
        if own is not None and fold(name) == fold(own.name) and (not code or fold(code) == fold(own.code)):
            return own
        return find(f"{name}, {code}" if code else name)

    def meant(self, title: str, place: str, on: datetime.date | None) -> CompactCode:
        """The Code of this title, of this place where one is written: the one that was there on the day, if any was."""
        own = self.record.code if self.record is not None else None
        if own is not None and fold(title) == fold(own.title) and (not place or fold(place) == fold(place_of(own))):
            return own
        named = self.codes.get(fold(title), [])
        if not named:
            raise ValidationError(f"There is no Code '{title[:60]}'. Write it as the list of Codes does.")
        here = [each for each in named if not place or fold(place_of(each)) == fold(place)]
        if not here:
            places = "; ".join(sorted({place_of(each) for each in named}))
            raise ValidationError(f"It does not hold in '{place[:60]}'. Write under 'Where the Code holds': {places}.")
        current = [each for each in here if each.withdrawn_on is None] or here[-1:]
        if len(current) > 1:
            places = "; ".join(sorted(place_of(each) for each in current))
            raise ValidationError(f"Several Codes have this title. Write under 'Where the Code holds': {places}.")
        then = [each for each in here if each.area_id == current[0].area_id and on and each.is_there_on(on)]
        return (then or current)[0]


def place_of(code: CompactCode) -> str:
    """Where a Code holds, as the list of adoptions says it."""
    return code.area.name if code.area is not None else EVERYWHERE


class AdoptionUpload(Upload):
    """Adoptions from the register's own sheet. A row that says what is recorded already changes nothing."""

    permission = actions.RECORD
    form = RowForm
    required = ("organisation", "code", "adopted_on", "evidence")
    noun = "adoption"

    def visible(self, actor: Actor, keys: Iterable[int]) -> dict[int, Any]:
        rows = WITH_ALL.visible_to(actor).filter(pk__in=list(keys))  # type: ignore[attr-defined]
        return {each.pk: each for each in rows}

    def current(self, thing: Any) -> dict[str, Any]:
        return {name: getattr(thing, name) for name in (*WHAT, *END)}

    def shown(self, thing: Any, values: dict[str, Any]) -> dict[str, Sequence[str]]:
        """The state may be written as the row's own days have it, so that a row that ends one may say so."""
        days = {name: values.get(name) for name in ("code", "adopted_on", "ended_on")}
        by_its_days = CodeAdoption(**days).state.label
        if thing is None:
            return {"state": ("", by_its_days), "void_reason": ("",)}
        body = thing.organisation
        return {
            "kind": (body.kind.title,),
            "area": (body.area.name if body.area is not None else "",),
            "subject": (thing.code.get_subject_display(),),
            "state": (thing.state.label, *(() if thing.voided_on else (by_its_days,))),
            "void_reason": (thing.void_reason,),
        }

    def already(self, actor: Actor, values: dict[str, Any]) -> CodeAdoption | None:
        """The adoption of the Code by the body on the same day, whatever became of it: one that counts before one that
        is void. An old sheet neither revives what is void nor begins again what has ended."""
        rows = WITH_ALL.visible_to(actor).filter(  # type: ignore[attr-defined]
            **{name: values[name] for name in ("organisation", "code", "adopted_on")}
        )
        found: CodeAdoption | None = rows.order_by(F("voided_on").asc(nulls_first=True), "-pk").first()
        if found is None:
            return None
        if found.voided_on is not None:
            raise Refused(
                f"This adoption was declared void on {words.date(found.voided_on)}. Take the row away, or record it "
                "anew on the page of the Code if it holds."
            )
        if found.ended_on is not None and not values.get("ended_on"):
            raise Refused(
                f"This adoption ended on {words.date(found.ended_on)}. Take the row away, or write when it ended and "
                "why, as the list does."
            )
        return found

    def add(self, by: Actor, values: dict[str, Any]) -> CodeAdoption:
        return actions.record_adoption(by=by, **{name: values.get(name) for name in (*WHAT, *END)})

    def change(self, by: Actor, thing: Any, version: int | None, changed: dict[str, Any]) -> CodeAdoption:
        if version is None:
            raise Refused({"version": WITHOUT_VERSION})
        other = [name for name in changed if name in WHAT or not changed[name]]
        if other:
            raise Refused(dict.fromkeys(other, ONLY_ENDS))
        ended = {name: changed.get(name, getattr(thing, name)) for name in END}
        return actions.end_adoption(
            by=by, adoption=thing, version=version, on=ended["ended_on"], reason=ended["end_reason"]
        )
