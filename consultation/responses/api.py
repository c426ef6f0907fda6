"""Answering, and reading answers, in the API: the same acts, with the same words of refusal."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models.functions import Coalesce
from django.urls import path
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response as Reply
from rest_framework.views import APIView

from consultation.consultations.definitions import Asked, definition_of
from consultation.consultations.models import Consultation, QuestionKind
from consultation.consultations.reading import the
from consultation.responses import actions
from consultation.responses.finish_actions import finish_draft
from consultation.responses.models import (
    Answer,
    Channel,
    Consent,
    ConsentChoice,
    LateVerdict,
    Response,
    ResponseVersion,
)
from consultation.responses.reading import LOADED, Work, file_name_of, read
from consultation.responses.rules import DECIMALS, LONGEST, MOST_DIGITS, Given, Value, plain_number
from core.acting import acting
from core.acts import NotVisible, authorise
from core.api.acts import act_api
from core.pages.fields import tidy

MOST = 50
SAY_WHICH = "Send the draft that the answers were read from: it came with them as 'draft'."
ON_ITS_PAGE = "Question {} is answered with a file. Send it on the page of the question."


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


class AnswersIn(serializers.Serializer):
    """Answers to keep in the organisation's draft. Questions that are not named stay as they are."""

    answers = AnswerIn(many=True, allow_empty=False)
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
    "version_id", "question_id", "yes", "choice_id", "several", "number", "day", "file__original_name", "text",
    "edition",
)  # fmt: skip


def answer_out(
    asked: Asked, yes: Any, choice: Any, several: Any, number: Any, day: Any, file: Any, text: str, edition: int
) -> dict[str, Any]:
    """One answer as the API writes it."""
    option = asked.option_by_pk.get(choice)
    return {
        "key": asked.key,
        "number_shown": asked.number,
        "yes": yes,
        "choice": option.key if option else "",
        "choices": [each.key for each in asked.options if each.pk in several] if several else [],
        "number": plain_number(number),
        "date": day,
        "file": file or "",
        "text": text,
        "edition": edition,
    }


def kept_out(asked: Asked, answer: Answer) -> dict[str, Any]:
    """An answer of the draft as the API writes it."""
    values = (answer.yes, answer.choice_id, answer.several, answer.number, answer.day, file_name_of(answer))
    return answer_out(asked, *values, answer.text, answer.edition)


def answers_out(consultation: Consultation, versions: list[int]) -> dict[int, list[dict[str, Any]]]:
    """The answers of some versions, in the order of the questions. One statement."""
    by_pk = definition_of(consultation).by_pk
    places = {pk: place for place, pk in enumerate(by_pk)}
    rows = Answer.objects.filter(version_id__in=versions).values_list(*FIELDS)
    found: dict[int, list[dict[str, Any]]] = {each: [] for each in versions}
    for version, question, *rest in sorted(rows, key=lambda row: places[row[1]]):
        found[version].append(answer_out(by_pk[question], *rest))
    return found


class Answers(APIView):
    """The draft of the organisation acted for."""

    permission = "consultation.answer_consultation"
    throttle_scope = "api"

    @extend_schema(responses=DraftOut, operation_id="answers_draft")
    def get(self, request: Request, pk: int) -> Reply:
        return Reply(self.draft(Work(acting(request), pk)))

    @extend_schema(request=AnswersIn, responses=DraftOut, operation_id="answers_save")
    def post(self, request: Request, pk: int) -> Reply:
        consultation = the(acting(request), pk)
        sent = AnswersIn(data=request.data)
        sent.is_valid(raise_exception=True)
        given = [self.given(consultation, each) for each in sent.validated_data["answers"]]
        draft = sent.validated_data["draft"]
        actions.save_answers(by=acting(request), consultation=consultation, given=given, draft=draft)
        return Reply(self.draft(Work(acting(request), pk)))

    @staticmethod
    def given(consultation: Consultation, sent: dict[str, Any]) -> Given:
        """One answer as the act takes it."""
        asked = definition_of(consultation).by_key.get(sent["key"])
        if asked is None:
            raise ValidationError({"key": f"No question that takes an answer has the key '{sent['key']}'."})
        if asked.kind == QuestionKind.FILE:
            raise ValidationError({asked.key: ON_ITS_PAGE.format(asked.number)})
        unknown = {sent["choice"], *sent["choices"]} - {"", *asked.option_by_key}
        if unknown:
            raise ValidationError({asked.key: f"Choose from the answers offered for question {asked.number}."})
        value = Value(
            yes=sent["yes"],
            choice=asked.option_by_key[sent["choice"]].pk if sent["choice"] else None,
            several=tuple(each.pk for each in asked.options if each.key in sent["choices"]),
            number=sent["number"],
            day=sent["date"],
            text=tidy(sent["text"]),
        )
        return Given(asked, value, sent["edition"])

    @staticmethod
    def draft(work: Work) -> dict[str, Any]:
        """The draft as it is kept."""
        kept = [(asked, work.kept[asked.pk]) for asked in work.definition.answerable if asked.pk in work.kept]
        return {
            "response": work.response.pk if work.response else None,
            "reference": work.response.reference if work.response else "",
            "version": work.draft.number if work.draft else None,
            "draft": work.draft.pk if work.draft else None,
            "finished_at": work.draft.finished_at if work.draft else None,
            "finished_by": str(work.draft.finished_by or "") if work.draft else "",
            "seen": work.mark,
            "answers": [kept_out(asked, answer) for asked, answer in kept],
        }


