"""The forms of priorities."""

from typing import Any

from django import forms

from commissioning.needs.models import Need
from commissioning.plans.models import CommissioningPlan, Priority
from commissioning.plans.years import year_words
from commissioning.priorities.models import PriorityOutcome
from compacts.measures.models import Measure
from core.pages.fields import LongTextField, MoneyField, OneOf, TextField, WholeNumberField
from core.pages.forms import Form, reason_form, speak_plainly
from core.pages.model_forms import form_of

NO_NEEDS = "The cycle of this plan has no needs yet. Add the first on the page of its Analyse stage."


class PriorityForm(Form):
    """What a priority is, and from which needs it comes."""

    title = TextField(label="Priority", max_length=200)
    needs = forms.MultipleChoiceField(
        label="Needs it comes from", widget=forms.CheckboxSelectMultiple, help_text="At least one need of the cycle."
    )
    demand = LongTextField(
        label="Demand", required=False, max_length=5000, rows=4,
        help_text="How much is asked for now, how that will change over the years of the plan, and who can supply it.",
    )  # fmt: skip

    def __init__(self, data: Any = None, *, plan: CommissioningPlan, of: Priority | None = None) -> None:
        chosen = [str(each.pk) for each in of.needs.all()] if of else []
        given = {"title": of.title, "demand": of.demand, "needs": chosen} if of else {}
        super().__init__(data, initial=given, once=of is None, version=of.version if of else None)
        rows = Need.objects.filter(cycle=plan.cycle_id).order_by("sort_name", "pk")
        offered = [each for each in rows if each.withdrawn_on is None or str(each.pk) in chosen]
        self.fields["needs"].choices = [(str(each.pk), each.title) for each in offered]  # type: ignore[attr-defined]
        if not offered:
            self.fields["needs"].help_text = NO_NEEDS

    def clean_needs(self) -> list[Need]:
        """The needs themselves."""
        return list(Need.objects.filter(pk__in=self.cleaned_data["needs"]).order_by("sort_name", "pk"))


class MoveForm(Form):
    """Its place among the priorities."""

    place = WholeNumberField(label="Place", min_value=1, help_text="1 is the first.")


Outcome = form_of(
    PriorityOutcome,
    *("what", "measure", "measured_by", "aim"),
    measure=OneOf(
        label="Measure", queryset=Measure.objects.none(), empty_label="", required=False,
        help_text="One of the measures that targets are followed by.",
    ),
)  # fmt: skip


class OutcomeForm(Outcome):  # type: ignore[misc, valid-type]
    """An outcome and how it is measured."""

    def __init__(self, *args: Any, of: PriorityOutcome | None = None, **kwargs: Any) -> None:
        super().__init__(*args, of=of, **kwargs)
        self.fields["measure"].queryset = Measure.objects.order_by("sort_name", "pk")
        if of is not None:
            self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput, initial=of.priority.version)


class BudgetForm(Form):
    """What each partner pays in each year of the plan."""

    def __init__(self, data: Any = None, *, priority: Priority) -> None:
        super().__init__(data, version=priority.version)
        plan = priority.plan
        known = {(each.partner_id, each.year): each.amount for each in priority.budgets.all()}
        self.partners = {each.organisation_id: each.organisation for each in plan.cycle.partners.all()}
        self.years = plan.years
        for year in self.years:
            for pk, partner in self.partners.items():
                self.fields[f"a{pk}_{year}"] = MoneyField(
                    label=f"What {partner.name} pays in {year_words(year)} (£)", required=False, min_value=0,
                    max_digits=14, decimal_places=2, initial=known.get((pk, year)),
                )  # fmt: skip
        speak_plainly(self)

    def clean(self) -> dict[str, Any]:
        """The rows that hold an amount, as the act takes them."""
        found = super().clean() or self.cleaned_data
        rows = [
            (partner, year, found[f"a{pk}_{year}"])
            for year in self.years
            for pk, partner in self.partners.items()
            if found.get(f"a{pk}_{year}")
        ]
        return {"budget": rows, "version": found.get("version")}


DropForm = reason_form("Why is it dropped?", "Shown on its page to everybody who may read it.")
