"""What partners do with the needs of a cycle, from the first evidence to the next cycle."""

from typing import Any

from django.db import transaction

from commissioning.cycles.models import CommissioningCycle
from commissioning.cycles.rules import refuse_void
from commissioning.needs.models import Need, NeedEvidence
from commissioning.needs.rules import (
    TO_ADD,
    TO_CARRY,
    TO_CHANGE,
    TO_REOPEN,
    TO_SETTLE,
    TO_WITHDRAW,
    analyse_is_open,
    refuse_incomparable,
)
from core import clock
from core.acts import Actor, Refused, authorise, locked
from core.fields import fold, sort_name
from core.gates import check
from core.trail.actions import record, save_changes, save_new

ADD, EDIT = "commissioning.add_need", "commissioning.edit_need"
ENTRY = ("title", "what", "client_group", "area", "people", "unmet", "unmet_people", "provision")
FIGURE = (
    *("statement", "source", "publisher", "area", "starts", "ends", "value", "unit"),
    *("comparator_area", "comparator_value"),
)


@transaction.atomic
def add_need(*, by: Actor, cycle: CommissioningCycle, **details: Any) -> Need:
    """Add a need to a cycle, today. Client group and area are the cycle's where none is given."""
    cycle = locked(CommissioningCycle, cycle.pk)
    authorise(by, ADD, cycle)
    refuse_void(cycle)
    need = Need(cycle=cycle, recorded_on=clock.today(), **{name: details[name] for name in ENTRY if name in details})
    if need.client_group_id is None:
        need.client_group = cycle.client_group
    if need.area_id is None:
        need.area = cycle.area
    check(TO_ADD, need)
    refuse_provision_of_another(cycle, need.provision)
    name_it(need)
    save_new(by, "added", need, cycle=cycle.title, title=need.title)
    record(by, "need added", cycle, need=need.title)
    return need


@transaction.atomic
def edit_need(*, by: Actor, need: Need, version: int | None, **details: Any) -> Need:
    """Change what is known of a need that is not settled."""
    need = locked(Need, need.pk, version=version)
    authorise(by, EDIT, need)
    check(TO_CHANGE, need)
    fields = {name: details[name] for name in ENTRY if name in details}
    fields = {
        name: value for name, value in fields.items() if value is not None or name not in ("client_group", "area")
    }
    refuse_provision_of_another(need.cycle, fields.get("provision"))
    if need.unmet.strip() and not fields.get("unmet", need.unmet).strip():
        check((analyse_is_open,), need)
    if "title" in fields or "what" in fields:
        draft = Need(title=fields.get("title", need.title), what=fields.get("what", need.what))
        name_it(draft)
        fields |= {"sort_name": draft.sort_name, "search_text": draft.search_text}
    save_changes(by, "changed", need, fields)
    return need


@transaction.atomic
def settle_need(*, by: Actor, need: Need) -> Need:
    """Say that the partners agree on a need, today."""
    need = locked(Need, need.pk)
    authorise(by, EDIT, need)
    check(TO_SETTLE, need)
    save_changes(by, "settled", need, {"settled_on": clock.today()})
    return need


@transaction.atomic
def reopen_need(*, by: Actor, need: Need) -> Need:
    """Work on a need again that was settled."""
    need = locked(Need, need.pk)
    authorise(by, EDIT, need)
    check(TO_REOPEN, need)
    save_changes(by, "opened again", need, {"settled_on": None})
    return need


@transaction.atomic
def withdraw_need(*, by: Actor, need: Need, reason: str) -> Need:
    """Say that it is none, today. Refused while a priority cites it."""
    need = locked(Need, need.pk)
    authorise(by, EDIT, need)
    check(TO_WITHDRAW, need)
    save_changes(by, "withdrawn", need, {"withdrawn_on": clock.today(), "withdraw_reason": reason.strip()})
    return need


@transaction.atomic
def carry_need(*, by: Actor, need: Need, cycle: CommissioningCycle) -> Need:
    """Carry a need that is still there over into the next cycle, with its evidence. Gives the need there."""
    cycle, need = locked(CommissioningCycle, cycle.pk), locked(Need, need.pk)
    authorise(by, EDIT, need)
    authorise(by, ADD, cycle)
    check(TO_CARRY, need)
    if cycle.follows_id != need.cycle_id:
        raise Refused({"cycle": f"'{cycle.title}' does not follow '{need.cycle.title}'. Choose the cycle that does."})
    same = {name: getattr(need, name) for name in ENTRY if name != "provision"}
    further = Need(cycle=cycle, recorded_on=clock.today(), carried_from=need, **same)
    check(TO_ADD, further)
    name_it(further)
    save_new(by, "carried over", further, cycle=cycle.title, title=need.title)
    for each in need.evidence.all():
        NeedEvidence.objects.create(need=further, **{name: getattr(each, name) for name in FIGURE})
    save_changes(by, "carried over", need, {"carried_on": clock.today()})
    return further


@transaction.atomic
def add_evidence(*, by: Actor, need: Need, **details: Any) -> Need:
    """Say who shows that there is a need; where there is a figure, beside that of another place if it is comparable."""
    need = locked(Need, need.pk)
    authorise(by, EDIT, need)
    check(TO_CHANGE, need)
    evidence = NeedEvidence(need=need, **{name: details[name] for name in FIGURE if name in details})
    if evidence.area_id is None:
        evidence.area = need.area
    refuse_incomparable(evidence, details)
    save_new(by, "added", evidence, need=need.title, source=evidence.source, area=evidence.area)
    record(by, "evidence added", need, source=evidence.source)
    return need


@transaction.atomic
def drop_evidence(*, by: Actor, evidence: NeedEvidence) -> Need:
    """Take away evidence that was entered by mistake. The history keeps its source."""
    need = locked(Need, evidence.need_id)
    authorise(by, EDIT, need)
    check((*TO_CHANGE, analyse_is_open), need)
    evidence = locked(NeedEvidence, evidence.pk)
    record(by, "evidence taken away", need, source=evidence.source)
    evidence.delete()
    return need


def name_it(need: Need) -> None:
    """Give it what lists sort it by, and what search looks in."""
    need.sort_name = sort_name(need.title)
    need.search_text = fold(f"{need.title} {need.what}")


def refuse_provision_of_another(cycle: CommissioningCycle, provision: Any) -> None:
    """Refuse provision that another cycle's analysis found, or that is none."""
    if provision is not None and (provision.cycle_id != cycle.pk or provision.kind != "provision"):
        raise Refused({"provision": "Choose a service that the analysis of this cycle found."})
