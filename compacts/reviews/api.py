"""Reviews of Compacts in the API: each of their acts. The list comes with the register."""

from django.urls import path
from rest_framework import serializers

from compacts.local.models import LocalCompact
from compacts.reviews import actions
from compacts.reviews.models import MOST, CompactReview
from compacts.reviews.reading import LOADED
from core.api.acts import act_api

GIVES = (
    *("version", "compact", "led_by", "began_on", "findings", "score", "concluded_on", "refreshed"),
    *("next_due", "voided_on", "void_reason"),
)
TODAY = "Today, where it is not sent."


class ReviewBegin(serializers.ModelSerializer):
    """Which Compact is reviewed, by whom, and since when."""

    compact = serializers.PrimaryKeyRelatedField(queryset=LocalCompact.objects.all())
    began_on = serializers.DateField(required=False, allow_null=True, help_text=TODAY)

    class Meta:
        model = CompactReview
        fields = ("compact", "led_by", "began_on")
        validators = ()


class ReviewRecord(serializers.ModelSerializer):
    """A review of a Compact that is over, with what it found."""

    compact = serializers.PrimaryKeyRelatedField(queryset=LocalCompact.objects.all())
    concluded_on = serializers.DateField()
    findings = serializers.CharField(max_length=10000)
    score = serializers.IntegerField(min_value=0, max_value=MOST)
    review_due = serializers.DateField(required=False, allow_null=True, help_text="By when it was reviewed next.")

    class Meta:
        model = CompactReview
        fields = ("compact", "led_by", "began_on", "concluded_on", "findings", "score", "refreshed", "review_due")
        validators = ()


class ReviewEdit(serializers.ModelSerializer):
    """What is to change of a review. A day is only put right here: concluding has an address of its own."""

    version = serializers.IntegerField(help_text="The version you have read; another answers 409.")
    score = serializers.IntegerField(required=False, min_value=0, max_value=MOST)

    class Meta:
        model = CompactReview
        fields = ("version", "led_by", "findings", "began_on", "concluded_on", "score", "refreshed")
        extra_kwargs = {name: {"required": False} for name in ("led_by", "began_on", "refreshed")}
        validators = ()


class ReviewConclude(serializers.Serializer):
    """How a review was concluded, and by when the Compact is reviewed next."""

    on = serializers.DateField(required=False, allow_null=True, help_text=TODAY)
    score = serializers.IntegerField(min_value=0, max_value=MOST)
    refreshed = serializers.BooleanField(required=False)
    review_due = serializers.DateField(help_text="By when it is reviewed next.")
    reason = serializers.CharField(
        max_length=2000, required=False, help_text="Why nobody is asked for anything, where that is so."
    )


class ReviewVoid(serializers.Serializer):
    """Why a review is void."""

    reason = serializers.CharField(max_length=2000)


def act(of, takes):
    """The address of an act on a review."""
    return act_api(actions.EDIT, of, LOADED, "review", takes=takes, gives=GIVES)


urlpatterns = [
    path(
        "compacts/reviews/begin/",
        act_api(actions.BEGIN, actions.begin_review, LOADED, "review", takes=ReviewBegin, gives=GIVES, makes=True),
        name="api_review_begin",
    ),
    path(
        "compacts/reviews/record/",
        act_api(actions.RECORD, actions.record_review, LOADED, "review", takes=ReviewRecord, gives=GIVES, makes=True),
        name="api_review_record",
    ),
    path("compacts/reviews/<int:pk>/edit/", act(actions.edit_review, ReviewEdit), name="api_review_edit"),
    path(
        "compacts/reviews/<int:pk>/conclude/", act(actions.conclude_review, ReviewConclude), name="api_review_conclude"
    ),
    path("compacts/reviews/<int:pk>/void/", act(actions.void_review, ReviewVoid), name="api_review_void"),
]
