"""Agreements in the API: each of their acts. The list comes with the register."""

from django.urls import path
from rest_framework import serializers

from compacts.agreements import actions
from compacts.agreements.models import LONGEST, Agreement, AgreementParty
from compacts.agreements.reading import LOADED, as_read_by
from core.acts import NotVisible
from core.api.acts import Whole, act_api
from partnerships.organisations.models import Area, Organisation

VERSION = "The version you have read; another answers 409."
DRAFT_READ = "The number of the latest draft you have read, 0 where there is none; another answers 409."
TODAY = "Today, where it is not sent."


class AgreementPartyOut(serializers.ModelSerializer):
    """A party to an agreement."""

    name = serializers.CharField(source="organisation.name")

    class Meta:
        model = AgreementParty
        fields = ("id", "organisation", "name", "starts", "ends")


class AgreementOut(serializers.ModelSerializer):
    """An agreement with its parties."""

    parties = AgreementPartyOut(many=True)
    stage = serializers.CharField()

    class Meta:
        model = Agreement
        fields = (
            *("id", "version", "title", "kind", "force", "area", "aims", "values", "vision", "why_jointly"),
            *("action_plan", "stage", "latest", "consulted_on", "final_on", "in_force_on", "published_on"),
            *("ended_on", "end_reason", "parties"),
        )


class AgreementBegin(serializers.ModelSerializer):
    """An agreement that is being worked on."""

    area = serializers.PrimaryKeyRelatedField(queryset=Area.objects.all(), help_text="Its locality.")

    class Meta:
        model = Agreement
        fields = ("title", "kind", "force", "area", "aims", "values", "vision", "why_jointly", "action_plan")


class AgreementEdit(AgreementBegin):
    """What is to change of an entry."""

    version = serializers.IntegerField(help_text=VERSION)
    area = serializers.PrimaryKeyRelatedField(queryset=Area.objects.all(), required=False, help_text="Its locality.")

    class Meta(AgreementBegin.Meta):
        fields = ("version", *AgreementBegin.Meta.fields, "consulted_on")
        extra_kwargs = {name: {"required": False} for name in ("title", "aims")}


class AgreementPartyIn(serializers.ModelSerializer):
    """An organisation that is a party."""

    organisation = serializers.PrimaryKeyRelatedField(queryset=Organisation.objects.all())

    class Meta:
        model = AgreementParty
        fields = ("organisation", "starts")


class AgreementDay(serializers.Serializer):
    """The day of a step."""

    on = serializers.DateField(required=False, allow_null=True, help_text=TODAY)


class AgreementDraftIn(AgreementDay):
    """The next draft, whole."""

    version = serializers.IntegerField(help_text=DRAFT_READ)
    text = serializers.CharField(max_length=LONGEST)
    note = serializers.CharField(max_length=300, required=False, allow_blank=True)


class AgreementFinal(AgreementDay):
    """That the latest draft is final."""

    version = serializers.IntegerField(help_text=DRAFT_READ)
    reason = serializers.CharField(
        max_length=2000, required=False, allow_blank=True, help_text="Why to go on without what is advised."
    )


class AgreementPublish(serializers.Serializer):
    """Which draft is published."""

    version = serializers.IntegerField(help_text=DRAFT_READ)


class AgreementReason(serializers.Serializer):
    """Why."""

    reason = serializers.CharField(max_length=2000)


class AgreementEnd(AgreementReason, AgreementDay):
    """When it ended, and why."""


def written(agreement, actor):
    """An agreement as the acts on it give it."""
    [shown] = as_read_by(actor, [agreement])
    return AgreementOut(shown).data


def party_of(agreement, party: int) -> AgreementParty:
    """One of its parties."""
    found = next((each for each in agreement.parties.all() if each.pk == party), None)
    if found is None:
        raise NotVisible
    return found


def act(permission, does, takes, noun="agreement", **options):
    """The address of an act on an agreement."""
    return act_api(permission, does, LOADED, noun, takes=takes, gives=Whole(AgreementOut, written), **options)


EDIT, DRAFT, PUBLISH = actions.EDIT, actions.DRAFT, actions.PUBLISH
urlpatterns = [
    path(f"agreements/{where}", act(permission, does, takes, **options), name=f"api_agreement_{name}")
    for where, permission, does, takes, options, name in (
        ("begin/", "compacts.begin_agreement", actions.begin_agreement, AgreementBegin, {"makes": True}, "begin"),
        ("<int:pk>/edit/", EDIT, actions.edit_agreement, AgreementEdit, {}, "edit"),
        ("<int:pk>/parties/add/", EDIT, actions.add_party, AgreementPartyIn, {}, "party_add"),
        (
            "<int:pk>/parties/<int:party>/leave/", EDIT, actions.leave_party, AgreementDay,
            {"noun": "party", "part": party_of}, "party_leave",
        ),
        ("<int:pk>/drafts/add/", DRAFT, actions.add_draft, AgreementDraftIn, {}, "draft_add"),
        ("<int:pk>/send-out/", DRAFT, actions.send_out, AgreementDay, {}, "send_out"),
        ("<int:pk>/final/", DRAFT, actions.call_final, AgreementFinal, {}, "final"),
        ("<int:pk>/publish/", PUBLISH, actions.publish_agreement, AgreementPublish, {}, "publish"),
        ("<int:pk>/unpublish/", PUBLISH, actions.unpublish_agreement, AgreementReason, {}, "unpublish"),
        ("<int:pk>/end/", "compacts.end_agreement", actions.end_agreement, AgreementEnd, {}, "end"),
    )
]  # fmt: skip
