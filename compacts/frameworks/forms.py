"""The form in which the terms of a framework are entered."""

from compacts.frameworks.models import Framework
from core.pages.fields import DayMonthYearField
from core.pages.model_forms import form_of

MONTH = "Only where the document gives no day. Any day of the month will do above."
PLANNED = "Only for a framework that is planned and whose first day nobody knows yet."
TermsForm = form_of(
    Framework,
    *("kind", "basis", "pooled_budget", "joint_commissioning", "integrated_provision"),
    *("starts", "starts_month_only", "ends", "ends_month_only", "due_from", "due_until"),
    pooled_budget="It allows a pooled budget",
    joint_commissioning="It allows lead or joint commissioning",
    integrated_provision="It allows integrated provision",
    starts=DayMonthYearField(label="First day", required=False, help_text="Leave empty where it is only planned."),
    ends=DayMonthYearField(label="Last day", required=False, help_text="You are reminded 12, 6 and 3 months before."),
    due_from=DayMonthYearField(label="Planned from", required=False, help_text=PLANNED),
    due_until=DayMonthYearField(label="Planned until", required=False, help_text=PLANNED),
)
