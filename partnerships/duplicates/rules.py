"""When two entries may be merged, and when that can be undone.

A merge is judged for its direction: which of the two is kept. What is recorded of the other goes on being recorded of
the other; only what would then be told wrongly stands in the way.
"""

import datetime
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from core import clock
from core.gates import Obstacle, gate
from core.pages import words
from core.trail.models import Event
from partnerships.duplicates.models import DuplicateSuggestion, Merge, SuggestionState
from partnerships.organisations.lineage import lines_of
from partnerships.organisations.models import WHAT_BECAME, Lineage, Organisation
from partnerships.people.models import RoleHeld


@dataclass(frozen=True)
class Proposal:
    """Two entries, of which one is to be kept."""

    kept: Organisation
    duplicate: Organisation


@gate("Both are entries of their own")
def neither_is_merged(proposal: Proposal, on: datetime.date) -> Obstacle | None:
    """What was merged already is followed to the entry that is kept: that is the one to merge."""
    for entry in (proposal.duplicate, proposal.kept):
        if entry.duplicate_of is not None:
            return Obstacle(
                f"{entry} was merged already: it is kept as {entry.duplicate_of}. Name that one instead.",
                where=reverse("organisation", args=[entry.duplicate_of.pk]),
            )
    return None


@gate("Neither came from the other")
def neither_came_from_the_other(proposal: Proposal, on: datetime.date) -> Obstacle | None:
    """A body and its successor are two, however alike. A merge on top of that would make a circle, or say both."""
    after = {entry.pk: {step.lineage.descendant_id for step in lines_of(entry.pk)[1]} for entry in both(proposal)}
    for entry, other in ((proposal.kept, proposal.duplicate), (proposal.duplicate, proposal.kept)):
        if other.pk in after[entry.pk]:
            return Obstacle(
                f"{other} came from {entry}, so they are two bodies. If that is wrong, take the succession back first.",
                where=reverse("organisation", args=[entry.pk]),
            )
    return None


@gate("What became of it is recorded of the entry that is kept")
def nothing_became_of_the_duplicate(proposal: Proposal, on: datetime.date) -> Obstacle | None:
    """Its successors would have come from the kept one twice, or from one that never was a body."""
    step = onwards(proposal.duplicate).select_related("descendant").order_by("pk").first()
    if step is None:
        return None
    return Obstacle(
        f"Of {proposal.duplicate} it is recorded: {step.get_kind_display().lower()} {step.descendant}. Keep that "
        f"entry, or take this back and record it of {proposal.kept}.",
        where=reverse("organisation", args=[proposal.duplicate.pk]),
    )


@gate("Nothing is recorded to have come before both")
def no_ancestor_twice(proposal: Proposal, on: datetime.date) -> Obstacle | None:
    """What one body left would reach the kept one by two ways, and count twice."""
    of_kept = Lineage.objects.filter(descendant=proposal.kept).values("ancestor")
    step = (
        Lineage.objects.filter(descendant=proposal.duplicate, ancestor__in=of_kept).select_related("ancestor").first()
    )
    if step is None:
        return None
    return Obstacle(
        f"{step.ancestor} is recorded to have come before both. Take it back for {proposal.duplicate}.",
        where=reverse("organisation", args=[step.ancestor_id]),
    )


@gate("They are of one sector")
def of_one_sector(proposal: Proposal, on: datetime.date) -> Obstacle | None:
    """An NHS body and a charity of the same name are rarely one."""
    one, other = (entry.kind for entry in both(proposal))
    if one.sector == other.sector:
        return None
    return Obstacle(f"One is a {one.title.lower()}, the other a {other.title.lower()}. Say why they are one body.",
                    binding=False)  # fmt: skip


@gate("The entry that is kept is a partner here, if either is")
def the_partner_is_kept(proposal: Proposal, on: datetime.date) -> Obstacle | None:
    """The mark 'partner here' stays with the entry that has it."""
    if proposal.kept.is_partner or not proposal.duplicate.is_partner:
        return None
    return Obstacle(
        f"{proposal.duplicate} is a partner here, {proposal.kept} is not. Keep that entry, or mark this one first.",
        where=reverse("organisation_partner", args=[proposal.kept.pk]),
        binding=False,
    )


@gate("The entry that is kept goes on for as long as the other")
def the_kept_one_goes_on(proposal: Proposal, on: datetime.date) -> Obstacle | None:
    """A body is there for as long as the entry that is kept: what goes on would have closed with it."""
    kept, duplicate = proposal.kept, proposal.duplicate
    if kept.closed is None or (duplicate.closed is not None and duplicate.closed <= kept.closed):
        return None
    return Obstacle(
        f"{kept} closed on {words.date(kept.closed)}, and {duplicate} went on after that. Keep that entry, or put the "
        "last day of this one right first.",
        where=reverse("organisation", args=[kept.pk]),
        binding=False,
    )


