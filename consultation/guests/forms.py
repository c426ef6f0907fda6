"""What is filled in to answer without an account."""

from typing import Any

from django import forms

from consultation.consultations.models import Consultation
from consultation.responses.models import RespondentKind
from core.pages.fields import TextField
from core.pages.forms import Form

KINDS = [(RespondentKind.ORGANISATION, "For an organisation"), (RespondentKind.INDIVIDUAL, "For myself")]
UNDER_IT = "If you answer for yourself, your answer stands under it. For an organisation, leave it empty if you like."
FOR_ONESELF = "If you answer for yourself, leave it empty."


class BeginForm(Form):
    """Who answers, and where the link goes."""

    kind = forms.ChoiceField(label="Whom do you answer for?", choices=KINDS, widget=forms.RadioSelect)
    name = TextField(
        label="Name of the organisation",
        max_length=255,
        help_text="As it is known. A group needs no number or constitution.",
    )
    charity_number = TextField(
        label="Charity number",
        max_length=20,
        required=False,
        help_text="If it has one. Leave empty if it has none, or you do not know it.",
    )
    person = TextField(
        label="Your name",
        max_length=150,
        required=False,
        help_text="For a question about the answer. Leave it empty if you like.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label="Your e-mail address",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text="We send the link to the questions to it, and the receipt. It is not published.",
    )

    def __init__(self, *args: Any, consultation: Consultation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if consultation.takes_individuals:
            kind = self.data.get("kind")  # which of the names is asked for; the page shows both before it is chosen
            self.fields["name"].required = not self.is_bound or kind == RespondentKind.ORGANISATION
            self.fields["person"].required = not self.is_bound or kind == RespondentKind.INDIVIDUAL
            for name in ("name", "charity_number"):
                self.fields[name].help_text = f"{self.fields[name].help_text} {FOR_ONESELF}"
            self.fields["person"].help_text = UNDER_IT
        else:
            del self.fields["kind"]

    def clean(self) -> dict[str, Any]:
        if "kind" in self.errors:  # the page shows both names once more, and neither is left out before it is chosen
            self.fields["name"].required = self.fields["person"].required = True
        return self.cleaned_data

    def values(self) -> dict[str, Any]:
        """What the act takes. Who answers for oneself has one name, and no organisation's."""
        given = {"kind": RespondentKind.ORGANISATION.value} | self.cleaned_data
        return given if given["kind"] == RespondentKind.ORGANISATION else given | {"name": "", "charity_number": ""}


class ReturnForm(Form):
    """The way back to an answer that was begun."""

    email = forms.EmailField(
        label="Your e-mail address",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text="The one with which the answer was begun.",
    )
