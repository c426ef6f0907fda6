"""The forms of contracts' documents."""

from django import forms

from commissioning.contract_documents.actions import TAKEN
from commissioning.contract_documents.models import ContractDocument
from core.pages.fields import DayMonthYearField
from core.pages.forms import reason_form
from core.pages.model_forms import form_of

SAID = ("kind", "title", "dated_on")
DAY = "Day that stands on the document"
WithdrawForm = reason_form("Why is it withdrawn?", "Kept with it. Read by the parties, the secretariat and auditors.")
EditForm = form_of(ContractDocument, *SAID, dated_on=DayMonthYearField(label=DAY))
AddForm = form_of(
    ContractDocument,
    *("file", *SAID),
    file=forms.FileField(
        label="Document",
        help_text="A PDF, Word or Excel file or a picture, up to 25 MB. Read by the parties, the secretariat and "
        "auditors; never published.",
        widget=forms.FileInput(attrs={"accept": ",".join(f".{ending}" for ending in TAKEN)}),
    ),
    dated_on=DayMonthYearField(label=DAY),
)
