"""Acts on possible duplicates in the API. The list is the register's."""

from django.urls import path
from rest_framework import serializers

from core.api.acts import act_api
from partnerships.duplicates import actions
from partnerships.duplicates.reading import LOADED
from partnerships.organisations.models import Organisation

EVERY = Organisation.objects.all()


class DuplicateName(serializers.Serializer):
    """Two entries that may be one body."""

    organisation = serializers.PrimaryKeyRelatedField(queryset=EVERY, help_text="One of the two entries.")
    other = serializers.PrimaryKeyRelatedField(queryset=EVERY, help_text="The other entry.")
    why = serializers.CharField(max_length=500, help_text="Why they may be the same.")


class DuplicateMerge(serializers.Serializer):
    """Which of the two is kept, and why they are the same."""

    keep = serializers.PrimaryKeyRelatedField(queryset=EVERY, help_text="The entry that is kept.")
    why = serializers.CharField(max_length=2000)
    people = serializers.BooleanField(
        default=True, help_text="Whether the people of the other get the same roles at the one that is kept."
    )


class DuplicateReason(serializers.Serializer):
    """Why it is so."""

    reason = serializers.CharField(max_length=2000)


GIVES = ("version", "first", "second", "why", "state", "decided_on", "decision")

urlpatterns = [
    path(
        "duplicates/name/",
        act_api(
            "partnerships.name_duplicate", actions.name_duplicate, LOADED, "suggestion",
            takes=DuplicateName, gives=GIVES, makes=True,
        ),
        name="api_duplicate_name",
    ),
    path(
        "duplicates/<int:pk>/merge/",
        act_api(
            "partnerships.merge_organisations", actions.merge_organisations, LOADED, "suggestion",
            takes=DuplicateMerge, gives=GIVES,
        ),
        name="api_duplicate_merge",
    ),
    path(
        "duplicates/<int:pk>/reject/",
        act_api(
            "partnerships.reject_duplicate", actions.reject_duplicate, LOADED, "suggestion",
            takes=DuplicateReason, gives=GIVES,
        ),
        name="api_duplicate_reject",
    ),
    path(
        "duplicates/<int:pk>/undo/",
        act_api(
            "partnerships.undo_merge", actions.undo_merge, LOADED, "suggestion", takes=DuplicateReason, gives=GIVES
        ),
        name="api_duplicate_undo",
    ),
]  # fmt: skip
