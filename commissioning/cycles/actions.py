"""Beginning a cycle, changing what is recorded of it, and who its partners are."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from commissioning.cycles import checklist
from commissioning.cycles.models import CommissioningCycle, CyclePartner, Stage, StageKind
from commissioning.cycles.rules import (
    ALREADY,
    refuse_another_purpose,
    refuse_leaving_before,
    refuse_leaving_for_another,
    refuse_no_client_group,
    refuse_nobody_left,
    refuse_review_before_it_began,
    refuse_strange_days,
    refuse_void,
    refuse_wrong_partner,
    stays_after,
)
from core import clock
from core.acts import Actor, Refused, authorise, locked, refuse_to_come
from core.fields import fold, sort_name
from core.trail.actions import record, save_changes, save_new
from partnerships.organisations.models import Organisation

BEGIN, EDIT = "commissioning.begin_cycle", "commissioning.edit_cycle"
DAYS = ("starts", "ends", "review_due")
ENTRY = ("title", "client_group", "area", "unit", *DAYS)
NOT_YOURS = "You act for {}, which is not among the partners. Add it, or ask the Forum secretariat to begin the cycle."
Partner = tuple[Organisation, str]
"""An organisation, and the post there that leads."""


@transaction.atomic
def begin_cycle(
    *, by: Actor, partners: Sequence[Partner], opened_on: datetime.date | None = None, **details: Any
) -> CommissioningCycle:
    """Begin a cycle for a client group, an area and a period. Its four stages are there at once, the first open."""
    cycle = CommissioningCycle(**{name: details[name] for name in ENTRY if name in details})
    authorise(by, BEGIN, cycle)
    on = opened_on or clock.today()
    refuse_to_come(opened_on=on)
    refuse_strange_days(starts=cycle.starts, ends=cycle.ends, review_due=cycle.review_due, opened_on=on)
    refuse_no_client_group(cycle.client_group)
    cycle.review_due = cycle.review_due or cycle.ends
    refuse_review_before_it_began(cycle.review_due, cycle.starts)
    refuse_partners(by, partners, on)
    keep_findable(cycle)
    save_new(by, "begun", cycle, title=cycle.title, client_group=cycle.client_group, area=cycle.area)
    for organisation, lead in partners:
        write_partner(by, cycle, organisation, lead, on)
    for kind in StageKind:
        stage = Stage(cycle=cycle, kind=kind, opened_on=on if kind == StageKind.ANALYSE else None)
        save_new(by, "made", stage, stage=stage.get_kind_display(), opened_on=stage.opened_on)
    return cycle


@transaction.atomic
def edit_cycle(*, by: Actor, cycle: CommissioningCycle, version: int | None, **details: Any) -> CommissioningCycle:
    """Change what is recorded of a cycle. Whom it is for, and where, stays once a partner has signed off a stage."""
    cycle = locked(CommissioningCycle, cycle.pk, version=version)
    authorise(by, EDIT, cycle)
    refuse_void(cycle)
    fields = {name: details[name] for name in ENTRY if name in details}
    if "client_group" in fields:
        refuse_no_client_group(fields["client_group"])
    refuse_another_purpose(cycle, fields)
    days = {name: fields.get(name, getattr(cycle, name)) for name in DAYS}
    if any(days[name] != getattr(cycle, name) for name in DAYS):
        refuse_strange_days(**days)
    if "review_due" in fields:
        fields["review_due"] = fields["review_due"] or fields.get("ends", cycle.ends)
        refuse_review_before_it_began(fields["review_due"], fields.get("starts", cycle.starts))
    if save_changes(by, "changed", cycle, fields):
        keep_findable(cycle)
        cycle.save(update_fields=["sort_name", "search_text"])
    return cycle


@transaction.atomic
def add_partner(
    *, by: Actor, cycle: CommissioningCycle, organisation: Organisation, lead: str = "",
    starts: datetime.date | None = None,
) -> CommissioningCycle:  # fmt: skip
    """Let another public body commission in a cycle, from a day on. It signs off the stage that is open for itself.

    One that has left is a partner again, as if it had not.
    """
    cycle = locked(CommissioningCycle, cycle.pk)
    authorise(by, EDIT, cycle)
    refuse_void(cycle)
    on = starts or clock.today()
    refuse_to_come(starts=on)
    refuse_strange_days(starts=on)
    refuse_wrong_partner(organisation, on)
    before = cycle.partners.filter(organisation=organisation).select_for_update(of=("self",)).first()
    if before is not None and before.ends is None:
        raise Refused({"organisation": ALREADY.format(organisation.name)})
    if before is not None:
        save_changes(by, "joined again", before, {"ends": None} | ({"lead": lead.strip()} if lead.strip() else {}))
        record(by, "partner joined again", cycle, partner=organisation.name, starts=on)
        return cycle
    write_partner(by, cycle, organisation, lead, on)
    return cycle


@transaction.atomic
def edit_partner(*, by: Actor, partner: CyclePartner, lead: str) -> CommissioningCycle:
    """Say which post leads at a partner."""
    cycle, partner = held(by, partner)
    save_changes(by, "changed", partner, {"lead": lead.strip()})
    return cycle


@transaction.atomic
def end_partner(*, by: Actor, partner: CyclePartner, on: datetime.date | None = None) -> CommissioningCycle:
    """Say on which day a partner commissions in a cycle for the last time. What it signed stays signed.

    It says so itself, or the Forum secretariat does.
    """
    cycle, partner = held(by, partner)
    refuse_leaving_for_another(by, partner, bool(by.may(EDIT, CommissioningCycle())))
    if partner.ends is not None:
        raise Refused(f"It has left already: its last day was {partner.ends:%-d %B %Y}. If it has not, add it again.")
    on = on or clock.today()
    refuse_to_come(on=on)
    refuse_leaving_before(partner, on)
    refuse_nobody_left(cycle, partner, on)
    save_changes(by, "left", partner, {"ends": on})
    record(by, "partner left", cycle, partner=partner.organisation.name, ends=on)
    for stage in cycle.stages.open_on(clock.today()).select_for_update(of=("self",)):
        settle(by, stage)
    return cycle


def settle(by: Actor, stage: Stage) -> None:
    """Let a stage be signed off where every partner has signed, on the day of the last; the next one then opens.

    Its checklist is asked again: a partner may have left since the others signed, and what they signed have changed.
    """
    signed = {each.partner_id: each.signed_on for each in stage.signoffs.standing()}
    if not signed or stage.signed_off_on is not None:
        return
    if any(stays_after(each, clock.today()) and each.pk not in signed for each in stage.cycle.partners.all()):
        return
    days = [day for day in (max(signed.values()), clock.today()) if stands(stage, day)]
    if not days:
        return
    on = days[0]
    save_changes(by, "signed off", stage, {"signed_off_on": on})
    record(by, "stage signed off", stage.cycle, stage=stage.get_kind_display(), on=on)
    following = Stage.objects.filter(cycle=stage.cycle_id, kind__gt=stage.kind).order_by("kind").first()
    if following is not None:
        save_changes(by, "opened", following, {"opened_on": on})


def stands(stage: Stage, on: datetime.date) -> bool:
    """Whether every line of a stage's checklist stands on a day."""
    return not any(each(stage, on) for each in checklist.gates_of(stage, on))


