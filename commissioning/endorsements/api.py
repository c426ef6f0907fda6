"""Endorsement of plans in the API."""

from django.urls import path
from rest_framework import serializers

from commissioning.endorsements import actions
from commissioning.endorsements.models import PlanBoard
from commissioning.endorsements.reading import board_of
from commissioning.plans.api import act
from partnerships.bodies.models import Body, Decision, Outcome


class BoardName(serializers.Serializer):
    """A board that endorses a plan, after those that are named."""

    body = serializers.PrimaryKeyRelatedField(queryset=Body.objects.all())


class PlanDecide(serializers.Serializer):
    """What a board decided: a decision that is recorded, or a minute that is recorded with it."""

    board = serializers.PrimaryKeyRelatedField(
        queryset=PlanBoard.objects.all(), required=False, help_text="The one whose turn it is, where it is not sent."
    )
    decision = serializers.PrimaryKeyRelatedField(queryset=Decision.objects.all(), required=False, allow_null=True)
    decided_on = serializers.DateField(required=False, allow_null=True)
    reference = serializers.CharField(max_length=60, required=False)
    what = serializers.CharField(max_length=5000, required=False)
    outcome = serializers.ChoiceField(choices=Outcome.choices, required=False)
    notes = serializers.CharField(max_length=5000, required=False, allow_blank=True)


urlpatterns = [
    path("plans/<int:pk>/boards/add/", act(actions.name_board, BoardName), name="api_plan_board_name"),
    path(
        "plans/<int:pk>/boards/<int:board>/drop/",
        act(actions.drop_board, None, noun="board", part=board_of),
        name="api_plan_board_drop",
    ),
    path("plans/<int:pk>/submit/", act(actions.submit_plan, None), name="api_plan_submit"),
    path("plans/<int:pk>/recall/", act(actions.recall_plan, None), name="api_plan_recall"),
    path("plans/<int:pk>/decide/", act(actions.record_endorsement, PlanDecide, actions.DECIDE), name="api_plan_decide"),
]
