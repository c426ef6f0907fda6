"""Inviting and reminding in the API: the same acts, with the same words of refusal. Who was invited is a list."""

from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from consultation.consultations.models import Consultation
from consultation.consultations.reading import the
from consultation.coverage import actions
from consultation.coverage.reading import silent
from core.acting import acting
from core.acts import authorise


class InviteIn(serializers.Serializer):
    """Whom to invite. Those that are invited already are passed over."""

    organisations = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=2**63 - 1),
        allow_empty=False,
        max_length=actions.MOST,
        help_text="Their numbers in the register.",
    )


class InvitedOut(serializers.Serializer):
    """How many organisations are invited, and have not answered."""

    consultation = serializers.IntegerField()
    invited = serializers.IntegerField(help_text="All that were invited so far.")
    silent = serializers.IntegerField(help_text="Those of them that have sent no answer, as far as you may know.")


class Asking(APIView):
    """An act on the invitations to a consultation."""

    permission = actions.INVITE
    throttle_scope = "api"

    def asked(self, request: Request, pk: int) -> tuple[Any, Consultation]:
        """Who asks, and the consultation, for somebody who may invite to it."""
        actor = acting(request)
        found = the(actor, pk)
        authorise(actor, self.permission, found)
        return actor, found

    @staticmethod
    def stands(actor: Any, found: Consultation) -> Response:
        """How it stands after the act."""
        numbers = {"invited": found.invitees.count(), "silent": silent(found, actor).count()}
        return Response({"consultation": found.pk} | numbers)


class Invite(Asking):
    """Invite organisations to answer. Their mails are written in the background."""

    @extend_schema(request=InviteIn, responses=InvitedOut, operation_id="invite_organisations")
    def post(self, request: Request, pk: int) -> Response:
        actor, found = self.asked(request, pk)
        sent = InviteIn(data=request.data)
        sent.is_valid(raise_exception=True)
        actions.invite_organisations(by=actor, consultation=found, **sent.validated_data)
        return self.stands(actor, found)


class Chase(Asking):
    """Remind the organisations that were invited and have sent nothing. Twice on a day is once."""

    @extend_schema(request=None, responses=InvitedOut, operation_id="chase_invitees")
    def post(self, request: Request, pk: int) -> Response:
        actor, found = self.asked(request, pk)
        actions.chase_invitees(by=actor, consultation=found)
        return self.stands(actor, found)


urlpatterns = [
    path("consultations/<int:pk>/invite/", Invite.as_view(), name="api_consultation_invite"),
    path("consultations/<int:pk>/chase/", Chase.as_view(), name="api_consultation_chase"),
]
