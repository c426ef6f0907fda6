"""Refreshes of plans in the API."""

from django.urls import path
from rest_framework import serializers

from commissioning.plans.api import act
from commissioning.refreshes import actions
from commissioning.refreshes.models import PlanRefresh


class PlanRefreshed(serializers.ModelSerializer):
    """How a plan was looked at again."""

    refreshed_on = serializers.DateField(required=False, allow_null=True, help_text="Today, where it is not sent.")

    class Meta:
        model = PlanRefresh
        fields = ("refreshed_on", *actions.TESTS, "notes", "next_due")
        validators = ()


urlpatterns = [
    path("plans/<int:pk>/refresh/", act(actions.refresh_plan, PlanRefreshed, actions.REFRESH), name="api_plan_refresh")
]
