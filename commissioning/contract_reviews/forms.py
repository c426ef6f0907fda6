"""The forms of contract reviews."""

from typing import Any

from commissioning.contract_reviews.actions import ENTRY
from commissioning.contract_reviews.models import ContractReview, FindingUse, ReviewFinding
from commissioning.contract_reviews.reading import plans_for
from core.acts import Actor
from core.pages.fields import DayMonthYearField, LongTextField, OneOf
from core.pages.forms import Form, reason_form, speak_plainly
from core.pages.model_forms import form_of
from partnerships.organisations.fields import OrganisationField

VoidForm = reason_form("Why is it void?", "For what was entered by mistake. Shown on its page.")
ReviewForm = form_of(
    ContractReview, *ENTRY,
    next_on=DayMonthYearField(label="Next review", required=False, help_text="Leave empty where none is to come."),
)  # fmt: skip
FindingForm = form_of(
    ReviewFinding, "kind", "title", "follows", "owner", "due_on",
    owner=OrganisationField(label="Who does it", required=False, help_text="Where something follows from it."),
)  # fmt: skip


class FinishForm(Form):
    """When it was done, and what came of it."""

    on = DayMonthYearField(label="Day on which it was done", required=False, help_text="Leave empty for today.")
    note = LongTextField(label="What came of it", rows=3, max_length=2000, required=False)


class UseForm(form_of(FindingUse, "where")):  # type: ignore[misc]
    """Which plan used it, and where."""

    def __init__(self, data: Any = None, *, finding: ReviewFinding, actor: Actor):
        super().__init__(data)
        plan = OneOf(label="Plan", queryset=plans_for(finding, actor))
        self.fields = {"plan": plan, **self.fields}
        speak_plainly(self)
