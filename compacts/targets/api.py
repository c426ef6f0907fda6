"""Targets in the API: each of their acts. The lists come with the registers."""

from django.shortcuts import get_object_or_404
from django.urls import path
from rest_framework import serializers

from compacts.measures.models import Measure
from compacts.targets import actions
from compacts.targets.models import Contribution, Target
from compacts.targets.reading import LOADED
from core.api.acts import act_api
from partnerships.organisations.models import Area, Organisation

GIVES = ("version", *actions.FIXED, *actions.ENTRY, "owners", "ended_on", "end_reason")
MAY_BE_EMPTY = {"required": False, "allow_null": True}
VERSION = "The version you have read; another answers 409."


class TargetIn(serializers.ModelSerializer):
    """A target to set. Two organisations or more answer for it."""

    owners = serializers.PrimaryKeyRelatedField(queryset=Organisation.objects.all(), many=True)
    area = serializers.PrimaryKeyRelatedField(queryset=Area.objects.all(), **MAY_BE_EMPTY)
    compared_area = serializers.PrimaryKeyRelatedField(queryset=Area.objects.all(), **MAY_BE_EMPTY)
    organisation = serializers.PrimaryKeyRelatedField(queryset=Organisation.objects.all(), **MAY_BE_EMPTY)

    class Meta:
        model = Target
        fields = (*actions.FIXED, *actions.ENTRY, "owners")
        validators = ()


class TargetEdit(serializers.ModelSerializer):
    """What is to change of a target."""

    version = serializers.IntegerField(help_text=VERSION)
    owners = serializers.PrimaryKeyRelatedField(queryset=Organisation.objects.all(), many=True, required=False)

    class Meta:
        model = Target
        fields = ("version", *actions.ENTRY, "owners")
        extra_kwargs = {name: {"required": False} for name in actions.ENTRY}
        validators = ()


class TargetEnd(serializers.Serializer):
    """Why a target is given up."""

    reason = serializers.CharField(max_length=2000)


class TargetMeasure(serializers.Serializer):
    """By which measure a target is judged."""

    measure = serializers.PrimaryKeyRelatedField(queryset=Measure.objects.all())


class BaselineIn(serializers.ModelSerializer):
    """The figure that a target is counted from by one of its measures."""

    version = serializers.IntegerField(required=False, help_text="The version of the measure of the target.")

    class Meta:
        model = Contribution
        fields = ("version", *actions.BASELINE)
        extra_kwargs = {name: {"required": True, "allow_null": False} for name in actions.BASELINE[:-1]} | {
            "baseline_source": {"required": True, "allow_blank": False}
        }
        validators = ()


class StepIn(serializers.Serializer):
    """Where a target is to be by a day."""

    on = serializers.DateField()
    aim = serializers.DecimalField(max_digits=12, decimal_places=4)

    def to_internal_value(self, data):
        found = super().to_internal_value(data)
        return found["on"], found["aim"]


class StepsIn(serializers.Serializer):
    """Where a target is to be on the way, all of it."""

    steps = StepIn(many=True)


def part_of(target, contribution):
    """The measure of a target that the address names."""
    return get_object_or_404(Contribution.objects.select_related("target", "measure"), target=target, pk=contribution)


def on_target(permission, act, takes=None, noun="target", **options):
    """The address of an act on a target."""
    return act_api(permission, act, LOADED, noun, takes=takes, gives=GIVES, **options)


urlpatterns = [
    path(
        "targets/add/",
        on_target("compacts.add_target", actions.add_target, TargetIn, makes=True),
        name="api_target_add",
    ),
    path("targets/<int:pk>/edit/", on_target(actions.EDIT, actions.edit_target, TargetEdit), name="api_target_edit"),
    path("targets/<int:pk>/end/", on_target(actions.END, actions.end_target, TargetEnd), name="api_target_end"),
    path(
        "targets/<int:pk>/measure/",
        on_target(actions.EDIT, actions.attach_measure, TargetMeasure),
        name="api_target_measure",
    ),
    path("targets/<int:pk>/steps/", on_target(actions.EDIT, actions.set_steps, StepsIn), name="api_target_steps"),
    path(
        "targets/<int:pk>/measures/<int:contribution>/baseline/",
        on_target("compacts.record_baseline", actions.record_baseline, BaselineIn, "contribution", part=part_of),
        name="api_target_baseline",
    ),
    path(
        "targets/<int:pk>/measures/<int:contribution>/detach/",
        on_target(actions.EDIT, actions.detach_measure, noun="contribution", part=part_of),
        name="api_target_detach",
    ),
]
