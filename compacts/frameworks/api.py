"""Framework agreements in the API. The list comes with the register."""

from django.urls import path
from rest_framework import serializers

from compacts.agreements.models import Agreement
from compacts.frameworks import actions
from compacts.frameworks.models import Framework
from compacts.frameworks.reading import LOADED
from core.api.acts import act_api

MONTH = "Whether only the month of that day is known."


class FrameworkTerms(serializers.ModelSerializer):
    """The terms of a framework."""

    agreement = serializers.PrimaryKeyRelatedField(queryset=Agreement.objects.all())

    class Meta:
        model = Framework
        fields = ("agreement", *actions.TERMS)
        validators = ()


class FrameworkEdit(serializers.ModelSerializer):
    """What is to change of the terms."""

    version = serializers.IntegerField(help_text="The version you have read; another answers 409.")

    class Meta:
        model = Framework
        fields = ("version", *actions.TERMS)
        extra_kwargs = {name: {"required": False} for name in ("kind", "basis")}


GIVES = ("version", "agreement", *actions.TERMS)
urlpatterns = [
    path(
        "agreements/frameworks/begin/",
        act_api(
            actions.EDIT_AGREEMENT, actions.begin_framework, LOADED, "framework", takes=FrameworkTerms, gives=GIVES,
            makes=True,
        ),
        name="api_framework_begin",
    ),
    path(
        "agreements/frameworks/<int:pk>/edit/",
        act_api(actions.EDIT, actions.edit_framework, LOADED, "framework", takes=FrameworkEdit, gives=GIVES),
        name="api_framework_edit",
    ),
]  # fmt: skip
