"""Acts on reorganisations in the API. The lists are the registers'."""

from django.urls import path
from rest_framework import serializers

from core.api.acts import Whole, act_api
from partnerships.organisations.models import WHAT_BECAME, Area, Organisation, OrganisationKind, Scheme
from partnerships.reorganisations import actions
from partnerships.reorganisations.models import NewBody, Reorganisation
from partnerships.reorganisations.reading import LOADED

EVERY = Organisation.objects.select_related("kind", "duplicate_of")


class ReorganisationIn(serializers.Serializer):
    """What a reorganisation is called, from when, and where that is written."""

    title = serializers.CharField(max_length=200)
    first_day = serializers.DateField(help_text="The first day of the successors.")
    basis = serializers.CharField(max_length=200, help_text="The law or order, and where it stands.")
    boundaries = serializers.CharField(max_length=2000, required=False, help_text="Boundaries that move, in words.")


class NewBodyOut(serializers.ModelSerializer):
    """A body that a reorganisation creates: by its number lines name it as their successor."""

    class Meta:
        model = NewBody
        fields = ("id", "name", "kind", "scheme", "code", "area", "organisation")


class ReorganisationOut(serializers.ModelSerializer):
    """A reorganisation as an act leaves it, with the bodies that it creates."""

    new_bodies = NewBodyOut(many=True)

    class Meta:
        model = Reorganisation
        fields = (
            *("id", "version", "title", "first_day", "state", "carried_out_on", "ended_on", "end_reason"),
            "new_bodies",
        )


GIVES = Whole(ReorganisationOut, lambda event, actor: dict(ReorganisationOut(event).data))


class NewBodyIn(serializers.Serializer):
    """A body that is created."""

    name = serializers.CharField(max_length=255)
    kind = serializers.PrimaryKeyRelatedField(queryset=OrganisationKind.objects.all())
    scheme = serializers.ChoiceField(choices=Scheme.choices, required=False)
    code = serializers.CharField(max_length=60, required=False)
    area = serializers.PrimaryKeyRelatedField(queryset=Area.objects.all(), required=False)


class LineIn(serializers.Serializer):
    """What becomes of one body, and into which successor: one in the register, or one that is created."""

    ancestor = serializers.PrimaryKeyRelatedField(queryset=EVERY, help_text="The body that goes.")
    kind = serializers.ChoiceField(choices=WHAT_BECAME)
    descendant = serializers.PrimaryKeyRelatedField(queryset=EVERY, required=False, help_text="The successor.")
    new = serializers.PrimaryKeyRelatedField(
        queryset=NewBody.objects.all(), required=False, help_text="Or the number of a body that is created."
    )
    share = serializers.DecimalField(max_digits=5, decimal_places=2, required=False, help_text="In per cent.")
    share_unknown = serializers.BooleanField(default=False)


class WhyReorganised(serializers.Serializer):
    """Why it is so."""

    reason = serializers.CharField(max_length=2000)


def of(act: str, permission: str, verb, **more):
    """The address of an act on one reorganisation."""
    return path(
        f"reorganisations/<int:pk>/{act}/",
        act_api(permission, verb, LOADED, "reorganisation", gives=GIVES, **more),
        name=f"api_reorganisation_{act.replace('-', '_')}",
    )


urlpatterns = [
    path(
        "reorganisations/prepare/",
        act_api(
            actions.PREPARE, actions.prepare_reorganisation, LOADED, "reorganisation",
            takes=ReorganisationIn, gives=GIVES, makes=True,
        ),
        name="api_reorganisation_prepare",
    ),
    of("body", actions.PREPARE, actions.name_new_body, takes=NewBodyIn),
    of("line", actions.PREPARE, actions.add_line, takes=LineIn),
    of("withdraw", actions.PREPARE, actions.withdraw_reorganisation, takes=WhyReorganised),
    of("carry-out", actions.CARRY_OUT, actions.carry_out_reorganisation),
    of("undo", actions.UNDO, actions.undo_reorganisation, takes=WhyReorganised),
]  # fmt: skip
