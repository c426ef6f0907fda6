"""Setting up what a provider reports: how closely, which measures, whether it is proportionate, whose return counts."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from commissioning.contracts.models import Contract
from commissioning.contracts.reading import LOADED as CONTRACTS
from commissioning.monitoring import rules
from commissioning.monitoring.models import (
    MonitoringPlan,
    MonitoringRequirement,
    ProportionAnswer,
    Question,
    ReportingPeriod,
)
from commissioning.monitoring.reading import REQUIREMENTS
from compacts.measures.models import Measure
from core import clock
from core.acts import Actor, Refused, authorise, locked
from core.gates import check
from core.trail.actions import record, save_changes, save_new

SET, EDIT = "commissioning.set_monitoring", "commissioning.edit_monitoring"
ALLOW = "commissioning.allow_reuse"
ENTRY = ("detail", "to_whom", "target")
VOIDED = "The contract was declared void, so nothing is reported for it."


@transaction.atomic
def decide_monitoring(
    *, by: Actor, contract: Contract, risk: str, tier: str = "", reason: str = "", version: int | None = None
) -> MonitoringPlan:
    """Decide how closely a contract is followed: as its value band and its risk propose, or otherwise with a reason."""
    contract = held(by, contract)
    meant = rules.proposed_for(CONTRACTS.get(pk=contract.pk), risk)
    given = {"risk": risk, "tier": tier or meant.value, "reason": reason.strip(), "decided_on": clock.today()}
    if given["tier"] != meant and not given["reason"]:
        raise Refused({"reason": f"By its value and its risk this is proposed: '{meant.label}'. Say why it is another, "
                       "or leave the choice empty."})  # fmt: skip
    if given["tier"] == meant:
        given["reason"] = ""
    there = MonitoringPlan.objects.filter(contract=contract).first()
    if there is not None:
        there = locked(MonitoringPlan, there.pk, version=version)
        save_changes(by, "decided anew", there, given)
        return there
    plan = MonitoringPlan(contract=contract, **given)
    save_new(by, "decided", plan, contract=contract.title, tier=plan.tier, risk=risk)
    return plan


@transaction.atomic
def add_requirement(*, by: Actor, contract: Contract, measure: Measure, **details: Any) -> MonitoringRequirement:
    """Ask the provider of a contract for a measure."""
    contract = held(by, contract)
    if not MonitoringPlan.objects.filter(contract=contract).exists():
        raise Refused("Decide first how closely the contract is followed: by its value and its risk.")
    made = MonitoringRequirement(
        contract=contract, measure=measure, **{name: details[name] for name in ENTRY if name in details}
    )
    save_new(by, "asked", made, contract=contract.title, measure=measure.title)
    return made


@transaction.atomic
def edit_requirement(
    *, by: Actor, requirement: MonitoringRequirement, version: int | None, **details: Any
) -> MonitoringRequirement:
    """Change what is said of a requirement. Its measure stays: another measure is another requirement."""
    requirement = open_requirement(by, requirement, version)
    save_changes(by, "changed", requirement, {name: details[name] for name in ENTRY if name in details})
    return requirement


@transaction.atomic
def drop_requirement(*, by: Actor, requirement: MonitoringRequirement, reason: str) -> MonitoringRequirement:
    """Ask for it no longer: it leaves the returns that nobody has begun. What was reported stays."""
    requirement = open_requirement(by, requirement)
    user = requirement.counts_for.filter(dropped_on=None).select_related("contract").first()
    if user is not None:
        whose = user.contract.title if by.may(Contract.view_permission, user.contract) else "Another contract"
        raise Refused(f"{whose} uses these returns. Have that ended first, so that its figures do not stop unseen.")
    save_changes(by, "dropped", requirement, {"dropped_on": clock.today(), "dropped_reason": reason.strip()})
    leave_schedule(requirement)
    return requirement


@transaction.atomic
def answer_proportion(
    *, by: Actor, requirement: MonitoringRequirement, answers: Mapping[str, tuple[str, str]]
) -> MonitoringRequirement:
    """Answer the questions on proportion: yes or no, and what followed. An answer replaces the one before."""
    requirement = open_requirement(by, requirement)
    wrong = {
        f"{name}_followed": "Say what followed from it: what is asked less, or otherwise."
        for name, (said, followed) in answers.items()
        if said == "yes" and name != Question.RELIABILITY and not followed.strip()
    }
    if wrong:
        raise Refused(wrong)
    for name, (said, followed) in answers.items():
        ProportionAnswer.objects.update_or_create(
            requirement=requirement, question=Question(name), defaults={"said": said, "followed": followed.strip()}
        )
    record(by, "asked whether it is proportionate", requirement, **{name: said for name, (said, _) in answers.items()})
    return requirement


@transaction.atomic
def reuse_return(*, by: Actor, requirement: MonitoringRequirement, other: Contract) -> MonitoringRequirement:
    """Ask to use what the provider reports under another contract: the same measure, reported once, counts for both.

    Nothing of it is read before the provider allows that.
    """
    requirement = open_requirement(by, requirement)
    requirement = REQUIREMENTS.get(pk=requirement.pk)
    if other.pk == requirement.contract_id:
        raise Refused({"other": "This is the contract itself. Name the contract with the other funder."})
    providers = {each.provider_id for each in (other, requirement.contract)}
    if len(providers) > 1:
        raise Refused({"other": f"{other.title} is with {other.provider.name}, and this one with "
                       f"{requirement.contract.provider.name}. Name a contract with the same provider."})  # fmt: skip
    source = REQUIREMENTS.asked().filter(contract=other, measure=requirement.measure).first()
    if source is None:
        raise Refused({"other": f"{other.title} does not ask for '{requirement.measure.title}'. Name a contract that "
                       "does, or ask for it here."})  # fmt: skip
    if source.counts_from_id is not None:
        raise Refused({"other": f"{other.title} itself uses the return for another contract. Name that one."})
    if requirement.counts_for.filter(dropped_on=None).exists():
        raise Refused({"other": "Another contract uses the returns for this one, so it needs returns of its own."})
    save_changes(
        by, "uses the return of another contract", requirement, {"counts_from": source, "reuse_allowed_on": None}
    )
    return requirement


@transaction.atomic
def allow_reuse(*, by: Actor, requirement: MonitoringRequirement) -> MonitoringRequirement:
    """Allow, for the provider, that the funder reads these figures from the return to another funder."""
    requirement = asked_to_allow(by, requirement)
    if requirement.reuse_allowed_on is None:
        save_changes(by, "reuse allowed", requirement, {"reuse_allowed_on": clock.today()})
        leave_schedule(requirement)
    return requirement


@transaction.atomic
def refuse_reuse(*, by: Actor, requirement: MonitoringRequirement) -> MonitoringRequirement:
    """Refuse that, or take it back, for the provider: the funder reads them no longer and asks for its own return."""
    requirement = asked_to_allow(by, requirement)
    save_changes(by, "reuse refused", requirement, {"counts_from": None, "reuse_allowed_on": None})
    return requirement


def asked_to_allow(by: Actor, requirement: MonitoringRequirement) -> MonitoringRequirement:
    """A requirement, held, for which the return to another funder is to be used."""
    locked(Contract, requirement.contract_id)
    requirement = locked(MonitoringRequirement, requirement.pk)
    authorise(by, ALLOW, requirement)
    check((rules.contract_counts, rules.it_is_asked), requirement)
    if requirement.counts_from_id is None:
        raise Refused("Nobody asks to use the return to another funder for it, so there is nothing to allow.")
    return requirement


@transaction.atomic
def stop_reuse(*, by: Actor, requirement: MonitoringRequirement) -> MonitoringRequirement:
    """Ask the provider for it again here. Its periods are scheduled anew."""
    requirement = open_requirement(by, requirement)
    save_changes(by, "has returns of its own", requirement, {"counts_from": None, "reuse_allowed_on": None})
    return requirement


def leave_schedule(requirement: MonitoringRequirement) -> None:
    """Take it out of the returns that nobody has begun, and take away periods for which nothing is left to report."""
    untouched = requirement.lines.filter(period__monitoring_return=None)
    kept = list(untouched.values_list("period_id", flat=True))
    untouched.delete()
    ReportingPeriod.objects.filter(contract=requirement.contract_id, pk__in=kept, lines=None).delete()


def held(by: Actor, contract: Contract) -> Contract:
    """The contract, held, for whoever may say what is reported for it."""
    contract = locked(Contract, contract.pk)
    authorise(by, SET, contract)
    if contract.voided_on is not None:
        raise Refused(VOIDED)
    return contract


def open_requirement(
    by: Actor, requirement: MonitoringRequirement, version: int | None = None
) -> MonitoringRequirement:
    """A requirement that is still asked, held after its contract, for whoever may change it."""
    locked(Contract, requirement.contract_id)
    requirement = locked(MonitoringRequirement, requirement.pk, version=version)
    authorise(by, EDIT, requirement)
    check((rules.contract_counts, rules.it_is_asked), requirement)
    return requirement
