"""What is filled in at the secretariat's desk."""

from typing import Any

from django import forms

from consultation.consultations.models import Consultation
from consultation.intake.rules import HOW, NOTHING_SHARED, SCANS_TAKEN
from consultation.responses.models import KEYED, Channel, LateVerdict, RespondentKind
from consultation.responses.rules import LONGEST_LETTER
from core import clock
from core.pages.fields import DayMonthYearField, LongTextField, TextField
from core.pages.forms import Form, reason_form
from partnerships.organisations.fields import OrganisationField

WAYS = [(each.value, Channel(each).label) for each in KEYED]
FORM, LETTER = "form", "letter"
SHAPES = [(FORM, "Answers to the questions, one by one"), (LETTER, "A letter in the writer's own order")]
VERDICTS = [
    (LateVerdict.ACCEPTED.value, "Yes, it counts as if it had come in time"),
    (LateVerdict.REFUSED.value, "No, it does not count"),
]
SCAN_HELP = "A PDF, a photograph, a Word document or plain text, up to 25 MB. Put several pages into one file."
ACCEPT = {"accept": ",".join(f".{ending}" for ending in SCANS_TAKEN)}


def day_field() -> DayMonthYearField:
    return DayMonthYearField(
        label="Day it arrived",
        earliest=clock.EARLIEST,
        help_text="From the date stamp, the postmark or the e-mail, for example 20 11 2003. This day decides whether "
        "it came late, not the day you key it in.",
    )


def way_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="How did it come?", choices=WAYS, widget=forms.RadioSelect, error_messages={"required": HOW}
    )


class KeyForm(Form):
    """What came, from whom, when and how."""

    channel = way_field()
    shape = forms.ChoiceField(
        label="What is it?",
        choices=SHAPES,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it answers the questions one by one or is a letter."},
    )
    received_on = day_field()
    organisation = OrganisationField(
        label="Organisation, as the register has it",
        required=False,
        help_text="Begin to type its name or code. Leave empty if it is not there, or if you are not sure.",
    )
    kind = forms.ChoiceField(
        label="If it is not in the register, who wrote?",
        choices=RespondentKind.choices,
        required=False,
        initial=RespondentKind.ORGANISATION,
        widget=forms.RadioSelect,
    )
    name = TextField(label="Name, as it stands on the letter or form", max_length=255, required=False)
    charity_number = TextField(label="Charity number, if it gives one", max_length=20, required=False)
    confirmed = forms.BooleanField(label=NOTHING_SHARED, required=False)
    person = TextField(label="Who signed it", max_length=150, required=False)
    email = forms.EmailField(label="E-mail address on it", max_length=254, required=False)
    scan = forms.FileField(
        label="Scan of it",
        required=False,
        help_text=f"{SCAN_HELP} You can attach more later.",
        widget=forms.FileInput(attrs=ACCEPT),
    )

    def __init__(self, *args: Any, consultation: Consultation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not consultation.takes_individuals:
            del self.fields["kind"]

    def values(self) -> dict[str, Any]:
        """What the act takes."""
        values = dict(self.cleaned_data)
        scan, shape = values.pop("scan"), values.pop("shape")
        values["kind"] = values.get("kind") or RespondentKind.ORGANISATION.value
        return values | {"is_letter": shape == LETTER, "scans": [scan] if scan else []}


class CorrectForm(Form):
    """How and when it came, and who signed it, put right."""

    channel = way_field()
    received_on = day_field()
    charity_number = TextField(label="Charity number, if it gives one", max_length=20, required=False)
    person = TextField(label="Who signed it", max_length=150, required=False)
    email = forms.EmailField(label="E-mail address on it", max_length=254, required=False)


class LetterForm(Form):
    """What the letter says."""

    letter = LongTextField(
        label="What the letter says",
        rows=20,
        max_length=LONGEST_LETTER,
        help_text="Word for word, as it stands. You can copy it from the e-mail or the document.",
    )


class ScanForm(Form):
    """A further scan."""

    scan = forms.FileField(
        label="Scan",
        help_text=SCAN_HELP,
        widget=forms.FileInput(attrs=ACCEPT),
        error_messages={"required": "Choose the scan that you want to attach."},
    )


IN_HISTORY = "It is kept in the history."
VoidForm = reason_form("Why is it void?", "For example: keyed in twice; nobody there had sent it.", rows=4)
RestoreForm = reason_form("Why is it not void after all?", IN_HISTORY, rows=4)
UnmatchForm = reason_form("Why was the match wrong?", IN_HISTORY, rows=4)


class MatchForm(Form):
    """Which organisation of the register may have sent it."""

    organisation = OrganisationField(
        label="Organisation",
        help_text="Begin to type its name or code. Partners come first.",
        error_messages={"required": "Enter the organisation that sent it, or choose one of those suggested."},
    )


class SameForm(Form):
    """That they are the same organisation; asked for where nothing else says so."""

    confirmed = forms.BooleanField(label=NOTHING_SHARED, required=False)

    def __init__(self, *args: Any, asks: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks:
            del self.fields["confirmed"]


class DecideForm(Form):
    """Whether what came late counts."""

    verdict = forms.ChoiceField(
        label="Does it count?",
        choices=VERDICTS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it counts."},
    )
    reason = LongTextField(
        label="Why?",
        rows=4,
        max_length=2000,
        help_text="It is kept with the answer, and sent to whoever gave it.",
        error_messages={"required": "Enter why, so that whoever gave the answer can understand it."},
    )

    def __init__(self, *args: Any, told: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not told:
            self.fields["reason"].help_text = "It is kept with the answer. Nobody is told by e-mail: it came on paper."
