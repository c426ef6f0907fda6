"""What is done with reorganisations: prepared, carried out, undone or withdrawn."""

import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from core import clock
from core.acts import Actor, Refused, authorise, locked, one_at_a_time
from core.gates import check
from core.imports.built import worked_out
from core.mail.actions import write_letter
from core.trail.actions import record, save_changes, save_new
from partnerships.organisations.actions import add_organisation, refresh
from partnerships.organisations.models import WHAT_BECAME, Area, Lineage, Organisation, OrganisationKind
from partnerships.organisations.rules import normal_identifier
from partnerships.organisations.succession import record_succession
from partnerships.people.actions import take_back
from partnerships.people.models import User
from partnerships.reorganisations import letters
from partnerships.reorganisations.judging import DAY, lines_of, wrong_with, wrong_with_past
from partnerships.reorganisations.models import Line, NewBody, Reorganisation, State
from partnerships.reorganisations.people import who_acts_for
from partnerships.reorganisations.rules import TO_CARRY_OUT, TO_UNDO, bodies_of

PREPARE = "partnerships.prepare_reorganisation"
CARRY_OUT = "partnerships.carry_out_reorganisation"
UNDO = "partnerships.undo_reorganisation"
NOT_A_DRAFT = "This is {state} and cannot be changed any more. Prepare another one instead."
DAYS = "Enter a day from 1 January 1900 to 31 December 2200."
VOID = (
    "opened",
    "closed",
    "is_partner",
    "voided_on",
    "void_reason",
    "search_text",
    "sort_name",
    "code",
    "version",
)
"""What stands in the entry of a body that never came to be."""


@transaction.atomic
def prepare_reorganisation(
    *, by: Actor, title: str, first_day: datetime.date, basis: str, boundaries: str = ""
) -> Reorganisation:
    """Begin a draft: nothing changes until it is carried out."""
    authorise(by, PREPARE)
    refuse_day(first_day)
    event = Reorganisation(title=title, first_day=first_day, basis=basis, boundaries=boundaries)
    event.prepared_on = clock.today()
    save_new(by, "prepared", event, title=title, first_day=first_day)
    return event


@transaction.atomic
def edit_reorganisation(
    *, by: Actor, reorganisation: Reorganisation, version: int | None = None, **fields: Any
) -> Reorganisation:
    """Change what a draft is called, its day, or where it is written. Every line is judged by the new day."""
    event = draft_of(by, reorganisation, version=version)
    fields = {name: value for name, value in fields.items() if name in ("title", "first_day", "basis", "boundaries")}
    refuse_day(fields.get("first_day"))
    save_changes(by, "changed", event, fields)
    return event


@transaction.atomic
def name_new_body(
    *,
    by: Actor,
    reorganisation: Reorganisation,
    name: str,
    kind: OrganisationKind,
    scheme: str = "",
    code: str = "",
    area: Area | None = None,
) -> Reorganisation:
    """Name a body that the reorganisation creates. It is in no list before that is carried out."""
    event = draft_of(by, reorganisation)
    if bool(scheme) != bool(code):
        raise Refused({"code": "Give the code and say whose it is, or neither."})
    if code:
        try:
            code = normal_identifier(scheme, code)
        except Refused as refusal:
            raise Refused({"code": refusal.messages}) from None
    save_new(by, "named a new body", body_of(event, name=name, kind=kind, scheme=scheme, code=code, area=area))
    return counted(by, "new body named", event, name=name)


def body_of(event: Reorganisation, **facts: Any) -> NewBody:
    """A new body of the event that is not saved yet."""
    return NewBody(reorganisation=event, **facts)


@transaction.atomic
def drop_new_body(*, by: Actor, reorganisation: Reorganisation, body: NewBody) -> Reorganisation:
    """Take a new body out of a draft again."""
    event = draft_of(by, reorganisation)
    body = locked(NewBody, body.pk)
    if body.reorganisation_id != event.pk:
        raise Refused("That body is of another reorganisation.")
    if body.lines.exists():
        raise Refused(f"Something passes to {body.name}. Take those lines away first.")
    body.delete()
    return counted(by, "new body taken away", event, name=body.name)


