"""The adoptions' own sheet: what each of its rows may record and end."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError

from compacts.codes import actions
from compacts.codes.models import CodeAdoption, CompactCode
from compacts.codes.reading import ADOPTIONS
from core.acts import Actor, Refused
from core.fields import fold
from core.pages.fields import TextField, WholeNumberField
from core.pages.forms import Form
from core.registers.upload import Upload
from partnerships.organisations.fields import OrganisationField
from partnerships.organisations.uploads import day_field

EVERYWHERE = "Everywhere"
"""What the list says of the place of a national Code."""
WHAT = ("organisation", "code", "adopted_on", "evidence")
END = ("ended_on", "end_reason")
WITHOUT_VERSION = "Write the version, as in the list taken as a sheet."
ONLY_ENDS = "A sheet ends an adoption. Where it was recorded wrongly, declare it void on its page, and add a row."


class RowForm(Form):
    """One row of the sheet. The Code is named by its title, and by where it holds where several have that title."""

    id = WholeNumberField(label="Id", required=False, min_value=1, max_value=10**15)
    version = WholeNumberField(label="Version", required=False, min_value=1, max_value=10**9)
    organisation = OrganisationField(label="Body")
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
        place = found.pop("place", "")
        if "code" not in self.errors:
            try:
                found["code"] = self.meant(found["code"], place)
            except ValidationError as problem:
                self.add_error("code", problem)
        if not found.get("adopted_on") and "adopted_on" not in self.errors:
            self.add_error("adopted_on", ValidationError("The day of adoption is missing. Write it like 2003-04-01."))
        if bool(found.get("ended_on")) != bool(found.get("end_reason")) and "ended_on" not in self.errors:
            self.add_error("end_reason", ValidationError("Write both the day on which it ended and why, or neither."))
        return found

    def meant(self, title: str, place: str) -> CompactCode:
        """The Code of this title, of this place where one is written."""
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
        return current[0]


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
        rows = ADOPTIONS.visible_to(actor).filter(pk__in=list(keys))  # type: ignore[attr-defined]
        return {each.pk: each for each in rows}

    def current(self, thing: Any) -> dict[str, Any]:
        return {name: getattr(thing, name) for name in (*WHAT, *END)}

    def already(self, actor: Actor, values: dict[str, Any]) -> CodeAdoption | None:
        """The adoption of the Code by the body that goes on, or the one that ended on the same day."""
        rows = ADOPTIONS.visible_to(actor).filter(  # type: ignore[attr-defined]
            organisation=values["organisation"], code=values["code"], voided_on=None
        )
        found: CodeAdoption | None = rows.filter(ended_on=values.get("ended_on")).first()
        return found or rows.filter(ended_on=None).first()

    def add(self, by: Actor, values: dict[str, Any]) -> CodeAdoption:
        adoption = actions.record_adoption(by=by, **{name: values[name] for name in WHAT})
        if values.get("ended_on"):
            adoption = actions.end_adoption(
                by=by, adoption=adoption, on=values["ended_on"], reason=values["end_reason"]
            )
        return adoption

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
