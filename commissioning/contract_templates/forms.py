"""The forms of contract templates."""

from typing import Any

from commissioning.contract_templates.models import ContractTemplate
from core.pages.fields import LongTextField
from core.pages.forms import Form, speak_plainly
from core.pages.model_forms import form_of
from partnerships.organisations.fields import OrganisationField

TERMS = LongTextField(label="Terms", rows=16, max_length=100_000)


class AddForm(form_of(ContractTemplate, "title", "about")):  # type: ignore[misc]
    """A template with its first version. Whoever acts for a body adds it for that one."""

    text = TERMS

    def __init__(self, data: Any = None, *, for_any_body: bool):
        super().__init__(data)
        if for_any_body:
            body = OrganisationField(label="Body", required=False, help_text="Leave empty for one that all may use.")
            self.fields = {"body": body, **self.fields}
            speak_plainly(self)


class VersionForm(Form):
    """The terms as they are from now on."""

    text = TERMS
    note = LongTextField(label="What changed", rows=3, max_length=2000)
