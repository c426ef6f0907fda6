"""Scheduling a report, ending and resuming a schedule, and making what is due."""

import datetime

from django.db import transaction

from core import clock
from core.acts import Actor, Refused, authorise, locked
from core.mail.actions import one_address, write_mail
from core.pages import words
from core.reports import registry
from core.reports.actions import GONE, address_of, keep_report
from core.reports.asking import AS_AT, Asked, query_of
from core.reports.declaration import Report
from core.trail.actions import save_changes, save_new
from partnerships.people.models import Membership, User
from partnerships.schedules.models import ReportSchedule, ScheduleReader, ScheduleRun, ScheduleState
from partnerships.schedules.rules import MOST_READERS, actor_of, capacity_to_run, may_run

LOST = "{} may not run this report any more. Whoever looks after it schedules it anew, or ends this."
MISSING = "Some of what the report needs is missing or wrong. Go back and correct it."
NOT_COMPLETE = "The report could not be made with these choices any more. Schedule it anew on its page."


@transaction.atomic
def schedule_report(*, by: Actor, asked: Asked, day: int, readers: str = "") -> ReportSchedule:
    """Let a report be made on a day of each month, for oneself and for those who are named by address."""
    authorise(by, "partnerships.schedule_report")
    authorise(by, asked.report.audience)
    if by.membership_id is None or by.user_id is None:
        raise Refused("Sign in, in the capacity in which you run the report.")
    if not asked.can_run:
        raise Refused(MISSING)
    if not 1 <= day <= 28:
        raise Refused({"day": "Choose a day from 1 to 28: every month has it."})
    named = memberships_of(readers, asked.report.name)
    parameters = {name: values for name, values in asked.plain().items() if name != AS_AT}
    schedule = ReportSchedule(
        report=asked.report.name,
        title=asked.report.title,
        parameters=parameters,
        day=day,
        owner_id=by.user_id,
        capacity=by.label[:300],
        begun_on=clock.today(),
    )
    save_new(by, "scheduled a report", schedule, title=schedule.title, day=day)
    members = {by.membership_id, *(each.pk for each in named)}
    ScheduleReader.objects.bulk_create([ScheduleReader(schedule=schedule, membership_id=pk) for pk in sorted(members)])
    return schedule


def memberships_of(text: str, report: str) -> list[Membership]:
    """Those who are named, one address a line, each in a capacity in which they may run the report.

    Whether an address has an account is not told: who has none, or may not, is refused in the same words.
    """
    addresses = list(
        dict.fromkeys(each.strip().lower() for each in text.replace(",", "\n").splitlines() if each.strip())
    )
    if len(addresses) > MOST_READERS:
        raise Refused({"readers": f"Name at most {MOST_READERS} people."})
    found = []
    for address in addresses:
        try:
            one_address(address)
        except Refused as refusal:
            raise Refused({"readers": f"'{address[:60]}': {refusal.messages[0]}"}) from None
        user = User.objects.of_address(address).first()
        membership = capacity_to_run(user, report) if user else None
        if membership is None:
            raise Refused({"readers": f"Nobody with the address {address[:80]} may run this report. Take it out."})
        found.append(membership)
    return found


@transaction.atomic
def end_schedule(*, by: Actor, schedule: ReportSchedule, reason: str) -> ReportSchedule:
    """Let a schedule end; what it made stays with whoever it was made for."""
    schedule = locked(ReportSchedule, schedule.pk)
    authorise(by, "partnerships.end_schedule", schedule)
    if schedule.state != ScheduleState.ENDED:
        ended = {"state": ScheduleState.ENDED, "ended_on": clock.today(), "why": reason}
        save_changes(by, "ended", schedule, ended)
    return schedule


@transaction.atomic
def resume_schedule(*, by: Actor, schedule: ReportSchedule) -> ReportSchedule:
    """Let a paused schedule run again, for its owner in the capacity it was scheduled in."""
    schedule = locked(ReportSchedule, schedule.pk)
    authorise(by, "partnerships.resume_schedule", schedule)
    if schedule.state == ScheduleState.ENDED:
        raise Refused("This schedule was ended. Schedule the report anew on its page.")
    if schedule.state == ScheduleState.PAUSED:
        if why_not := why_paused(schedule):
            raise Refused(why_not)
        save_changes(by, "resumed", schedule, {"state": ScheduleState.RUNNING, "why": ""})
    return schedule