@transaction.atomic
def add_line(
    *,
    by: Actor,
    reorganisation: Reorganisation,
    ancestor: Organisation,
    kind: str,
    descendant: Organisation | None = None,
    new: NewBody | None = None,
    share: Decimal | None = None,
    share_unknown: bool = False,
) -> Reorganisation:
    """Say of one body what becomes of it, and into which successor: one that is there, or one that is created."""
    event = draft_of(by, reorganisation)
    if kind not in dict(WHAT_BECAME):
        raise Refused({"kind": "Choose what happens."})
    if (descendant is None) == (new is None):
        raise Refused({"descendant": "Name a successor that is in the register, or choose one that is created."})
    if new is not None and new.reorganisation_id != event.pk:
        raise Refused({"new": "That body is of another reorganisation."})
    line = Line(reorganisation=event, ancestor=ancestor, kind=kind, descendant=descendant, new=new)
    line.share, line.share_unknown = share, share_unknown
    others = lines_of(event)
    wrong = wrong_with(line, others)
    if not wrong and (found := wrong_with_past([*others, line])) is not None:
        wrong = found[1]
    if wrong:
        raise Refused(wrong)
    save_new(by, "line added", line)
    event.__dict__.pop("_lines", None)
    return counted(by, "line added", event, line=str(line), share=share)


@transaction.atomic
def drop_line(*, by: Actor, reorganisation: Reorganisation, line: Line) -> Reorganisation:
    """Take a line out of a draft again."""
    event = draft_of(by, reorganisation)
    line = locked(Line, line.pk)
    if line.reorganisation_id != event.pk:
        raise Refused("That line is of another reorganisation.")
    told = str(line)
    line.delete()
    return counted(by, "line taken away", event, line=told)


@transaction.atomic
def withdraw_reorganisation(*, by: Actor, reorganisation: Reorganisation, reason: str) -> Reorganisation:
    """Say that a draft will not come about. It is kept with the reason."""
    event = draft_of(by, reorganisation)
    end(by, "withdrawn", event, State.WITHDRAWN, reason)
    return event


@transaction.atomic
def carry_out_reorganisation(*, by: Actor, reorganisation: Reorganisation) -> Reorganisation:
    """Close the bodies on the eve, create those that are new, and write what came from whom. Nothing else is changed.

    A day to come is allowed: everything then takes effect by its date. Whoever acts for a body that goes is told.
    """
    one_at_a_time("lineage")  # a circle can close over rows that no single act holds
    event = locked(Reorganisation, reorganisation.pk)
    authorise(by, CARRY_OUT, event)
    if event.state == State.CARRIED_OUT:
        return event  # twice is once
    refuse_unless_draft(event)
    hold(event)
    check(TO_CARRY_OUT, event)
    made = {new.pk: create(by, new, event) for new in event.new_bodies.select_related("kind", "area")}
    for body in bodies_of(event).values():
        before = body.closed
        event.lines.filter(ancestor=body).update(closed_before=before)
        close(by, body, event)
    for line in event.lines.select_related("ancestor", "descendant").order_by("pk"):
        line.descendant = line.descendant or made[line.new_id]  # type: ignore[index]
        line.lineage = record_succession(
            by=by, ancestor=line.ancestor, descendant=line.descendant, kind=line.kind, on=event.first_day,
            share=line.share, source=event.basis[:200],
        )  # fmt: skip
        line.save(update_fields=["descendant", "lineage"])
    done = {"state": State.CARRIED_OUT, "carried_out_on": clock.today(), "carried_out_by_id": by.user_id}
    save_changes(by, "carried out", event, done)
    event.__dict__.pop("_lines", None)
    tell(event, letters.carried_out, "carried-out")
    return event


@transaction.atomic
def undo_reorganisation(*, by: Actor, reorganisation: Reorganisation, reason: str) -> Reorganisation:
    """Take back what carrying out did, and nothing else: bodies are open again, what was created never came to be."""
    one_at_a_time("lineage")
    event = locked(Reorganisation, reorganisation.pk)
    authorise(by, UNDO, event)
    hold(event)
    check(TO_UNDO, event, reason=reason)
    people = who_acts_for(bodies_of(event), event.first_day - DAY)
    for held in event.roles.select_related("membership__user", "membership__organisation"):
        take_back(by, held, reason)
    written = list(event.lines.exclude(lineage=None).values_list("lineage_id", flat=True))
    for line in lines_of(event):
        record(by, "succession undone", line.ancestor, descendant=line.successor, on=event.first_day)
        record(by, "succession undone", line.successor, ancestor=line.ancestor, on=event.first_day)
    going = {line.ancestor_id: line for line in event.lines.select_related("ancestor").order_by("pk")}
    event.lines.filter(new__isnull=False).update(descendant=None)
    event.lines.update(lineage=None)
    Lineage.objects.filter(pk__in=written).delete()
    for line in going.values():
        open_again(by, line.ancestor, line.closed_before, event)
    for new in event.new_bodies.exclude(organisation=None).select_related("organisation"):
        withdraw_body(by, new.organisation, event)  # type: ignore[arg-type]
    end(by, "undone", event, State.UNDONE, reason)
    event.__dict__.pop("_lines", None)
    write_to(people, event, letters.undone, "undone")
    return event


