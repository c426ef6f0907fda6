"""Acts on covers in the API. The list is the register's."""

from django.urls import path
from rest_framework import serializers

from core.api.acts import act_api
from partnerships.cover import actions
from partnerships.cover.reading import LOADED
from partnerships.people.models import Membership

EVERY = Membership.objects.all()
GIVES = ("membership", "by_whom", "starts", "ends", "called_off_on")


class CoverName(serializers.Serializer):
    """Who covers for whom, from when to when."""

    membership = serializers.PrimaryKeyRelatedField(queryset=EVERY, help_text="The membership of who is on leave.")
    by_whom = serializers.PrimaryKeyRelatedField(queryset=EVERY, help_text="The membership of who covers.")
    starts = serializers.DateField()
    ends = serializers.DateField()


class CoverEnd(serializers.Serializer):
    """The last day."""

    last_day = serializers.DateField()


class CoverReason(serializers.Serializer):
    """Why it is called off."""

    reason = serializers.CharField(max_length=2000)


urlpatterns = [
    path(
        "covers/name/",
        act_api(actions.NAME, actions.name_cover, LOADED, "cover", takes=CoverName, gives=GIVES, makes=True),
        name="api_cover_name",
    ),
    path(
        "covers/<int:pk>/end/",
        act_api(actions.END, actions.end_cover, LOADED, "cover", takes=CoverEnd, gives=GIVES),
        name="api_cover_end",
    ),
    path(
        "covers/<int:pk>/call-off/",
        act_api(actions.END, actions.call_off_cover, LOADED, "cover", takes=CoverReason, gives=GIVES),
        name="api_cover_call_off",
    ),
]
