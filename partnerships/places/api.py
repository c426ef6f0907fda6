"""Acts on boundary changes and alerts in the API. The lists are the registers'."""

from django.urls import path
from rest_framework import serializers

from core.api.acts import act_api
from partnerships.organisations.models import Area, Organisation
from partnerships.places import actions
from partnerships.places.models import MOST
from partnerships.places.reading import ALERTS, CHANGES

EVERY_BODY, EVERY_AREA = Organisation.objects.select_related("kind", "duplicate_of__kind"), Area.objects.all()
STAYS = "Left out where it stays the same."
GIVES = (
    "version", "kind", "first_day", "small_areas", "organisation", "area", "to_organisation", "to_area",
    "organisation_total", "area_total", "reason", "source", "carried_out_on", "voided_on", "void_reason",
)  # fmt: skip
NOTED = ("version", "judged_on", "cause", "noted_on", "note")


class BoundaryChangeIn(serializers.Serializer):
    """What every boundary change says."""

    first_day = serializers.DateField(help_text="The first day on which the new boundary holds.")
    organisation = serializers.PrimaryKeyRelatedField(queryset=EVERY_BODY, help_text="The health body.")
    area = serializers.PrimaryKeyRelatedField(queryset=EVERY_AREA, help_text="The area of a lower-tier council.")
    reason = serializers.CharField(max_length=2000)
    source = serializers.CharField(max_length=200, help_text="The order, list or letter that says so.")


class BoundaryMove(BoundaryChangeIn):
    """Small areas that move from one pair to another."""

    small_areas = serializers.IntegerField(min_value=1, max_value=MOST)
    to_organisation = serializers.PrimaryKeyRelatedField(
        queryset=EVERY_BODY, allow_null=True, default=None, help_text=STAYS
    )
    to_area = serializers.PrimaryKeyRelatedField(queryset=EVERY_AREA, allow_null=True, default=None, help_text=STAYS)


class BoundaryCount(BoundaryChangeIn):
    """What a pair shares from a day on."""

    small_areas = serializers.IntegerField(min_value=0, max_value=MOST, help_text="0 where they share none any more.")
    organisation_total = serializers.IntegerField(min_value=1, max_value=MOST, allow_null=True, default=None)
    area_total = serializers.IntegerField(min_value=1, max_value=MOST, allow_null=True, default=None)


class BoundaryVoid(serializers.Serializer):
    """Why it is void."""

    reason = serializers.CharField(max_length=2000)


class BoundaryNote(serializers.Serializer):
    """What is done about an alert."""

    note = serializers.CharField(max_length=2000)


urlpatterns = [
    path(
        "boundary_changes/move/",
        act_api(actions.PROPOSE, actions.propose_move, CHANGES, "change", takes=BoundaryMove, gives=GIVES, makes=True),
        name="api_boundary_move_propose",
    ),
    path(
        "boundary_changes/count/",
        act_api(
            actions.PROPOSE, actions.propose_count, CHANGES, "change", takes=BoundaryCount, gives=GIVES, makes=True
        ),
        name="api_boundary_count_propose",
    ),
    path(
        "boundary_changes/<int:pk>/carry-out/",
        act_api(actions.CARRY_OUT, actions.carry_out_boundary_change, CHANGES, "change", gives=GIVES),
        name="api_boundary_change_carry_out",
    ),
    path(
        "boundary_changes/<int:pk>/void/",
        act_api(actions.VOID, actions.void_boundary_change, CHANGES, "change", takes=BoundaryVoid, gives=GIVES),
        name="api_boundary_change_void",
    ),
    path(
        "boundary_alerts/<int:pk>/note/",
        act_api(actions.NOTE, actions.note_boundary_alert, ALERTS, "alert", takes=BoundaryNote, gives=NOTED),
        name="api_boundary_alert_note",
    ),
]