def refuse_day(day: datetime.date | None) -> None:
    """Refuse a day on which no list could be asked."""
    if day is not None and not clock.EARLIEST < day <= clock.LATEST:
        raise Refused({"first_day": DAYS})


def draft_of(by: Actor, reorganisation: Reorganisation, version: int | None = None) -> Reorganisation:
    """The draft, held until the transaction ends."""
    event = locked(Reorganisation, reorganisation.pk, version=version)
    authorise(by, PREPARE, event)
    refuse_unless_draft(event)
    return event


def refuse_unless_draft(event: Reorganisation) -> None:
    """Only a draft is changed, withdrawn or carried out."""
    if event.state != State.DRAFT:
        raise Refused(NOT_A_DRAFT.format(state=event.get_state_display().lower()))


def counted(by: Actor, verb: str, event: Reorganisation, **detail: Any) -> Reorganisation:
    """A draft of which a part was changed: its version goes up, and its history says what."""
    event.version += 1
    event.save(update_fields=["version"])
    record(by, verb, event, **detail)
    return event


def end(by: Actor, verb: str, event: Reorganisation, state: str, reason: str) -> None:
    """Write that it was undone or withdrawn, and why."""
    if not reason.strip():
        raise Refused({"reason": "Say why."})
    done = {"state": state, "ended_on": clock.today(), "ended_by_id": by.user_id, "end_reason": reason}
    save_changes(by, verb, event, done)


def hold(event: Reorganisation) -> None:
    """Hold all bodies that go or succeed, in one order."""
    lines = event.lines.values_list("ancestor_id", "descendant_id")
    for pk in sorted({pk for line in lines for pk in line if pk is not None}):
        locked(Organisation, pk)
    event.__dict__.pop("_lines", None)


def create(by: Actor, new: NewBody, event: Reorganisation) -> Organisation:
    """Put a new body into the register, from the day."""
    codes = [(new.scheme, new.code)] if new.code else []
    made = add_organisation(
        by=by, name=new.name, kind=new.kind, identifiers=codes, opened=event.first_day, area=new.area
    )
    new.organisation = made
    new.save(update_fields=["organisation"])
    return made


def close(by: Actor, body: Organisation, event: Reorganisation) -> None:
    """Let the eve be the last day of a body."""
    save_changes(by, "closed by a reorganisation", body, {"closed": event.first_day - DAY})


def open_again(by: Actor, body: Organisation, closed: datetime.date | None, event: Reorganisation) -> None:
    """Put the last day of a body back as it stood, unless somebody has put it otherwise since."""
    if body.closed == event.first_day - DAY:
        save_changes(by, "reorganisation undone", body, {"closed": closed})


def withdraw_body(by: Actor, body: Organisation, event: Reorganisation) -> None:
    """Let a body stand on no list, on no day: it never came to be. Its codes are free for whoever has them."""
    body = locked(Organisation, body.pk)
    body.identifiers.all().delete()
    for rows in worked_out(Organisation, Organisation.every.filter(pk=body.pk).values("pk")):
        rows.delete()
    for spell in body.partner_spells.filter(ends=None):
        spell.end(clock.today())
        spell.save(update_fields=["ends"])
    body.is_partner, body.voided_on, body.void_reason = False, clock.today(), f"{event.title} was undone."
    body.opened = body.closed = event.first_day
    refresh(body)
    body.version += 1
    body.save(update_fields=VOID)
    record(by, "never came to be", body, reorganisation=event.title)


def tell(event: Reorganisation, letter: Any, key: str) -> None:
    """Write to everybody who acts for a body that goes, once each."""
    write_to(who_acts_for(bodies_of(event), event.first_day - DAY), event, letter, key)


def write_to(people: dict[User, list[str]], event: Reorganisation, letter: Any, key: str) -> None:
    """One mail to each of them, naming the bodies they act for."""
    for person, bodies in people.items():
        said = letter(event, bodies)
        write_letter(said, to=person, key=f"reorganisation:{key}:{event.pk}:{person.pk}", link=event.get_absolute_url())
