"""Targets of sign-up in the API: each of their acts. The lists come with the registers."""

from django.urls import path
from rest_framework import serializers

from compacts.deadline import actions
from compacts.deadline.models import SignupTarget
from compacts.deadline.reading import LOADED
from core.api.acts import act_api
from partnerships.organisations.models import OrganisationKind

GIVES = (
    *("version", "title", "compact_kind", "source", "due_first", "due_last", "day", "day_reason", "day_decided_on"),
    *("closed_on", "close_reason", "checked_on"),
)


def codes(**options):
    """Some kinds of organisation, by their codes."""
    return serializers.SlugRelatedField(
        slug_field="code", many=True, queryset=OrganisationKind.objects.all(), help_text="Their codes.", **options
    )


class SignupTargetIn(serializers.ModelSerializer):
    """What is signed, by which month, whom it counts, and whom it shows beside."""

    month = serializers.IntegerField(min_value=1, max_value=12)
    year = serializers.IntegerField(min_value=1900, max_value=2200)
    counted = codes(allow_empty=False)
    beside = codes(required=False)

    class Meta:
        model = SignupTarget
        fields = ("title", "compact_kind", "source", "month", "year", "counted", "beside")


class SignupTargetEdit(SignupTargetIn):
    """What is to change of a target."""

    version = serializers.IntegerField(help_text="The version you have read; another answers 409.")
    month = serializers.IntegerField(min_value=1, max_value=12, required=False)
    year = serializers.IntegerField(min_value=1900, max_value=2200, required=False)
    counted = codes(allow_empty=False, required=False)

    class Meta(SignupTargetIn.Meta):
        fields = ("version", *SignupTargetIn.Meta.fields)
        extra_kwargs = {"title": {"required": False}}


class TargetDay(serializers.Serializer):
    """Which day of the month is taken, and why."""

    day = serializers.DateField()
    reason = serializers.CharField(max_length=2000)


class TargetClose(serializers.Serializer):
    """When a target was closed, and why."""

    on = serializers.DateField(required=False, allow_null=True, help_text="Today, where it is not sent.")
    reason = serializers.CharField(max_length=2000)


def act(permission, done, takes, **options):
    """The address of an act on a target."""
    return act_api(permission, done, LOADED, "target", takes=takes, gives=GIVES, **options)


urlpatterns = [
    path(
        "signup_targets/begin/",
        act(actions.BEGIN, actions.begin_signup_target, SignupTargetIn, makes=True),
        name="api_signup_target_begin",
    ),
    path(
        "signup_targets/<int:pk>/edit/",
        act(actions.EDIT, actions.edit_signup_target, SignupTargetEdit),
        name="api_signup_target_edit",
    ),
    path(
        "signup_targets/<int:pk>/day/",
        act(actions.DECIDE, actions.decide_signup_day, TargetDay),
        name="api_signup_target_decide",
    ),
    path(
        "signup_targets/<int:pk>/close/",
        act(actions.CLOSE, actions.close_signup_target, TargetClose),
        name="api_signup_target_close",
    ),
]
