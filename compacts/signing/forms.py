"""What every form of a signature asks."""

from django import forms

from core.pages.fields import TextField
from core.pages.forms import Form

AUTHORITY = "For example: the decision of your board or trustees, with its day."


class SignForm(Form):
    """With what authority one signs."""

    authority = TextField(label="What allows you to sign", max_length=300, help_text=AUTHORITY)


def scan_field(readers: str) -> forms.FileField:
    """The scan of a signed paper, with who reads it."""
    return forms.FileField(
        label="Scan of it",
        required=False,
        help_text=f"A PDF or a photograph, up to 25 MB. Read by {readers}.",
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg"}),
    )
