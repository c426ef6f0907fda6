"""The forms of targets."""

from compacts.measures.models import Measure
from compacts.targets.fields import OrganisationsField, StepsField
from compacts.targets.models import Contribution, Target
from core.pages.fields import NumberField, OneOf
from core.pages.forms import Form, reason_form
from core.pages.model_forms import form_of
from partnerships.organisations.fields import OrganisationField
from partnerships.organisations.forms import AreaField

AIM = NumberField(
    label="Aim", required=False, max_digits=12, decimal_places=4,
    help_text="The percentage, the level or the amount, without its unit. Leave empty for a gap that must not widen.",
)  # fmt: skip
OWNERS = OrganisationsField(
    label="Owners", rows=4, max_length=5000,
    help_text="The organisations that answer for it together, two or more: the name or code of each, one a line.",
)  # fmt: skip
ENTRY = {"aim": AIM, "due": "Day by which it is due", "trajectory": "How it goes on the way", "owners": OWNERS,
         "source": "Document that sets it"}  # fmt: skip
SetForm = form_of(
    Target,
    *("title", "kind", "aim", "scope", "area", "organisation", "compared_area", "due", "trajectory"),
    *("source", "about", "owners"),
    **ENTRY,
    area=AreaField(
        label="Area", required=False,
        help_text="The name of the nation, region, county or district, or its GSS code. Leave empty for a target of "
        "one organisation.",
    ),
    organisation=OrganisationField(
        label="Organisation", required=False, help_text="Only for a target of one organisation: its name or code."
    ),
    compared_area=AreaField(
        label="Area it is compared with", required=False, help_text="Only for a gap that must not widen."
    ),
)  # fmt: skip
Entry = form_of(Target, "title", "aim", "due", "trajectory", "source", "about", "owners", **ENTRY)
EndForm = reason_form(hint="Shown on its page.")


class EditForm(Entry):  # type: ignore[misc, valid-type]
    """What is said of a target, with its owners."""

    def __init__(self, data=None, *, of, **kwargs):
        super().__init__(data, of=of, initial={"owners": list(of.owners.order_by("sort_name", "pk"))}, **kwargs)


class MeasureForm(Form):
    """By which measure a target is judged."""

    measure = OneOf(
        label="Measure", queryset=Measure.objects.order_by("sort_name", "pk"), to_field_name="code",
        help_text="One that is not there is added on the list of measures.",
    )  # fmt: skip


BaselineForm = form_of(
    Contribution,
    *("baseline_value", "baseline_starts", "baseline_ends", "baseline_source"),
    baseline_value=NumberField(
        label="Baseline",
        max_digits=16,
        decimal_places=4,
        help_text="The figure counted from, without its unit.",
    ),
    baseline_starts="First day of its period",
    baseline_ends="Last day of its period",
    baseline_source="Source of the baseline",
)
for field in BaselineForm.base_fields.values():
    field.required = True


class StepsForm(Form):
    """Where a target is to be on the way."""

    steps = StepsField(
        label="Steps", rows=6, max_length=2000, required=False,
        help_text="One a line, a day and where it is to be by then, in the terms of the aim: 31/03/2005 2.5",
    )  # fmt: skip
