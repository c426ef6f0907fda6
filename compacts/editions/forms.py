"""The forms of editions."""

from django import forms

from compacts.editions.models import CompactEdition
from core.pages.fields import DayMonthYearField
from core.pages.forms import reason_form
from core.pages.model_forms import form_of

WithdrawForm = reason_form("Why is it withdrawn?", "Kept with it. Read by commissioners, the secretariat and auditors.")
EditForm = form_of(
    CompactEdition, "dated_on", "note", dated_on=DayMonthYearField(label="Day that stands on the document")
)
AddForm = form_of(
    CompactEdition,
    *("file", "dated_on", "note"),
    file=forms.FileField(
        label="Document",
        help_text="A PDF or a Word document, up to 25 MB. Everybody reads it once the Compact is launched.",
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx"}),
    ),
    dated_on=DayMonthYearField(label="Day that stands on the document"),
)
