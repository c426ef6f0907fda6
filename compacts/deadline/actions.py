"""What the secretariat does with targets of sign-up, and what the nightly job stores of them."""

import calendar
import datetime
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from compacts.deadline.coverage import Coverage, Place
from compacts.deadline.models import SignupStanding, SignupTarget, TargetKind
from compacts.deadline.rules import TO_CHANGE, TO_CLOSE, TO_DECIDE
from core import clock
from core.acts import Actor, Refused, authorise, locked, refuse_to_come
from core.fields import sort_name
from core.gates import Gate, check
from core.trail.actions import record, save_changes, save_new
from core.work.actions import ask
from partnerships.organisations.models import OrganisationKind
from partnerships.people.models import User

BEGIN, EDIT = "compacts.begin_signup_target", "compacts.edit_signup_target"
DECIDE, CLOSE = "compacts.decide_signup_target", "compacts.close_signup_target"
CHECK = "check_compact_signup_deadlines"
"""The name of the job that stores how bodies stand."""
ENTRY = ("title", "compact_kind", "source")
FACTS = ("kind_id", "counts", "verdict", "overall", "lacking", "urgency", "since", "late_days", "as_at")
"""What is stored of a body in a locality."""


@transaction.atomic
def begin_signup_target(
    *,
    by: Actor,
    month: int,
    year: int,
    counted: Iterable[OrganisationKind],
    beside: Iterable[OrganisationKind] = (),
    **details: Any,
) -> SignupTarget:
    """Enter a target: what it asks to be signed, in which month it is due, whom it counts and whom it shows beside."""
    counted, beside = list(counted), list(beside)
    first, last = ends_of(month, year)
    target = SignupTarget(
        due_first=first, due_last=last, due_on=first, **{n: details[n] for n in ENTRY if n in details}
    )
    authorise(by, BEGIN, target)
    refuse_nobody_or_both(counted, beside)
    target.sort_name = sort_name(target.title)
    save_new(by, "begun", target, title=target.title, due=target.due_in_words, counted=names_of(counted))
    choose_kinds(target, counted, beside)
    ask_to_check(target)
    return target


@transaction.atomic
def edit_signup_target(*, by: Actor, target: SignupTarget, version: int | None, **details: Any) -> SignupTarget:
    """Change what it is called, what is signed, its month, or whom it counts and shows."""
    target = about_to(by, EDIT, TO_CHANGE, target, version)
    fields = {name: details[name] for name in ENTRY if name in details}
    if "title" in fields:
        fields["sort_name"] = sort_name(fields["title"])
    first, last = ends_of(details.get("month") or target.month, details.get("year") or target.year)
    fields |= {"due_first": first, "due_last": last, "due_on": target.day or first}
    counted, beside = (list(details.get(name, getattr(target, name))) for name in ("counted", "beside"))
    refuse_nobody_or_both(counted, beside)
    before = (target.counted, target.beside)
    changed = save_changes(by, "changed", target, fields)
    if before != (sorted_kinds(counted), sorted_kinds(beside)):
        target.target_kinds.all().delete()
        choose_kinds(target, counted, beside)
        record(by, "kinds chosen", target, counted=names_of(counted), beside=names_of(beside))
        target.version += 0 if changed else 1
        target.save(update_fields=["version"])
    ask_to_check(target)
    return target


@transaction.atomic
def decide_signup_day(*, by: Actor, target: SignupTarget, day: datetime.date, reason: str) -> SignupTarget:
    """Say which day of the month is taken for the deadline, and why. A later decision takes the place of this one."""
    target = about_to(by, DECIDE, TO_DECIDE, target)
    if not target.due_first <= day <= target.due_last:
        raise Refused({"day": f"It is due in {target.month_in_words}. Take a day of that month."})
    decided = {"day": day, "due_on": day, "day_reason": reason.strip()}
    who = User.objects.filter(pk=by.user_id).first()
    decided |= {"day_decided_on": clock.today(), "day_decided_by": who}
    save_changes(by, "day taken", target, decided)
    ask_to_check(target)
    return target


@transaction.atomic
def close_signup_target(
    *, by: Actor, target: SignupTarget, reason: str, on: datetime.date | None = None
) -> SignupTarget:
    """Say from which day on it is not followed any more, and why. It stays with its figures of that day."""
    target = about_to(by, CLOSE, TO_CLOSE, target)
    on = on or clock.today()
    refuse_to_come(on=on)
    save_changes(by, "closed", target, {"closed_on": on, "close_reason": reason.strip()})
    ask_to_check(target)
    return target


