"""Variations in the API."""

from django.urls import path
from rest_framework import serializers

from commissioning.contracts.api import GIVES as CONTRACT
from commissioning.contracts.api_shapes import VERSION, WithYears
from commissioning.contracts.models import Contract
from commissioning.contracts.reading import LOADED as CONTRACTS
from commissioning.variations import actions
from commissioning.variations.models import Variation
from commissioning.variations.reading import LOADED
from core.acts import Actor
from core.api.acts import act_api

GIVES = ("version", "contract", "number", "reason", "ends", "value", "commissioner_agreed_on", "provider_agreed_on",
         "agreed_on", "withdrawn_on")  # fmt: skip


class VariationPropose(WithYears, serializers.ModelSerializer):
    """What is to change in a contract."""

    class Meta:
        model = Variation
        fields = ("reason", "ends", "value", "years")
        validators = ()


class VariationAgree(serializers.Serializer):
    """Which version was read."""

    version = serializers.IntegerField(help_text=VERSION)


def propose(*, by: Actor, contract: Contract, **details: object) -> Contract:
    """Propose a variation of an active contract; the contract is given, as it stays until both sides agree."""
    return actions.propose_variation(by=by, contract=contract, **details).contract  # type: ignore[arg-type]


propose.__name__ = "propose_variation"


urlpatterns = [
    path(
        "contracts/<int:pk>/variations/propose/",
        act_api(actions.PROPOSE, propose, CONTRACTS, "contract", takes=VariationPropose, gives=CONTRACT),
        name="api_variation_propose",
    ),
    path(
        "contracts/variations/<int:pk>/agree/",
        act_api(actions.AGREE, actions.agree_variation, LOADED, "variation", takes=VariationAgree, gives=GIVES),
        name="api_variation_agree",
    ),
    path(
        "contracts/variations/<int:pk>/withdraw/",
        act_api(actions.WITHDRAW, actions.withdraw_variation, LOADED, "variation", gives=GIVES),
        name="api_variation_withdraw",
    ),
]
