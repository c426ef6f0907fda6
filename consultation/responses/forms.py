"""The form in which a question, with its parts, is answered."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from django import forms

from consultation.consultations.definitions import Asked
from consultation.consultations.models import QuestionKind
from consultation.responses.actions import value_of
from consultation.responses.models import Answer
from consultation.responses.rules import LONGEST, Given, Value
from core.pages.fields import LongTextField
from core.pages.forms import Form, speak_plainly

YES_OR_NO = [("yes", "Yes"), ("no", "No")]
TAKEN_BACK = ("", "Leave this unanswered")
WHY, EDITION, BASE = "_why", "_edition", "_base"


class AnswerForm(Form):
    """One numbered question with its parts. Nothing in it must be filled in.

    Each part carries the edition it was shown in and a mark of what it said, so that only what this person changed is
    saved, and only over what they saw.
    """

    overtaken_by = ""

    def __init__(self, *args: Any, question: Asked, kept: Mapping[int, Answer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question, self.kept = question, kept
        for asked in question.answerable:
            self.fields.update(fields_of(asked, kept.get(asked.pk)))
        speak_plainly(self)

    def value(self, asked: Asked) -> Value:
        """What this form says to one part."""
        chosen, text = self.cleaned_data.get(asked.key) or "", self.cleaned_data.get(asked.key + WHY) or ""
        if asked.kind == QuestionKind.YES_NO:
            return Value(yes={"yes": True, "no": False}.get(chosen), text=text)
        if asked.kind == QuestionKind.CHOOSE_ONE:
            return Value(choice=int(chosen) if chosen else None)
        return Value(text=chosen)

    def given(self) -> list[Given]:
        """The parts that this person changed."""
        found = []
        for asked in self.question.answerable:
            value = self.value(asked)
            if value.digest != self.cleaned_data.get(asked.key + BASE):
                found.append(Given(asked, value, self.cleaned_data.get(asked.key + EDITION) or 0))
        return found

    def says_more(self) -> bool:
        """Whether something was typed that would be lost: it changes an answer, or cannot be read as one."""
        return self.is_bound and (not self.is_valid() or bool(self.given()))

    def show_both(self, overtaken: Mapping[int, Answer]) -> None:
        """After a conflict: what is kept now stands beside what was typed, and saving again replaces it knowingly."""
        self.overtaken_by = " and ".join(sorted({str(each.edited_by) for each in overtaken.values()}))
        self.data = self.data.copy()
        theirs: dict[str, Any] = {}
        for asked in self.question.answerable:
            answer = overtaken.get(asked.pk)
            if answer is not None:
                theirs |= initial_of(asked, answer)
                self.data[asked.key + EDITION] = str(answer.edition)
                self.data[asked.key + BASE] = value_of(answer).digest
        self.conflict = SimpleNamespace(**{name: value for name, value in theirs.items() if name in self.fields})


def fields_of(asked: Asked, answer: Answer | None) -> dict[str, forms.Field]:
    """The fields in which one part is answered."""
    shown = initial_of(asked, answer)
    label = f"Answer to question {asked.number}"
    found: dict[str, forms.Field] = {}
    if asked.kind == QuestionKind.LONG_TEXT:
        found[asked.key] = words_field(label, shown[asked.key], rows=10)
    else:
        choices = YES_OR_NO if asked.kind == QuestionKind.YES_NO else [(str(e.pk), e.label) for e in asked.options]
        found[asked.key] = forms.ChoiceField(
            label=label,
            choices=[*choices, TAKEN_BACK] if answer and (answer.yes is not None or answer.choice_id) else choices,
            widget=forms.RadioSelect,
            required=False,
            initial=shown[asked.key],
        )
    if asked.kind == QuestionKind.YES_NO:
        found[asked.key + WHY] = words_field(f"Reasons for question {asked.number}", shown[asked.key + WHY], rows=6)
    hidden = forms.HiddenInput
    found[asked.key + EDITION] = forms.IntegerField(
        required=False, widget=hidden, initial=answer.edition if answer else 0, max_value=2**31
    )
    found[asked.key + BASE] = forms.CharField(required=False, widget=hidden, initial=value_of(answer).digest)
    return found


def words_field(label: str, initial: str, rows: int) -> LongTextField:
    """A box for words, as many as people want."""
    return LongTextField(label=label, required=False, rows=rows, initial=initial, max_length=LONGEST)


def initial_of(asked: Asked, answer: Answer | None) -> dict[str, Any]:
    """An answer as the fields of its part hold it."""
    value = value_of(answer)
    if asked.kind == QuestionKind.LONG_TEXT:
        return {asked.key: value.text}
    if asked.kind == QuestionKind.CHOOSE_ONE:
        return {asked.key: str(value.choice) if value.choice else ""}
    return {asked.key: "" if value.yes is None else ("yes" if value.yes else "no"), asked.key + WHY: value.text}


class SendForm(Form):
    """Sending: it remembers which answers the person has read."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, max_value=2**53)


class EmptyForm(Form):
    """A button alone."""
