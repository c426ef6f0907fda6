"""Involvements and linked consultations in the API: each of their acts. The list comes with the register."""

from django.urls import path
from rest_framework import serializers

from commissioning.cycles.models import Stage
from commissioning.cycles.reading import STAGES
from commissioning.interests.models import InterestKind
from commissioning.involvement import actions
from commissioning.involvement.models import Involvement
from commissioning.involvement.reading import LOADED, link_of
from consultation.consultations.models import Consultation
from core.api.acts import act_api
from partnerships.organisations.models import Organisation

GIVES = ("version", "stage", *actions.ENTRY, "voided_on", "void_reason")


class InvolvementEdit(serializers.ModelSerializer):
    """What is to change of an involvement, and what was done with what they said."""

    version = serializers.IntegerField(help_text="The version you have read; another answers 409.")
    organisation = serializers.PrimaryKeyRelatedField(
        queryset=Organisation.objects.all(), required=False, allow_null=True
    )

    class Meta:
        model = Involvement
        fields = ("version", *actions.ENTRY)
        validators = ()
        extra_kwargs = {name: {"required": False} for name in ("capacity", "way", "happened_on", "said")}


class InvolvementRecord(serializers.ModelSerializer):
    """Who took part in a stage, and what they declared."""

    stage = serializers.PrimaryKeyRelatedField(queryset=Stage.objects.select_related("cycle"))
    organisation = serializers.PrimaryKeyRelatedField(
        queryset=Organisation.objects.all(), required=False, allow_null=True
    )
    interest = serializers.ChoiceField(choices=InterestKind.choices, required=False)
    interest_what = serializers.CharField(max_length=2000, required=False, allow_blank=True)

    class Meta:
        model = Involvement
        fields = ("stage", *actions.ENTRY, "interest", "interest_what")
        validators = ()


class InvolvementVoid(serializers.Serializer):
    """Why it is void."""

    reason = serializers.CharField(max_length=2000)


class ConsultationLink(serializers.Serializer):
    """The consultation that informed a stage."""

    consultation = serializers.PrimaryKeyRelatedField(queryset=Consultation.objects.all())


def act(does, takes):
    """The address of an act on an involvement."""
    return act_api(actions.EDIT, does, LOADED, "involvement", takes=takes, gives=GIVES)


OF_STAGE = ("version", "cycle", "kind", "consultations")
urlpatterns = [
    path(
        "cycles/involvements/record/",
        act_api(
            actions.RECORD, actions.record_involvement, LOADED, "involvement", takes=InvolvementRecord, gives=GIVES,
            makes=True,
        ),
        name="api_involvement_record",
    ),
    path("cycles/involvements/<int:pk>/edit/", act(actions.edit_involvement, InvolvementEdit),
         name="api_involvement_edit"),
    path("cycles/involvements/<int:pk>/void/", act(actions.void_involvement, InvolvementVoid),
         name="api_involvement_void"),
    path(
        "cycles/stages/<int:pk>/consultations/link/",
        act_api(actions.LINK, actions.link_consultation, STAGES, "stage", takes=ConsultationLink, gives=OF_STAGE),
        name="api_consultation_link",
    ),
    path(
        "cycles/stages/<int:pk>/consultations/<int:link>/unlink/",
        act_api(actions.LINK, actions.unlink_consultation, STAGES, "link", gives=OF_STAGE, part=link_of),
        name="api_consultation_unlink",
    ),
]  # fmt: skip
