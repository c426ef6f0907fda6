"""The full cost in the API."""

from django.urls import path
from rest_framework import serializers

from commissioning.contracts.api import GIVES
from commissioning.contracts.api_shapes import VERSION
from commissioning.contracts.reading import LOADED
from commissioning.costing import actions
from commissioning.costing.models import FullCosting
from core.api.acts import act_api


class CostingFill(serializers.ModelSerializer):
    """What it costs in full."""

    version = serializers.IntegerField(required=False, help_text=f"{VERSION} Leave out the first time.")

    class Meta:
        model = FullCosting
        fields = ("version", *actions.FIELDS)
        validators = ()


urlpatterns = [
    path(
        "contracts/<int:pk>/costing/",
        act_api(actions.FILL, actions.fill_costing, LOADED, "contract", takes=CostingFill, gives=GIVES),
        name="api_costing_fill",
    )
]
