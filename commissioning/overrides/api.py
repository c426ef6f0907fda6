"""Overrides in the API: each of their acts. The list comes with the register."""

from django.urls import path
from rest_framework import serializers

from commissioning.cycles.models import Stage
from commissioning.overrides import actions
from commissioning.overrides.models import Override
from commissioning.overrides.reading import LOADED
from core.api.acts import act_api

GIVES = ("version", "stage", "line", "reason", "asked_on", "asked_for", "confirmed_on", "confirmed_for", "declined_on",
         "decline_reason")  # fmt: skip


class OverrideAsk(serializers.ModelSerializer):
    """What a stage goes on without, and why."""

    stage = serializers.PrimaryKeyRelatedField(queryset=Stage.objects.select_related("cycle"))

    class Meta:
        model = Override
        fields = ("stage", "line", "reason")
        validators = ()


class OverrideDecline(serializers.Serializer):
    """Why it does not go on without it."""

    reason = serializers.CharField(max_length=2000)


def act(permission, does, takes=None, **options):
    """The address of an act on an override."""
    return act_api(permission, does, LOADED, "override", takes=takes, gives=GIVES, **options)


urlpatterns = [
    path(
        "cycles/overrides/ask/",
        act(actions.ASK, actions.ask_override, OverrideAsk, makes=True),
        name="api_override_ask",
    ),
    path(
        "cycles/overrides/<int:pk>/confirm/",
        act(actions.CONFIRM, actions.confirm_override),
        name="api_override_confirm",
    ),
    path(
        "cycles/overrides/<int:pk>/decline/",
        act(actions.DECLINE, actions.decline_override, OverrideDecline),
        name="api_override_decline",
    ),
]
