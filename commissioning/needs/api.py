"""Needs in the API, with their evidence. The list comes with the register."""

from django.urls import path
from rest_framework import serializers

from commissioning.analysis.models import AnalysisEntry
from commissioning.cycles.models import CommissioningCycle
from commissioning.needs import actions
from commissioning.needs.models import Need, NeedEvidence
from commissioning.needs.reading import LOADED, evidence_of
from core.api.acts import Whole, act_api
from partnerships.organisations.models import Area
from partnerships.terms.models import Term, Vocabulary

GROUPS = Term.objects.filter(vocabulary=Vocabulary.CLIENT_GROUP)
OF_THE_CYCLE = "Those of the cycle, where they are not sent."


class EvidenceOut(serializers.ModelSerializer):
    """A piece of evidence of a need, with its figures."""

    class Meta:
        model = NeedEvidence
        fields = ("id", *actions.FIGURE)


class NeedOut(serializers.ModelSerializer):
    """A need with its evidence."""

    evidence = EvidenceOut(many=True)

    class Meta:
        model = Need
        fields = (
            *("id", "version", "cycle", *actions.ENTRY, "recorded_on", "settled_on", "withdrawn_on"),
            *("withdraw_reason", "carried_on", "carried_from", "evidence"),
        )


class NeedAdd(serializers.ModelSerializer):
    """What people need."""

    cycle = serializers.PrimaryKeyRelatedField(queryset=CommissioningCycle.objects.all())
    client_group = serializers.PrimaryKeyRelatedField(queryset=GROUPS, required=False, help_text=OF_THE_CYCLE)
    area = serializers.PrimaryKeyRelatedField(queryset=Area.objects.all(), required=False, help_text=OF_THE_CYCLE)
    provision = serializers.PrimaryKeyRelatedField(
        queryset=AnalysisEntry.objects.all(), required=False, allow_null=True, help_text="A service of its analysis."
    )

    class Meta:
        model = Need
        fields = ("cycle", *actions.ENTRY)
        validators = ()


class NeedEdit(NeedAdd):
    """What is to change of a need."""

    cycle = None
    version = serializers.IntegerField(help_text="The version you have read; another answers 409.")

    class Meta:
        model = Need
        fields = ("version", *actions.ENTRY)
        extra_kwargs = {name: {"required": False} for name in ("title", "what")}
        validators = ()


class NeedWithdraw(serializers.Serializer):
    """Why a need is withdrawn."""

    reason = serializers.CharField(max_length=2000)


class NeedCarry(serializers.Serializer):
    """Into which cycle a need is carried."""

    cycle = serializers.PrimaryKeyRelatedField(queryset=CommissioningCycle.objects.all())


class EvidenceAdd(serializers.ModelSerializer):
    """Who shows a need. What the other figure is counted in and over need not be said where it is the same."""

    area = serializers.PrimaryKeyRelatedField(queryset=Area.objects.all(), required=False)
    comparator_area = serializers.PrimaryKeyRelatedField(queryset=Area.objects.all(), required=False, allow_null=True)
    comparator_unit = serializers.CharField(max_length=40, required=False, allow_blank=True)
    comparator_starts = serializers.DateField(required=False, allow_null=True)
    comparator_ends = serializers.DateField(required=False, allow_null=True)

    class Meta:
        model = NeedEvidence
        fields = (*actions.FIGURE, "comparator_unit", "comparator_starts", "comparator_ends")
        validators = ()


def need_out(need, actor):
    """A need as the API gives it."""
    return NeedOut(need).data


GIVES = Whole(NeedOut, need_out)


def act(of, takes, **options):
    """The address of an act on a need."""
    return act_api(actions.EDIT, of, LOADED, options.pop("noun", "need"), takes=takes, gives=GIVES, **options)


urlpatterns = [
    path(
        "needs/add/",
        act_api(actions.ADD, actions.add_need, LOADED, "need", takes=NeedAdd, gives=GIVES, makes=True),
        name="api_need_add",
    ),
    path("needs/<int:pk>/edit/", act(actions.edit_need, NeedEdit), name="api_need_edit"),
    path("needs/<int:pk>/settle/", act(actions.settle_need, None), name="api_need_settle"),
    path("needs/<int:pk>/reopen/", act(actions.reopen_need, None), name="api_need_reopen"),
    path("needs/<int:pk>/withdraw/", act(actions.withdraw_need, NeedWithdraw), name="api_need_withdraw"),
    path("needs/<int:pk>/carry/", act(actions.carry_need, NeedCarry), name="api_need_carry"),
    path("needs/<int:pk>/evidence/add/", act(actions.add_evidence, EvidenceAdd), name="api_need_evidence_add"),
    path(
        "needs/<int:pk>/evidence/<int:evidence>/drop/",
        act(actions.drop_evidence, None, noun="evidence", part=evidence_of),
        name="api_need_evidence_drop",
    ),
]
