"""What is done with possible duplicates: found, named, rejected, merged, undone."""

import datetime
from typing import Any

from django.db import transaction

from core import clock
from core.acts import Actor, Refused, authorise, locked, one_at_a_time
from core.gates import check
from core.trail.actions import record, save_changes, save_new
from partnerships.duplicates.models import DuplicateSuggestion, Merge, SuggestionState
from partnerships.duplicates.pairs import Pair, found
from partnerships.duplicates.rules import TO_MERGE, TO_UNDO, Proposal, roles_to_give, standing_merge
from partnerships.organisations.actions import refresh
from partnerships.organisations.lineage import ALWAYS, WHOLE
from partnerships.organisations.models import Lineage, Organisation, SuccessionKind
from partnerships.people.actions import hold_role, take_back
from partnerships.people.models import Membership, RoleHeld

FOUND = ("same_name", "like_name", "same_number", "why")
STANDING = ("closed", "duplicate_of", "search_text", "sort_name", "code", "version")
"""What a merge changes of an organisation's own row."""


@transaction.atomic
def find_duplicates(*, on: datetime.date) -> tuple[int, int]:
    """Compare the whole register with itself. Gives how many pairs are new, and how many wait to be looked at.

    A pair on which a person has decided stays as it was decided. One that nobody has looked at yet and that is alike no
    longer goes; one that a person named stays.
    """
    one_at_a_time("duplicates")
    pairs = found()
    rows = DuplicateSuggestion.objects.select_for_update(of=("self",))  # nobody decides on a pair that goes
    known = {(each.first_id, each.second_id): each for each in rows}
    new = [suggested(pair, on) for keys, pair in sorted(pairs.items()) if keys not in known]
    DuplicateSuggestion.objects.bulk_create(new, batch_size=500)
    waiting = {keys: each for keys, each in known.items() if each.state == SuggestionState.OPEN}
    changed = [each for keys, each in waiting.items() if keys in pairs and retold(each, pairs[keys])]
    DuplicateSuggestion.objects.bulk_update(changed, FOUND, batch_size=500)
    gone = [each.pk for keys, each in waiting.items() if keys not in pairs and not each.by_hand]
    for start in range(0, len(gone), 500):
        DuplicateSuggestion.objects.filter(pk__in=gone[start : start + 500]).delete()
    return len(new), DuplicateSuggestion.objects.to_look_at().count()


def suggested(pair: Pair, on: datetime.date) -> DuplicateSuggestion:
    """The row of a pair that was found."""
    facts = {name: getattr(pair, name) for name in FOUND}
    return DuplicateSuggestion(first_id=pair.first, second_id=pair.second, found_on=on, **facts)


def retold(suggestion: DuplicateSuggestion, pair: Pair) -> bool:
    """Put what is found today into a pair. Returns whether that is anything else."""
    before = [getattr(suggestion, name) for name in FOUND]
    for name in FOUND[:-1]:
        setattr(suggestion, name, getattr(pair, name))
    suggestion.why = pair.why if not suggestion.by_hand else suggestion.why
    return before != [getattr(suggestion, name) for name in FOUND]


@transaction.atomic
def name_duplicate(*, by: Actor, organisation: Organisation, other: Organisation, why: str) -> DuplicateSuggestion:
    """Say that an organisation may have been entered twice, as the other. What was decided of the two is open again."""
    one_at_a_time("duplicates")
    suggestion = DuplicateSuggestion.objects.of_pair(organisation, other).select_for_update(of=("self",)).first()
    entries = {pk: locked(Organisation, pk) for pk in sorted({organisation.pk, other.pk})}  # as a merge holds them
    organisation, other = entries[organisation.pk], entries[other.pk]
    authorise(by, "partnerships.name_duplicate", organisation)
    if organisation.pk == other.pk:
        raise Refused({"other": "That is the same entry. Name the other one."})
    if other.duplicate_of is not None:
        raise Refused({"other": f"{other} was merged already. Name {other.duplicate_of}, which is kept."})
    opened: dict[str, Any] = {"by_hand": True, "why": why, "state": SuggestionState.OPEN}
    if suggestion is None:
        first, second = sorted([organisation, other], key=lambda each: each.pk)
        suggestion = DuplicateSuggestion(first=first, second=second, found_on=clock.today(), **opened)
        save_new(by, "named", suggestion, first=first, second=second, why=why)
        return suggestion
    opened |= {"decided_on": None, "decided_by": None, "decision": ""}
    save_changes(by, "named", suggestion, opened)
    return suggestion


@transaction.atomic
def reject_duplicate(*, by: Actor, suggestion: DuplicateSuggestion, reason: str) -> DuplicateSuggestion:
    """Say that the two are not the same body. They are not suggested again."""
    suggestion = locked(DuplicateSuggestion, suggestion.pk)
    authorise(by, "partnerships.reject_duplicate", suggestion)
    if suggestion.state == SuggestionState.MERGED:
        raise Refused("They are merged. Undo the merge, and say there that they are not the same.")
    decide(by, "said not the same", suggestion, SuggestionState.APART, reason)
    return suggestion


