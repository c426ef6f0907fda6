"""Handing over in the API. The lists are the registers'."""

from django.urls import path
from rest_framework import serializers

from core.api.acts import act_api
from partnerships.leaving import actions
from partnerships.leaving.reading import LOADED
from partnerships.people.models import Membership

EVERY = Membership.objects.all()


class HandOver(serializers.Serializer):
    """What goes from whom to whom."""

    membership = serializers.PrimaryKeyRelatedField(queryset=EVERY, help_text="The membership of who goes.")
    what = serializers.ListField(
        child=serializers.CharField(max_length=100), max_length=500,
        help_text="Each thing as the kind and the number of its record: 'compact_manager:7'.",
    )  # fmt: skip
    to = serializers.PrimaryKeyRelatedField(
        queryset=EVERY, required=False, allow_null=True,
        help_text="The membership of who takes it over. Without one it falls to the role, and `why` says why.",
    )  # fmt: skip
    why = serializers.CharField(max_length=2000, required=False, allow_blank=True)


urlpatterns = [
    path(
        "handovers/make/",
        act_api(
            actions.HAND, actions.hand_over, LOADED, "handover",
            takes=HandOver, gives=("membership", "successor", "handed_on"), makes=True,
        ),
        name="api_handover_make",
    ),
]  # fmt: skip
