"""What programs send and get when they answer, and when they read answers."""

import json
from functools import lru_cache
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast
from rest_framework import serializers

from consultation.consultations.definitions import Asked, definition_of
from consultation.consultations.models import Consultation
from consultation.responses import actions
from consultation.responses.consents import CURRENT
from consultation.responses.models import (
    Answer,
    Channel,
    ConsentChoice,
    LateVerdict,
    ResponseVersion,
)
from consultation.responses.reading import file_name_of
from consultation.responses.rules import DECIMALS, LONGEST, MOST_DIGITS, plain_number
from core.prepared import Statement

SAY_WHICH = "Send the draft that the answers were read from: it came with them as 'draft'."


class AnswerIn(serializers.Serializer):
    """What is answered to one question: what its kind takes, and nothing else. Empty takes the answer back.

    Files are sent on the page of their question.
    """

    key = serializers.CharField(max_length=20, help_text="The question's key.")
    yes = serializers.BooleanField(allow_null=True, required=False, default=None)
    choice = serializers.CharField(max_length=20, allow_blank=True, required=False, default="", help_text="Its key.")
    choices = serializers.ListField(
        child=serializers.CharField(max_length=20), required=False, default=list, max_length=50, help_text="Their keys."
    )
    number = serializers.DecimalField(MOST_DIGITS, DECIMALS, allow_null=True, required=False, default=None)
    date = serializers.DateField(allow_null=True, required=False, default=None)
    text = serializers.CharField(allow_blank=True, required=False, default="", max_length=LONGEST)
    edition = serializers.IntegerField(
        min_value=0,
        max_value=2**31,
        required=False,
        default=0,
        help_text="As it was read; 0 where there was no answer.",
    )


class WrittenOver(serializers.Serializer):
    """Answers, and the draft that was read before they were given."""

    answers = AnswerIn(many=True)
    draft = serializers.IntegerField(
        allow_null=True,
        required=False,
        default=None,
        min_value=1,
        max_value=2**63 - 1,
        help_text="The draft that the answers were read from, as it came with them. It must be sent with any edition "
        "above 0. A draft that was given up and begun anew may have the same version and editions, and is another one: "
        "what was written over the first is refused as a conflict.",
    )

    def validate(self, sent: dict[str, Any]) -> dict[str, Any]:
        """An edition says what was read only together with the draft it was read in."""
        if sent["draft"] is None and any(each["edition"] for each in sent["answers"]):
            raise serializers.ValidationError({"draft": SAY_WHICH})
        return sent


class AnswersIn(WrittenOver):
    """Answers to keep in the organisation's draft. Questions that are not named stay as they are."""

    answers = AnswerIn(many=True, allow_empty=False)


class AnswerOut(serializers.Serializer):
    """One answer."""

    key = serializers.CharField()
    number_shown = serializers.CharField(help_text="The question's number, for example 2a.")
    yes = serializers.BooleanField(allow_null=True)
    choice = serializers.CharField(help_text="The key of the choice, empty where there is none.")
    choices = serializers.ListField(child=serializers.CharField(), help_text="The keys of all choices that apply.")
    number = serializers.DecimalField(MOST_DIGITS, DECIMALS, allow_null=True)
    date = serializers.DateField(allow_null=True)
    file = serializers.CharField(help_text="The name of the file, empty where there is none.")
    text = serializers.CharField()
    edition = serializers.IntegerField()


class DraftOut(serializers.Serializer):
    """The organisation's draft."""

    response = serializers.IntegerField(allow_null=True)
    reference = serializers.CharField()
    version = serializers.IntegerField(allow_null=True)
    draft = serializers.IntegerField(
        allow_null=True, help_text="Another with every draft, also with one begun anew. Send it back with the answers."
    )
    finished_at = serializers.DateTimeField(
        allow_null=True, help_text="When somebody who does not send said that it is finished."
    )
    finished_by = serializers.CharField(help_text="Who said so, empty while nobody has.")
    seen = serializers.IntegerField(help_text="The mark of these answers, to send them with.")
    answers = AnswerOut(many=True)


class SubmitIn(serializers.Serializer):
    """Sending the draft."""

    consent = serializers.ChoiceField(
        choices=ConsentChoice.choices,
        help_text="What may be published.",
        error_messages=dict.fromkeys(("required", "null", "invalid_choice"), actions.CHOOSE_CONSENT),
    )
    seen = serializers.IntegerField(
        required=False,
        allow_null=True,
        default=None,
        help_text="The mark that came with the answers that were read; refused where they have changed since.",
    )
    wording = serializers.IntegerField(
        required=False,
        default=CURRENT,
        help_text="The edition of the sentences that was read; today's where it is left out. A paper form may show an "
        "earlier one.",
    )


