"""Monitoring in the API. The list comes with the register."""

from typing import Any

from django.urls import path
from rest_framework import serializers

from commissioning.bands.models import Monitoring
from commissioning.contracts.api_shapes import VERSION, key
from commissioning.contracts.models import Contract
from commissioning.contracts.reading import LOADED as CONTRACTS
from commissioning.contracts.reading import part_of
from commissioning.monitoring import actions, schedule_actions
from commissioning.monitoring.models import MonitoringRequirement, Question, ReportingPeriod, Risk
from commissioning.monitoring.reading import PERIODS, REQUIREMENTS
from commissioning.monitoring.schedule import Frequency
from compacts.measures.models import Measure
from core.acts import Actor
from core.api.acts import Whole, act_api


class MonitoringDecide(serializers.Serializer):
    """How much risk there is, and how closely the contract is followed where not as proposed."""

    risk = serializers.ChoiceField(choices=Risk.choices)
    tier = serializers.ChoiceField(choices=Monitoring.choices, required=False)
    reason = serializers.CharField(max_length=2000, required=False, allow_blank=True)
    version = serializers.IntegerField(required=False, help_text=f"{VERSION} Leave out the first time.")


class RequirementAdd(serializers.ModelSerializer):
    """Which measure is reported."""

    measure = key(Measure)

    class Meta:
        model = MonitoringRequirement
        fields = ("measure", *actions.ENTRY)
        validators = ()


class RequirementEdit(serializers.ModelSerializer):
    """What is to change of it."""

    version = serializers.IntegerField(help_text=VERSION)

    class Meta:
        model = MonitoringRequirement
        fields = ("version", *actions.ENTRY)
        validators = ()
        extra_kwargs = {"to_whom": {"required": False}}


class ProportionIn(serializers.Serializer):
    """The answer to one question."""

    question = serializers.ChoiceField(choices=Question.choices)
    said = serializers.ChoiceField(choices=[("yes", "Yes"), ("no", "No")])
    followed = serializers.CharField(max_length=1000, required=False, allow_blank=True)


class RequirementProportion(serializers.Serializer):
    """Answers to the questions on proportion."""

    answers = ProportionIn(many=True, max_length=len(Question.values))

    def validate_answers(self, sent: list[dict[str, Any]]) -> dict[str, tuple[str, str]]:
        """As the act takes them."""
        return {each["question"]: (each["said"], each.get("followed", "")) for each in sent}


class RequirementSchedule(serializers.Serializer):
    """How often it is reported."""

    frequency = serializers.ChoiceField(choices=Frequency.choices)
    first = serializers.DateField(required=False, help_text="The first day of the contract, where it is not sent.")
    last = serializers.DateField(required=False, help_text="The last day of the contract, where it is not sent.")
    due_after = serializers.IntegerField(min_value=1, max_value=365, required=False)


class RequirementPeriod(serializers.ModelSerializer):
    """One period."""

    class Meta:
        model = ReportingPeriod
        fields = ("starts", "ends", "due_on")
        validators = ()


class RequirementReuse(serializers.Serializer):
    """Under which other contract the same is reported."""

    other = key(Contract)


class RequirementReason(serializers.Serializer):
    """Why."""

    reason = serializers.CharField(max_length=2000)


class PeriodMove(serializers.Serializer):
    """By when the return is due."""

    version = serializers.IntegerField(help_text=VERSION)
    due_on = serializers.DateField()


class PeriodOut(serializers.ModelSerializer):
    """A period for which returns are due."""

    class Meta:
        model = ReportingPeriod
        fields = ("id", "version", "contract", "starts", "ends", "due_on")


class RequirementOut(serializers.ModelSerializer):
    """A requirement with the periods for which it is reported."""

    periods = serializers.SerializerMethodField()

    class Meta:
        model = MonitoringRequirement
        fields = (
            *("id", "version", "contract", "measure", *actions.ENTRY, "counts_from", "reuse_allowed_on"),
            *("dropped_on", "periods"),
        )

    def get_periods(self, requirement: MonitoringRequirement) -> list[int]:
        """The numbers of the periods."""
        return [line.period_id for line in requirement.lines.all()]


def requirement_out(requirement: MonitoringRequirement, actor: Actor) -> dict[str, Any]:
    """The requirement as the API gives it."""
    return dict(RequirementOut(requirement).data)


class ContractMonitoringOut(serializers.ModelSerializer):
    """How closely a contract is followed, and what is reported for it."""

    tier = serializers.CharField(source="monitoring_plan.tier", default=None)
    risk = serializers.CharField(source="monitoring_plan.risk", default=None)
    requirements = RequirementOut(many=True)

    class Meta:
        model = Contract
        fields = ("id", "tier", "risk", "requirements")


def monitoring_out(contract: Contract, actor: Actor) -> dict[str, Any]:
    """The contract's monitoring as the API gives it."""
    return dict(ContractMonitoringOut(contract).data)


GIVES = Whole(RequirementOut, requirement_out)
OF_CONTRACT = Whole(ContractMonitoringOut, monitoring_out)
ON_REQUIREMENT = (
    ("edit", actions.edit_requirement, RequirementEdit),
    ("drop", actions.drop_requirement, RequirementReason),
    ("proportion", actions.answer_proportion, RequirementProportion),
    ("schedule", schedule_actions.schedule_returns, RequirementSchedule),
    ("period", schedule_actions.add_period, RequirementPeriod),
    ("reuse", actions.reuse_return, RequirementReuse),
    ("stop-reuse", actions.stop_reuse, None),
)
urlpatterns = [
    path("contracts/<int:pk>/monitoring/decide/",
         act_api(actions.SET, actions.decide_monitoring, CONTRACTS, "contract", takes=MonitoringDecide,
                 gives=OF_CONTRACT), name="api_monitoring_decide"),
    path("contracts/<int:pk>/monitoring/add/",
         act_api(actions.SET, actions.add_requirement, CONTRACTS, "contract", takes=RequirementAdd, gives=OF_CONTRACT),
         name="api_requirement_add"),
    *[
        path(f"contracts/requirements/<int:pk>/{name}/",
             act_api(actions.EDIT, does, REQUIREMENTS, "requirement", takes=takes, gives=GIVES),
             name=f"api_requirement_{name.replace('-', '_')}")
        for name, does, takes in ON_REQUIREMENT
    ],
    *[
        path(f"contracts/requirements/<int:pk>/{name}/",
             act_api(actions.ALLOW, does, REQUIREMENTS, "requirement", gives=GIVES), name=f"api_requirement_{name}")
        for name, does in (("allow", actions.allow_reuse), ("refuse", actions.refuse_reuse))
    ],
    path("contracts/periods/<int:pk>/move/",
         act_api(actions.EDIT, schedule_actions.move_due_day, PERIODS, "period", takes=PeriodMove,
                 gives=Whole(PeriodOut, lambda period, actor: dict(PeriodOut(period).data))),
         name="api_reporting_period_move"),
    path("contracts/<int:pk>/periods/<int:key>/drop/",
         act_api(actions.SET, schedule_actions.drop_period, CONTRACTS, "period", gives=OF_CONTRACT,
                 part=lambda contract, key: part_of(contract, "periods", key)), name="api_reporting_period_drop"),
]  # fmt: skip
