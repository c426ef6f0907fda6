"""The forms of an analysis."""

from commissioning.analysis.models import AnalysisEntry
from core.pages.forms import reason_form
from core.pages.model_forms import form_of
from partnerships.organisations.fields import OrganisationField

EntryForm = form_of(
    AnalysisEntry,
    *("kind", "title", "detail", "organisation", "amount", "source"),
    organisation=OrganisationField(
        label="Provider, or whose it is", required=False, help_text="Leave empty where it is nobody's in particular."
    ),
)
VoidForm = reason_form("Why is it void?", "Shown on its page to everybody who may read it.")
