"""Asking for work, doing it, and finding again what was lost."""

import datetime
import logging
from contextlib import nullcontext
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import Q
from django.http import Http404
from django.utils.module_loading import import_string

from core import clock
from core.acts import Actor, Refused, authorise, locked
from core.trail.actions import record
from core.work import hints
from core.work.kinds import KINDS, ClaimLost, Kind, OutOfTime, Progress, TryAgain
from core.work.models import State, WorkRow
from core.written import insert

log = logging.getLogger(__name__)

RESEND_AFTER = datetime.timedelta(seconds=60)
STALE_ATTEMPTS = 5
AT_ONCE = 200

LOST = "It stopped without a word, {} times. Press 'Try again', or ask whoever looks after the server."
UNFORESEEN = "Something went wrong that we did not foresee ({}). It has been noted for whoever looks after the server."


def ask(actor: Actor | None, kind: str, *, key: str | None = None, **args: Any) -> WorkRow:
    """Ask for work to be done after this transaction, for `actor`, or for the system when None.

    `args` are numbers of records and plain values. A `key` makes it the same piece of work however often it is asked.
    """
    if kind not in KINDS:
        raise LookupError(f"No handler is registered for {kind!r}.")
    fields = {
        "kind": kind,
        "args": args,
        "created_at": clock.true_now(),
        "story_at": clock.story(),
        "asked_by_id": actor.user_id if actor else None,
        "membership_id": actor.membership_id if actor else None,
        "capacity": actor.label[:300] if actor else "",
        "channel": actor.channel if actor else "schedule",
    }
    if key is None:
        row = WorkRow(**fields)
        insert(row)
    else:
        row, created = WorkRow.objects.get_or_create(key=key, defaults=fields)
        if not created:
            return row
    transaction.on_commit(lambda: hints.tell(row.pk))
    return row


def run_row(pk: int) -> WorkRow | None:
    """Do one piece of work, if it waits and nobody else has it. Returns it, or None where there was nothing to do."""
    row = begin(pk)
    if row is None:
        return None
    kind = KINDS.get(row.kind)
    if kind is None:
        _end(row, State.FAILED, error=f"This version of the product does not know the work '{row.kind}'.")
        return row
    progress = Progress(row, kind.limit)
    try:
        with clock.at(row.story_at) if row.story_at else nullcontext():
            row.actor = actor_of(row)
            result = kind.run(row, progress)
        _end(row, State.DONE, result=result)
    except ClaimLost:
        log.info("work row %s is no longer ours", row.pk)
    except Exception as problem:
        _after_problem(row, kind, problem)
    return row


@transaction.atomic
def begin(pk: int) -> WorkRow | None:
    """Take a waiting row, so that no other worker does it."""
    moment = clock.true_now()
    rows = WorkRow.objects.select_for_update(
        of=("self",) if connection.features.has_select_for_update_of else (),
        skip_locked=connection.features.has_select_for_update_skip_locked,
    )
    row = rows.ready(moment).filter(pk=pk).first()
    if row is None:
        return None
    row.state, row.started_at, row.beat_at = State.RUNNING, moment, moment
    row.claim, row.attempts, row.not_before, row.error = row.claim + 1, row.attempts + 1, None, ""
    row.save(update_fields=["state", "started_at", "beat_at", "claim", "attempts", "not_before", "error"])
    return row


def actor_of(row: WorkRow) -> Actor:
    """Who the work is done for, as they stand now. Refuses where the person has lost the capacity they asked in."""
    make = import_string(settings.WORK_ACTOR)
    actor: Actor = make(row.asked_by_id, row.membership_id, row.channel)
    return actor


def _after_problem(row: WorkRow, kind: Kind, problem: Exception) -> None:
    """Put the row where it belongs after its handler stopped."""
    if isinstance(problem, OutOfTime):
        _again(row, kind, "It takes longer than it may, and gets no further.", datetime.timedelta())
    elif isinstance(problem, TryAgain):
        _again(row, kind, problem.reason, problem.after)
    elif isinstance(problem, OperationalError | InterfaceError):
        log.warning("work row %s: the database was busy or away", row.pk, exc_info=problem)
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()  # Django does not take up anew by itself what was cut off
        _again(row, kind, "The database was too busy.", datetime.timedelta(seconds=30))
    else:
        _end(row, State.FAILED, error=_words(row, problem))