class SentOut(serializers.Serializer):
    """What was sent."""

    response = serializers.IntegerField()
    reference = serializers.CharField()
    version = serializers.IntegerField()
    submitted_at = serializers.DateTimeField()
    late = serializers.BooleanField(help_text="Received late: it counts only if the secretariat accepts it.")


class ResponseOut(SentOut):
    """An organisation's answer as it counts."""

    consultation = serializers.IntegerField()
    organisation = serializers.IntegerField(allow_null=True, help_text="Empty where the register does not know it.")
    organisation_name = serializers.CharField(help_text="Or what whoever answered calls themselves.")
    channel = serializers.ChoiceField(choices=Channel.choices)
    answers = AnswerOut(many=True)


class VersionOut(serializers.Serializer):
    """One version that was sent."""

    version = serializers.IntegerField(help_text="Its number.")
    submitted_at = serializers.DateTimeField()
    counts = serializers.BooleanField(help_text="Whether it is what the response counts by.")
    late = serializers.BooleanField()
    late_verdict = serializers.ChoiceField(choices=LateVerdict.choices, help_text="Empty until it is decided.")
    late_reason = serializers.CharField(help_text="Why it was accepted or not.")
    consent = serializers.ChoiceField(choices=ConsentChoice.choices, allow_null=True)
    consent_words = serializers.CharField(help_text="The sentence that was agreed to.")


class VersionWithAnswers(VersionOut):
    """One version that was sent, in full."""

    letter = serializers.CharField(help_text="Of an answer in letter form: what it says.")
    answers = AnswerOut(many=True)


class ResponseInFull(ResponseOut):
    """An organisation's answer: the version that counts, else the last that was sent; with how it stands."""

    version = serializers.IntegerField(allow_null=True)
    submitted_at = serializers.DateTimeField(allow_null=True)
    counts = serializers.BooleanField(help_text="Whether it counts among those of its organisation.")
    withdrawn_at = serializers.DateTimeField(allow_null=True)
    withdrawal_reason = serializers.CharField()
    letter = serializers.CharField(help_text="Of an answer in letter form: what it says.")
    versions = VersionOut(many=True)


class WithdrawIn(serializers.Serializer):
    """Taking an answer back."""

    reason = serializers.CharField(max_length=2000, allow_blank=True)


class ResponsePage(serializers.Serializer):
    """Some of the answers to one consultation."""

    results = ResponseOut(many=True)
    next = serializers.IntegerField(allow_null=True, help_text="Send it as 'after' for the next page.")


FIELDS = (
    "version_id", "question_id", "yes", "choice_id", Cast("several", TextField()), "number", "day",
    "file__original_name", "text", "edition",
)  # fmt: skip
"""What is read of each answer; the choices of several as text, because few answers have any to be read."""


def answer_out(
    asked: Asked, yes: Any, choice: Any, several: Any, number: Any, day: Any, file: Any, text: str, edition: int
) -> dict[str, Any]:
    """One answer as the API writes it."""
    option = asked.option_by_pk.get(choice) if choice else None
    return {
        "key": asked.key,
        "number_shown": asked.number,
        "yes": yes,
        "choice": option.key if option else "",
        "choices": [each.key for each in asked.options if each.pk in several] if several else [],
        "number": None if number is None else plain_number(number),  # most are none, of thousands on a page
        "date": day,
        "file": file or "",
        "text": text,
        "edition": edition,
    }


def kept_out(asked: Asked, answer: Answer) -> dict[str, Any]:
    """An answer of the draft as the API writes it."""
    values = (answer.yes, answer.choice_id, answer.several, answer.number, answer.day, file_name_of(answer))
    return answer_out(asked, *values, answer.text, answer.edition)


@lru_cache(maxsize=100)
def answers_of(versions: int) -> Statement[tuple[Any, ...]]:
    """The statement of the answers of so many versions."""
    return Statement.of(lambda *keys: Answer.objects.filter(version__in=keys).values_list(*FIELDS), versions)


def answers_out(consultation: Consultation, versions: list[int]) -> dict[int, list[dict[str, Any]]]:
    """The answers of some versions, in the order of the questions. One statement."""
    of_each: dict[int, dict[int, dict[str, Any]]] = {each: {} for each in versions}
    by_pk = definition_of(consultation).by_pk
    rows = answers_of(len(versions)).rows(*versions) if versions else []
    for version, question, yes, choice, several, *rest in rows:
        chosen = json.loads(several) if several else None
        of_each[version][question] = answer_out(by_pk[question], yes, choice, chosen, *rest)
    return {version: [given[each] for each in by_pk if each in given] for version, given in of_each.items()}


def sent_out(version: ResponseVersion) -> dict[str, Any]:
    """What was sent, as the API says it."""
    return {
        "response": version.response_id,
        "reference": version.response.reference,
        "version": version.number,
        "submitted_at": version.submitted_at,
        "late": version.late,
    }
