"""Members of umbrella bodies in the API: to join and leave, to change class and dates, and lists of members with the
contacts they invite. The lists of all of these are the registers'."""

from typing import Any

from django.urls import path
from rest_framework import serializers

from core.acts import Actor, NotVisible
from core.api.acts import Whole, act_api
from core.registers.upload import MOST_ROWS
from partnerships.members import actions, class_actions
from partnerships.members.models import MemberSheet
from partnerships.members.reading import LINES, MEMBERSHIPS, SHEETS
from partnerships.organisations.actions import join_umbrella, leave_umbrella
from partnerships.organisations.models import Organisation, OrganisationKind, UmbrellaClass, UmbrellaMembership

EVERY = Organisation.objects.all()
JOINS, CHANGES = "partnerships.update_organisation", "partnerships.change_member"


class UmbrellaMembershipOut(serializers.ModelSerializer):
    """That an organisation belongs to an umbrella body, from a day to a day."""

    class Meta:
        model = UmbrellaMembership
        fields = ("id", "member", "umbrella", "membership_class", "starts", "ends")


class BelongsOut(serializers.Serializer):
    """An organisation, and to which umbrella bodies it belongs or belonged, the latest first."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    memberships = UmbrellaMembershipOut(many=True)


def belongs(organisation: Organisation, by: Actor) -> dict[str, Any]:
    """The same, as it is given."""
    held = MEMBERSHIPS.filter(member=organisation).visible_to(by).order_by("-starts", "-pk")  # type: ignore[attr-defined]
    memberships = UmbrellaMembershipOut(held, many=True).data
    return {"id": organisation.pk, "name": organisation.name, "memberships": memberships}


def membership_of(organisation: Organisation, membership: int) -> UmbrellaMembership:
    """One of the organisation's memberships."""
    found = MEMBERSHIPS.filter(member=organisation, pk=membership).first()
    if found is None:
        raise NotVisible
    return found


def latest(held: UmbrellaMembership, by: Actor) -> dict[str, Any]:
    """How the organisation belongs after a change: its newest membership of the same umbrella body."""
    rows = MEMBERSHIPS.filter(member=held.member_id, umbrella=held.umbrella_id).order_by("-pk")
    return dict(UmbrellaMembershipOut(rows.first()).data)


class UmbrellaJoinIn(serializers.Serializer):
    """To which umbrella body, as what, from when."""

    umbrella = serializers.PrimaryKeyRelatedField(queryset=EVERY)
    membership_class = serializers.ChoiceField(choices=UmbrellaClass.choices)
    starts = serializers.DateField(required=False, allow_null=True, help_text="Today, where it is not sent.")


class UmbrellaClassIn(serializers.Serializer):
    """Another class, from a day."""

    membership_class = serializers.ChoiceField(choices=UmbrellaClass.choices)
    on = serializers.DateField()


class UmbrellaDatesIn(serializers.Serializer):
    """The right dates of a membership, both of them, and why."""

    starts = serializers.DateField(allow_null=True)
    ends = serializers.DateField(allow_null=True)
    reason = serializers.CharField(max_length=2000)


class MemberLineIn(serializers.Serializer):
    """One member of a list, as its line in a sheet."""

    name = serializers.CharField(max_length=255)
    postcode = serializers.CharField(required=False, allow_blank=True, max_length=10)
    ods = serializers.CharField(required=False, allow_blank=True, max_length=60)
    charity = serializers.CharField(required=False, allow_blank=True, max_length=60)
    company = serializers.CharField(required=False, allow_blank=True, max_length=60)
    membership_class = serializers.CharField(
        required=False,
        allow_blank=True,
        max_length=20,
        help_text="Member, which is meant where none is sent, or Affiliate.",
    )
    starts = serializers.DateField(required=False, allow_null=True)
    contact_name = serializers.CharField(required=False, allow_blank=True, max_length=150)
    contact_email = serializers.CharField(required=False, allow_blank=True, max_length=254)


class MemberSheetIn(serializers.Serializer):
    """A list of members."""

    name = serializers.CharField(max_length=200, help_text="What the list is called, as a file would be.")
    on = serializers.DateField(help_text="As it stood on.")
    whole = serializers.BooleanField(required=False, help_text="Memberships that it does not name end, if true.")
    lines = MemberLineIn(many=True, max_length=MOST_ROWS)


