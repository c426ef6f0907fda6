"""Opening the next cycle, and undoing that, in the API."""

from django.urls import path
from rest_framework import serializers

from commissioning.cycles.reading import LOADED
from commissioning.needs.models import Need
from commissioning.next_cycles import actions
from core.api.acts import act_api

GIVES = ("version", "title", "client_group", "area", "starts", "ends", "follows", "voided_on", "void_reason")


class CycleNext(serializers.Serializer):
    """What the next cycle is called, its days, and which of the unmet needs go over; all where none is sent."""

    title = serializers.CharField(max_length=200, required=False)
    starts = serializers.DateField(required=False, help_text="The day after this cycle ends, where it is not sent.")
    ends = serializers.DateField(required=False, help_text="As many months later, where it is not sent.")
    needs = serializers.PrimaryKeyRelatedField(queryset=Need.objects.all(), many=True, required=False)


class CycleVoid(serializers.Serializer):
    """Why it is taken back."""

    reason = serializers.CharField(max_length=2000)


urlpatterns = [
    path(
        "cycles/<int:pk>/next/",
        act_api(actions.EDIT, actions.open_next_cycle, LOADED, "cycle", takes=CycleNext, gives=GIVES),
        name="api_cycle_next",
    ),
    path(
        "cycles/<int:pk>/void/",
        act_api(actions.EDIT, actions.void_next_cycle, LOADED, "cycle", takes=CycleVoid, gives=GIVES),
        name="api_cycle_void",
    ),
]