def _words(row: WorkRow, problem: Exception) -> str:
    """Why it failed, for the page."""
    if isinstance(problem, ValidationError):
        return " ".join(problem.messages)
    if isinstance(problem, PermissionDenied):
        return str(problem) or "You may no longer do this."
    if isinstance(problem, Http404):
        return "What it was about is no longer there."
    log.error("work row %s (%s) failed", row.pk, row.kind, exc_info=problem)
    return UNFORESEEN.format(type(problem).__name__)


def _again(row: WorkRow, kind: Kind, reason: str, after: datetime.timedelta) -> None:
    """Let a row wait for another attempt, or fail it when it has had enough."""
    row.refresh_from_db(fields=["attempts"])  # getting further does not count where it was taken back
    if row.attempts >= kind.attempts:
        _end(row, State.FAILED, error=reason)
        return
    wait = clock.true_now() + after if after else None
    row.state, row.not_before, row.error, row.sent_at = State.WAITING, wait, reason, None
    with transaction.atomic():
        WorkRow.objects.filter(pk=row.pk, claim=row.claim, state=State.RUNNING).update(
            state=row.state, not_before=wait, error=reason, sent_at=None
        )
        if not after:
            transaction.on_commit(lambda: hints.tell(row.pk))


def _end(row: WorkRow, state: State, *, result: dict[str, Any] | None = None, error: str = "") -> None:
    """Close a row, if it is still ours."""
    row.state, row.error, row.finished_at = state, error, clock.true_now()
    more: dict[str, Any] = {"args": {}} if row.forgets else {}
    if result:  # what was kept on the way is there already, and what was taken back must not come with it
        more["result"] = row.result = {**row.result, **result}
    WorkRow.objects.filter(pk=row.pk, claim=row.claim, state=State.RUNNING).update(
        state=state, error=error, finished_at=row.finished_at, **more
    )


@transaction.atomic
def retry(*, by: Actor, row: WorkRow) -> WorkRow:
    """Let a failed piece of work be done again."""
    row = locked(WorkRow, row.pk)
    authorise(by, "core.run_job", row)
    if row.state != State.FAILED:
        raise Refused(f"Only failed work can be tried again. This is {row.get_state_display().lower()}.")
    if row.forgets:
        raise Refused("What it was about is forgotten, so it cannot be tried again. It has to be asked for anew.")
    row.state, row.attempts, row.finished_at, row.sent_at, row.not_before = State.WAITING, 0, None, None, None
    row.save(update_fields=["state", "attempts", "finished_at", "sent_at", "not_before"])
    record(by, "tried again", row, kind=row.kind)
    transaction.on_commit(lambda: hints.tell(row.pk))
    return row


@transaction.atomic
def cancel(*, by: Actor, row: WorkRow) -> WorkRow:
    """Stop a piece of work that waits or runs. A running one stops at its next batch."""
    row = locked(WorkRow, row.pk)
    authorise(by, "core.cancel_work", row)
    if row.is_finished:
        raise Refused(f"It is already {row.get_state_display().lower()}.")
    row.state, row.finished_at = State.CANCELLED, clock.true_now()
    row.args = {} if row.forgets else row.args
    row.save(update_fields=["state", "finished_at", "args"])
    record(by, "cancelled", row, kind=row.kind)
    return row


def forget_before(moment: datetime.datetime) -> int:
    """Delete finished work that ended before the moment. Returns how many rows."""
    count, _ = WorkRow.objects.filter(finished_at__lt=moment).delete()
    return count


def sweep() -> dict[str, int]:
    """Find what was lost: rows whose worker died, rows the broker was never told of or has forgotten."""
    moment = clock.true_now()
    stale = WorkRow.objects.stale(moment - datetime.timedelta(seconds=settings.WORK_STALE_SECONDS))
    lost = stale.filter(attempts__gte=STALE_ATTEMPTS)
    lost.filter(kind__in=[name for name, kind in KINDS.items() if kind.forgets]).update(args={})
    worn_out = lost.update(state=State.FAILED, finished_at=moment, error=LOST.format(STALE_ATTEMPTS))
    revived = stale.update(state=State.WAITING, sent_at=None)
    unsent = Q(sent_at=None) | Q(sent_at__lt=moment - RESEND_AFTER)
    pks = list(WorkRow.objects.ready(moment).filter(unsent).values_list("pk", flat=True)[:AT_ONCE])
    return {"failed": worn_out, "revived": revived, "sent": len(hints.send(pks))}


def run_waiting(limit: int | None = None) -> int:
    """Do everything that waits, here and now, without a broker. Returns how many were begun."""
    begun = 0
    while limit is None or begun < limit:
        pk = WorkRow.objects.ready(clock.true_now()).values_list("pk", flat=True).first()
        if pk is None:
            break
        run_row(pk)
        begun += 1
    return begun
