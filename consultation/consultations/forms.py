"""The forms in which a consultation is written."""

from typing import Any

from django import forms

from consultation.consultations.models import Consultation, Question, QuestionKind, Section, WhoMayAnswer
from consultation.consultations.rules import FEWEST_CHOICES
from core import clock
from core.pages.fields import DayMonthYearField, LongTextField, OneOf, TextField
from core.pages.forms import Form, reason_form
from partnerships.organisations.fields import OrganisationField

MOST_CHOICES = 30
SHOWN = "It is shown to everybody."
CHOICES_OF_WHAT = (
    "This kind of question offers no choices. Choose 'Choose one' or 'Choose all that apply', or delete the choices."
)


class ContactForm(Form):
    """Whom people can ask."""

    contact_name = TextField(
        label="Name of somebody people can ask",
        max_length=150,
        required=False,
        help_text=f"Needed before it is published. {SHOWN}",
    )
    contact_telephone = TextField(
        label="Telephone number",
        max_length=40,
        required=False,
        help_text=f"Needed before it is published. {SHOWN}",
    )
    contact_email = forms.EmailField(label="E-mail address", required=False)


class PublishedContactForm(ContactForm):
    """Whom people can ask about what is published: there is always somebody."""

    contact_name = TextField(label="Name of somebody people can ask", max_length=150, help_text=SHOWN)
    contact_telephone = TextField(label="Telephone number", max_length=40, help_text=SHOWN)


