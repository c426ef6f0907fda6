"""Disputes in the API: each of their acts. The list comes with the register."""

from django.urls import path
from rest_framework import serializers

from compacts.codes.models import CompactCode
from compacts.disputes import actions
from compacts.disputes.models import ENDINGS, Dispute
from compacts.disputes.reading import LOADED
from core.api.acts import act_api
from partnerships.bodies.models import Body
from partnerships.organisations.models import Area, Organisation

GIVES = (
    *("version", "title", "area", "raised_by", "against", "code", "clause", "about", "happened_on", "raised_on"),
    *("closed_on", "outcome", "decision", "learning", "published_on"),
)
TODAY = "Today, where it is not sent."
HEARER = "The board or group that hears it on the next rung, which is the Compact group or the panel."


class DisputeRaise(serializers.ModelSerializer):
    """What an organisation says was not kept."""

    area = serializers.PrimaryKeyRelatedField(queryset=Area.objects.all(), help_text="The locality.")
    against = serializers.PrimaryKeyRelatedField(queryset=Organisation.objects.all())
    code = serializers.PrimaryKeyRelatedField(queryset=CompactCode.objects.all(), required=False, allow_null=True)
    due_on = serializers.DateField(help_text="By when the two are to have talked it over.")

    class Meta:
        model = Dispute
        fields = (*actions.ENTRY, "due_on")
        validators = ()


class DisputeRecord(DisputeRaise):
    """The same, raised by an organisation on a day."""

    raised_by = serializers.PrimaryKeyRelatedField(queryset=Organisation.objects.all())
    raised_on = serializers.DateField(required=False, allow_null=True, help_text=TODAY)

    class Meta(DisputeRaise.Meta):
        fields = (*DisputeRaise.Meta.fields, "raised_by", "raised_on")


class DisputeEdit(serializers.ModelSerializer):
    """What is to change of it; what was decided and learned only once it has ended."""

    version = serializers.IntegerField(help_text="The version you have read; another answers 409.")
    area = serializers.PrimaryKeyRelatedField(queryset=Area.objects.all(), required=False)
    against = serializers.PrimaryKeyRelatedField(queryset=Organisation.objects.all(), required=False)

    class Meta:
        model = Dispute
        fields = ("version", *actions.ENTRY, *actions.ENDED)
        validators = ()
        extra_kwargs = {name: {"required": False} for name in ("title", "about")}


class DisputeFurther(serializers.Serializer):
    """What came of it on its rung, and by when the next is to deal with it."""

    version = serializers.IntegerField(help_text="The version you have read; another answers 409.")
    result = serializers.CharField(max_length=5000)
    due_on = serializers.DateField()
    on = serializers.DateField(required=False, allow_null=True, help_text=TODAY)
    heard_by = serializers.PrimaryKeyRelatedField(
        queryset=Body.objects.select_related("area"), required=False, allow_null=True, help_text=HEARER
    )


class DisputeHearer(serializers.Serializer):
    """Which board or group hears it on its rung; null for none of the register."""

    version = serializers.IntegerField(help_text="The version you have read; another answers 409.")
    heard_by = serializers.PrimaryKeyRelatedField(queryset=Body.objects.select_related("area"), allow_null=True)


class DisputePutOff(serializers.Serializer):
    """Until when more time is given, and why."""

    due_on = serializers.DateField()
    reason = serializers.CharField(max_length=2000)


class DisputeClose(serializers.Serializer):
    """How it ended."""

    outcome = serializers.ChoiceField(choices=ENDINGS)
    decision = serializers.CharField(max_length=5000)
    learning = serializers.CharField(max_length=5000, required=False, allow_blank=True)
    on = serializers.DateField(required=False, allow_null=True, help_text=TODAY)


class DisputeWithdraw(serializers.Serializer):
    """Why it is taken back."""

    reason = serializers.CharField(max_length=2000)
    on = serializers.DateField(required=False, allow_null=True, help_text=TODAY)


def act(permission, does, takes=None, **options):
    """The address of an act on a dispute."""
    return act_api(permission, does, LOADED, "dispute", takes=takes, gives=GIVES, **options)


PURSUE, SETTLE = actions.PURSUE, actions.SETTLE
urlpatterns = [
    path(
        "disputes/raise/",
        act(actions.RAISE, actions.raise_dispute, DisputeRaise, makes=True),
        name="api_dispute_raise",
    ),
    path(
        "disputes/record/",
        act(actions.RECORD, actions.record_dispute, DisputeRecord, makes=True),
        name="api_dispute_record",
    ),
    path("disputes/<int:pk>/edit/", act(SETTLE, actions.edit_dispute, DisputeEdit), name="api_dispute_edit"),
    path("disputes/<int:pk>/further/", act(PURSUE, actions.take_further, DisputeFurther), name="api_dispute_further"),
    path("disputes/<int:pk>/hearer/", act(SETTLE, actions.name_hearer, DisputeHearer), name="api_dispute_hearer"),
    path("disputes/<int:pk>/put-off/", act(SETTLE, actions.put_off, DisputePutOff), name="api_dispute_put_off"),
    path("disputes/<int:pk>/close/", act(SETTLE, actions.close_dispute, DisputeClose), name="api_dispute_close"),
    path(
        "disputes/<int:pk>/withdraw/",
        act(PURSUE, actions.withdraw_dispute, DisputeWithdraw),
        name="api_dispute_withdraw",
    ),
    path("disputes/<int:pk>/publish/", act(SETTLE, actions.publish_learning), name="api_dispute_publish"),
    path("disputes/<int:pk>/unpublish/", act(SETTLE, actions.unpublish_learning), name="api_dispute_unpublish"),
]
