"""Dated rules in the API: adding one, changing it, ending it. The list comes with the register."""

from django.urls import path
from rest_framework import serializers

from core.api.acts import act_api
from partnerships.organisations.models import Area
from partnerships.standards import actions
from partnerships.standards.models import Standard, StandardKind, Unit

LOADED = Standard.objects.select_related("area")
GIVES = ("kind", "area", "amount", "unit", "words", "source", "starts", "ends")


class StandardIn(serializers.Serializer):
    """A rule with the days on which it holds."""

    kind = serializers.ChoiceField(choices=StandardKind.choices)
    area = serializers.PrimaryKeyRelatedField(queryset=Area.objects.all(), allow_null=True, default=None)
    amount = serializers.IntegerField(min_value=1, max_value=32767)
    unit = serializers.ChoiceField(choices=Unit.choices)
    words = serializers.CharField(max_length=10_000)
    source = serializers.CharField(max_length=300)
    starts = serializers.DateField(allow_null=True, default=None)
    ends = serializers.DateField(allow_null=True, default=None)


class EndIn(serializers.Serializer):
    """When a rule ends."""

    ends = serializers.DateField(help_text="The last day on which it holds.")


urlpatterns = [
    path(
        "standards/add/",
        act_api(
            "partnerships.edit_standard",
            actions.add_standard,
            LOADED,
            "standard",
            gives=GIVES,
            takes=StandardIn,
            makes=True,
        ),
        name="api_standard_add",
    ),
    path(
        "standards/<int:pk>/end/",
        act_api("partnerships.edit_standard", actions.end_standard, LOADED, "standard", gives=GIVES, takes=EndIn),
        name="api_standard_end",
    ),
]
