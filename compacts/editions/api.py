"""Compacts' documents in the API: withdrawing one. The list comes with the register; files are added on pages."""

from django.urls import path
from rest_framework import serializers

from compacts.editions import actions
from compacts.editions.reading import LOADED
from core.api.acts import act_api

GIVES = ("compact", "number", "dated_on", "note", "added_on", "withdrawn_on", "withdraw_reason")


class EditionWithdraw(serializers.Serializer):
    """Why an edition is withdrawn."""

    reason = serializers.CharField(max_length=2000)


urlpatterns = [
    path(
        "compacts/editions/<int:pk>/withdraw/",
        act_api(actions.WITHDRAW, actions.withdraw_edition, LOADED, "edition", takes=EditionWithdraw, gives=GIVES),
        name="api_edition_withdraw",
    ),
]
