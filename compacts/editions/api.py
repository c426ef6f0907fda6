"""Compacts' documents in the API: adding, putting right and withdrawing. The list comes with the register."""

from django.urls import path
from rest_framework import serializers

from compacts.editions import actions
from compacts.editions.models import CompactEdition
from compacts.editions.reading import LOADED
from compacts.local.models import LocalCompact
from core.api.acts import act_api

GIVES = ("version", "compact", "number", "dated_on", "note", "added_on", "withdrawn_on", "withdraw_reason")


class EditionAdd(serializers.ModelSerializer):
    """Another edition of a Compact's document: a PDF or a Word document, sent as a form (multipart/form-data)."""

    compact = serializers.PrimaryKeyRelatedField(queryset=LocalCompact.objects.all())
    file = serializers.FileField()

    class Meta:
        model = CompactEdition
        fields = ("compact", "file", "dated_on", "note")
        validators = ()


class EditionEdit(serializers.ModelSerializer):
    """The day of an edition that nobody signed, and what is new in it."""

    version = serializers.IntegerField(help_text="The version you have read; another answers 409.")
    dated_on = serializers.DateField(required=False)

    class Meta:
        model = CompactEdition
        fields = ("version", "dated_on", "note")
        validators = ()


class EditionWithdraw(serializers.Serializer):
    """Why an edition is withdrawn."""

    reason = serializers.CharField(max_length=2000)


urlpatterns = [
    path(
        "compacts/editions/add/",
        act_api(
            actions.ADD, actions.add_edition, LOADED, "edition", takes=EditionAdd, gives=GIVES, makes=True, files=True
        ),
        name="api_edition_add",
    ),
    path(
        "compacts/editions/<int:pk>/edit/",
        act_api(actions.EDIT, actions.edit_edition, LOADED, "edition", takes=EditionEdit, gives=GIVES),
        name="api_edition_edit",
    ),
    path(
        "compacts/editions/<int:pk>/withdraw/",
        act_api(actions.WITHDRAW, actions.withdraw_edition, LOADED, "edition", takes=EditionWithdraw, gives=GIVES),
        name="api_edition_withdraw",
    ),
]
