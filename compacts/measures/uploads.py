"""The readings' own sheet: what each of its rows may add and correct."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError

from compacts.measures import actions
from compacts.measures.models import Measure, Reading
from core.acts import Actor, Refused
from core.pages.fields import NumberField, TextField, WholeNumberField
from core.pages.forms import Form
from core.registers.upload import Upload
from partnerships.organisations.fields import OrganisationField
from partnerships.organisations.models import Area
from partnerships.organisations.uploads import NamedField, day_field

BY_SHEET = "Corrected by a sheet that was sent on the list of readings."
WITHOUT_VERSION = "Write the version, as in the list taken as a sheet."


class RowForm(Form):
    """One row of the sheet."""

    id = WholeNumberField(label="Id", required=False, min_value=1, max_value=10**15)
    version = WholeNumberField(label="Version", required=False, min_value=1, max_value=10**9)
    measure = NamedField(Measure.objects.all, lambda each: (each.code.replace("-", " "), each.title), label="Measure")
    organisation = OrganisationField(label="Organisation", required=False)
    area = NamedField(Area.objects.all, lambda each: (each.name, each.gss_code or ""), label="Area")
    starts = day_field("Period from")
    ends = day_field("Period to")
    value = NumberField(label="Figure", max_digits=16, decimal_places=4)
    covers_from = day_field("Covers from")
    covers_to = day_field("Covers to")
    source = TextField(label="Source of the figure", max_length=300)
    nothing_reason = TextField(label="Why it is nothing", required=False, max_length=300)

    def clean(self) -> dict[str, Any]:
        """What is named, and days of coverage where none are written: those of the period."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if not found.get("measure") and "measure" not in self.errors:
            self.add_error("measure", ValidationError("Write the short name of the measure, as the list of them does."))
        for name, words in (("starts", "The first day of the period"), ("ends", "The last day of the period")):
            if not found.get(name) and name not in self.errors:
                self.add_error(name, ValidationError(f"{words} is missing. Write it like 2003-04-01."))
        found["covers_from"] = found.get("covers_from") or found.get("starts")
        found["covers_to"] = found.get("covers_to") or found.get("ends")
        return found


class ReadingUpload(Upload):
    """Readings from the register's own sheet. A row that says what is recorded already changes nothing."""

    permission = "compacts.upload_readings"
    form = RowForm
    required = ("measure", "starts", "ends", "value", "source")
    noun = "reading"

    def visible(self, actor: Actor, keys: Iterable[int]) -> dict[int, Any]:
        rows = Reading.objects.visible_to(actor).filter(pk__in=list(keys))
        return {each.pk: each for each in rows.select_related("measure", "organisation", "area")}

    def current(self, thing: Any) -> dict[str, Any]:
        return {name: getattr(thing, name) for name in (*actions.WHAT, *actions.FIGURE)}

    def already(self, actor: Actor, values: dict[str, Any]) -> Reading | None:
        """The figure that counts for the same measure, of the same body, over the same period."""
        named = {name: values.get(name) for name in actions.WHAT}
        rows = Reading.objects.visible_to(actor).counting().filter(**named)
        return rows.select_related("measure", "organisation", "area").first()

    def add(self, by: Actor, values: dict[str, Any]) -> Reading:
        return actions.record_reading(by=by, **values)

    def change(self, by: Actor, thing: Any, version: int | None, changed: dict[str, Any]) -> Reading:
        if version is None:
            raise Refused({"version": WITHOUT_VERSION})
        other = [name for name in changed if name in actions.WHAT]
        if other:
            said = (
                "A sheet corrects the figure of a row, not whose it is or when. Withdraw it on its page, and add a row."
            )
            raise Refused(dict.fromkeys(other, said))
        return actions.correct_reading(by=by, reading=thing, version=version, reason=BY_SHEET, **changed)
