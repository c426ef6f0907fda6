"""What is filled in at the secretariat's desk."""

from typing import Any

from django import forms

from consultation.responses.models import KEYED, Channel, LateVerdict, RespondentKind
from consultation.responses.rules import LONGEST_LETTER
from core import clock
from core.pages.fields import DayMonthYearField, LongTextField, TextField
from core.pages.forms import Form
from partnerships.organisations.fields import OrganisationField

WAYS = [(each.value, Channel(each).label) for each in KEYED]
SHAPES = [("form", "It answers the questions"), ("letter", "It is a letter that need not follow the questions")]
VERDICTS = [(each.value, each.label) for each in (LateVerdict.ACCEPTED, LateVerdict.REFUSED)]


class KeyForm(Form):
    """What came, from whom, when and how."""

    channel = forms.ChoiceField(label="How did it come?", choices=WAYS, widget=forms.RadioSelect)
    shape = forms.ChoiceField(label="What is it?", choices=SHAPES, widget=forms.RadioSelect)
    received_on = DayMonthYearField(
        label="Received on", earliest=clock.EARLIEST, help_text="The day it arrived, for example 20 11 2003."
    )
    organisation = OrganisationField(
        label="Which organisation of the register sent it?",
        required=False,
        help_text="Its name or code. Leave empty if it is not in the register, or you are not sure.",
    )
    kind = forms.ChoiceField(
        label="If it is not in the register, who is it?",
        choices=RespondentKind.choices,
        required=False,
        initial=RespondentKind.ORGANISATION,
        widget=forms.RadioSelect,
    )
    name = TextField(label="What it calls itself", max_length=255, required=False)
    charity_number = TextField(label="Charity number", max_length=20, required=False)
    person = TextField(label="Who signed it", max_length=150, required=False)
    email = forms.EmailField(label="E-mail address on it", max_length=254, required=False)
    scan = forms.FileField(label="Scan of it", required=False, help_text="A PDF, a picture or a Word document.")

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or RespondentKind.ORGANISATION

    def values(self) -> dict[str, Any]:
        """What the act takes."""
        values = dict(self.cleaned_data)
        scan = values.pop("scan")
        return values | {"is_letter": values.pop("shape") == "letter", "scans": [scan] if scan else []}


class LetterForm(Form):
    """What the letter says."""

    letter = LongTextField(
        label="What the letter says",
        rows=20,
        max_length=LONGEST_LETTER,
        required=False,
        help_text="Word for word. Answers to questions that it gives can be keyed in one by one as well.",
    )


class ScanForm(Form):
    """A further scan."""

    scan = forms.FileField(label="Scan", help_text="A PDF, a picture or a Word document.")


class ReasonForm(Form):
    """Why something is done to an answer."""

    reason = LongTextField(label="Reason", rows=4, max_length=2000)


class MatchForm(Form):
    """Which organisation of the register sent it."""

    organisation = OrganisationField(label="Organisation", help_text="Its name or code. Partners come first.")


class DecideForm(Form):
    """Whether what came late counts."""

    verdict = forms.ChoiceField(label="Does it count?", choices=VERDICTS, widget=forms.RadioSelect)
    reason = LongTextField(
        label="Reason", rows=4, max_length=2000, help_text="It is kept with the answer and sent to whoever gave it."
    )
