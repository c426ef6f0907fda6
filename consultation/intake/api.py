"""The secretariat's desk in the API: the same acts, with the same words of refusal. Scans are attached on the page."""

from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response as Reply
from rest_framework.views import APIView

from consultation.consultations.api import ReasonIn
from consultation.consultations.reading import the
from consultation.intake import actions
from consultation.intake.rules import coming_of, mark_of_coming
from consultation.responses.actions import change_response, submit_response
from consultation.responses.api_drafts import Answers
from consultation.responses.api_shapes import AnswerIn, DraftOut, SentOut, SubmitIn, WrittenOver, sent_out
from consultation.responses.drafts import letter_of
from consultation.responses.models import KEYED, Channel, LateVerdict, RespondentKind, Response
from consultation.responses.reading import LOADED, Work
from consultation.responses.rules import LONGEST_LETTER, mark_of
from core.acting import acting
from core.acts import NotVisible, authorise
from core.api.acts import Whole, act_api
from core.pages.fields import tidy
from core.pages.page import find
from partnerships.organisations.models import Organisation

WAYS = [(each.value, Channel(each).label) for each in KEYED]
SEND_SEEN = (
    "Send the mark of how it was said to have come: it is 'seen' in 'came', with the answers that were keyed in."
)
VERDICTS = [(each.value, each.label) for each in (LateVerdict.ACCEPTED, LateVerdict.REFUSED)]


def confirmed_field() -> serializers.BooleanField:
    """Whether it was checked that the sender and an organisation are one."""
    words = "True where the names share nothing, and you have checked that they are the same organisation."
    return serializers.BooleanField(required=False, default=False, help_text=words)


class KeyIn(serializers.Serializer):
    """What came, from whom, when and how."""

    channel = serializers.ChoiceField(choices=WAYS, help_text="How it came.")
    received_on = serializers.DateField(help_text="The day it arrived: it decides whether it came late.")
    is_letter = serializers.BooleanField(required=False, default=False, help_text="It need not follow the questions.")
    organisation = serializers.PrimaryKeyRelatedField(
        queryset=Organisation.objects.all(), required=False, allow_null=True, default=None
    )
    kind = serializers.ChoiceField(
        choices=RespondentKind.choices, required=False, default=RespondentKind.ORGANISATION.value
    )
    name = serializers.CharField(max_length=255, required=False, allow_blank=True, default="")
    person = serializers.CharField(max_length=150, required=False, allow_blank=True, default="")
    charity_number = serializers.CharField(max_length=20, required=False, allow_blank=True, default="")
    email = serializers.EmailField(max_length=254, required=False, allow_blank=True, default="")
    confirmed = confirmed_field()


class KeyedOut(serializers.ModelSerializer):
    """What is keyed in."""

    class Meta:
        model = Response
        fields = ("id", "reference", "channel", "received_on", "is_letter", "organisation")


class KeyedAnswersIn(WrittenOver):
    """What the paper says. Questions that are not named stay as they are."""

    answers = AnswerIn(many=True, required=False, default=list)
    letter = serializers.CharField(
        required=False,
        allow_null=True,
        allow_blank=True,
        default=None,
        max_length=LONGEST_LETTER,
        help_text="The letter as a whole; leave it out where nothing of it changes.",
    )
    letter_seen = serializers.IntegerField(
        required=False,
        allow_null=True,
        default=None,
        help_text="The mark of the letter you have read; another answers 409.",
    )


class CameOut(serializers.Serializer):
    """How and when it came, and who signed it."""

    channel = serializers.ChoiceField(choices=WAYS)
    received_on = serializers.DateField(help_text="The day it arrived.")
    person = serializers.CharField()
    charity_number = serializers.CharField()
    email = serializers.CharField()
    seen = serializers.IntegerField(help_text="The mark of all this: send it with a correction.")


def came_out(response: Response) -> dict[str, Any]:
    """How and when it came, as the API writes it."""
    came = coming_of(response)
    return came | {"seen": mark_of_coming(came)}


