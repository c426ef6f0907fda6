"""Declared interests in the API: each of their acts. The list comes with the register."""

from django.urls import path
from rest_framework import serializers

from commissioning.cycles.models import CommissioningCycle
from commissioning.interests import actions
from commissioning.interests.models import Interest
from commissioning.interests.reading import LOADED
from core.api.acts import act_api
from partnerships.organisations.models import Organisation

GIVES = ("version", "cycle", "organisation", "kind", "what", "declared_on", "voided_on", "void_reason")


class InterestDeclare(serializers.ModelSerializer):
    """What one's own organisation stands to gain by a cycle."""

    cycle = serializers.PrimaryKeyRelatedField(queryset=CommissioningCycle.objects.all())

    class Meta:
        model = Interest
        fields = ("cycle", "kind", "what")
        validators = ()


class InterestRecord(InterestDeclare):
    """What an organisation declared in a meeting or by letter."""

    organisation = serializers.PrimaryKeyRelatedField(queryset=Organisation.objects.all())
    declared_on = serializers.DateField(required=False, allow_null=True, help_text="Today, where it is not sent.")

    class Meta(InterestDeclare.Meta):
        fields = (*InterestDeclare.Meta.fields, "organisation", "declared_on")


class InterestVoid(serializers.Serializer):
    """Why it is void."""

    reason = serializers.CharField(max_length=2000)


def made(permission, does, takes):
    """The address of an act that makes a declaration."""
    return act_api(permission, does, LOADED, "interest", takes=takes, gives=GIVES, makes=True)


urlpatterns = [
    path(
        "cycles/interests/declare/",
        made(actions.DECLARE, actions.declare_interest, InterestDeclare),
        name="api_interest_declare",
    ),
    path(
        "cycles/interests/record/",
        made(actions.RECORD, actions.record_interest, InterestRecord),
        name="api_interest_record",
    ),
    path(
        "cycles/interests/<int:pk>/void/",
        act_api(actions.VOID, actions.void_interest, LOADED, "interest", takes=InterestVoid, gives=GIVES),
        name="api_interest_void",
    ),
]
