"""Local Compacts in the API: each of their acts. The list comes with the register."""

from django.urls import path
from rest_framework import serializers

from compacts.local import actions
from compacts.local.models import STEPS, LocalCompact
from compacts.local.reading import LOADED
from core.api.acts import act_api
from partnerships.bodies.models import Body
from partnerships.organisations.models import Area, Organisation

GIVES = (
    *("version", "title", "kind", "area", "about", "begun_on", "agreed_on", "launched_on", "review_due"),
    *("lapsed_on", "lapse_reason"),
    *("manager_name", "manager_organisation", "manager_email", "manager_telephone", "working_group", "document"),
)
VERSION = "The version you have read; another answers 409."
TODAY = "Today, where it is not sent."


class CompactBegin(serializers.ModelSerializer):
    """A Compact that is being worked on."""

    area = serializers.PrimaryKeyRelatedField(queryset=Area.objects.all(), help_text="Its locality.")

    class Meta:
        model = LocalCompact
        fields = ("title", "kind", "area", "about", "begun_on")


class CompactEdit(serializers.ModelSerializer):
    """What is to change of an entry. A day of a step is only put right here: each step has its own address."""

    version = serializers.IntegerField(help_text=VERSION)
    area = serializers.PrimaryKeyRelatedField(queryset=Area.objects.all(), required=False, help_text="Its locality.")
    working_group = serializers.PrimaryKeyRelatedField(
        queryset=Body.objects.all(), allow_null=True, required=False, help_text="A working group, by its number."
    )

    class Meta:
        model = LocalCompact
        fields = (
            *("version", "title", "kind", "area", "about", "working_group", "document", "review_due", "begun_on"),
            *STEPS,
        )
        extra_kwargs = {name: {"required": False} for name in ("title", "about")}


class CompactManager(serializers.ModelSerializer):
    """Who the Compact Manager is."""

    version = serializers.IntegerField(help_text=VERSION)
    manager_organisation = serializers.PrimaryKeyRelatedField(
        queryset=Organisation.objects.all(), required=False, allow_null=True
    )

    class Meta:
        model = LocalCompact
        fields = ("version", "manager_name", "manager_organisation", "manager_email", "manager_telephone")


class CompactDay(serializers.Serializer):
    """The day of a step."""

    on = serializers.DateField(required=False, allow_null=True, help_text=TODAY)


class CompactLapse(CompactDay):
    """The end of a Compact."""

    reason = serializers.CharField(max_length=2000)


def step(permission, act, takes=CompactDay, **options):
    """The address of an act on a Compact."""
    return act_api(permission, act, LOADED, "compact", takes=takes, gives=GIVES, **options)


urlpatterns = [
    path(
        "compacts/begin/",
        step("compacts.begin_compact", actions.begin_compact, CompactBegin, makes=True),
        name="api_compact_begin",
    ),
    path("compacts/<int:pk>/edit/", step(actions.EDIT, actions.edit_compact, CompactEdit), name="api_compact_edit"),
    path(
        "compacts/<int:pk>/manager/",
        step(actions.EDIT, actions.name_manager, CompactManager),
        name="api_compact_manager",
    ),
    path("compacts/<int:pk>/agree/", step("compacts.agree_compact", actions.agree_compact), name="api_compact_agree"),
    path(
        "compacts/<int:pk>/launch/",
        step("compacts.launch_compact", actions.launch_compact),
        name="api_compact_launch",
    ),
    path(
        "compacts/<int:pk>/lapse/",
        step("compacts.lapse_compact", actions.lapse_compact, CompactLapse),
        name="api_compact_lapse",
    ),
]
