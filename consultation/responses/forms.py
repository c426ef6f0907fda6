"""The forms in which a question, with its parts, is answered, and in which answers are sent."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property
from types import SimpleNamespace
from typing import Any

from django import forms

from consultation.consultations.definitions import Asked
from consultation.consultations.models import QuestionKind
from consultation.responses import consents
from consultation.responses.actions import CHOOSE_CONSENT
from consultation.responses.models import Answer
from consultation.responses.rules import DECIMALS, LONGEST, MOST_DIGITS, NOT_ASKED, Given, Value, value_of
from core.acts import Actor
from core.files.actions import store_sent
from core.pages.conflict import readable, typed
from core.pages.fields import DayMonthYearField, LongTextField, NumberField
from core.pages.forms import Form, give_words, reason_form

YES_OR_NO = [("yes", "Yes"), ("no", "No")]
TAKEN_BACK = ("", "Leave this unanswered")
WHY, EDITION, BASE, REMOVE, WORDING = "_why", "_edition", "_base", "_remove", "_wording"
ENDINGS = ("", WHY, EDITION, BASE, REMOVE, WORDING)
"""Of the names of the fields of one part: each begins with the question's key."""
WHY_SO = "Why do you say so?"
FILES_TAKEN = ("pdf", "docx", "xlsx", "csv", "txt", "png", "jpg", "jpeg")


