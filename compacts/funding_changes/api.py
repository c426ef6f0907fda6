"""Changes of funding in the API: recording one, and declaring one void. The list comes with the register."""

from django.urls import path
from rest_framework import serializers

from compacts.agreements.models import AgreementParty
from compacts.frameworks.models import Framework
from compacts.funding_changes import actions
from compacts.funding_changes.models import FundingChange
from compacts.funding_changes.reading import LOADED
from core.api.acts import act_api

GIVES = (
    *("framework", "partner", "direction", "amount", "reason", "notice_on", "takes_effect_on"),
    *("voided_on", "void_reason"),
)


class FundingChangeIn(serializers.ModelSerializer):
    """Who adds or withdraws how much, from when, and why."""

    framework = serializers.PrimaryKeyRelatedField(queryset=Framework.objects.all())
    partner = serializers.PrimaryKeyRelatedField(queryset=AgreementParty.objects.select_related("organisation"))

    class Meta:
        model = FundingChange
        fields = ("framework", "partner", "direction", "amount", "reason", "notice_on", "takes_effect_on")
        validators = ()


class FundingChangeVoid(serializers.Serializer):
    """Why a change of funding is void."""

    reason = serializers.CharField(max_length=2000)


urlpatterns = [
    path(
        "agreements/funding-changes/add/",
        act_api(
            actions.RECORD, actions.record_funding_change, LOADED, "change", takes=FundingChangeIn, gives=GIVES,
            makes=True,
        ),
        name="api_funding_change_add",
    ),
    path(
        "agreements/funding-changes/<int:pk>/void/",
        act_api(actions.VOID, actions.void_funding_change, LOADED, "change", takes=FundingChangeVoid, gives=GIVES),
        name="api_funding_change_void",
    ),
]  # fmt: skip
