"""What partners do with the initiatives of an agreement, and naming who governs it."""

import datetime
from copy import copy
from typing import Any

from django.db import transaction

from compacts.agreements.models import Agreement
from compacts.initiatives.models import GoverningBody, Initiative
from compacts.initiatives.rules import (
    TO_ADD,
    TO_ANSWER,
    TO_BE_LED,
    TO_BE_NAMED,
    TO_COUNT,
    TO_GO_ON,
    TO_GOVERN,
    TO_UNNAME,
)
from compacts.targets.models import Target
from core import clock
from core.acts import Actor, Refused, authorise, locked, refuse_to_come
from core.fields import sort_name
from core.gates import check
from core.trail.actions import record, save_changes, save_new
from partnerships.bodies.models import Body

ADD, EDIT = "compacts.add_initiative", "compacts.edit_initiative"
FINISH, STOP, GOVERN = "compacts.finish_initiative", "compacts.stop_initiative", "compacts.govern_agreement"
RESUME, VOID = "compacts.resume_initiative", "compacts.void_initiative"
CALLED = "who governs it"
"""What the history of an agreement calls it."""
ENTRY = ("title", "aim", "lead", "body", "starts", "ends")


@transaction.atomic
def govern_agreement(*, by: Actor, agreement: Agreement, body: Body) -> Agreement:
    """Name a board or group among those that govern an agreement. Its place among them is what it answers to."""
    agreement = locked(Agreement, agreement.pk)
    authorise(by, GOVERN, agreement)
    check(TO_GOVERN, agreement)
    governing = GoverningBody(agreement=agreement, body=locked(Body, body.pk))
    check(TO_BE_NAMED, governing)
    save_new(by, "named", governing, agreement=agreement.title, body=body.name)
    record(by, "board or group named", agreement, **{CALLED: body.name})
    return agreement


@transaction.atomic
def ungovern_agreement(*, by: Actor, governing: GoverningBody) -> Agreement:
    """Take back that a board or group governs an agreement, where no initiative rests with it."""
    agreement = locked(Agreement, governing.agreement_id)
    authorise(by, GOVERN, agreement)
    governing = locked(GoverningBody, governing.pk)
    check(TO_UNNAME, governing)
    record(by, "board or group no longer named", agreement, **{CALLED: governing.body.name})
    governing.delete()
    return agreement


@transaction.atomic
def add_initiative(*, by: Actor, agreement: Agreement, **details: Any) -> Initiative:
    """Add what partners do under an agreement: what it is to achieve, who leads it, and from when to when."""
    agreement = locked(Agreement, agreement.pk)
    authorise(by, ADD, agreement)
    check(TO_ADD, agreement)
    initiative = Initiative(agreement=agreement, **{name: details[name] for name in ENTRY if name in details})
    check((*TO_BE_LED, *TO_ANSWER), initiative)
    initiative.sort_name = sort_name(initiative.title)
    save_new(by, "added", initiative, agreement=agreement.title, title=initiative.title, lead=initiative.lead.name)
    record(by, "initiative added", agreement, initiative=initiative.title)
    return initiative


@transaction.atomic
def edit_initiative(*, by: Actor, initiative: Initiative, version: int | None, **details: Any) -> Initiative:
    """Change what is said of an initiative, who leads it, and its days."""
    locked(Agreement, initiative.agreement_id)
    initiative = held(by, EDIT, initiative, version)
    fields = {name: details[name] for name in ENTRY if name in details}
    wanted = copy(initiative)
    for name, value in fields.items():
        setattr(wanted, name, value)
    asked = {"lead": TO_BE_LED, "body": TO_ANSWER}
    another = [name for name in asked if getattr(wanted, name) != getattr(initiative, name)]
    check([*TO_COUNT, *(each for name in another for each in asked[name])], wanted)
    initiative.sort_name = sort_name(wanted.title)
    save_changes(by, "changed", initiative, fields, repeats=("sort_name",))
    return initiative


@transaction.atomic
def finish_initiative(*, by: Actor, initiative: Initiative, on: datetime.date | None = None) -> Initiative:
    """Say on which day it was done; today, where no day is given."""
    initiative = held(by, FINISH, initiative)
    check(TO_GO_ON, initiative)
    on = on or clock.today()
    refuse_to_come(on=on)
    save_changes(by, "done", initiative, {"done_on": on})
    return initiative


@transaction.atomic
def stop_initiative(*, by: Actor, initiative: Initiative, reason: str, on: datetime.date | None = None) -> Initiative:
    """Say from which day on it is not gone on with, and why."""
    initiative = held(by, STOP, initiative)
    check(TO_GO_ON, initiative)
    on = on or clock.today()
    refuse_to_come(on=on)
    save_changes(by, "stopped", initiative, {"stopped_on": on, "stop_reason": reason.strip()})
    return initiative


@transaction.atomic
def resume_initiative(*, by: Actor, initiative: Initiative) -> Initiative:
    """Take back that it was done or stopped."""
    initiative = held(by, RESUME, initiative)
    check(TO_COUNT, initiative)
    save_changes(by, "goes on after all", initiative, {"done_on": None, "stopped_on": None, "stop_reason": ""})
    return initiative


@transaction.atomic
def void_initiative(*, by: Actor, initiative: Initiative, reason: str) -> Initiative:
    """Declare an initiative void that was entered by mistake. It is kept with the reason, and in no list by default."""
    agreement = locked(Agreement, initiative.agreement_id)
    initiative = held(by, VOID, initiative)
    if initiative.voided_on is None:
        fields = {"voided_on": clock.today(), "void_reason": reason.strip()}
        save_changes(by, "declared void", initiative, fields)
        record(by, "initiative declared void", agreement, initiative=initiative.title)
    return initiative


@transaction.atomic
def measure_initiative(*, by: Actor, initiative: Initiative, target: Target) -> Initiative:
    """Say that a target measures what an initiative achieves."""
    initiative = held(by, EDIT, initiative)
    check(TO_COUNT, initiative)
    if not by.may(Target.view_permission, target):
        raise Refused({"target": "Choose the target from the list."})
    if initiative.targets.filter(pk=target.pk).exists():
        raise Refused({"target": "This target measures it already."})
    initiative.targets.add(target)
    told_of_neither(by, "measured by a target", initiative, "named to measure an initiative", target)
    return initiative


@transaction.atomic
def unmeasure_initiative(*, by: Actor, initiative: Initiative, target: Target) -> Initiative:
    """Take back that a target measures an initiative."""
    initiative = held(by, EDIT, initiative)
    if initiative.targets.filter(pk=target.pk).exists():
        initiative.targets.remove(target)
        told_of_neither(by, "no longer measured by a target", initiative, "no longer measures an initiative", target)
    return initiative


def told_of_neither(by: Actor, verb: str, initiative: Initiative, said: str, target: Target) -> None:
    """One event on each, which names not the other: who may read the one need not be let see the other."""
    record(by, verb, initiative)
    record(by, said, target)


def held(by: Actor, permission: str, initiative: Initiative, version: int | None = None) -> Initiative:
    """The initiative, held until the act is done, for somebody who may do this to it."""
    initiative = locked(Initiative, initiative.pk, version=version)
    authorise(by, permission, initiative)
    return initiative
