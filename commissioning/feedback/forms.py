"""The forms of user feedback."""

from commissioning.feedback.actions import ENTRY
from commissioning.feedback.models import AuditQuestion, SatisfactionAudit
from core.pages.fields import TextField, WholeNumberField
from core.pages.forms import reason_form
from core.pages.model_forms import form_of

EditForm = form_of(SatisfactionAudit, *ENTRY)
QuestionForm = form_of(AuditQuestion, "title", "answered", "satisfied")
VoidForm = reason_form("Why is it void?", "For what was entered by mistake. Shown on its page.")


class RecordForm(form_of(SatisfactionAudit, *ENTRY)):  # type: ignore[misc]
    """An audit with its first question, which may be the only one."""

    question = TextField(
        label="The question they were asked", max_length=200, required=False,
        help_text="Where there were several, add the others on the page of the audit.",
    )  # fmt: skip
    satisfied = WholeNumberField(label="How many of those who answered are satisfied", min_value=0, required=False)
