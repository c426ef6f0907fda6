"""The forms of published registers of contracts."""

from typing import Any

from django import forms

from core.files.readers import ENDINGS
from core.pages.forms import Form
from partnerships.organisations.fields import OrganisationField
from partnerships.organisations.models import Organisation


class SendForm(Form):
    """Whose register, and the file."""

    body = OrganisationField(label="Whose register it is", help_text="The name or code of the public body.")
    file = forms.FileField(
        label="Register of contracts",
        widget=forms.FileInput(attrs={"accept": ",".join(f".{each}" for each in ENDINGS)}),
        help_text="CSV or Excel, 20 MB at most, with the columns of the register as it is published here.",
    )

    def __init__(self, *args: Any, for_any_body: bool, **kwargs: Any) -> None:
        super().__init__(*args, once=True, **kwargs)
        if not for_any_body:
            del self.fields["body"]


class ConfirmForm(Form):
    """Who is meant."""

    organisation = OrganisationField(
        label="Who is meant", help_text="Part of a name shows the organisations that fit, to choose from."
    )

    def __init__(self, data: Any = None, *, suggested: Organisation | None, version: int):
        super().__init__(data, version=version, initial={"organisation": suggested} if suggested else None)
