"""Beginning a scorecard, filling it in at its three points, and agreeing what it is about or giving it up."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction

from compacts.agreements.models import Agreement
from compacts.codes.models import CodeCriterion, CompactCode
from compacts.codes.rules import why_not_named
from compacts.compliance import past
from compacts.compliance.models import ComplianceCheck, Finding, Result, Scorecard
from compacts.compliance.records import Shown, by_records, findings_on, shown_of
from compacts.compliance.rules import TO_AGREE, TO_CHECK, TO_DROP, TO_MOVE, refuse_against_records
from core import clock
from core.acts import Actor, Refused, authorise, locked, refuse_to_come
from core.fields import fold, sort_name
from core.gates import Gate, check
from core.trail.actions import record, save_changes, save_new
from partnerships.organisations.models import Area

BEGIN, FILL = "compacts.begin_scorecard", "compacts.fill_scorecard"
ENTRY = ("title", "kind", "area", "provider", "agreement")
"""What can be changed; the Code and the public body cannot, since what was checked was checked by them."""
FOUND = ("result", "note", "shown", "shown_because")
MOVES = ("kind", "area")
"""What says where it counts, as what."""
Found = tuple[CodeCriterion, str, str]
"""A criterion, the result, and a note. Without a result it is what the records show."""


@transaction.atomic
def begin_scorecard(*, by: Actor, begun_on: datetime.date | None = None, **details: Any) -> Scorecard:
    """Begin to check a piece of funding against a Code; today, where no day is given."""
    scorecard = Scorecard(begun_on=begun_on or clock.today(), **details)
    authorise(by, BEGIN, scorecard)
    refuse_to_come(begun_on=scorecard.begun_on)
    refuse_unseen(by, scorecard.agreement)
    if problem := why_not_named(scorecard.code, scorecard.area, scorecard.begun_on):
        raise Refused({"code": f"{problem} Choose another."})
    if not scorecard.code.criteria.exists():
        raise Refused({"code": "This Code has no criteria to check by. Choose another, or have them added to it."})
    keep_findable(scorecard)
    save_new(by, "begun", scorecard, title=scorecard.title, code=scorecard.code.title, body=scorecard.body.name)
    return scorecard


@transaction.atomic
def edit_scorecard(*, by: Actor, scorecard: Scorecard, version: int | None, **details: Any) -> Scorecard:
    """Change what is recorded of the piece of funding."""
    scorecard = locked(Scorecard, scorecard.pk, version=version)
    authorise(by, FILL, scorecard)
    refuse_unseen(by, details.get("agreement"))
    if any(name in details and details[name] != getattr(scorecard, name) for name in MOVES):
        check(TO_MOVE, scorecard)
    refuse_elsewhere(scorecard, details.get("area", scorecard.area))
    if save_changes(by, "changed", scorecard, {name: details[name] for name in ENTRY if name in details}):
        keep_findable(scorecard)
        scorecard.save(update_fields=["sort_name", "search_text"])
    return scorecard


@transaction.atomic
def check_compliance(
    *,
    by: Actor,
    scorecard: Scorecard,
    point: str,
    findings: Sequence[Found],
    checked_on: datetime.date | None = None,
    version: int | None = None,
) -> Scorecard:
    """Fill in the scorecard at a point; filled in again, it is corrected.

    The day, and a criterion, that are left out then stay as they were. What records show need not be said; what is
    said otherwise needs the reason.
    """
    scorecard = locked(Scorecard, scorecard.pk, version=version)
    authorise(by, FILL, scorecard)
    locked(CompactCode, scorecard.code_id)  # which does not change once something was judged by it
    check(TO_CHECK, scorecard)
    made = scorecard.checks.filter(point=point).first()
    on = checked_on or past.at_latest(scorecard, made.checked_on if made else clock.today())
    refuse_to_come(checked_on=on)
    past.refuse_after(scorecard, "checked_on", on)
    if on < scorecard.begun_on:
        raise Refused({"checked_on": "It cannot be checked before it was begun. Enter a later day."})
    shown = shown_of(scorecard, on)
    refuse_incomplete(scorecard, findings, shown)
    refuse_against_records(findings, shown)
    if made is None:
        made = ComplianceCheck(scorecard=scorecard, point=point, checked_on=on)
        save_new(by, "made", made, point=made.get_point_display())
    else:
        save_changes(by, "changed", made, {"checked_on": on})
    changed = write_findings(by, made, beside_records(scorecard, made, findings, shown))
    scorecard.version += 1
    scorecard.save(update_fields=["version"])
    record(by, "checked", scorecard, when=made.get_point_display(), on=on, **changed)
    return scorecard


@transaction.atomic
def agree_scorecard(*, by: Actor, scorecard: Scorecard, on: datetime.date | None = None, reason: str = "") -> Scorecard:
    """Say that the funding was agreed. What falls short needs a reason while the Code advises; then it is refused."""
    on = on or past.judged_on(scorecard)
    past.refuse_after(scorecard, "on", on)
    scorecard, on = about_to(by, TO_AGREE, scorecard, on, reason)
    keep_what_records_show(by, scorecard, on)
    save_changes(by, "agreed", scorecard, {"agreed_on": on, "agreed_because": reason.strip()})
    return scorecard


@transaction.atomic
def drop_scorecard(*, by: Actor, scorecard: Scorecard, reason: str, on: datetime.date | None = None) -> Scorecard:
    """Say that the funding was given up, and why."""
    scorecard, on = about_to(by, TO_DROP, scorecard, on)
    keep_what_records_show(by, scorecard, on)
    save_changes(by, "given up", scorecard, {"dropped_on": on, "drop_reason": reason.strip()})
    return scorecard


def about_to(
    by: Actor, gates: Sequence[Gate], scorecard: Scorecard, on: datetime.date | None, reason: str = ""
) -> tuple[Scorecard, datetime.date]:
    """The scorecard, held, with which this person may do what nothing stands in the way of on that day."""
    scorecard = locked(Scorecard, scorecard.pk)
    authorise(by, FILL, scorecard)
    locked(CompactCode, scorecard.code_id)  # which is not withdrawn of a day before the one that follows
    on = on or clock.today()
    refuse_to_come(on=on)
    check(gates, scorecard, on, reason=reason)
    return scorecard, on


def beside_records(
    scorecard: Scorecard, made: ComplianceCheck, findings: Sequence[Found], shown: Mapping[int, Shown]
) -> list[Finding]:
    """The findings as they are to be kept, each with what the records show of it; those that records give besides."""
    there = {each.criterion_id: each for each in made.findings.all()}
    kept = {}
    for criterion, result, note in findings:
        told = shown.get(criterion.pk)
        if told is None:
            kept[criterion.pk] = Finding(made_by=made, criterion=criterion, result=result, note=note.strip())
            continue
        finding = by_records(made, criterion.pk, told, None)
        finding.result, finding.note = result or told.result, note.strip()
        if finding.result == told.result:
            finding.note = finding.note or told.explanation
        kept[criterion.pk] = finding
    for key, told in shown.items():
        held = there.get(key)
        if key not in kept and (held is None or not held.is_otherwise):
            kept[key] = by_records(made, key, told, held)
    return [kept[each.pk] for each in scorecard.code.criteria.all() if each.pk in kept]


def keep_what_records_show(by: Actor, scorecard: Scorecard, on: datetime.date) -> None:
    """Keep with its latest check what records show on the day on which it is agreed or given up."""
    latest = scorecard.latest_check(on)
    if latest is not None:
        write_findings(by, latest, [each for each in findings_on(scorecard, on).values() if each.shown])


def write_findings(by: Actor, made: ComplianceCheck, findings: Iterable[Finding]) -> dict[str, str]:
    """Write what was found of each criterion; gives back what was not kept at first, and what has changed."""
    there = {each.criterion_id: each for each in made.findings.all()}
    changed = {}
    for finding in findings:
        held = there.get(finding.criterion_id)
        if held is None:
            save_new(by, "found", finding, result=finding.get_result_display())
            if finding.result == Result.KEPT:
                continue
        elif not save_changes(by, "changed", held, {name: getattr(finding, name) for name in FOUND}):
            continue
        changed[str(finding.criterion)] = finding.get_result_display()
    return changed


def refuse_incomplete(scorecard: Scorecard, findings: Sequence[Found], shown: Mapping[int, Shown]) -> None:
    """Refuse findings on what another Code asks, none at all, and what does not apply without a reason."""
    if not findings and not shown:
        raise Refused("Say of at least one criterion whether it is kept.")
    if any(criterion.code_id != scorecard.code_id for criterion, _, _ in findings):
        raise Refused("Name criteria of the Code of this scorecard.")
    unsaid = [str(each) for each, result, note in findings if result == Result.DOES_NOT_APPLY and not note.strip()]
    if unsaid:
        raise Refused([f"Say why this does not apply: {each}." for each in unsaid])


def refuse_elsewhere(scorecard: Scorecard, area: Area) -> None:
    """Refuse another locality where the Code is not one of it."""
    if area != scorecard.area and not scorecard.code.holds_in(area):
        raise Refused({"area": f"The Code is one of {scorecard.code.place}, not of {area.name}. Enter that locality."})


def refuse_unseen(by: Actor, agreement: Agreement | None) -> None:
    """Refuse an agreement that the person may not see: it is as if it were not there, which is one without a key."""
    if agreement is not None and (agreement.pk is None or not by.may(Agreement.view_permission, agreement)):
        raise Refused({"agreement": "Choose the agreement from the list."})


def keep_findable(scorecard: Scorecard) -> None:
    """What it is sorted and searched by: its title, both sides, and the locality."""
    scorecard.sort_name = sort_name(scorecard.title)
    provider = scorecard.provider.name if scorecard.provider else ""
    scorecard.search_text = fold(f"{scorecard.title} {scorecard.body.name} {provider} {scorecard.area}")
