"""The forms of leads on Compacts."""

from compacts.chasing.models import CompactLead
from core.pages.model_forms import form_of
from partnerships.organisations.fields import OrganisationField

NameForm = form_of(
    CompactLead,
    *("organisation", "name", "email", "address"),
    organisation=OrganisationField(label="Body", help_text="The name or code of an organisation in the register."),
)
EditForm = form_of(CompactLead, "name", "email", "address")
