"""Inviting and reminding in the API: the same acts, with the same words of refusal. Who was invited is a list."""

from django.urls import path
from rest_framework import serializers

from consultation.consultations.models import Consultation
from consultation.consultations.reading import LOADED
from consultation.coverage import actions
from consultation.coverage.reading import silent
from core.acts import Actor
from core.api.acts import Whole, act_api


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
    silent = serializers.IntegerField(help_text="Those of them without an answer now, as far as you may know.")


def stands(found: Consultation, actor: Actor) -> dict[str, int]:
    """How it stands, as far as the person may know."""
    return {"consultation": found.pk, "invited": found.invitees.count(), "silent": silent(found, actor).count()}


STANDS = Whole(InvitedOut, stands)

urlpatterns = [
    path(
        "consultations/<int:pk>/invite/",
        act_api(actions.INVITE, actions.invite_organisations, LOADED, "consultation", takes=InviteIn, gives=STANDS),
        name="api_consultation_invite",
    ),
    path(
        "consultations/<int:pk>/chase/",
        act_api(actions.INVITE, actions.chase_invitees, LOADED, "consultation", gives=STANDS),
        name="api_consultation_chase",
    ),
]