class CorrectedOut(CameOut):
    """The same, of which answer."""

    id = serializers.IntegerField()
    reference = serializers.CharField()


def corrected_out(response: Response) -> dict[str, Any]:
    """What a correction left."""
    return {"id": response.pk, "reference": response.reference} | came_out(response)


class KeyedAnswersOut(DraftOut):
    """What is kept of it. 'seen' is sent with recording: refused where it has changed meanwhile."""

    letter = serializers.CharField(help_text="What the letter says, so far.")
    letter_mark = serializers.IntegerField(help_text="Send it as 'letter_seen' with the next change.")
    came = CameOut()


class CorrectKeyedIn(serializers.Serializer):
    """How and when it came, and who signed it, as it should stand: what is sent empty is empty."""

    channel = serializers.ChoiceField(choices=WAYS, help_text="How it came.")
    received_on = serializers.DateField(help_text="The day it arrived. What is recorded stays as late, or in time.")
    person = serializers.CharField(max_length=150, allow_blank=True)
    charity_number = serializers.CharField(max_length=20, allow_blank=True)
    email = serializers.EmailField(max_length=254, allow_blank=True)
    seen = serializers.IntegerField(
        help_text="The mark of what you have read; another answers 409.",
        error_messages=dict.fromkeys(("required", "null"), SEND_SEEN),
    )


class MatchIn(serializers.Serializer):
    """Which organisation of the register sent it."""

    organisation = serializers.PrimaryKeyRelatedField(queryset=Organisation.objects.all())
    confirmed = confirmed_field()


class DecideIn(ReasonIn):
    """Whether what came late counts, and why."""

    verdict = serializers.ChoiceField(choices=VERDICTS)


class DecidedOut(serializers.Serializer):
    """What was decided, and whether the response counts now."""

    response = serializers.IntegerField()
    version = serializers.IntegerField()
    late_verdict = serializers.ChoiceField(choices=VERDICTS)
    late_reason = serializers.CharField()
    counts = serializers.BooleanField(help_text="Whether the response counts now.")


def valid(serializer: type[serializers.Serializer], request: Request) -> dict[str, Any]:
    """What was sent, read; refused where it cannot be."""
    sent = serializer(data=request.data)
    sent.is_valid(raise_exception=True)
    found: dict[str, Any] = sent.validated_data
    return found


class Key(APIView):
    """Beginning to key in what came on paper, by mail or by telephone."""

    permission = "consultation.key_response"
    throttle_scope = "api"

    @extend_schema(request=KeyIn, responses=KeyedOut, operation_id="key_response")
    def post(self, request: Request, pk: int) -> Reply:
        consultation = the(acting(request), pk)
        authorise(acting(request), self.permission, consultation)
        made = actions.key_response(by=acting(request), consultation=consultation, **valid(KeyIn, request))
        return Reply(KeyedOut(made).data)


class KeyedAnswers(APIView):
    """What the paper says, as a draft until it is recorded."""

    permission = "consultation.draft_response"
    throttle_scope = "api"

    @extend_schema(responses=KeyedAnswersOut, operation_id="keyed_answers")
    def get(self, request: Request, pk: int) -> Reply:
        return Reply(kept_of(keyed(request, pk)))

    @extend_schema(request=KeyedAnswersIn, responses=KeyedAnswersOut, operation_id="keyed_answers_save")
    def post(self, request: Request, pk: int) -> Reply:
        work = keyed(request, pk)
        sent, response = valid(KeyedAnswersIn, request), work.response
        assert response is not None
        actions.write_letter(
            by=acting(request),
            response=response,
            letter=None if sent["letter"] is None else tidy(sent["letter"]),
            seen=sent["letter_seen"],
            given=[Answers.given(work.consultation, each) for each in sent["answers"]],
            draft=sent["draft"],
        )
        return Reply(kept_of(keyed(request, pk)))


class KeyedChange(APIView):
    """Beginning to correct what was recorded: what is recorded counts until the correction is recorded."""

    permission = "consultation.draft_response"
    throttle_scope = "api"

    @extend_schema(request=None, responses=KeyedAnswersOut, operation_id="keyed_answers_change")
    def post(self, request: Request, pk: int) -> Reply:
        work = keyed(request, pk)
        change_response(by=acting(request), consultation=work.consultation, response=work.response)
        return Reply(kept_of(keyed(request, pk)))


