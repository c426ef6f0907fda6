"""The forms of annual agreements."""

from collections.abc import Callable
from typing import Any

from compacts.agreements.rules import standing
from compacts.annual.composing import TEXTS
from compacts.annual.models import (
    AnnualAgreement,
    AnnualMeasure,
    AnnualOutcome,
    AnnualPriority,
    InvestmentIntention,
    WorkLine,
    WorkProgress,
)
from compacts.frameworks.models import Framework
from compacts.measures.models import Measure
from compacts.strategies.forms import year_field
from compacts.strategies.models import JointStrategy
from core import clock
from core.pages.fields import DayMonthYearField, MoneyField, OneOf, TextField
from core.pages.forms import Form
from core.pages.model_forms import RecordForm, form_of
from partnerships.organisations.models import Organisation

TODAY = "Leave empty for today."
BeginForm = form_of(AnnualAgreement, "service", "year", year=year_field("Year", "From April to March."))
GovernanceForm = form_of(AnnualAgreement, *TEXTS)


class SendForm(Form):
    """That the six components are sent for signing."""

    note = TextField(
        label="What changed", max_length=300, required=False,
        help_text="In a sentence, where an earlier draft was sent. Read wherever the draft is.",
    )  # fmt: skip


class UnderFramework(OneOf):
    """One of the frameworks."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.agreement.title)


class CarryForm(Form):
    """Under which framework the next year's agreement stands."""

    framework = UnderFramework(
        label="Framework", queryset=Framework.objects.none(), empty_label=None,
        help_text="The one of this year, or one that takes its place.",
    )  # fmt: skip


ProgressForm = form_of(
    WorkProgress,
    *("state", "note"),
)
ProgressForm.base_fields["on"] = DayMonthYearField(label="Day", required=False, help_text=TODAY)


def party_field(label: str) -> OneOf:
    """One of the parties."""
    return OneOf(label=label, queryset=Organisation.objects.none(), help_text="One of the parties to the agreement.")


MEASURED_BY = OneOf(
    label="Monitored by", queryset=AnnualMeasure.objects.none(), required=False, empty_label="No measure",
    help_text="One of the measures of this agreement.",
)  # fmt: skip
FORMS: dict[str, type[RecordForm]] = {
    "outcomes": form_of(AnnualOutcome, "what", "why_jointly"),
    "priorities": form_of(
        AnnualPriority, "what", "strategy", "stage",
        strategy=OneOf(
            label="Strategy", queryset=JointStrategy.objects.none(),
            help_text="Strategies of this locality that cover the year. Others are added on the list of joint "
            "strategies.",
        ),
    ),
    "intentions": form_of(
        InvestmentIntention, "partner", "purpose", "amount", "pooled", "recurrent", "note",
        partner=party_field("Partner"),
        amount=MoneyField(label="Amount in £", max_digits=13, decimal_places=2, help_text="For this year."),
        pooled="It goes into the pooled budget", recurrent="It is recurrent: it goes on in later years",
    ),
    "measures": form_of(
        AnnualMeasure, "measure", "level", "aim",
        measure=OneOf(
            label="Measure", queryset=Measure.objects.order_by("sort_name", "pk"),
            help_text="One that is not there is added on the list of measures.",
        ),
    ),
    "work": form_of(
        WorkLine, "what", "lead", "due_on", "measure", lead=party_field("Who leads"), measure=MEASURED_BY
    ),
}  # fmt: skip
"""The form of a row of each component of rows."""


def parties(annual: AnnualAgreement) -> Any:
    """The organisations that are parties today."""
    keys = [each.organisation_id for each in standing(annual.agreement, clock.today())]
    return Organisation.objects.filter(pk__in=keys).order_by("sort_name", "pk")


CHOICES: dict[str, dict[str, Callable[[AnnualAgreement], Any]]] = {
    "priorities": {
        "strategy": lambda annual: (
            JointStrategy.objects.covering(annual.year)  # type: ignore[attr-defined]
            .filter(area=annual.agreement.area_id)
            .order_by("sort_name", "pk")
        )
    },
    "intentions": {"partner": parties},
    "work": {"lead": parties, "measure": lambda annual: annual.measures.select_related("measure")},
}
"""What there is to choose from in the forms of an annual agreement."""


def part_form(part: str, annual: AnnualAgreement, data: Any, **options: Any) -> RecordForm:
    """The form of a row of a component, with what there is to choose from."""
    form = FORMS[part](data, **options)
    for name, choices in CHOICES.get(part, {}).items():
        form.fields[name].queryset = choices(annual)  # type: ignore[attr-defined]
    return form
