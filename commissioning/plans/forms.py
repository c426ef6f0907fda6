"""The forms of commissioning plans."""

from typing import Any

from commissioning.plans.models import CommissioningPlan, Content, PlanDriver, PlanVersion
from consultation.consultations.models import Consultation
from core.acts import Actor
from core.pages.fields import DayMonthYearField, OneOf, TextField
from core.pages.forms import Form, reason_form, speak_plainly
from core.pages.model_forms import form_of

PlanForm = form_of(
    CommissioningPlan,
    *("title", "starts", "ends", "refresh_due"),
    starts=DayMonthYearField(label="First day of the plan"),
    ends=DayMonthYearField(label="Last day of the plan", help_text="Plan for three years or more where you can."),
    refresh_due=DayMonthYearField(
        label="To be refreshed by", required=False, help_text="You are reminded before it. Leave empty if not settled."
    ),
)
DriverForm = form_of(PlanDriver, "title", "publisher", "year", "requirement")
VersionForm = form_of(PlanVersion, "text", "note")
WithdrawForm = reason_form("Why is it withdrawn?", "Shown on its page to everybody who may read it.")


class ContentsForm(Form):
    """Of each content of a plan: where it is, or why it is not there."""

    def __init__(self, data: Any = None, *, plan: CommissioningPlan) -> None:
        super().__init__(data, version=plan.version)
        known = {each.content: each for each in plan.contents.all()}
        for each in Content:
            said = known.get(each.value)
            self.fields[f"{each.value}_where"] = TextField(
                label=f"{each.label}: where in the plan", required=False, max_length=300,
                initial=said.where if said else "",
            )  # fmt: skip
            self.fields[f"{each.value}_why_not"] = TextField(
                label=f"{each.label}: why it is not there", required=False, max_length=500,
                initial=said.why_not if said else "",
            )  # fmt: skip
        speak_plainly(self)

    def clean(self) -> dict[str, Any]:
        """Both answers by content, as the act takes them."""
        found = super().clean() or self.cleaned_data
        pairs = {
            each.value: (found.get(f"{each.value}_where", ""), found.get(f"{each.value}_why_not", ""))
            for each in Content
        }
        return {"answers": pairs, "version": found.get("version")}


class ConsultForm(Form):
    """Which consultation asks about it."""

    consultation = OneOf(
        label="Consultation", queryset=Consultation.objects.none(), empty_label="", required=False,
        help_text="One that was published. Leave empty where people are asked in another way.",
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = Consultation.objects.visible_to(actor).filter(published_at__isnull=False)  # type: ignore[attr-defined]
        self.fields["consultation"].queryset = seen.order_by("sort_name", "pk")  # type: ignore[attr-defined]
