"""Answers in the API: read, in full or one by one, and withdrawn."""

from typing import Any

from django.db.models.functions import Coalesce
from django.urls import path
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response as Reply
from rest_framework.views import APIView

from consultation.consultations.reading import the
from consultation.responses import actions
from consultation.responses.api_drafts import Answers, Change, Discard, Finish, Submit
from consultation.responses.api_shapes import ResponseInFull, ResponsePage, VersionWithAnswers, WithdrawIn, answers_out
from consultation.responses.models import (
    Consent,
    Response,
    ResponseVersion,
)
from consultation.responses.reading import LOADED, read
from core.acting import acting
from core.acts import NotVisible, authorise
from core.api.acts import act_api
from core.prepared import prepared_for

MOST = 50


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


_listed = prepared_for(
    lambda seen, consultation, after: (
        Response.objects.filter(seen, consultation=consultation, pk__gt=after)
        .counted()
        .order_by("pk")
        .values_list("counted_version_id", *IN_SHORT.values())[: MOST + 1]
    )
)


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
        found = _listed(actor.q(Response.view_permission), pk, read_up_to(request))
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