def about_to(
    by: Actor, permission: str, gates: Iterable[Gate], target: SignupTarget, version: int | None = None
) -> SignupTarget:
    """The target, held, to which this person may do that, and nothing stands in the way."""
    target = locked(SignupTarget, target.pk, version=version)
    authorise(by, permission, target)
    check(gates, target)
    return target


def ends_of(month: int, year: int) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of a month. Refuses what is none."""
    if not 1 <= month <= 12:
        raise Refused({"month": "Choose the month from January to December."})
    if not clock.EARLIEST.year <= year <= clock.LATEST.year:
        raise Refused({"year": f"Enter a year from {clock.EARLIEST.year} to {clock.LATEST.year}."})
    return datetime.date(year, month, 1), datetime.date(year, month, calendar.monthrange(year, month)[1])


def refuse_nobody_or_both(counted: list[OrganisationKind], beside: list[OrganisationKind]) -> None:
    """Refuse a target of nobody, and a kind that would be counted and shown beside."""
    if not counted:
        raise Refused({"counted": "Choose at least one kind of organisation that the target counts."})
    both = set(counted) & set(beside)
    if both:
        names = " and ".join(sorted(each.plural for each in both))
        raise Refused({"beside": f"{names} are counted already, so they are not shown beside the target as well."})


def sorted_kinds(kinds: Iterable[OrganisationKind]) -> list[OrganisationKind]:
    """Kinds by title, as the target gives them."""
    return sorted(kinds, key=lambda each: each.title)


def names_of(kinds: Iterable[OrganisationKind]) -> list[str]:
    """Their plurals, for the trail."""
    return [each.plural for each in sorted_kinds(kinds)]


def choose_kinds(target: SignupTarget, counted: list[OrganisationKind], beside: list[OrganisationKind]) -> None:
    """Write whom it counts, and whom it shows beside."""
    TargetKind.objects.bulk_create(
        TargetKind(target=target, kind=kind, counts=counts)
        for kinds, counts in ((counted, True), (beside, False))
        for kind in kinds
    )


def ask_to_check(target: SignupTarget | None = None) -> None:
    """Ask, in the transaction of a change, that how bodies stand is stored again: to one target, or to all."""
    if target is None:
        ask(None, CHECK)
    else:
        ask(None, CHECK, target=target.pk)


@transaction.atomic
def store_standings(pk: int, on: datetime.date) -> int:
    """Store how every body stands to a target as at a day, in each of its localities. Returns how many rows there are.

    Only what differs is written, so that it may be done again, late, or by two at once: the second waits for the first,
    and finds it done. What is interrupted leaves what was stored before. A target that is closed stays as at its end.
    """
    target = locked(SignupTarget, pk)
    on = min(on, target.closed_on or on)
    stored = {(each.organisation_id, each.area_id): each for each in SignupStanding.objects.filter(target=target)}
    found = {(each.organisation.pk, each.area.pk if each.area else None): each for each in Coverage(target, on).places}
    fresh = {key: standing_of(target, place, on) for key, place in found.items()}
    gone = [each.pk for key, each in stored.items() if key not in fresh]
    SignupStanding.objects.filter(pk__in=gone).delete()
    SignupStanding.objects.bulk_create([each for key, each in fresh.items() if key not in stored], batch_size=500)
    SignupStanding.objects.bulk_update(
        [taken_over(stored[key], each) for key, each in fresh.items() if key in stored and differs(stored[key], each)],
        FACTS,
        batch_size=100,
    )
    target.checked_on = on
    target.save(update_fields=["checked_on"])
    return len(fresh)


def standing_of(target: SignupTarget, place: Place, on: datetime.date) -> SignupStanding:
    """What is stored of a body in a locality."""
    return SignupStanding(
        target=target,
        organisation_id=place.organisation.pk,
        area_id=place.area.pk if place.area else None,
        kind_id=place.kind.pk,
        counts=place.counts,
        verdict=place.here.verdict,
        overall=place.overall.verdict,
        lacking=place.overall.is_lacking and (place.organisation.closed is None or place.organisation.closed >= on),
        urgency=place.here.urgency,
        since=place.here.since,
        late_days=place.here.late_days,
        as_at=on,
    )


def differs(stored: SignupStanding, fresh: SignupStanding) -> bool:
    """Whether what is stored is not what was found."""
    return any(getattr(stored, name) != getattr(fresh, name) for name in FACTS)


def taken_over(stored: SignupStanding, fresh: SignupStanding) -> SignupStanding:
    """The stored row with what was found."""
    for name in FACTS:
        setattr(stored, name, getattr(fresh, name))
    return stored
