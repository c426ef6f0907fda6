"""The forms of monitoring."""

from typing import Any

from django import forms

from commissioning.bands.models import Monitoring
from commissioning.contracts.forms import ContractField
from commissioning.monitoring.models import (
    MonitoringPlan,
    MonitoringRequirement,
    Question,
    ReportingPeriod,
    Risk,
)
from commissioning.monitoring.schedule import Frequency
from compacts.measures.models import Measure
from core.acts import Actor
from core.pages.fields import DayMonthYearField, LongTextField, OneOf, WholeNumberField
from core.pages.forms import Form, reason_form, speak_plainly
from core.pages.model_forms import form_of

AS_PROPOSED = "As its value and its risk propose"
DropForm = reason_form("Why is it no longer asked?", "Shown on its page.")
DueForm = form_of(ReportingPeriod, "due_on")
PeriodForm = form_of(ReportingPeriod, "starts", "ends", "due_on")
EditForm = form_of(MonitoringRequirement, "detail", "to_whom", "target")
DETAIL_ROWS = 3


class DecideForm(form_of(MonitoringPlan, "risk", "reason")):  # type: ignore[misc]
    """How closely a contract is followed."""

    tier = forms.ChoiceField(
        label="How closely it is followed", choices=[("", AS_PROPOSED), *Monitoring.choices], required=False
    )

    def __init__(self, data: Any = None, *, of: MonitoringPlan | None = None):
        super().__init__(data, of=of)
        self.fields = {name: self.fields[name] for name in ("risk", "tier", "reason", *self.fields)}
        self.fields["risk"].choices = [("", "Choose one"), *Risk.choices]  # type: ignore[attr-defined]
        self.fields["risk"].help_text = "How much goes wrong for people if the service does."


class AddForm(EditForm):  # type: ignore[misc, valid-type]
    """Which measure is reported, and what of it."""

    def __init__(self, data: Any = None):
        super().__init__(data)
        measure = OneOf(
            label="Measure", queryset=Measure.objects.order_by("sort_name", "pk"),
            help_text="Defined once and used by every contract. A new one is added to the list of measures.",
        )  # fmt: skip
        self.fields = {"measure": measure, **self.fields}
        speak_plainly(self)


def question_fields() -> dict[str, forms.Field]:
    """For each question yes or no, and what followed."""
    found: dict[str, forms.Field] = {}
    for name, label in Question.choices:
        found[name] = forms.ChoiceField(
            label=label, choices=[("yes", "Yes"), ("no", "No")], widget=forms.RadioSelect, required=False
        )
        found[f"{name}_followed"] = LongTextField(
            label=f"What followed: {label[:1].lower()}{label[1:]}", rows=2, max_length=1000, required=False
        )
    return found


class ProportionForm(type("Questions", (Form,), question_fields())):  # type: ignore[misc]
    """The eight questions on proportion."""

    def __init__(self, data: Any = None, *, requirement: MonitoringRequirement):
        there = {each.question: each for each in requirement.answers.all()}
        initial = {name: each.said for name, each in there.items()}
        initial |= {f"{name}_followed": each.followed for name, each in there.items()}
        super().__init__(data, initial=initial)

    def clean(self) -> dict[str, Any]:
        """The answers as the act takes them; a question left open is not among them."""
        given = super().clean()
        answers = {
            name: (given.get(name), given.get(f"{name}_followed") or "") for name in Question.values if given.get(name)
        }
        for name in Question.values:
            if not given.get(name) and given.get(f"{name}_followed"):
                self.add_error(name, "Choose yes or no.")
        return {"answers": answers}


class ScheduleForm(Form):
    """How often, from when until when, and by when each return is due."""

    frequency = forms.ChoiceField(label="How often", choices=Frequency.choices)
    first = DayMonthYearField(label="From", required=False, help_text="Leave empty for its first day.")
    last = DayMonthYearField(label="Until", required=False, help_text="Leave empty for its last day.")
    due_after = WholeNumberField(
        label="Days after the period by which the return is due", min_value=1, max_value=365, initial=28
    )

    def __init__(self, data: Any = None):
        super().__init__(data, once=True)


class ReuseForm(Form):
    """Under which other contract the provider reports the same."""

    other = ContractField(
        label="The contract with the other funder", max_length=200, help_text="Its reference or its title."
    )

    def __init__(self, data: Any = None, *, actor: Actor):
        super().__init__(data, once=True)
        self.fields["other"].actor = actor  # type: ignore[attr-defined]
