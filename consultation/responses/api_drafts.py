"""Answering in the API: the same acts as on the pages, with the same words of refusal."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response as Reply
from rest_framework.views import APIView

from consultation.consultations.definitions import definition_of
from consultation.consultations.models import Consultation, QuestionKind
from consultation.consultations.reading import the
from consultation.responses import actions
from consultation.responses.api_shapes import AnswersIn, DraftOut, SentOut, SubmitIn, kept_out, sent_out
from consultation.responses.finish_actions import finish_draft
from consultation.responses.reading import Work
from consultation.responses.rules import Given, Value
from core.acting import acting
from core.acts import authorise
from core.pages.fields import tidy

ON_ITS_PAGE = "Question {} is answered with a file. Send it on the page of the question."


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


class OnTheDraft(APIView):
    """An act on the draft of the organisation acted for. It gives the draft as it is after it."""

    throttle_scope = "api"

    @staticmethod
    def done(act: Callable[..., Any], request: Request, pk: int) -> Reply:
        act(by=acting(request), consultation=the(acting(request), pk))
        return Reply(Answers.draft(Work(acting(request), pk)))


class Finish(OnTheDraft):
    """Telling those who can send the draft that it is finished."""

    permission = "consultation.finish_draft"

    @extend_schema(request=None, responses=DraftOut, operation_id="answers_finish")
    def post(self, request: Request, pk: int) -> Reply:
        return self.done(finish_draft, request, pk)


class Change(OnTheDraft):
    """Beginning to change what was sent."""

    permission = "consultation.draft_response"

    @extend_schema(request=None, responses=DraftOut, operation_id="answers_change")
    def post(self, request: Request, pk: int) -> Reply:
        return self.done(actions.change_response, request, pk)


class Discard(OnTheDraft):
    """Giving up changes that were not sent."""

    permission = "consultation.draft_response"

    @extend_schema(request=None, responses=DraftOut, operation_id="answers_discard")
    def post(self, request: Request, pk: int) -> Reply:
        return self.done(actions.discard_changes, request, pk)
