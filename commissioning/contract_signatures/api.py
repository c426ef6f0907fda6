"""Signing a contract in the API."""

from django.urls import path
from rest_framework import serializers

from commissioning.contract_signatures import actions
from commissioning.contracts.api import GIVES
from commissioning.contracts.parts import ContractParty
from commissioning.contracts.reading import LOADED
from core.api.acts import act_api


class ContractSign(serializers.Serializer):
    """With what authority, and which version of the terms was read."""

    version = serializers.IntegerField(help_text="The version of the terms you have read; another answers 409.")
    authority = serializers.CharField(max_length=300)


class ContractPaper(serializers.Serializer):
    """What a signed paper says, with its scan."""

    party = serializers.PrimaryKeyRelatedField(queryset=ContractParty.objects.all())
    name = serializers.CharField(max_length=150)
    designation = serializers.CharField(max_length=150)
    authority = serializers.CharField(max_length=300)
    signed_on = serializers.DateField()
    kept_at = serializers.CharField(max_length=300, required=False, help_text="Where the signed paper is kept.")
    scan = serializers.FileField(required=False)


urlpatterns = [
    path(
        "contracts/<int:pk>/sign/",
        act_api(actions.SIGN, actions.sign_contract, LOADED, "contract", takes=ContractSign, gives=GIVES),
        name="api_contract_sign",
    ),
    path(
        "contracts/<int:pk>/sign/paper/",
        act_api(
            actions.RECORD, actions.record_contract_signature, LOADED, "contract", takes=ContractPaper, gives=GIVES,
            files=True,
        ),
        name="api_contract_paper",
    ),
]  # fmt: skip
