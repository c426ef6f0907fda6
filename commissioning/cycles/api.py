"""Cycles in the API: each of their acts. The list comes with the register."""

from typing import Any

from django.urls import path
from rest_framework import serializers

from commissioning.cycles import actions
from commissioning.cycles.models import CommissioningCycle
from commissioning.cycles.reading import LOADED, partner_of
from core.api.acts import act_api
from partnerships.bodies.models import Body
from partnerships.organisations.models import Area, Organisation
from partnerships.terms.models import Term

GIVES = (
    *("version", "title", "client_group", "area", "unit", "starts", "ends", "review_due", "follows"),
    "partners",
)
TODAY = "Today, where it is not sent."
DUE = "The last day of the period, where it is not sent."


class CyclePartnerIn(serializers.Serializer):
    """A public body that commissions in the cycle, and the post that leads there."""

    organisation = serializers.PrimaryKeyRelatedField(queryset=Organisation.objects.all())
    lead = serializers.CharField(max_length=120, required=False, allow_blank=True)


class CycleBegin(serializers.ModelSerializer):
    """Whose needs are commissioned for, where, for which period, and by whom together."""

    client_group = serializers.PrimaryKeyRelatedField(queryset=Term.objects.all())
    area = serializers.PrimaryKeyRelatedField(queryset=Area.objects.all())
    unit = serializers.PrimaryKeyRelatedField(queryset=Body.objects.all(), required=False, allow_null=True)
    starts, ends = serializers.DateField(), serializers.DateField()
    review_due = serializers.DateField(required=False, allow_null=True, help_text=DUE)
    partners = CyclePartnerIn(many=True)
    opened_on = serializers.DateField(required=False, allow_null=True, help_text=TODAY)

    class Meta:
        model = CommissioningCycle
        fields = (*actions.ENTRY, "partners", "opened_on")
        validators = ()

    def validate_partners(self, value: list[dict[str, Any]]) -> list[actions.Partner]:
        """Each as the act takes it."""
        return [(each["organisation"], each.get("lead", "")) for each in value]


class CycleEdit(serializers.ModelSerializer):
    """What is to change of a cycle."""

    version = serializers.IntegerField(help_text="The version you have read; another answers 409.")
    client_group = serializers.PrimaryKeyRelatedField(queryset=Term.objects.all(), required=False)
    area = serializers.PrimaryKeyRelatedField(queryset=Area.objects.all(), required=False)
    unit = serializers.PrimaryKeyRelatedField(queryset=Body.objects.all(), required=False, allow_null=True)
    starts, ends = serializers.DateField(required=False), serializers.DateField(required=False)
    review_due = serializers.DateField(required=False, allow_null=True, help_text=DUE)

    class Meta:
        model = CommissioningCycle
        fields = ("version", *actions.ENTRY)
        validators = ()
        extra_kwargs = {"title": {"required": False}}


class PartnerAdd(CyclePartnerIn):
    """Another partner, from a day on."""

    starts = serializers.DateField(required=False, allow_null=True, help_text=TODAY)


class PartnerEdit(serializers.Serializer):
    """The post that leads at a partner."""

    lead = serializers.CharField(max_length=120, allow_blank=True)


class PartnerEnd(serializers.Serializer):
    """The last day of a partner."""

    on = serializers.DateField(required=False, allow_null=True, help_text=TODAY)


def act(does, takes, **options):
    """The address of an act on a cycle."""
    noun = options.pop("noun", "cycle")
    return act_api(actions.EDIT, does, LOADED, noun, takes=takes, gives=GIVES, **options)


urlpatterns = [
    path(
        "cycles/begin/",
        act_api(actions.BEGIN, actions.begin_cycle, LOADED, "cycle", takes=CycleBegin, gives=GIVES, makes=True),
        name="api_cycle_begin",
    ),
    path("cycles/<int:pk>/edit/", act(actions.edit_cycle, CycleEdit), name="api_cycle_edit"),
    path("cycles/<int:pk>/partners/add/", act(actions.add_partner, PartnerAdd), name="api_cycle_partner_add"),
    path(
        "cycles/<int:pk>/partners/<int:partner>/edit/",
        act(actions.edit_partner, PartnerEdit, noun="partner", part=partner_of),
        name="api_cycle_partner_edit",
    ),
    path(
        "cycles/<int:pk>/partners/<int:partner>/end/",
        act(actions.end_partner, PartnerEnd, noun="partner", part=partner_of),
        name="api_cycle_partner_end",
    ),
]