def refuse_partners(by: Actor, partners: Sequence[Partner], on: datetime.date) -> None:
    """Refuse a cycle without a partner, with one twice or one that does not commission, and without one's own body."""
    if not partners:
        raise Refused("Enter at least one partner.")
    for organisation, _ in partners:
        refuse_wrong_partner(organisation, on, "")
    keys = [organisation.pk for organisation, _ in partners]
    if len(set(keys)) < len(keys):
        raise Refused("Enter each partner once.")
    if not by.may(EDIT, CommissioningCycle()) and by.organisation_id not in keys:
        raise PermissionDenied(NOT_YOURS.format(getattr(by, "organisation", None) or "no organisation"))


def write_partner(
    by: Actor, cycle: CommissioningCycle, organisation: Organisation, lead: str, on: datetime.date
) -> None:
    """Write a partner of a cycle with its event."""
    partner = CyclePartner(cycle=cycle, organisation=organisation, lead=lead.strip(), starts=on)
    save_new(by, "joined", partner, cycle=cycle.title, partner=organisation.name, starts=on)
    record(by, "partner joined", cycle, partner=organisation.name, starts=on)


def held(by: Actor, partner: CyclePartner) -> tuple[CommissioningCycle, CyclePartner]:
    """The cycle that this person changes, and the partner in it, both held."""
    cycle = locked(CommissioningCycle, partner.cycle_id)
    partner = locked(CyclePartner, partner.pk)
    authorise(by, EDIT, cycle)
    refuse_void(cycle)
    return cycle, partner


def keep_findable(cycle: CommissioningCycle) -> None:
    """What it is sorted and searched by: its title, the client group, the area and the joint commissioning unit."""
    cycle.sort_name = sort_name(cycle.title)
    cycle.search_text = fold(f"{cycle.title} {cycle.client_group} {cycle.area} {cycle.unit or ''}")
