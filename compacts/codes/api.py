"""Codes of good practice in the API: each of their acts. The lists come with the registers."""

from django.urls import path
from rest_framework import serializers

from compacts.codes import actions
from compacts.codes.models import CodeAdoption, CodeCriterion, CompactCode
from compacts.codes.reading import ADOPTIONS, LOADED, criterion_of
from core.api.acts import act_api
from partnerships.organisations.models import Area, Organisation

GIVES = (
    *("version", "title", "subject", "area", "about", "source", "document", "explains", "due_on"),
    *("launched_on", "in_force_on", "withdrawn_on", "withdrawal_reason"),
)
ADOPTION = ("code", "organisation", "adopted_on", "evidence", "ended_on", "end_reason", "voided_on", "void_reason")
TODAY = "Today, where it is not sent."


class CodeAdd(serializers.ModelSerializer):
    """A Code that is promised or worked on."""

    area = serializers.PrimaryKeyRelatedField(
        queryset=Area.objects.all(), allow_null=True, default=None, help_text="Its locality; null for a national one."
    )

    class Meta:
        model = CompactCode
        fields = (*actions.ENTRY,)
        validators = ()


class CodeEdit(serializers.ModelSerializer):
    """What is to change of an entry."""

    version = serializers.IntegerField(help_text="The version you have read; another answers 409.")
    area = serializers.PrimaryKeyRelatedField(queryset=Area.objects.all(), allow_null=True, required=False)

    class Meta:
        model = CompactCode
        fields = ("version", *actions.ENTRY, "launched_on")
        validators = ()
        extra_kwargs = {name: {"required": False} for name in ("title", "subject", "about")}


class CodeLaunch(serializers.Serializer):
    """When a Code was launched, and from when it binds."""

    on = serializers.DateField(required=False, allow_null=True, help_text=TODAY)
    in_force_on = serializers.DateField(
        required=False,
        allow_null=True,
        help_text="As its entry says, else the day of the launch, where it is not sent.",
    )


class AdoptionVoid(serializers.Serializer):
    """Why an adoption is void."""

    reason = serializers.CharField(max_length=2000)


class CodeEnd(AdoptionVoid):
    """When a Code or an adoption ended, and why."""

    on = serializers.DateField(required=False, allow_null=True, help_text=TODAY)


class CriterionIn(serializers.ModelSerializer):
    """One of the things that a Code asks."""

    class Meta:
        model = CodeCriterion
        fields = ("title", "asks", "subject")


class AdoptionIn(serializers.ModelSerializer):
    """Which body adopted a Code, when, and what shows it."""

    code = serializers.PrimaryKeyRelatedField(queryset=CompactCode.objects.all())
    organisation = serializers.PrimaryKeyRelatedField(queryset=Organisation.objects.all())

    class Meta:
        model = CodeAdoption
        fields = ("code", "organisation", "adopted_on", "evidence", "ended_on", "end_reason")
        validators = ()


def of_code(act, takes, noun="code", **options):
    """The address of an act on a Code."""
    return act_api(actions.EDIT, act, LOADED, noun, takes=takes, gives=GIVES, **options)


def of_adoption(permission, act, takes, **options):
    """The address of an act on an adoption."""
    return act_api(permission, act, ADOPTIONS, "adoption", takes=takes, gives=ADOPTION, **options)


urlpatterns = [
    path(
        "codes/add/",
        act_api(actions.ADD, actions.add_code, LOADED, "code", takes=CodeAdd, gives=GIVES, makes=True),
        name="api_code_add",
    ),
    path("codes/<int:pk>/edit/", of_code(actions.edit_code, CodeEdit), name="api_code_edit"),
    path("codes/<int:pk>/launch/", of_code(actions.launch_code, CodeLaunch), name="api_code_launch"),
    path("codes/<int:pk>/withdraw/", of_code(actions.withdraw_code, CodeEnd), name="api_code_withdraw"),
    path("codes/<int:pk>/criteria/add/", of_code(actions.add_criterion, CriterionIn), name="api_code_criterion_add"),
    path(
        "codes/<int:pk>/criteria/<int:criterion>/edit/",
        of_code(actions.edit_criterion, CriterionIn, "criterion", part=criterion_of),
        name="api_code_criterion_edit",
    ),
    path(
        "codes/adoptions/record/",
        of_adoption(actions.RECORD, actions.record_adoption, AdoptionIn, makes=True),
        name="api_adoption_record",
    ),
    path(
        "codes/adoptions/<int:pk>/end/",
        of_adoption(actions.END, actions.end_adoption, CodeEnd),
        name="api_adoption_end",
    ),
    path(
        "codes/adoptions/<int:pk>/void/",
        of_adoption(actions.END, actions.void_adoption, AdoptionVoid),
        name="api_adoption_void",
    ),
]
