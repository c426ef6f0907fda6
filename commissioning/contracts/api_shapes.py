"""What programs send of contracts, and what they get."""

from typing import Any

from rest_framework import serializers

from commissioning.contract_templates.models import TemplateVersion
from commissioning.contracts import actions
from commissioning.contracts.models import Contract
from commissioning.contracts.parts import (
    ContractExtension,
    ContractOutcome,
    ContractParty,
    ContractYear,
)
from commissioning.plans.models import Priority
from compacts.codes.models import CompactCode
from partnerships.organisations.models import Area, Organisation
from partnerships.terms.models import Term

VERSION = "The version you have read; another answers 409."
TODAY = "Today, where it is not sent."


def key(rows: Any, **options: Any) -> serializers.PrimaryKeyRelatedField:
    """A record by its number."""
    return serializers.PrimaryKeyRelatedField(queryset=rows.objects.all(), **options)


MAY_MISS = {"required": False, "allow_null": True}


class YearIn(serializers.Serializer):
    """What one financial year comes to."""

    year = serializers.IntegerField(min_value=1900, max_value=2200, help_text="In which the financial year begins.")
    amount = serializers.DecimalField(max_digits=14, decimal_places=2, min_value=0)


class WithYears(serializers.Serializer):
    """Amounts by financial year, each year once."""

    years = YearIn(many=True, required=False, max_length=100)

    def validate_years(self, sent: list[dict[str, Any]]) -> dict[int, Any]:
        """As the act takes them."""
        if len({each["year"] for each in sent}) != len(sent):
            raise serializers.ValidationError("Name each year once.")
        return {each["year"]: each["amount"] for each in sent}


class ContractEdit(serializers.ModelSerializer):
    """What is to change of the terms."""

    version = serializers.IntegerField(help_text=VERSION)
    provider = key(Organisation, required=False)
    area = key(Area, required=False)
    client_group = key(Term, **MAY_MISS)
    priority = key(Priority, **MAY_MISS)
    template_version = key(TemplateVersion, **MAY_MISS)
    parent = key(Contract, **MAY_MISS)

    class Meta:
        model = Contract
        fields = ("version", *actions.ENTRY)
        validators = ()
        extra_kwargs = {name: {"required": False} for name in ("title", "starts", "initial_end")}


class ContractBegin(WithYears, serializers.ModelSerializer):
    """A contract or grant that is begun."""

    commissioner = key(Organisation)
    provider = key(Organisation)
    area = key(Area)
    client_group = key(Term, **MAY_MISS)
    priority = key(Priority, **MAY_MISS)
    template_version = key(TemplateVersion, **MAY_MISS)
    parent = key(Contract, **MAY_MISS)

    class Meta:
        model = Contract
        fields = ("commissioner", *actions.ENTRY, "value", "years")
        validators = ()
        extra_kwargs = {"initial_end": {"required": True, "allow_null": False}}


class ContractSmall(WithYears):
    """A small grant, begun with the short form."""

    commissioner = key(Organisation)
    provider = key(Organisation)
    title = serializers.CharField(max_length=200)
    client_group = key(Term, **MAY_MISS)
    value = serializers.DecimalField(max_digits=14, decimal_places=2, min_value=0)
    starts = serializers.DateField()
    initial_end = serializers.DateField()
    outcome = serializers.CharField(max_length=300)
    priority = key(Priority, **MAY_MISS)


class ContractValues(WithYears):
    """What it is worth in all and by year."""

    version = serializers.IntegerField(help_text=VERSION)
    value = serializers.DecimalField(max_digits=14, decimal_places=2, min_value=0)
    years = YearIn(many=True, max_length=100)


class ContractCopy(serializers.Serializer):
    """What the one that follows is called."""

    title = serializers.CharField(max_length=200, required=False)


class ContractCheck(serializers.Serializer):
    """By which Code; that of its area, where none is sent."""

    code = key(CompactCode, required=False)


class ContractServe(serializers.Serializer):
    """Which priority it serves."""

    priority = key(Priority)


class ContractReason(serializers.Serializer):
    """Why."""

    reason = serializers.CharField(max_length=2000)


class ContractActivate(serializers.Serializer):
    """Why it is made active where something is advised and not done."""

    reason = serializers.CharField(max_length=2000, required=False, allow_blank=True)


class ContractEnd(ContractReason):
    """When it ends and when notice was given."""

    on = serializers.DateField(help_text="Its last day.")
    notice_given_on = serializers.DateField()


class ContractDays(serializers.Serializer):
    """By when it is decided what follows, and notice given; or what was decided."""

    version = serializers.IntegerField(help_text=VERSION)
    decide_by = serializers.DateField(**MAY_MISS)
    notice_by = serializers.DateField(**MAY_MISS)
    decision = serializers.CharField(max_length=300, required=False, allow_blank=True)


class ContractOn(serializers.Serializer):
    """On which day, and the days of decision and notice by the new end."""

    on = serializers.DateField(**MAY_MISS, help_text=TODAY)
    decide_by = serializers.DateField(**MAY_MISS)
    notice_by = serializers.DateField(**MAY_MISS)


def part_in(model: Any, *fields: str, **instead: Any) -> type[serializers.ModelSerializer]:
    """What is sent of a part of a contract."""
    meta = type("Meta", (), {"model": model, "fields": fields, "validators": ()})
    return type(
        f"{model.__name__}In", (serializers.ModelSerializer,), {"Meta": meta, "__doc__": model.__doc__} | instead
    )


class ContractYearOut(serializers.ModelSerializer):
    """What one financial year comes to."""

    class Meta:
        model = ContractYear
        fields = ("year", "amount")


class ContractPartyOut(serializers.ModelSerializer):
    """A party and its part."""

    name = serializers.CharField(source="organisation.name")

    class Meta:
        model = ContractParty
        fields = ("id", "organisation", "name", "role", "starts", "ends")


class ContractOutcomeOut(serializers.ModelSerializer):
    """An outcome."""

    class Meta:
        model = ContractOutcome
        fields = ("id", "title", "measure")


class ContractExtensionOut(serializers.ModelSerializer):
    """An option to extend it."""

    class Meta:
        model = ContractExtension
        fields = ("id", "until", "decide_by", "taken_on")


class ContractOut(serializers.ModelSerializer):
    """A contract with its years, parties, outcomes and options."""

    state = serializers.CharField()
    years = ContractYearOut(many=True)
    parties = ContractPartyOut(many=True)
    outcomes = ContractOutcomeOut(many=True)
    extensions = ContractExtensionOut(many=True)

    class Meta:
        model = Contract
        fields = (
            *("id", "version", "terms", "state", "commissioner", *actions.ENTRY, "value", "current_end", "scorecard"),
            *("exception_reason", "exception_approved_on", "agreed_on", "activated_on", "activated_because"),
            *("ended_early_on", "end_reason", "voided_on", "void_reason", "copied_from"),
            *("past_on", "past_entered_on", "past_reason", "past_kept_at"),
            *("years", "parties", "outcomes", "extensions"),
        )
