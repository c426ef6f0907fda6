"""The class in which an organisation belongs to an umbrella body, from a day; and dates that were recorded wrongly."""

import datetime

from django.db import transaction

from core.acts import Actor, Refused, authorise, locked, refuse_to_come
from core.pages import words
from core.trail.actions import record
from partnerships.organisations.models import Organisation, UmbrellaClass, UmbrellaMembership
from partnerships.organisations.rules import refuse_two_at_once

DAY = datetime.timedelta(days=1)


def held_membership(pk: int) -> UmbrellaMembership:
    """A membership, held with its member, so that two changes of one member's memberships wait for each other."""
    found = UmbrellaMembership.objects.get(pk=pk)
    locked(Organisation, found.member_id)
    locked(UmbrellaMembership, pk)
    return UmbrellaMembership.objects.select_related("member", "umbrella").get(pk=pk)


@transaction.atomic
def change_class(
    *, by: Actor, membership: UmbrellaMembership, membership_class: str, on: datetime.date
) -> UmbrellaMembership:
    """Let an organisation belong in another class from a day; what it was before stays, with its dates."""
    membership = held_membership(membership.pk)
    authorise(by, "partnerships.change_member", membership)
    refuse_to_come(on=on)
    if membership.ends is not None:
        raise Refused("This membership has ended. Let the organisation join again on its page.")
    if membership_class == membership.membership_class:
        raise Refused({"membership_class": f"It is {UmbrellaClass(membership_class).label.lower()} already."})
    if membership.starts is not None and on <= membership.starts:
        since = words.date(membership.starts)
        raise Refused({"on": f"It belongs so since {since}. Give a later day, or correct the dates."})
    membership.end(on - DAY)
    membership.save(update_fields=["ends"])
    made = UmbrellaMembership(
        member=membership.member, umbrella=membership.umbrella, membership_class=membership_class, starts=on
    )
    made.save(force_insert=True)
    record(
        by,
        "changed its class",
        membership.member,
        umbrella=membership.umbrella,
        joined_as=made.get_membership_class_display(),
        starts=on,
    )
    return made


@transaction.atomic
def correct_membership(
    *,
    by: Actor,
    membership: UmbrellaMembership,
    starts: datetime.date | None,
    ends: datetime.date | None,
    reason: str,
) -> UmbrellaMembership:
    """Put the dates of a membership right that were recorded wrongly; the history keeps those before, and why."""
    membership = held_membership(membership.pk)
    authorise(by, "partnerships.change_member", membership)
    refuse_to_come(starts=starts, ends=ends)
    if starts is not None and ends is not None and ends < starts:
        raise Refused({"ends": "The last day is before the first day."})
    if membership.ends is not None and ends is None:
        raise Refused({"ends": "This membership has ended. Give its last day, or let the organisation join again."})
    before = (membership.starts, membership.ends)
    if before == (starts, ends):
        return membership
    refuse_two_at_once(membership, starts, ends)
    membership.starts, membership.ends = starts, ends
    membership.save(update_fields=["starts", "ends"])
    record(
        by,
        "corrected a membership",
        membership.member,
        umbrella=membership.umbrella,
        starts=[before[0], starts],
        ends=[before[1], ends],
        reason=reason,
    )
    return membership
