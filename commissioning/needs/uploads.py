"""The needs' own sheet: what each of its rows may add and change."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError

from commissioning.cycles.models import CommissioningCycle
from commissioning.needs import actions
from commissioning.needs.models import Need
from core.acts import Actor, Refused
from core.fields import sort_name
from core.pages.fields import TextField, WholeNumberField
from core.pages.forms import Form
from core.registers.upload import Upload
from partnerships.organisations.models import Area
from partnerships.organisations.uploads import NamedField
from partnerships.terms.models import Term, Vocabulary

WITHOUT_VERSION = "Write the version, as in the list taken as a sheet."
FIELDS = ("title", "what", "client_group", "area", "people", "unmet_people", "unmet")
CHANGES_NO_CYCLE = "A sheet does not move a need to another cycle. Withdraw it there, and add it here."


class RowForm(Form):
    """One row of the sheet. Client group and area may be left empty: they are then those of the cycle."""

    id = WholeNumberField(label="Id", required=False, min_value=1, max_value=10**15)
    version = WholeNumberField(label="Version", required=False, min_value=1, max_value=10**9)
    title = TextField(label="Title", max_length=200)
    cycle = NamedField(CommissioningCycle.objects.all, lambda each: (each.title,), label="Cycle")
    client_group = NamedField(
        lambda: Term.objects.filter(vocabulary=Vocabulary.CLIENT_GROUP), lambda each: (each.title,),
        label="Client group",
    )  # fmt: skip
    area = NamedField(Area.objects.all, lambda each: (each.name, each.gss_code or ""), label="Area")
    people = WholeNumberField(label="People", required=False, min_value=0, max_value=10**8)
    unmet_people = WholeNumberField(label="Not met for", required=False, min_value=0, max_value=10**8)
    what = TextField(label="What is needed", max_length=5000)
    unmet = TextField(label="How far it is not met", required=False, max_length=5000)

    def clean(self) -> dict[str, Any]:
        """Which cycle it is of."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if not found.get("cycle") and "cycle" not in self.errors:
            self.add_error("cycle", ValidationError("Write the title of the cycle, as the list does."))
        for name in ("client_group", "area"):
            if name in found and not found[name] and found.get("cycle"):
                found[name] = getattr(found["cycle"], name)
        return found


class NeedUpload(Upload):
    """Needs from the register's own sheet. A row that says what is recorded already changes nothing."""

    permission = actions.ADD
    form = RowForm
    required = ("title", "cycle", "what")
    noun = "need"

    def visible(self, actor: Actor, keys: Iterable[int]) -> dict[int, Any]:
        rows = Need.objects.visible_to(actor).filter(pk__in=list(keys))
        return {each.pk: each for each in rows.select_related("cycle", "client_group", "area")}

    def current(self, thing: Any) -> dict[str, Any]:
        return {name: getattr(thing, name) for name in ("cycle", *FIELDS)}

    def shown(self, thing: Any, values: dict[str, Any]) -> dict[str, Sequence[str]]:
        return {"state": (thing.state.label,) if thing else ("", "Open")}

    def already(self, actor: Actor, values: dict[str, Any]) -> Need | None:
        """The need of that title in that cycle, where it was not withdrawn."""
        rows = Need.objects.visible_to(actor).filter(cycle=values.get("cycle"), withdrawn_on=None)
        named = rows.filter(sort_name=sort_name(values["title"]))
        return named.select_related("cycle", "client_group", "area").first()

    def once_only(self, values: dict[str, Any]) -> list[tuple[str, Any]]:
        return [("title", (values["cycle"].pk, sort_name(values["title"])))] if values.get("cycle") else []

    def add(self, by: Actor, values: dict[str, Any]) -> Need:
        return actions.add_need(by=by, **values)

    def change(self, by: Actor, thing: Any, version: int | None, changed: dict[str, Any]) -> Need:
        if version is None:
            raise Refused({"version": WITHOUT_VERSION})
        if "cycle" in changed:
            raise Refused({"cycle": CHANGES_NO_CYCLE})
        return actions.edit_need(by=by, need=thing, version=version, **changed)