class Submit(APIView):
    """Sending the draft of the organisation acted for."""

    permission = "consultation.submit_response"
    throttle_scope = "api"

    @extend_schema(request=SubmitIn, responses=SentOut, operation_id="answers_submit")
    def post(self, request: Request, pk: int) -> Reply:
        actor = acting(request)
        consultation = the(actor, pk)
        authorise(actor, "consultation.answer_consultation", consultation)
        sent = SubmitIn(data=request.data)
        sent.is_valid(raise_exception=True)
        version = actions.submit_response(by=actor, consultation=consultation, **sent.validated_data)
        return Reply(sent_out(version))


def sent_out(version: ResponseVersion) -> dict[str, Any]:
    """What was sent, as the API says it."""
    return {
        "response": version.response_id,
        "reference": version.response.reference,
        "version": version.number,
        "submitted_at": version.submitted_at,
        "late": version.late,
    }


class Finish(APIView):
    """Telling those who can send the draft that it is finished."""

    permission = "consultation.finish_draft"
    throttle_scope = "api"

    @extend_schema(request=None, responses=DraftOut, operation_id="answers_finish")
    def post(self, request: Request, pk: int) -> Reply:
        finish_draft(by=acting(request), consultation=the(acting(request), pk))
        return Reply(Answers.draft(Work(acting(request), pk)))


class Change(APIView):
    """Beginning to change what was sent."""

    permission = "consultation.draft_response"
    throttle_scope = "api"

    @extend_schema(request=None, responses=DraftOut, operation_id="answers_change")
    def post(self, request: Request, pk: int) -> Reply:
        actions.change_response(by=acting(request), consultation=the(acting(request), pk))
        return Reply(Answers.draft(Work(acting(request), pk)))


class Discard(APIView):
    """Giving up changes that were not sent."""

    permission = "consultation.draft_response"
    throttle_scope = "api"

    @extend_schema(request=None, responses=DraftOut, operation_id="answers_discard")
    def post(self, request: Request, pk: int) -> Reply:
        actions.discard_changes(by=acting(request), consultation=the(acting(request), pk))
        return Reply(Answers.draft(Work(acting(request), pk)))


def version_out(version: ResponseVersion, response: Response) -> dict[str, Any]:
    """One version that was sent, as the API writes it."""
    consent: Consent | None = getattr(version, "consent", None)
    return {
        "version": version.number,
        "submitted_at": version.submitted_at,
        "counts": response.counts and version.pk == response.counted_version_id,
        "late": version.late,
        "late_verdict": version.late_verdict,
        "late_reason": version.late_reason,
        "consent": consent.choice if consent else None,
        "consent_words": consent.words if consent else "",
    }


