"""Priorities in the API, with their outcomes and money. The list comes with the register."""

from django.urls import path
from rest_framework import serializers

from commissioning.needs.models import Need
from commissioning.plans.models import CommissioningPlan, Priority
from commissioning.priorities import actions
from commissioning.priorities.models import PriorityBudget, PriorityOutcome
from commissioning.priorities.reading import LOADED, outcome_of
from compacts.measures.models import Measure
from core.api.acts import Whole, act_api
from partnerships.organisations.models import Organisation


class OutcomeOut(serializers.ModelSerializer):
    """What a priority is to bring."""

    class Meta:
        model = PriorityOutcome
        fields = ("id", *actions.OUTCOME)


class BudgetOut(serializers.ModelSerializer):
    """What a partner pays in a financial year, by the year in which it begins."""

    class Meta:
        model = PriorityBudget
        fields = ("partner", "year", "amount")


class PriorityOut(serializers.ModelSerializer):
    """A priority with its needs, outcomes and money."""

    outcomes = OutcomeOut(many=True)
    budgets = BudgetOut(many=True)

    class Meta:
        model = Priority
        fields = (
            *("id", "version", "plan", "number", *actions.ENTRY, "needs", "published_on", "dropped_on", "drop_reason"),
            *("outcomes", "budgets"),
        )


class PriorityAdd(serializers.ModelSerializer):
    """A priority of a plan, from needs of its cycle."""

    plan = serializers.PrimaryKeyRelatedField(queryset=CommissioningPlan.objects.all())
    needs = serializers.PrimaryKeyRelatedField(queryset=Need.objects.all(), many=True)

    class Meta:
        model = Priority
        fields = ("plan", *actions.ENTRY, "needs")
        validators = ()


class PriorityEdit(serializers.ModelSerializer):
    """What is to change of a priority."""

    version = serializers.IntegerField(help_text="The version you have read; another answers 409.")
    needs = serializers.PrimaryKeyRelatedField(queryset=Need.objects.all(), many=True, required=False)

    class Meta:
        model = Priority
        fields = ("version", *actions.ENTRY, "needs")
        extra_kwargs = {"title": {"required": False}}
        validators = ()


class PriorityMove(serializers.Serializer):
    """Its place among the priorities."""

    place = serializers.IntegerField(min_value=1)


class PriorityDrop(serializers.Serializer):
    """Why a priority is dropped."""

    reason = serializers.CharField(max_length=2000)


class OutcomeAdd(serializers.ModelSerializer):
    """What a priority is to bring, and how that is measured."""

    measure = serializers.PrimaryKeyRelatedField(queryset=Measure.objects.all(), required=False, allow_null=True)

    class Meta:
        model = PriorityOutcome
        fields = actions.OUTCOME
        validators = ()


class OutcomeEdit(OutcomeAdd):
    """What is to change of an outcome, by the version of its priority."""

    version = serializers.IntegerField(help_text="The version you have read; another answers 409.")

    class Meta(OutcomeAdd.Meta):
        fields = ("version", *actions.OUTCOME)
        extra_kwargs = {"what": {"required": False}}


class BudgetRow(serializers.Serializer):
    """What a partner pays in a financial year."""

    partner = serializers.PrimaryKeyRelatedField(queryset=Organisation.objects.all())
    year = serializers.IntegerField(min_value=1990, max_value=2100, help_text="The year in which it begins, in April.")
    amount = serializers.DecimalField(max_digits=14, decimal_places=2, min_value=0)


class BudgetSet(serializers.Serializer):
    """All that partners pay for a priority, in place of what was said before."""

    version = serializers.IntegerField(help_text="The version you have read; another answers 409.")
    budget = BudgetRow(many=True)

    def validate_budget(self, value):
        """As the act takes it."""
        return [(each["partner"], each["year"], each["amount"]) for each in value]


def priority_out(priority, actor):
    """A priority as the API gives it."""
    return PriorityOut(priority).data


GIVES = Whole(PriorityOut, priority_out)


def act(of, takes, **options):
    """The address of an act on a priority."""
    return act_api(actions.EDIT, of, LOADED, options.pop("noun", "priority"), takes=takes, gives=GIVES, **options)


urlpatterns = [
    path(
        "priorities/add/",
        act_api(actions.ADD, actions.add_priority, LOADED, "priority", takes=PriorityAdd, gives=GIVES, makes=True),
        name="api_priority_add",
    ),
    path("priorities/<int:pk>/edit/", act(actions.edit_priority, PriorityEdit), name="api_priority_edit"),
    path("priorities/<int:pk>/move/", act(actions.move_priority, PriorityMove), name="api_priority_move"),
    path("priorities/<int:pk>/drop/", act(actions.drop_priority, PriorityDrop), name="api_priority_drop"),
    path("priorities/<int:pk>/budget/", act(actions.set_budget, BudgetSet), name="api_priority_budget"),
    path("priorities/<int:pk>/outcomes/add/", act(actions.add_outcome, OutcomeAdd), name="api_priority_outcome_add"),
    path(
        "priorities/<int:pk>/outcomes/<int:outcome>/edit/",
        act(actions.edit_outcome, OutcomeEdit, noun="outcome", part=outcome_of),
        name="api_priority_outcome_edit",
    ),
    path(
        "priorities/<int:pk>/outcomes/<int:outcome>/drop/",
        act(actions.drop_outcome, None, noun="outcome", part=outcome_of),
        name="api_priority_outcome_drop",
    ),
]