@gate("They are merged")
def they_are_merged(suggestion: DuplicateSuggestion, on: datetime.date) -> Obstacle | None:
    """Only what stands is undone."""
    if standing_merge(suggestion) is not None:
        return None
    last = suggestion.merges.last()
    if last is None:
        return Obstacle("These two entries have not been merged.")
    return Obstacle(f"The merge was undone on {words.date(last.undone_on)}.")


@gate("The entry that is kept was not merged further")
def not_merged_further(suggestion: DuplicateSuggestion, on: datetime.date) -> Obstacle | None:
    """Merges are undone in the other order, so that each leaves what was there before it."""
    merge = standing_merge(suggestion)
    further = merge and Merge.objects.standing().filter(duplicate=merge.kept).select_related("kept").first()
    if merge is None or further is None:
        return None
    return Obstacle(
        f"{merge.kept} was merged into {further.kept} on {words.date(further.merged_on)}. Undo that first.",
        where=reverse("duplicate", args=[further.suggestion_id]),
    )


@gate("Nothing has become of the entry that is kept")
def nothing_became_of_it_since(suggestion: DuplicateSuggestion, on: datetime.date) -> Obstacle | None:
    """What came after it since came after both: of which of the two, nobody can tell but a person."""
    merge = standing_merge(suggestion)
    if merge is None:
        return None
    made = Lineage.objects.filter(ancestor=merge.duplicate, descendant=merge.kept).values("pk")[:1]
    step = onwards(merge.kept).filter(pk__gt=made).select_related("descendant").order_by("pk").first()
    if step is None:
        return None
    return Obstacle(
        f"Since then it was recorded of {merge.kept}: {step.get_kind_display().lower()} {step.descendant}. Take that "
        "back, undo the merge, and record it again of the one it is true of.",
        where=reverse("organisation", args=[merge.kept_id]),
    )


@gate("Nobody who came along has acted for the entry that is kept")
def nobody_acted_since(suggestion: DuplicateSuggestion, on: datetime.date) -> Obstacle | None:
    """What they did stays with the kept one; whoever undoes it says why that is right, and tells them."""
    merge = standing_merge(suggestion)
    if merge is None:
        return None
    came = merge.roles.values("membership")
    since = Event.objects.filter(membership_id__in=came, organisation_id=merge.kept_id)
    count = since.filter(at__gte=made_at(merge)).count()
    if not count:
        return None
    did = words.plural(count, "thing was done", "things were done")
    return Obstacle(f"Since then {did} for {merge.kept} by people who came with the merge. It stays there.",
                    binding=False)  # fmt: skip


TO_MERGE = (
    neither_is_merged,
    neither_came_from_the_other,
    nothing_became_of_the_duplicate,
    no_ancestor_twice,
    of_one_sector,
    the_partner_is_kept,
    the_kept_one_goes_on,
)
TO_UNDO = (they_are_merged, not_merged_further, nothing_became_of_it_since, nobody_acted_since)


def both(proposal: Proposal) -> tuple[Organisation, Organisation]:
    """The two entries."""
    return proposal.kept, proposal.duplicate


def onwards(entry: Organisation) -> Any:
    """What became of it: its successions, without its merge."""
    return Lineage.objects.filter(ancestor=entry, kind__in=dict(WHAT_BECAME))


def standing_merge(suggestion: DuplicateSuggestion) -> Merge | None:
    """The merge of the two that stands, if one does."""
    if suggestion.state != SuggestionState.MERGED:
        return None
    rows = suggestion.merges.standing().select_related("kept", "duplicate")
    found: Merge | None = rows.first()
    return found


def made_at(merge: Merge) -> datetime.datetime:
    """The moment of the merge, as the trail tells it; where that has been forgotten, the beginning of its day."""
    told = Event.objects.filter(model=DuplicateSuggestion._meta.label_lower, object_id=merge.suggestion_id)
    moment = told.filter(verb="merged").order_by("-pk").values_list("at", flat=True).first()
    return moment or clock.end_of(merge.merged_on - datetime.timedelta(days=1))


def roles_to_give(proposal: Proposal, on: datetime.date) -> list[RoleHeld]:
    """The roles that people hold at the duplicate and not at the kept one: they get them there."""
    held = RoleHeld.objects.active(on).select_related("membership__user").order_by("membership__user__name", "role")
    there = set(
        RoleHeld.objects.active(on)
        .filter(membership__organisation=proposal.kept)
        .values_list("membership__user_id", "role")
    )
    rows = held.filter(membership__organisation=proposal.duplicate)
    return [each for each in rows if (each.membership.user_id, each.role) not in there]
