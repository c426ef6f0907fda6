"""Joint strategies in the API. The list comes with the register."""

from django.urls import path
from rest_framework import serializers

from compacts.strategies import actions
from compacts.strategies.models import JointStrategy
from compacts.strategies.reading import LOADED
from core.api.acts import act_api
from partnerships.organisations.models import Area


class StrategyIn(serializers.ModelSerializer):
    """A strategy of three years or more. A year is the calendar year in which it begins: 2008 is 2008-09."""

    area = serializers.PrimaryKeyRelatedField(queryset=Area.objects.all(), help_text="Its locality.")

    class Meta:
        model = JointStrategy
        fields = actions.STRATEGY
        validators = ()


class StrategyEdit(StrategyIn):
    """What is to change of a strategy."""

    version = serializers.IntegerField(help_text="The version you have read; another answers 409.")
    area = serializers.PrimaryKeyRelatedField(queryset=Area.objects.all(), required=False, help_text="Its locality.")

    class Meta(StrategyIn.Meta):
        fields = ("version", *actions.STRATEGY)
        extra_kwargs = {name: {"required": False} for name in ("title", "first_year", "last_year", "source")}


GIVES = ("version", *actions.STRATEGY)
urlpatterns = [
    path(
        "agreements/strategies/add/",
        act_api(
            "compacts.add_strategy", actions.add_strategy, LOADED, "strategy", takes=StrategyIn, gives=GIVES, makes=True
        ),
        name="api_strategy_add",
    ),
    path(
        "agreements/strategies/<int:pk>/edit/",
        act_api(actions.EDIT, actions.edit_strategy, LOADED, "strategy", takes=StrategyEdit, gives=GIVES),
        name="api_strategy_edit",
    ),
]
