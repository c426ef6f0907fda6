"""Boards and groups in the API: each act on them, their seats and decisions. The lists come with the registers."""

from django.urls import path
from rest_framework import serializers

from core.api.acts import act_api
from partnerships.bodies import actions
from partnerships.bodies.models import Body, Decision, Seat
from partnerships.bodies.reading import DECISIONS, LOADED, SEATS
from partnerships.organisations.models import Area, Organisation

VERSION = "The version you have read; another answers 409."
TODAY = "Today, where it is not sent."
GIVES = ("version", *actions.ENTRY, "ends", "end_reason")
VOIDED = ("voided_on", "void_reason")
SEAT = ("version", "body", *actions.SITS, *VOIDED)
DECISION = ("version", "body", *actions.DECIDED, *VOIDED)


class BodyAdd(serializers.ModelSerializer):
    """A board or group."""

    parent = serializers.PrimaryKeyRelatedField(
        queryset=Body.objects.all(), allow_null=True, default=None, help_text="What it answers to, if anything."
    )
    host = serializers.PrimaryKeyRelatedField(
        queryset=Organisation.objects.all(), allow_null=True, default=None, help_text="Who convenes it, if anybody."
    )
    area = serializers.PrimaryKeyRelatedField(queryset=Area.objects.all(), help_text="Its locality.")

    class Meta:
        model = Body
        fields = actions.ENTRY
        validators = ()


class BodyEdit(serializers.ModelSerializer):
    """What is to change of an entry."""

    version = serializers.IntegerField(help_text=VERSION)
    parent = serializers.PrimaryKeyRelatedField(queryset=Body.objects.all(), allow_null=True, required=False)
    host = serializers.PrimaryKeyRelatedField(queryset=Organisation.objects.all(), allow_null=True, required=False)
    area = serializers.PrimaryKeyRelatedField(queryset=Area.objects.all(), required=False)

    class Meta:
        model = Body
        fields = ("version", *actions.ENTRY, "ends")
        validators = ()
        extra_kwargs = {name: {"required": False} for name in ("name", "kind", "purpose")}


class BodyEnd(serializers.Serializer):
    """When a board or group ended, and why."""

    on = serializers.DateField(required=False, allow_null=True, help_text=TODAY)
    reason = serializers.CharField(max_length=2000)


class EnteredByMistake(serializers.Serializer):
    """Why a record is void."""

    reason = serializers.CharField(max_length=2000)


class SeatFill(serializers.ModelSerializer):
    """Who has a seat: an organisation, a post or both."""

    body = serializers.PrimaryKeyRelatedField(queryset=Body.objects.all())
    organisation = serializers.PrimaryKeyRelatedField(
        queryset=Organisation.objects.all(), allow_null=True, default=None
    )

    class Meta:
        model = Seat
        fields = ("body", *actions.SITS)
        validators = ()


class SeatEdit(serializers.ModelSerializer):
    """What is to change of a seat."""

    version = serializers.IntegerField(help_text=VERSION)
    organisation = serializers.PrimaryKeyRelatedField(
        queryset=Organisation.objects.all(), allow_null=True, required=False
    )

    class Meta:
        model = Seat
        fields = ("version", *actions.SITS)
        validators = ()


class SeatEnd(serializers.Serializer):
    """The last day of a seat."""

    on = serializers.DateField(required=False, allow_null=True, help_text=TODAY)


class DecisionRecord(serializers.ModelSerializer):
    """What a board or group decided."""

    body = serializers.PrimaryKeyRelatedField(queryset=Body.objects.all())

    class Meta:
        model = Decision
        fields = ("body", *actions.DECIDED)
        validators = ()


class DecisionCorrect(serializers.ModelSerializer):
    """What is to be put right of a decision."""

    version = serializers.IntegerField(help_text=VERSION)

    class Meta:
        model = Decision
        fields = ("version", *actions.DECIDED)
        validators = ()
        extra_kwargs = {name: {"required": False} for name in actions.DECIDED}


def of_body(permission, act, takes, **options):
    """The address of an act on a board or group."""
    return act_api(permission, act, LOADED, "body", takes=takes, gives=GIVES, **options)


def of_seat(permission, act, takes, **options):
    """The address of an act on a seat."""
    return act_api(permission, act, SEATS, "seat", takes=takes, gives=SEAT, **options)


def of_decision(permission, act, takes, **options):
    """The address of an act on a decision."""
    return act_api(permission, act, DECISIONS, "decision", takes=takes, gives=DECISION, **options)


urlpatterns = [
    path("bodies/add/", of_body(actions.ADD, actions.add_body, BodyAdd, makes=True), name="api_body_add"),
    path("bodies/<int:pk>/edit/", of_body(actions.EDIT, actions.edit_body, BodyEdit), name="api_body_edit"),
    path("bodies/<int:pk>/end/", of_body(actions.END, actions.end_body, BodyEnd), name="api_body_end"),
    path("bodies/<int:pk>/resume/", of_body(actions.RESUME, actions.resume_body, None), name="api_body_resume"),
    path("bodies/seats/fill/", of_seat(actions.FILL, actions.fill_seat, SeatFill, makes=True), name="api_seat_fill"),
    path("bodies/seats/<int:pk>/edit/", of_seat(actions.CHANGE, actions.edit_seat, SeatEdit), name="api_seat_edit"),
    path("bodies/seats/<int:pk>/end/", of_seat(actions.VACATE, actions.end_seat, SeatEnd), name="api_seat_end"),
    path(
        "bodies/seats/<int:pk>/void/",
        of_seat(actions.VOID_SEAT, actions.void_seat, EnteredByMistake),
        name="api_seat_void",
    ),
    path(
        "bodies/decisions/<int:pk>/void/",
        of_decision(actions.VOID_DECISION, actions.void_decision, EnteredByMistake),
        name="api_decision_void",
    ),
    path(
        "bodies/decisions/record/",
        of_decision(actions.RECORD, actions.record_decision, DecisionRecord, makes=True),
        name="api_decision_record",
    ),
    path(
        "bodies/decisions/<int:pk>/correct/",
        of_decision(actions.CORRECT, actions.correct_decision, DecisionCorrect),
        name="api_decision_correct",
    ),
]
