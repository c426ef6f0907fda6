"""What is filled in to invite, and to accept."""

from django import forms

from core.pages.fields import TextField
from core.pages.forms import Form


class InviteForm(Form):
    """Whom to invite, in which roles."""

    name = TextField(label="Their name", max_length=150)
    email = forms.EmailField(
        label="Their e-mail address",
        max_length=254,
        help_text="The invitation is sent there, and that address is what they sign in with.",
    )
    roles = forms.MultipleChoiceField(label="Roles", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, choices, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].choices = choices


class NewAccountForm(Form):
    """The account of somebody who is new."""

    name = TextField(label="Your name", max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    password = forms.CharField(
        label="A password",
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="10 characters or more. Three words that do not belong together are easy to remember.",
    )
