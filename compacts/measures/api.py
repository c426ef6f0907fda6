"""Measures and readings in the API: each of their acts. The lists come with the registers."""

from django.urls import path
from rest_framework import serializers

from compacts.measures import actions
from compacts.measures.models import Measure, Reading
from compacts.measures.reading import MEASURES, READINGS
from core.api.acts import act_api
from partnerships.organisations.models import Area, Organisation

MEASURE_GIVES = ("version", *actions.MEASURE)
READING_GIVES = (
    *("version", *actions.WHAT, *actions.FIGURE),
    *("verified_on", "corrects", "replaced_on", "replaced_reason"),
)
VERSION = "The version you have read; another answers 409."


class MeasureIn(serializers.ModelSerializer):
    """A measure to add."""

    class Meta:
        model = Measure
        fields = actions.MEASURE
        validators = ()


class MeasureEdit(MeasureIn):
    """What is to change of a measure."""

    version = serializers.IntegerField(help_text=VERSION)

    class Meta(MeasureIn.Meta):
        fields = ("version", *actions.MEASURE)
        extra_kwargs = {
            name: {"required": False, "validators": []} if name == "code" else {"required": False}
            for name in actions.MEASURE
        }


class ReadingIn(serializers.ModelSerializer):
    """A figure to record: of an organisation or of an area, over a period. Without coverage it covers all of it."""

    measure = serializers.PrimaryKeyRelatedField(queryset=Measure.objects.all())
    organisation = serializers.PrimaryKeyRelatedField(
        queryset=Organisation.objects.all(), required=False, allow_null=True
    )
    area = serializers.PrimaryKeyRelatedField(queryset=Area.objects.all(), required=False, allow_null=True)

    class Meta:
        model = Reading
        fields = (*actions.WHAT, *actions.FIGURE)
        extra_kwargs = {name: {"required": False, "allow_null": True} for name in ("covers_from", "covers_to")}
        validators = ()


class ReadingCorrect(serializers.ModelSerializer):
    """The figure to put in the place of one, and why. What is not sent stays."""

    version = serializers.IntegerField(help_text=VERSION)
    reason = serializers.CharField(max_length=2000)

    class Meta:
        model = Reading
        fields = ("version", "reason", *actions.FIGURE)
        extra_kwargs = {name: {"required": False} for name in actions.FIGURE}
        validators = ()


class ReadingWithdraw(serializers.Serializer):
    """Why a figure no longer counts."""

    reason = serializers.CharField(max_length=2000)


def on_reading(permission, act, takes=None, **options):
    """The address of an act on a reading."""
    return act_api(permission, act, READINGS, "reading", takes=takes, gives=READING_GIVES, **options)


urlpatterns = [
    path(
        "measures/add/",
        act_api(
            "compacts.add_measure", actions.add_measure, MEASURES, "measure",
            takes=MeasureIn, gives=MEASURE_GIVES, makes=True,
        ),
        name="api_measure_add",
    ),
    path(
        "measures/<int:pk>/edit/",
        act_api(
            "compacts.edit_measure", actions.edit_measure, MEASURES, "measure", takes=MeasureEdit, gives=MEASURE_GIVES
        ),
        name="api_measure_edit",
    ),
    path(
        "readings/record/",
        on_reading(actions.RECORD, actions.record_reading, ReadingIn, makes=True),
        name="api_reading_record",
    ),
    path(
        "readings/<int:pk>/correct/",
        on_reading(actions.CORRECT, actions.correct_reading, ReadingCorrect),
        name="api_reading_correct",
    ),
    path(
        "readings/<int:pk>/withdraw/",
        on_reading(actions.CORRECT, actions.withdraw_reading, ReadingWithdraw),
        name="api_reading_withdraw",
    ),
    path(
        "readings/<int:pk>/verify/",
        on_reading("compacts.verify_reading", actions.verify_reading),
        name="api_reading_verify",
    ),
]  # fmt: skip