def owner_now(schedule: ReportSchedule) -> Actor | None:
    """The owner in the capacity they scheduled it in, if they may run the report in it today."""
    theirs = schedule.readers.filter(membership__user_id=schedule.owner_id).select_related("membership__user")
    actors = (actor_of(each.membership) for each in theirs)
    return next((each for each in actors if may_run(each, schedule.report)), None)


def due_schedules(on: datetime.date) -> list[int]:
    """The schedules whose month has come and was not made, however late: each slot is made up once."""
    rows = ReportSchedule.objects.filter(state=ScheduleState.RUNNING).order_by("pk")
    return [each.pk for each in rows if is_due(each, on)]


def is_due(schedule: ReportSchedule, on: datetime.date) -> bool:
    """Whether its last slot came after it was begun, and nothing was made in it."""
    slot = schedule.slot(on)
    made = schedule.last_month is not None and schedule.last_month >= slot.replace(day=1)
    return slot >= schedule.begun_on and not made


@transaction.atomic
def run_schedule(*, by: Actor, pk: int) -> int:
    """Make what a schedule owes: one kept report for each reader who may run it today, and a mail that leads to it."""
    schedule = locked(ReportSchedule, pk)
    if schedule.state != ScheduleState.RUNNING or not is_due(schedule, clock.today()):
        return 0
    why_not = why_paused(schedule)
    if why_not:
        save_changes(by, "paused", schedule, {"state": ScheduleState.PAUSED, "why": why_not})
        write_mail(
            to=schedule.owner,
            subject=f"Paused: {schedule.title}",
            body=f"Dear {schedule.owner.name},\n\nThe report '{schedule.title}' is not made any more. {why_not}",
            key=f"schedule-paused:{schedule.pk}:{schedule.version}",
            link=schedule.get_absolute_url(),
        )
        return 0
    month = schedule.slot(clock.today()).replace(day=1)
    readers = schedule.readers.select_related("membership__user", "membership__organisation", "membership__area")
    count = sum(make_for(schedule, reader, month) for reader in readers.order_by("pk"))
    save_changes(by, "made by schedule", schedule, {"last_month": month})
    return count


def why_paused(schedule: ReportSchedule) -> str:
    """Why nothing can be made; empty where it can."""
    report, owner = registry.get(schedule.report), owner_now(schedule)
    if report is None:
        return GONE
    if owner is None:
        return LOST.format(schedule.owner.name)[:400]
    return "" if asked_of(schedule, report, owner, clock.today()).can_run else NOT_COMPLETE


def asked_of(schedule: ReportSchedule, report: Report, actor: Actor, as_at: datetime.date) -> Asked:
    """The report as it was scheduled, asked by somebody as at a day."""
    return Asked(report, actor, query_of(schedule.parameters | {AS_AT: [as_at.isoformat()]}))


def make_for(schedule: ReportSchedule, reader: ScheduleReader, month: datetime.date) -> int:
    """Make it for one reader, with what they may see; nothing for who may not run it any more."""
    actor, report = actor_of(reader.membership), registry.get(schedule.report)
    if report is None or not may_run(actor, schedule.report):
        reader.left_out_on = clock.today()
        reader.save(update_fields=["left_out_on"])
        return 0
    last = month - datetime.timedelta(days=1)
    asked = asked_of(schedule, report, actor, last)
    if not asked.can_run:
        reader.left_out_on = clock.today()
        reader.save(update_fields=["left_out_on"])
        return 0
    run, _ = keep_report(by=actor, asked=asked)
    ScheduleRun.objects.create(schedule=schedule, membership=reader.membership, month=month, run=run)
    write_mail(
        to=reader.membership.user,
        subject=f"{schedule.title}, as at {words.date(last)}"[:200],
        body=(
            f"Dear {reader.membership.user.name},\n\nThe report '{schedule.title}' was made for you as at "
            f"{words.date(last)}, as {schedule.owner.name} scheduled it. Open it here, in your role at "
            f"{reader.membership.place}:"
        ),
        key=f"schedule:{schedule.pk}:{month.isoformat()}:{reader.membership_id}",
        link=address_of(run),
    )
    if reader.left_out_on is not None:
        reader.left_out_on = None
        reader.save(update_fields=["left_out_on"])
    return 1
