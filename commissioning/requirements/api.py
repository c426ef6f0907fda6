"""Plans that are required in the API. The list comes with the register."""

from django.urls import path
from rest_framework import serializers

from commissioning.plans.models import CommissioningPlan
from commissioning.requirements import actions
from commissioning.requirements.models import PlanRequirement
from commissioning.requirements.reading import LOADED
from core.api.acts import act_api
from partnerships.organisations.models import Organisation
from partnerships.terms.models import Term, Vocabulary

GIVES = ("version", *actions.ENTRY, "plan", "met_on", "voided_on", "void_reason")
GROUPS = Term.objects.filter(vocabulary=Vocabulary.CLIENT_GROUP)


class PlanRequirementAdd(serializers.ModelSerializer):
    """A plan that a body must have."""

    organisation = serializers.PrimaryKeyRelatedField(queryset=Organisation.objects.all())
    client_group = serializers.PrimaryKeyRelatedField(queryset=GROUPS)

    class Meta:
        model = PlanRequirement
        fields = actions.ENTRY
        validators = ()


class PlanRequirementEdit(serializers.ModelSerializer):
    """What is to change of it."""

    version = serializers.IntegerField(help_text="The version you have read; another answers 409.")
    organisation = serializers.PrimaryKeyRelatedField(queryset=Organisation.objects.all(), required=False)
    client_group = serializers.PrimaryKeyRelatedField(queryset=GROUPS, required=False)

    class Meta:
        model = PlanRequirement
        fields = ("version", *actions.ENTRY)
        extra_kwargs = {name: {"required": False} for name in ("title", "due_on", "years", "source")}
        validators = ()


class RequirementVoid(serializers.Serializer):
    """Why it is void."""

    reason = serializers.CharField(max_length=2000)


class RequirementMeet(serializers.Serializer):
    """The endorsed plan that meets it."""

    plan = serializers.PrimaryKeyRelatedField(queryset=CommissioningPlan.objects.all())


def act(permission, of, takes, **options):
    """The address of an act on a required plan."""
    return act_api(permission, of, LOADED, "required", takes=takes, gives=GIVES, **options)


urlpatterns = [
    path(
        "required-plans/add/",
        act(actions.ADD, actions.add_plan_requirement, PlanRequirementAdd, makes=True),
        name="api_plan_requirement_add",
    ),
    path(
        "required-plans/<int:pk>/edit/",
        act(actions.EDIT, actions.edit_plan_requirement, PlanRequirementEdit),
        name="api_plan_requirement_edit",
    ),
    path(
        "required-plans/<int:pk>/void/",
        act(actions.EDIT, actions.void_requirement, RequirementVoid),
        name="api_plan_requirement_void",
    ),
    path(
        "required-plans/<int:pk>/meet/",
        act(actions.MEET, actions.meet_requirement, RequirementMeet),
        name="api_plan_requirement_meet",
    ),
]