class AnswerForm(Form):
    """One numbered question with its parts. Nothing in it must be filled in.

    Each part carries the edition it was shown in, the wording that was read, and a mark of what it said, so that only
    what this person changed is saved, and only over what they saw.
    """

    why_so = WHY_SO
    overtaken_by = ""
    """After a conflict: which colleagues saved meanwhile; empty where it was the same person, in another window."""

    def __init__(self, *args: Any, question: Asked, kept: Mapping[int, Answer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question, self.kept = question, kept
        for asked in question.answerable:
            self.fields.update(shown_fields(asked, kept.get(asked.pk)))

    def clean(self) -> dict[str, Any]:
        for asked, _ in self.not_asked_any_more:
            self.add_error(None, NOT_ASKED.format(asked.number, asked.withdrawn))
        return self.cleaned_data

    @cached_property
    def not_asked_any_more(self) -> list[tuple[Asked, list[str]]]:
        """Parts that were withdrawn while this person answered them, with what was typed there."""
        if not self.is_bound:
            return []
        found = []
        for asked in self.question.every_answer:
            if asked.withdrawn:
                boxes = boxes_of(asked, self.data, self.files)
                words = [readable(bound, typed(bound)).strip() for bound in boxes]
                if any(words):
                    found.append((asked, [each for each in words if each]))
        return found

    @cached_property
    def to_choose_again(self) -> dict[str, str]:
        """Files that were sent with a page that was refused, by field: no browser keeps them chosen."""
        return {name: str(self.files[name]) for name in self.files if name in self.fields} if self.is_bound else {}

    @property
    def readable_parts(self) -> list[Asked]:
        """The parts that can be read as an answer: of a page that saves by itself, the others are still being typed."""
        wrong = set(self.errors)
        return [each for each in self.question.answerable if not wrong & {each.key + name for name in ENDINGS}]

    def value(self, asked: Asked) -> Value:
        """What this form says to one part. A file that was sent is not in it: it is kept when the form is saved."""
        read = READ[QuestionKind(asked.kind)]
        return read(self.cleaned_data, asked.key, value_of(self.kept.get(asked.pk)))

    def given(self, by: Actor | None = None) -> list[Given]:
        """The parts that this person changed, as far as they can be read. With `by`, files that were sent are kept."""
        found = []
        for asked in self.readable_parts:
            value = self.value(asked)
            sent = self.cleaned_data.get(asked.key) if asked.kind == QuestionKind.FILE else None
            if sent:
                value = replace(value, file=keep(by, asked, sent) if by else 0)
            if value.digest != self.cleaned_data.get(asked.key + BASE):
                edition = self.cleaned_data.get(asked.key + EDITION) or 0
                found.append(
                    Given(
                        asked, value, edition, self.wording_read(asked), self.cleaned_data.get(asked.key + BASE) or ""
                    )
                )
        return found

    def wording_read(self, asked: Asked) -> int:
        """Which wording of a question its person had before them; 0 where the page does not say, or lies."""
        read = self.cleaned_data.get(asked.key + WORDING) or 0
        return read if read <= asked.wording else 0

    def corrected(self) -> list[Asked]:
        """Parts whose wording was corrected after this page was opened."""
        return [asked for asked in self.question.answerable if 0 < self.wording_read(asked) < asked.wording]

    def says_more(self) -> bool:
        """Whether something was typed that would be lost: it changes an answer, or cannot be read as one."""
        return self.is_bound and (not self.is_valid() or bool(self.given()))

    def marks(self, fresh: Mapping[int, Answer]) -> dict[str, Any]:
        """The hidden fields of the parts that are kept as this page has them, for a page that saves without leaving it.

        A part that a colleague changed meanwhile stays marked as it was shown: their words are not written over.
        """
        found: dict[str, Any] = {}
        for asked in self.readable_parts:
            answer = fresh.get(asked.pk)
            if answer is not None and self.value(asked) == value_of(answer):
                found |= {asked.key + EDITION: answer.edition, asked.key + BASE: value_of(answer).digest}
        return found

    def show_both(self, overtaken: Mapping[int, Answer], by: Actor) -> None:
        """After a conflict: what is kept now stands beside what was typed, and saving again replaces it knowingly."""
        others = {str(each.edited_by) for each in overtaken.values() if each.edited_by_id not in (None, by.user_id)}
        self.overtaken_by = " and ".join(sorted(others))
        self.data = self.data.copy()
        theirs: dict[str, Any] = {}
        for asked in self.question.answerable:
            answer = overtaken.get(asked.pk)
            if answer is not None:
                theirs |= initial_of(asked, answer)
                if answer.file is not None:
                    theirs |= {asked.key: answer.file.original_name, asked.key + REMOVE: False}
                self.data[asked.key + EDITION] = str(answer.edition)
                self.data[asked.key + BASE] = value_of(answer).digest
        self.conflict = SimpleNamespace(**{name: value for name, value in theirs.items() if name in self.fields})


def keep(by: Actor, asked: Asked, sent: Any) -> int:
    """Keep the file that answers a question. Raises UnusableFile, beside the field, for one that is not taken."""
    pk: int = store_sent(asked.key, sent, purpose="answer", by=by, allowed=FILES_TAKEN).pk
    return pk


Read = Callable[[Mapping[str, Any], str, Value], Value]

READ: dict[QuestionKind, Read] = {
    QuestionKind.YES_NO: lambda data, key, kept: Value(
        yes={"yes": True, "no": False}.get(data.get(key) or ""), text=data.get(key + WHY) or ""
    ),
    QuestionKind.CHOOSE_ONE: lambda data, key, kept: Value(choice=int(data[key]) if data.get(key) else None),
    QuestionKind.CHOOSE_MANY: lambda data, key, kept: Value(
        several=tuple(dict.fromkeys(int(each) for each in data.get(key) or ()))
    ),
    QuestionKind.LONG_TEXT: lambda data, key, kept: Value(text=data.get(key) or ""),
    QuestionKind.NUMBER: lambda data, key, kept: Value(number=data.get(key)),
    QuestionKind.DATE: lambda data, key, kept: Value(day=data.get(key)),
    QuestionKind.FILE: lambda data, key, kept: Value(file=None if data.get(key + REMOVE) else kept.file),
}
"""For each kind of question: what the cleaned fields of its key say."""


_unanswered: dict[int, tuple[Asked, dict[str, forms.Field]]] = {}
MOST = 1000
"""Of so many questions the fields are kept; then it begins again."""


def shown_fields(asked: Asked, answer: Answer | None) -> dict[str, forms.Field]:
    """The fields of one part for one person. Before it is answered they are the same for everybody, so they are made
    once: no form changes them."""
    if answer is not None:
        return fields_of(asked, answer)
    known = _unanswered.get(id(asked))
    if known is None:
        if len(_unanswered) >= MOST:
            _unanswered.clear()
        known = _unanswered[id(asked)] = (asked, fields_of(asked, None))  # held, so that its number stays its own
    return known[1]


def fields_of(asked: Asked, answer: Answer | None) -> dict[str, forms.Field]:
    """The fields in which one part is answered, with its edition and the mark of what it said."""
    shown = initial_of(asked, answer)
    found = BOXES[QuestionKind(asked.kind)](asked, answer)
    for name, field in found.items():
        field.initial = shown.get(name)
    hidden = forms.HiddenInput
    found[asked.key + EDITION] = forms.IntegerField(
        required=False, widget=hidden, initial=answer.edition if answer else 0, max_value=2**31
    )
    found[asked.key + WORDING] = forms.IntegerField(
        required=False, widget=hidden, initial=asked.wording, min_value=0, max_value=2**15
    )
    found[asked.key + BASE] = forms.CharField(required=False, widget=hidden, initial=value_of(answer).digest)
    for name, field in found.items():
        give_words(name, field)
    return found


def label_of(asked: Asked) -> str:
    return f"Answer to question {asked.number}"


def words_field(label: str, rows: int) -> LongTextField:
    """A box for words, as many as people want."""
    return LongTextField(label=label, required=False, rows=rows, max_length=LONGEST)


def one_of(asked: Asked, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    """Radio buttons. One that was chosen can be taken back, also by mistake and before it is saved."""
    return forms.ChoiceField(
        label=label_of(asked),
        choices=[*choices, TAKEN_BACK],
        widget=forms.RadioSelect,
        required=False,
    )


def options_of(asked: Asked) -> list[tuple[str, str]]:
    return [(str(each.pk), each.label) for each in asked.options]


def yes_no_boxes(asked: Asked, answer: Answer | None) -> dict[str, forms.Field]:
    return {
        asked.key: one_of(asked, YES_OR_NO),
        asked.key + WHY: words_field(f"Reasons for question {asked.number}", rows=6),
    }


def choose_one_boxes(asked: Asked, answer: Answer | None) -> dict[str, forms.Field]:
    return {asked.key: one_of(asked, options_of(asked))}


def choose_many_boxes(asked: Asked, answer: Answer | None) -> dict[str, forms.Field]:
    return {
        asked.key: forms.MultipleChoiceField(
            label=label_of(asked), choices=options_of(asked), widget=forms.CheckboxSelectMultiple, required=False
        )
    }


def long_text_boxes(asked: Asked, answer: Answer | None) -> dict[str, forms.Field]:
    return {asked.key: words_field(label_of(asked), rows=10)}


def number_boxes(asked: Asked, answer: Answer | None) -> dict[str, forms.Field]:
    return {
        asked.key: NumberField(label=label_of(asked), required=False, max_digits=MOST_DIGITS, decimal_places=DECIMALS)
    }


def date_boxes(asked: Asked, answer: Answer | None) -> dict[str, forms.Field]:
    return {asked.key: DayMonthYearField(label=label_of(asked), required=False)}


def file_boxes(asked: Asked, answer: Answer | None) -> dict[str, forms.Field]:
    found: dict[str, forms.Field] = {asked.key: forms.FileField(label=label_of(asked), required=False)}
    if answer is not None and answer.file is not None:
        label = f"Take away the file {answer.file.original_name}"
        found[asked.key + REMOVE] = forms.BooleanField(label=label, required=False)
    return found


BOXES: dict[QuestionKind, Callable[[Asked, Answer | None], dict[str, forms.Field]]] = {
    QuestionKind.YES_NO: yes_no_boxes,
    QuestionKind.CHOOSE_ONE: choose_one_boxes,
    QuestionKind.CHOOSE_MANY: choose_many_boxes,
    QuestionKind.LONG_TEXT: long_text_boxes,
    QuestionKind.NUMBER: number_boxes,
    QuestionKind.DATE: date_boxes,
    QuestionKind.FILE: file_boxes,
}


def boxes_of(asked: Asked, data: Any, files: Any = None) -> list[forms.BoundField]:
    """The boxes of one part with what was sent in them, whether it is still asked or not."""
    form = forms.Form(data, files)
    form.fields.update(BOXES[QuestionKind(asked.kind)](asked, None))
    return form.visible_fields()


def called(asked: Asked, name: str) -> str:
    """What a box of a part is called where it stands apart from its question."""
    return f"{asked.number}. {WHY_SO if name == asked.key + WHY else asked.text}"


def initial_of(asked: Asked, answer: Answer | None) -> dict[str, Any]:
    """An answer as the fields of its part hold it."""
    value = value_of(answer)
    shown: dict[str, Any] = {
        QuestionKind.YES_NO: "" if value.yes is None else ("yes" if value.yes else "no"),
        QuestionKind.CHOOSE_ONE: str(value.choice) if value.choice else "",
        QuestionKind.CHOOSE_MANY: [str(each) for each in value.several],
        QuestionKind.LONG_TEXT: value.text,
        QuestionKind.NUMBER: value.number,
        QuestionKind.DATE: value.day,
        QuestionKind.FILE: None,
    }
    found = {asked.key: shown[QuestionKind(asked.kind)]}
    return found | {asked.key + WHY: value.text} if asked.kind == QuestionKind.YES_NO else found


class SendForm(Form):
    """Sending: what may be published, and which answers the person has read. The act asks for the choice."""

    consent = forms.ChoiceField(
        label=consents.EDITIONS[consents.CURRENT].question,
        choices=consents.choices,
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": CHOOSE_CONSENT},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, max_value=2**53)

    wording = forms.IntegerField(widget=forms.HiddenInput, required=False, max_value=2**31)

    def clean_seen(self) -> int:
        """The mark; a page sent without one has shown nothing."""
        return self.cleaned_data["seen"] or 0

    def clean_wording(self) -> int:
        """The edition of the sentences; a page sent without one has shown none."""
        return self.cleaned_data["wording"] or 0


class RecordForm(SendForm):
    """Recording what was keyed in: a paper form may show an earlier edition of the sentences."""

    wording = forms.TypedChoiceField(
        label="Which edition of the sentences does the form show?",
        help_text="It stands below them. What was agreed to is kept in its own words.",
        choices=consents.editions,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the edition.", "invalid_choice": "Choose the edition."},
    )


WithdrawForm = reason_form("Why do you withdraw it?", rows=4)
