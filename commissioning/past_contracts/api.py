"""Contracts of the past in the API."""

from django.urls import path
from rest_framework import serializers

from commissioning.contracts.actions import BEGIN
from commissioning.contracts.api import act
from commissioning.contracts.api_shapes import MAY_MISS, ContractBegin
from commissioning.past_contracts.actions import begin_past_contract


class ContractPast(ContractBegin):
    """A contract of the past: its terms, the day on which it was agreed, why it is entered, and where its paper is."""

    past_on = serializers.DateField(
        **MAY_MISS, help_text="The day on which it was agreed, before today; its first day, where it is not sent."
    )
    past_reason = serializers.CharField(max_length=2000)
    past_kept_at = serializers.CharField(max_length=300)

    class Meta(ContractBegin.Meta):
        fields = (*ContractBegin.Meta.fields, "past_on", "past_reason", "past_kept_at")


urlpatterns = [
    path("contracts/begin/past/", act(BEGIN, begin_past_contract, ContractPast, makes=True), name="api_contract_past")
]
