"""Commissioning plans in the API, with their versions. The list comes with the register."""

from django.urls import path
from rest_framework import serializers

from commissioning.cycles.models import CommissioningCycle
from commissioning.plans import actions
from commissioning.plans.models import CommissioningPlan, Content, PlanContent, PlanDriver, PlanVersion
from commissioning.plans.reading import LOADED, driver_of, versions_for
from consultation.consultations.models import Consultation
from core.api.acts import Whole, act_api


class DriverOut(serializers.ModelSerializer):
    """A policy that drives a plan."""

    class Meta:
        model = PlanDriver
        fields = ("id", "title", "publisher", "year", "requirement")


class ContentOut(serializers.ModelSerializer):
    """Where a plan says something, or why not."""

    class Meta:
        model = PlanContent
        fields = ("content", "where", "why_not")


class PlanVersionOut(serializers.ModelSerializer):
    """A version of a plan."""

    class Meta:
        model = PlanVersion
        fields = (
            *("version", "number", "text", "note", "begun_on", "consulted_on", "consultation", "submitted_on"),
            *("returned_on", "return_notes", "endorsed_on"),
        )


class PlanOut(serializers.ModelSerializer):
    """A plan with what drives it, its contents, and those of its versions that the person may read."""

    state = serializers.CharField(read_only=True)
    drivers = DriverOut(many=True)
    contents = ContentOut(many=True)
    versions = PlanVersionOut(many=True)

    class Meta:
        model = CommissioningPlan
        fields = (
            *("id", "version", "cycle", *actions.ENTRY, "state", "published_on", "withdrawn_on", "withdraw_reason"),
            *("drivers", "contents", "versions"),
        )


class PlanBegin(serializers.ModelSerializer):
    """A plan of a cycle."""

    cycle = serializers.PrimaryKeyRelatedField(queryset=CommissioningCycle.objects.all())
    starts = serializers.DateField()
    ends = serializers.DateField()

    class Meta:
        model = CommissioningPlan
        fields = ("cycle", *actions.ENTRY)
        validators = ()


class PlanEdit(serializers.ModelSerializer):
    """What is to change of a plan."""

    version = serializers.IntegerField(help_text="The version of the record you have read; another answers 409.")
    starts = serializers.DateField(required=False)
    ends = serializers.DateField(required=False)

    class Meta:
        model = CommissioningPlan
        fields = ("version", *actions.ENTRY)
        extra_kwargs = {"title": {"required": False}}
        validators = ()


class PlanWithdraw(serializers.Serializer):
    """Why a plan is withdrawn."""

    reason = serializers.CharField(max_length=2000)


class DriverName(serializers.ModelSerializer):
    """A policy that drives a plan."""

    class Meta:
        model = PlanDriver
        fields = ("title", "publisher", "year", "requirement")
        validators = ()


class ContentAnswer(serializers.Serializer):
    """Where a content is in the plan, or why it is not there."""

    content = serializers.ChoiceField(choices=Content.choices)
    where = serializers.CharField(max_length=300, allow_blank=True, default="")
    why_not = serializers.CharField(max_length=500, allow_blank=True, default="")


class PlanContents(serializers.Serializer):
    """Answers to the content checklist. What is left out stays as it is."""

    version = serializers.IntegerField(help_text="The version you have read; another answers 409.")
    answers = ContentAnswer(many=True)

    def validate_answers(self, value):
        """By content, as the act takes them."""
        return {each["content"]: (each["where"], each["why_not"]) for each in value}


class VersionBegin(serializers.ModelSerializer):
    """The text of a first or further version."""

    class Meta:
        model = PlanVersion
        fields = ("text", "note")
        validators = ()


class VersionWrite(VersionBegin):
    """The text of the version that is worked on."""

    version = serializers.IntegerField(help_text="The version of its row that you have read; another answers 409.")

    class Meta(VersionBegin.Meta):
        fields = ("version", "text", "note")


class PlanConsult(serializers.Serializer):
    """Which consultation asks about a plan."""

    consultation = serializers.PrimaryKeyRelatedField(
        queryset=Consultation.objects.filter(published_at__isnull=False), required=False, allow_null=True
    )


def plan_out(plan, actor):
    """A plan as the API gives it."""
    written = PlanOut(plan).data
    written["versions"] = PlanVersionOut(versions_for(plan, actor), many=True).data
    return written


GIVES = Whole(PlanOut, plan_out)


def act(of, takes, permission=actions.EDIT, **options):
    """The address of an act on a plan."""
    return act_api(permission, of, LOADED, options.pop("noun", "plan"), takes=takes, gives=GIVES, **options)


urlpatterns = [
    path("plans/begin/", act(actions.begin_plan, PlanBegin, actions.BEGIN, makes=True), name="api_plan_begin"),
    path("plans/<int:pk>/edit/", act(actions.edit_plan, PlanEdit), name="api_plan_edit"),
    path(
        "plans/<int:pk>/withdraw/",
        act(actions.withdraw_plan, PlanWithdraw, actions.WITHDRAW),
        name="api_plan_withdraw",
    ),
    path("plans/<int:pk>/drivers/add/", act(actions.name_driver, DriverName), name="api_plan_driver_name"),
    path(
        "plans/<int:pk>/drivers/<int:driver>/drop/",
        act(actions.drop_driver, None, noun="driver", part=driver_of),
        name="api_plan_driver_drop",
    ),
    path("plans/<int:pk>/contents/", act(actions.answer_contents, PlanContents), name="api_plan_contents"),
    path("plans/<int:pk>/versions/begin/", act(actions.begin_version, VersionBegin), name="api_plan_version_begin"),
    path("plans/<int:pk>/versions/edit/", act(actions.write_version, VersionWrite), name="api_plan_version_edit"),
    path("plans/<int:pk>/consult/", act(actions.consult_on_plan, PlanConsult), name="api_plan_consult"),
]
