"""The forms of what reviews asked for."""

from compacts.review_actions.models import ReviewAction
from core.pages.fields import DayMonthYearField, LongTextField
from core.pages.forms import Form, reason_form
from core.pages.model_forms import form_of
from partnerships.organisations.fields import OrganisationField

ActionForm = form_of(
    ReviewAction,
    *("what", "owner", "due_on"),
    owner=OrganisationField(label="Who does it", help_text="The name or code of an organisation in the register."),
    due_on=DayMonthYearField(label="Day by which it is done"),
)
DropForm = reason_form("Why is it given up?", "Read by everybody once the review is concluded. Do not name people.")


class FinishForm(Form):
    """When it was done, and what came of it."""

    on = DayMonthYearField(label="Day on which it was done", required=False, help_text="Leave empty for today.")
    note = LongTextField(
        label="What came of it", rows=3, max_length=2000, required=False,
        help_text="Read by everybody once the review is concluded. Do not name people.",
    )  # fmt: skip
