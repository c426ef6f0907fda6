"""Value bands in the API. The list comes with the register."""

from django.urls import path
from rest_framework import serializers

from commissioning.bands import actions
from commissioning.bands.models import ValueBand
from commissioning.bands.reading import LOADED
from core.api.acts import act_api
from partnerships.organisations.models import Organisation

GIVES = ("version", "body", *actions.ENTRY, "starts", "ends")


class BandSet(serializers.ModelSerializer):
    """What a body asks of contracts from a value on."""

    body = serializers.PrimaryKeyRelatedField(queryset=Organisation.objects.all())
    starts = serializers.DateField(required=False, help_text="Today, where it is not sent.")

    class Meta:
        model = ValueBand
        fields = ("body", *actions.ENTRY, "starts")
        validators = ()


class BandEdit(serializers.ModelSerializer):
    """What is to change of it."""

    version = serializers.IntegerField(help_text="The version you have read; another answers 409.")

    class Meta:
        model = ValueBand
        fields = ("version", *actions.ENTRY)
        validators = ()
        extra_kwargs = {"title": {"required": False}}


class BandEnd(serializers.Serializer):
    """Its last day."""

    on = serializers.DateField(required=False, allow_null=True, help_text="Today, where it is not sent.")


def act(does, takes, **options):
    """The address of an act on a band."""
    return act_api(actions.EDIT, does, LOADED, "band", takes=takes, gives=GIVES, **options)


urlpatterns = [
    path("contracts/bands/set/", act(actions.set_band, BandSet, makes=True), name="api_band_set"),
    path("contracts/bands/<int:pk>/edit/", act(actions.edit_band, BandEdit), name="api_band_edit"),
    path("contracts/bands/<int:pk>/end/", act(actions.end_band, BandEnd), name="api_band_end"),
]
