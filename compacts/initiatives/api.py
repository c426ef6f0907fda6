"""Initiatives in the API, and who governs an agreement. The list comes with the register."""

from django.urls import path
from rest_framework import serializers

from compacts.agreements.api import act
from compacts.agreements.models import Agreement
from compacts.initiatives import actions
from compacts.initiatives.models import Initiative
from compacts.initiatives.reading import LOADED, governing_of
from compacts.targets.models import Target
from core.api.acts import act_api
from partnerships.bodies.models import Body
from partnerships.organisations.models import Organisation

TODAY = "Today, where it is not sent."
GIVES = ("version", "agreement", *actions.ENTRY, "done_on", "stopped_on", "stop_reason", "voided_on", "void_reason")


class InitiativeEdit(serializers.ModelSerializer):
    """What is to change of an initiative."""

    version = serializers.IntegerField(help_text="The version you have read; another answers 409.")
    lead = serializers.PrimaryKeyRelatedField(queryset=Organisation.objects.all(), required=False)
    body = serializers.PrimaryKeyRelatedField(queryset=Body.objects.all(), allow_null=True, required=False)

    class Meta:
        model = Initiative
        fields = ("version", *actions.ENTRY)
        validators = ()
        extra_kwargs = {name: {"required": False} for name in ("title", "aim")}


class InitiativeAdd(serializers.ModelSerializer):
    """What partners are to do under an agreement."""

    agreement = serializers.PrimaryKeyRelatedField(queryset=Agreement.objects.all())
    lead = serializers.PrimaryKeyRelatedField(queryset=Organisation.objects.all(), help_text="One of its parties.")
    body = serializers.PrimaryKeyRelatedField(
        queryset=Body.objects.all(), allow_null=True, default=None, help_text="One of those that govern the agreement."
    )

    class Meta:
        model = Initiative
        fields = ("agreement", *actions.ENTRY)
        validators = ()


class InitiativeFinish(serializers.Serializer):
    """When an initiative was done."""

    on = serializers.DateField(required=False, allow_null=True, help_text=TODAY)


class InitiativeStop(InitiativeFinish):
    """When an initiative was stopped, and why."""

    reason = serializers.CharField(max_length=2000)


class InitiativeVoid(serializers.Serializer):
    """Why an initiative is void."""

    reason = serializers.CharField(max_length=2000)


class InitiativeMeasure(serializers.Serializer):
    """A target that measures an initiative."""

    target = serializers.PrimaryKeyRelatedField(queryset=Target.objects.all())


class AgreementGovern(serializers.Serializer):
    """A board or group that governs an agreement."""

    body = serializers.PrimaryKeyRelatedField(queryset=Body.objects.all())


def of_initiative(permission, does, takes, **options):
    """The address of an act on an initiative."""
    return act_api(permission, does, LOADED, "initiative", takes=takes, gives=GIVES, **options)


urlpatterns = [
    path(
        "agreements/initiatives/add/",
        of_initiative(actions.ADD, actions.add_initiative, InitiativeAdd, makes=True),
        name="api_initiative_add",
    ),
    *[
        path(
            f"agreements/initiatives/<int:pk>/{where}/",
            of_initiative(permission, does, takes),
            name=f"api_initiative_{name}",
        )
        for where, permission, does, takes, name in (
            ("edit", actions.EDIT, actions.edit_initiative, InitiativeEdit, "edit"),
            ("finish", actions.FINISH, actions.finish_initiative, InitiativeFinish, "finish"),
            ("stop", actions.STOP, actions.stop_initiative, InitiativeStop, "stop"),
            ("resume", actions.RESUME, actions.resume_initiative, None, "resume"),
            ("void", actions.VOID, actions.void_initiative, InitiativeVoid, "void"),
            ("targets/add", actions.EDIT, actions.measure_initiative, InitiativeMeasure, "measure"),
            ("targets/remove", actions.EDIT, actions.unmeasure_initiative, InitiativeMeasure, "unmeasure"),
        )
    ],
    path(
        "agreements/<int:pk>/governing/add/",
        act(actions.GOVERN, actions.govern_agreement, AgreementGovern),
        name="api_agreement_govern",
    ),
    path(
        "agreements/<int:pk>/governing/<int:body>/remove/",
        act(actions.GOVERN, actions.ungovern_agreement, None, noun="governing", part=governing_of),
        name="api_agreement_ungovern",
    ),
]