class SetAsideIn(serializers.Serializer):
    """Why."""

    reason = serializers.CharField(max_length=2000)


class CameBackIn(serializers.Serializer):
    """What the message that came back says."""

    reason = serializers.CharField(max_length=300)


class MemberLineSettleIn(serializers.Serializer):
    """Which organisation a line means; or, for whoever may add one, as what it is added to the register."""

    organisation = serializers.PrimaryKeyRelatedField(queryset=EVERY, required=False, allow_null=True)
    kind = serializers.PrimaryKeyRelatedField(queryset=OrganisationKind.objects.all(), required=False, allow_null=True)


class MemberContactIn(serializers.Serializer):
    """The contact of a member, corrected."""

    contact_name = serializers.CharField(max_length=150, required=False, allow_blank=True, default="")
    contact_email = serializers.EmailField(max_length=254)


SHEET = ("umbrella", "name", "on", "whole", "taken_in_on", "voided_on")


class MemberSheetOut(serializers.ModelSerializer):
    """A list of members that waits to be looked at."""

    class Meta:
        model = MemberSheet
        fields = ("id", *SHEET)


def newest(umbrella: Organisation, by: Actor) -> dict[str, Any]:
    """The list that an umbrella body sent last."""
    return dict(MemberSheetOut(SHEETS.filter(umbrella=umbrella).order_by("-pk").first()).data)


LINE = ("sheet", "number", "name", "organisation", "matched", "contact_name", "contact_email", "not_invited")


def on_sheet(permission: str, act: Any, **how: Any) -> Any:
    """An act on a list."""
    return act_api(permission, act, SHEETS, "sheet", gives=SHEET, **how)


def on_line(permission: str, act: Any, takes: type[serializers.Serializer]) -> Any:
    """An act on a line of a list."""
    return act_api(permission, act, LINES, "line", takes=takes, gives=LINE)


urlpatterns = [
    path(
        "organisations/<int:pk>/umbrellas/join/",
        act_api(JOINS, join_umbrella, EVERY, "member", takes=UmbrellaJoinIn, gives=Whole(BelongsOut, belongs)),
        name="api_umbrella_join",
    ),
    path(
        "organisations/<int:pk>/umbrellas/<int:membership>/leave/",
        act_api(JOINS, leave_umbrella, EVERY, "membership", gives=Whole(BelongsOut, belongs), part=membership_of),
        name="api_umbrella_leave",
    ),
    path(
        "umbrella_members/<int:pk>/class/",
        act_api(
            CHANGES, class_actions.change_class, MEMBERSHIPS, "membership",
            takes=UmbrellaClassIn, gives=Whole(UmbrellaMembershipOut, latest),
        ),
        name="api_umbrella_member_class",
    ),
    path(
        "umbrella_members/<int:pk>/dates/",
        act_api(
            CHANGES, class_actions.correct_membership, MEMBERSHIPS, "membership",
            takes=UmbrellaDatesIn, gives=("member", "umbrella", "membership_class", "starts", "ends"),
        ),
        name="api_umbrella_member_correct",
    ),
    path(
        "organisations/<int:pk>/members/send/",
        act_api(
            "partnerships.send_members", actions.send_member_list, EVERY, "umbrella",
            takes=MemberSheetIn, gives=Whole(MemberSheetOut, newest),
        ),
        name="api_member_sheet_send",
    ),
    path(
        "member_sheets/<int:pk>/take-in/",
        on_sheet("partnerships.take_in_members", actions.take_in_members),
        name="api_member_sheet_take_in",
    ),
    path(
        "member_sheets/<int:pk>/set-aside/",
        on_sheet("partnerships.void_members", actions.void_members, takes=SetAsideIn),
        name="api_member_sheet_void",
    ),
    path(
        "member_contacts/<int:pk>/settle/",
        on_line("partnerships.settle_member_line", actions.settle_member_line, MemberLineSettleIn),
        name="api_member_line_settle",
    ),
    path(
        "member_contacts/<int:pk>/send-again/",
        on_line("partnerships.resend_to_contact", actions.resend_to_contact, MemberContactIn),
        name="api_member_line_resend",
    ),
    path(
        "member_contacts/<int:pk>/came-back/",
        on_line("partnerships.note_return", actions.note_return, CameBackIn),
        name="api_member_line_return",
    ),
]  # fmt: skip