class DetailsForm(ContactForm):
    """What a consultation says about itself."""

    title = TextField(label="Title", max_length=200)
    summary = LongTextField(
        label="What it is about",
        max_length=5000,
        required=False,
        rows=5,
        help_text="Two or three sentences, for people who do not know it yet.",
    )
    who_may_answer = forms.ChoiceField(
        label="Who may answer?",
        choices=WhoMayAnswer.choices,
        initial=WhoMayAnswer.ORGANISATIONS,
        widget=forms.RadioSelect,
        help_text="Any organisation may, in the register or not, with an account here or without one.",
    )
    opens_on = DayMonthYearField(
        label="Opening day", earliest=clock.EARLIEST, latest=clock.LATEST, help_text="For example, 1 9 2026."
    )
    opens_month_only = forms.BooleanField(
        label="Only the month of opening is known",
        required=False,
        help_text="For a consultation of the past whose document gives no day. Any day of the month will do then.",
    )
    closes_on = DayMonthYearField(
        label="Closing day", latest=clock.LATEST, help_text="Answers are taken until 11:59pm on this day."
    )
    shorter_reason = LongTextField(
        label="Why it is shorter than the rule asks",
        required=False,
        rows=3,
        max_length=2000,
        help_text="Needed where the time to answer is shorter than the rule, and printed on the consultation and on "
        "its form. Leave it empty otherwise.",
    )

    field_order = (
        "host", "title", "summary", "who_may_answer", "opens_on", "opens_month_only", "closes_on", "shorter_reason",
        *ContactForm.base_fields,
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        opens, closes = self.first_day, cleaned.get("closes_on")
        if opens and closes and closes < opens:
            self.add_error("closes_on", "The closing day must not be before the opening day.")
        return cleaned

    @property
    def first_day(self) -> Any:
        """The opening day as typed; the first of its month where no more is known. None where it is no day."""
        opens = self.cleaned_data.get("opens_on")
        return opens.replace(day=1) if opens and self.cleaned_data.get("opens_month_only") else opens


class BeginForm(DetailsForm):
    """A new consultation; the secretariat says whose it is."""

    host = OrganisationField(label="Which organisation asks?", help_text="Its name or code. Partners come first.")

    def __init__(self, *args: Any, choose_host: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not choose_host:
            del self.fields["host"]


class SectionForm(Form):
    """A section of the document."""

    title = TextField(label="Title of the section", max_length=200)
    text = LongTextField(
        label="Text",
        required=False,
        rows=16,
        max_length=200_000,
        help_text="Leave an empty line between paragraphs. Begin the lines of a list with a hyphen.",
    )


class QuestionForm(Form):
    """A question, or a part of one."""

    text = LongTextField(label="Question", rows=3, max_length=2000)
    kind = forms.ChoiceField(label="How is it answered?", choices=QuestionKind.choices, widget=forms.RadioSelect)
    choices = LongTextField(
        label="Choices",
        required=False,
        rows=5,
        max_length=10_000,
        help_text="One on each line. Only for 'Choose one' and 'Choose all that apply'.",
    )
    help_text = LongTextField(label="Help", required=False, rows=2, max_length=2000)
    section = OneOf(
        label="Section of the document it is about", required=False, queryset=Section.objects.none(), empty_label="None"
    )

    def __init__(self, *args: Any, consultation: Consultation, is_part: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sections = consultation.sections.all()
        self.fields["section"].queryset = sections  # type: ignore[attr-defined]
        if not sections:
            del self.fields["section"]
        if is_part:
            kinds = [each for each in QuestionKind.choices if each[0] != QuestionKind.HEADING]
            self.fields["kind"].choices = kinds  # type: ignore[attr-defined]

    def clean_choices(self) -> list[str]:
        lines = [each.strip() for each in self.cleaned_data["choices"].splitlines() if each.strip()]
        if len(lines) > MOST_CHOICES:
            raise forms.ValidationError(f"Give at most {MOST_CHOICES} choices. There are {len(lines)}.")
        if too_long := next((each for each in lines if len(each) > 200), ""):
            raise forms.ValidationError(f"Shorten the choice '{too_long[:40]}…' to 200 characters or fewer.")
        if len({each.casefold() for each in lines}) < len(lines):
            raise forms.ValidationError("Give each choice once. Two of them are the same.")
        return lines

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        kind, choices = cleaned.get("kind"), cleaned.get("choices", ())
        if kind and QuestionKind(kind).offers_choices and 0 < len(choices) < FEWEST_CHOICES:
            self.add_error("choices", "Give at least two choices, one on each line.")
        if kind and choices and not QuestionKind(kind).offers_choices:
            self.add_error("choices", CHOICES_OF_WHAT)
        return cleaned

    def values(self) -> dict[str, Any]:
        """What the acts take."""
        return {"section": None} | {
            name: self.cleaned_data[name]
            for name in ("text", "kind", "choices", "help_text", "section")
            if name in self.cleaned_data
        }


WithdrawForm = reason_form(hint="Shown on the consultation's page to everybody who may see it.", rows=4)
AllTheSameForm = reason_form(
    "Why you go on all the same", "Needed because of what is advised above. It is kept in the history."
)
UnpublishForm = reason_form(hint="It is kept in the history.")
WithdrawQuestionForm = reason_form(hint="Shown in place of the question.")


class ExtendForm(Form):
    """More time to answer."""

    closes_on = DayMonthYearField(
        label="New closing day", latest=clock.LATEST, help_text="Answers are taken until 11:59pm on this day."
    )
    reason = LongTextField(
        label="Reason",
        rows=3,
        max_length=2000,
        help_text="Shown on the consultation's page, and in the mail to everybody concerned.",
    )


class CorrectForm(Form):
    """Another wording of a published question."""

    text = LongTextField(label="Question", rows=3, max_length=2000)
    help_text = LongTextField(label="Help", required=False, rows=2, max_length=2000)
    reason = TextField(
        label="Why it is corrected", max_length=300, help_text="Shown beside the question, with the earlier wording."
    )


def of_consultation(consultation: Consultation) -> dict[str, Any]:
    """A consultation as its forms show it."""
    return {name: getattr(consultation, name) for name in DetailsForm.base_fields}


def of_question(question: Question) -> dict[str, Any]:
    """A question as its form shows it."""
    labels = question.choices.values_list("label", flat=True)
    return {
        "text": question.text,
        "kind": question.kind,
        "help_text": question.help_text,
        "section": question.section_id,
        "choices": "\n".join(labels),
    }
