"""What reviews asked for in the API: each of its acts. The list comes with the register."""

from django.urls import path
from rest_framework import serializers

from compacts.review_actions import actions
from compacts.review_actions.models import ReviewAction
from compacts.review_actions.reading import LOADED
from compacts.reviews.models import CompactReview
from core.api.acts import act_api
from partnerships.organisations.models import Organisation

GIVES = ("version", "review", "what", "owner", "due_on", "done_on", "dropped_on", "note")


class ReviewActionAdd(serializers.ModelSerializer):
    """What is to be done, by whom and by when."""

    review = serializers.PrimaryKeyRelatedField(queryset=CompactReview.objects.all())
    owner = serializers.PrimaryKeyRelatedField(queryset=Organisation.objects.all())

    class Meta:
        model = ReviewAction
        fields = ("review", "what", "owner", "due_on")
        validators = ()


class ReviewActionEdit(serializers.ModelSerializer):
    """What is to change of it."""

    version = serializers.IntegerField(help_text="The version you have read; another answers 409.")
    owner = serializers.PrimaryKeyRelatedField(queryset=Organisation.objects.all(), required=False)

    class Meta:
        model = ReviewAction
        fields = ("version", "what", "owner", "due_on")
        extra_kwargs = {name: {"required": False} for name in ("what", "due_on")}
        validators = ()


class ReviewActionFinish(serializers.Serializer):
    """When it was done, and what came of it."""

    on = serializers.DateField(required=False, allow_null=True, help_text="Today, where it is not sent.")
    note = serializers.CharField(max_length=2000, required=False)


class ReviewActionDrop(serializers.Serializer):
    """Why it is given up."""

    reason = serializers.CharField(max_length=2000)


def act(permission, of, takes=None):
    """The address of an act on what a review asked for."""
    return act_api(permission, of, LOADED, "action", takes=takes, gives=GIVES)


EDIT = actions.EDIT
urlpatterns = [
    path(
        "compacts/reviews/actions/add/",
        act_api(
            actions.ADD, actions.add_review_action, LOADED, "action", takes=ReviewActionAdd, gives=GIVES, makes=True
        ),
        name="api_review_action_add",
    ),
    path(
        "compacts/reviews/actions/<int:pk>/edit/",
        act(EDIT, actions.edit_review_action, ReviewActionEdit),
        name="api_review_action_edit",
    ),
    path(
        "compacts/reviews/actions/<int:pk>/finish/",
        act(actions.FINISH, actions.finish_review_action, ReviewActionFinish),
        name="api_review_action_finish",
    ),
    path(
        "compacts/reviews/actions/<int:pk>/drop/",
        act(EDIT, actions.drop_review_action, ReviewActionDrop),
        name="api_review_action_drop",
    ),
    path(
        "compacts/reviews/actions/<int:pk>/reopen/",
        act(EDIT, actions.reopen_review_action),
        name="api_review_action_reopen",
    ),
]