class KeyedRecord(APIView):
    """Recording what was keyed in: from now on it counts, or waits for a decision where it arrived late."""

    permission = "consultation.submit_response"
    throttle_scope = "api"

    @extend_schema(request=SubmitIn, responses=SentOut, operation_id="keyed_answers_record")
    def post(self, request: Request, pk: int) -> Reply:
        work = keyed(request, pk)
        version = submit_response(
            by=acting(request),
            consultation=work.consultation,
            response=work.response,
            **valid(SubmitIn, request),
        )
        return Reply(sent_out(version))


def keyed(request: Request, pk: int) -> Work:
    """The work on a response that was keyed in, for somebody who may write it."""
    work = Work.on(acting(request), pk)
    if not work.keyed:
        raise NotVisible
    return work


def kept_of(work: Work) -> dict[str, Any]:
    """What is kept of it, as the API writes it. The letter stands there also once it is recorded."""
    assert work.response is not None
    letter = letter_of(work.response)
    return Answers.draft(work) | {
        "letter": letter,
        "letter_mark": mark_of(letter),
        "came": came_out(work.response),
    }


class Decide(APIView):
    """Deciding whether what was received late counts."""

    permission = "consultation.decide_late"
    throttle_scope = "api"

    @extend_schema(request=DecideIn, responses=DecidedOut, operation_id="decide_late")
    def post(self, request: Request, pk: int, number: int) -> Reply:
        by = acting(request)
        found = find(LOADED, by, pk=pk)
        authorise(by, self.permission, found)
        version = found.versions.sent().filter(number=number, late=True).select_related("response").first()
        if version is None:
            raise NotVisible
        done = actions.decide_late(by=by, version=version, **valid(DecideIn, request))
        return Reply(
            {
                "response": found.pk,
                "version": done.number,
                "late_verdict": done.late_verdict,
                "late_reason": done.late_reason,
                "counts": Response.objects.get(pk=found.pk).counts,
            }
        )


DRAFT, VOID, MATCH = "consultation.draft_response", "consultation.void_response", "consultation.match_response"
CORRECTED = Whole(CorrectedOut, lambda response, by: corrected_out(response))
GIVES = ("reference", "organisation", "counts", "voided_at", "void_reason")

urlpatterns = [
    path("consultations/<int:pk>/key-in/", Key.as_view(), name="api_response_key"),
    path("responses/<int:pk>/answers/", KeyedAnswers.as_view(), name="api_keyed_answers"),
    path("responses/<int:pk>/change/", KeyedChange.as_view(), name="api_keyed_change"),
    path("responses/<int:pk>/record/", KeyedRecord.as_view(), name="api_keyed_record"),
    path(
        "responses/<int:pk>/correct/",
        act_api(DRAFT, actions.correct_keyed, LOADED, "response", takes=CorrectKeyedIn, gives=CORRECTED),
        name="api_keyed_correct",
    ),
    path(
        "responses/<int:pk>/void/",
        act_api(VOID, actions.void_response, LOADED, "response", takes=ReasonIn, gives=GIVES),
        name="api_response_void",
    ),
    path(
        "responses/<int:pk>/restore/",
        act_api(VOID, actions.restore_response, LOADED, "response", takes=ReasonIn, gives=GIVES),
        name="api_response_restore",
    ),
    path(
        "responses/<int:pk>/match/",
        act_api(MATCH, actions.match_response, LOADED, "response", takes=MatchIn, gives=GIVES),
        name="api_response_match",
    ),
    path(
        "responses/<int:pk>/unmatch/",
        act_api(MATCH, actions.unmatch_response, LOADED, "response", takes=ReasonIn, gives=GIVES),
        name="api_response_unmatch",
    ),
    path("responses/<int:pk>/versions/<int:number>/decide/", Decide.as_view(), name="api_response_decide"),
]