@transaction.atomic
def merge_organisations(
    *, by: Actor, suggestion: DuplicateSuggestion, keep: Organisation, why: str, people: bool = True
) -> DuplicateSuggestion:
    """Say that the two are one body, and which entry is kept. The other is followed to it from then on.

    Nothing is moved: what was recorded of the other stays recorded of it. `people`: those who hold roles there get the
    same roles at the kept one.
    """
    one_at_a_time("lineage")  # a circle can close over rows that no single act holds
    suggestion = locked(DuplicateSuggestion, suggestion.pk)
    authorise(by, "partnerships.merge_organisations", suggestion)
    if keep.pk not in (suggestion.first_id, suggestion.second_id):
        raise Refused({"keep": "Choose which of the two is kept."})
    entries = {pk: locked(Organisation, pk) for pk in (suggestion.first_id, suggestion.second_id)}
    kept = entries.pop(keep.pk)
    [duplicate] = entries.values()
    standing = standing_merge(suggestion)
    if standing is not None and standing.kept_id == kept.pk:
        return suggestion  # twice is once
    proposal = Proposal(kept, duplicate)
    overridden = check(TO_MERGE, proposal, reason=why)
    merge = Merge(suggestion=suggestion, kept=kept, duplicate=duplicate, why=why, merged_on=clock.today())
    merge.merged_by_id, merge.closed_before = by.user_id, duplicate.closed
    save_new(by, "merged", merge, kept=kept, duplicate=duplicate, why=why, overridden=overridden)
    whole = {"kind": SuccessionKind.DUPLICATE, "on": ALWAYS, "share": WHOLE}
    Lineage(ancestor=duplicate, descendant=kept, **whole).save(force_insert=True)
    roles = roles_to_give(proposal, clock.today()) if people else []
    close(duplicate, kept, clock.today())
    renew(kept)
    merge.roles.set([role_of(by, held, kept) for held in roles])
    decide(by, "merged", suggestion, SuggestionState.MERGED, why)
    record(by, "merged as a duplicate", duplicate, kept=kept)
    record(by, "kept of two entries", kept, duplicate=duplicate)
    return suggestion


@transaction.atomic
def undo_merge(*, by: Actor, suggestion: DuplicateSuggestion, reason: str) -> DuplicateSuggestion:
    """Put the duplicate back as it stood. The pair then counts as not the same: name it again if that is wrong."""
    one_at_a_time("lineage")
    suggestion = locked(DuplicateSuggestion, suggestion.pk)
    authorise(by, "partnerships.undo_merge", suggestion)
    overridden = check(TO_UNDO, suggestion, reason=reason)
    merge = standing_merge(suggestion)
    assert merge is not None, "the gate has looked"
    pks = sorted([merge.kept_id, merge.duplicate_id])
    entries = {pk: locked(Organisation, pk) for pk in pks}
    kept, duplicate = entries[merge.kept_id], entries[merge.duplicate_id]
    Lineage.objects.filter(ancestor=duplicate, descendant=kept, kind=SuccessionKind.DUPLICATE).delete()
    open_again(duplicate, merge.closed_before)
    renew(kept)
    for held in merge.roles.select_related("membership__user", "membership__organisation"):
        take_back(by, held, reason)
    merge.undone_on, merge.undone_by_id, merge.undo_reason = clock.today(), by.user_id, reason
    merge.save(update_fields=["undone_on", "undone_by", "undo_reason"])
    record(by, "undone", merge, why=reason, overridden=overridden)
    decide(by, "merge undone", suggestion, SuggestionState.APART, reason)
    record(by, "merge undone", duplicate, kept=kept)
    record(by, "merge undone", kept, duplicate=duplicate)
    return suggestion


def decide(by: Actor, verb: str, suggestion: DuplicateSuggestion, state: str, why: str) -> None:
    """Write what was decided on a pair."""
    by_whom = {"decided_on": clock.today(), "decided_by_id": by.user_id, "decision": why}
    save_changes(by, verb, suggestion, {"state": state, **by_whom})


def close(duplicate: Organisation, kept: Organisation, on: datetime.date) -> None:
    """Let an entry, and all that were merged into it, stand as the one that is kept. It ended before today, so that
    everything that looks for who came after a body finds the kept one."""
    before = on - datetime.timedelta(days=1)
    last = before if duplicate.closed is None else min(before, duplicate.closed)
    duplicate.closed = max(last, duplicate.opened or last)
    duplicate.duplicate_of = kept
    Organisation.objects.filter(duplicate_of=duplicate).update(duplicate_of=kept)
    renew(duplicate)


def open_again(duplicate: Organisation, closed: datetime.date | None) -> None:
    """Put an entry back as it stood, with all that had been merged into it."""
    duplicate.duplicate_of, duplicate.closed = None, closed
    line, level = [], [duplicate.pk]
    while level := list(Merge.objects.standing().filter(kept__in=level).values_list("duplicate_id", flat=True)):
        line += level
    Organisation.objects.filter(pk__in=line).update(duplicate_of=duplicate)
    renew(duplicate)


def renew(entry: Organisation) -> None:
    """Save what a merge changes of an entry's own row, with what it is found by."""
    refresh(entry)
    entry.version += 1
    entry.save(update_fields=STANDING)


def role_of(by: Actor, held: RoleHeld, kept: Organisation) -> RoleHeld:
    """Give who holds a role at the duplicate the same at the kept one, from today and until the same day."""
    membership, _ = Membership.objects.get_or_create(
        user=held.membership.user, organisation=kept, defaults={"job_title": held.membership.job_title}
    )
    later = membership.roles.filter(role=held.role, revoked_at=None, starts__gt=clock.today())
    days = [each.starts - datetime.timedelta(days=1) for each in later if each.starts]
    days += [held.ends] if held.ends else []
    return hold_role(by, membership, held.role, clock.today(), min(days, default=None))