class ResponseDetail(APIView):
    """One organisation's answer, with its versions."""

    permission = "consultation.view_response"
    throttle_scope = "api"

    @extend_schema(responses=ResponseInFull, operation_id="responses_detail")
    def get(self, request: Request, pk: int) -> Reply:
        actor = acting(request)
        found = read(actor, pk)
        sent = list(found.versions.visible_to(actor).sent().select_related("consent"))
        counting = [each for each in sent if each.pk == found.counted_version_id]
        version = (counting or sent or [None])[-1]
        return Reply(
            {
                "response": found.pk,
                "reference": found.reference,
                "version": version.number if version else None,
                "submitted_at": found.submitted_at,
                "late": bool(version and version.late),
                "consultation": found.consultation_id,
                "organisation": found.organisation_id,
                "organisation_name": found.organisation.name if found.organisation else str(found.respondent),
                "channel": found.channel,
                "counts": found.counts,
                "withdrawn_at": found.withdrawn_at,
                "withdrawal_reason": found.withdrawal_reason,
                "letter": version.letter if version else "",
                "answers": answers_out(found.consultation, [version.pk])[version.pk] if version else [],
                "versions": [version_out(each, found) for each in sent],
            }
        )


class Version(APIView):
    """One version that was sent, as it was."""

    permission = "consultation.view_version"
    throttle_scope = "api"

    @extend_schema(responses=VersionWithAnswers, operation_id="responses_version")
    def get(self, request: Request, pk: int, number: int) -> Reply:
        actor = acting(request)
        found = read(actor, pk)
        rows = found.versions.visible_to(actor).sent().select_related("consent")
        version = rows.filter(number=number).first()
        if version is None:
            raise NotVisible
        answers = answers_out(found.consultation, [version.pk])[version.pk]
        return Reply(version_out(version, found) | {"letter": version.letter, "answers": answers})


IN_SHORT: dict[str, Any] = {
    "response": "pk",
    "reference": "reference",
    "version": "counted_version__number",
    "submitted_at": "submitted_at",
    "late": "counted_version__late",
    "organisation": "organisation_id",
    "channel": "channel",
    "organisation_name": Coalesce("organisation__name", "respondent__name"),
}
"""What is told of each response in a list, and where it stands."""


class ResponsesWithAnswers(APIView):
    """The answers to one consultation that count, in full, some at a time."""

    permission = "consultation.read_responses"
    throttle_scope = "api"

    @extend_schema(
        responses=ResponsePage,
        operation_id="consultations_responses",
        parameters=[OpenApiParameter("after", int, description="The 'next' of the page before.")],
    )
    def get(self, request: Request, pk: int) -> Reply:
        actor = acting(request)
        consultation = the(actor, pk)
        authorise(actor, self.permission, consultation)
        rows = (
            Response.objects.visible_to(actor).counted().filter(consultation=consultation, pk__gt=read_up_to(request))
        )
        found = list(rows.order_by("pk").values_list("counted_version_id", *IN_SHORT.values())[: MOST + 1])
        shown = found[:MOST]
        answers = answers_out(consultation, [version for version, *_ in shown])
        results = [
            dict(zip(IN_SHORT, told, strict=True)) | {"consultation": pk, "answers": answers[version]}
            for version, *told in shown
        ]
        return Reply({"results": results, "next": results[-1]["response"] if len(found) > MOST else None})


def read_up_to(request: Request) -> int:
    """The response after which the list goes on; 0, from the beginning, where none is given or it is no number."""
    after = request.query_params.get("after", "")
    return int(after) if after.isascii() and after.isdigit() and len(after) < 19 else 0


urlpatterns = [
    path(
        "responses/<int:pk>/withdraw/",
        act_api(
            "consultation.withdraw_response",
            actions.withdraw_response,
            LOADED,
            "response",
            takes=WithdrawIn,
            gives=("reference", "counts", "withdrawn_at", "withdrawal_reason"),
        ),
        name="api_response_withdraw",
    ),
    path("responses/<int:pk>/versions/<int:number>/", Version.as_view(), name="api_response_version"),
    path("responses/<int:pk>/", ResponseDetail.as_view(), name="api_response"),
    path("consultations/<int:pk>/responses/", ResponsesWithAnswers.as_view(), name="api_consultation_responses"),
    path("consultations/<int:pk>/answers/", Answers.as_view(), name="api_answers"),
    path("consultations/<int:pk>/submit/", Submit.as_view(), name="api_submit"),
    path("consultations/<int:pk>/finish/", Finish.as_view(), name="api_finish"),
    path("consultations/<int:pk>/change/", Change.as_view(), name="api_change"),
    path("consultations/<int:pk>/discard/", Discard.as_view(), name="api_discard"),
]
