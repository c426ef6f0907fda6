"""Recording who was involved in a stage, and linking the consultations that informed it."""

import datetime
from copy import copy
from typing import Any

from django.db import transaction

from commissioning.cycles.models import CommissioningCycle, Stage
from commissioning.interests.actions import write as write_interest
from commissioning.involvement.models import Involvement, StageConsultation
from commissioning.involvement.rules import (
    TO_CHANGE,
    TO_RECORD,
    TO_VOID,
    refuse_never_open,
    refuse_users_with_an_organisation,
)
from consultation.consultations.models import Consultation
from core import clock
from core.acts import Actor, Refused, authorise, locked, refuse_to_come
from core.gates import check
from core.trail.actions import record, save_changes, save_new

RECORD, EDIT = "commissioning.record_involvement", "commissioning.edit_involvement"
LINK = "commissioning.link_consultation"
ENTRY = ("organisation", "group", "capacity", "way", "happened_on", "said", "done")
COUNTED = ("organisation", "group", "capacity", "happened_on")
"""What a checklist counts by."""
LINKED = "This consultation is linked already."


@transaction.atomic
def record_involvement(
    *, by: Actor, stage: Stage, interest: str = "", interest_what: str = "", **details: Any
) -> Involvement:
    """Record who took part in a stage, in which capacity, and what they said.

    `interest` is what the organisation declared that it stands to gain, where it does so now.
    """
    cycle, stage = held(by, RECORD, stage)
    involvement = Involvement(stage=stage, **entered(details))
    refuse_to_come(happened_on=involvement.happened_on)
    refuse_users_with_an_organisation(involvement)
    if interest:
        if involvement.organisation is None:
            raise Refused({"interest": "Enter whose interest it is: the organisation."})
        write_interest(by, cycle, involvement.organisation, interest, interest_what, clock.today())
    check(TO_RECORD, involvement)
    save_new(by, "recorded", involvement, stage=str(stage), whose=involvement.whose)
    record(by, "involvement recorded", stage, whose=involvement.whose, capacity=involvement.get_capacity_display())
    return involvement


@transaction.atomic
def edit_involvement(*, by: Actor, involvement: Involvement, version: int | None, **details: Any) -> Involvement:
    """Put right what is recorded, and write what was done with what they said."""
    held(by, EDIT, involvement.stage, involvement)
    involvement = locked(Involvement, involvement.pk, version=version)
    check(TO_CHANGE, involvement)
    fields = entered(details)
    wanted = copy(involvement)
    for name, value in fields.items():
        setattr(wanted, name, value)
    refuse_to_come(happened_on=wanted.happened_on)
    refuse_users_with_an_organisation(wanted)
    check(TO_RECORD, wanted)
    if any(getattr(wanted, name) != getattr(involvement, name) for name in COUNTED):
        check(TO_VOID, involvement)
    save_changes(by, "changed", involvement, fields)
    return involvement


@transaction.atomic
def void_involvement(*, by: Actor, involvement: Involvement, reason: str) -> Involvement:
    """Declare that it never was: it was recorded by mistake. It is kept with the reason, and counts nowhere."""
    _, stage = held(by, EDIT, involvement.stage, involvement)
    involvement = locked(Involvement, involvement.pk)
    check(TO_VOID, involvement)
    save_changes(by, "declared void", involvement, {"voided_on": clock.today(), "void_reason": reason.strip()})
    record(by, "involvement declared void", stage, whose=involvement.whose)
    return involvement


@transaction.atomic
def link_consultation(
    *, by: Actor, stage: Stage, consultation: Consultation, linked_on: datetime.date | None = None
) -> Stage:
    """Say that a consultation informed a stage. It counts once it has closed with an answer of the sector."""
    _, stage = held(by, LINK, stage)
    on = linked_on or clock.today()
    refuse_to_come(linked_on=on)
    link = StageConsultation(stage=stage, consultation=consultation, linked_on=on)
    refuse_never_open(link)
    if stage.consultations.filter(consultation=consultation).exists():
        raise Refused({"consultation": LINKED})
    save_new(by, "linked", link, stage=str(stage), consultation=consultation.reference)
    record(by, "consultation linked", stage, consultation=consultation.reference)
    return stage


@transaction.atomic
def unlink_consultation(*, by: Actor, link: StageConsultation) -> Stage:
    """Take back that a consultation informed a stage, while the stage is not signed off."""
    _, stage = held(by, LINK, link.stage)
    if stage.signed_off_on is not None:
        raise Refused(f"{stage.get_kind_display()} is signed off with it. Open it again first.")
    record(by, "consultation unlinked", stage, consultation=link.consultation.reference)
    link.delete()
    return stage


def entered(details: dict[str, Any]) -> dict[str, Any]:
    """What was entered, without spaces around it."""
    fields = {name: details[name] for name in ENTRY if name in details}
    return {name: value.strip() if isinstance(value, str) else value for name, value in fields.items()}


def held(
    by: Actor, permission: str, stage: Stage, thing: Involvement | None = None
) -> tuple[CommissioningCycle, Stage]:
    """The cycle and the stage that this person acts on, held; the permission is asked of the stage, or of the thing."""
    cycle = locked(CommissioningCycle, stage.cycle_id)
    stage = locked(Stage, stage.pk)
    stage.cycle = cycle
    if thing is not None:
        thing.stage = stage
    authorise(by, permission, thing or stage)
    return cycle, stage
