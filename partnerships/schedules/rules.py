"""Who may read a scheduled report on the day it is made."""

from core.reports import registry
from partnerships.people.actors import Actor, actor_for, actors_of
from partnerships.people.models import Membership, User

MOST_READERS = 20


def actor_of(membership: Membership) -> Actor:
    """The reader as they stand today: without a role where they have lost theirs."""
    actor = actor_for(membership.user, membership.pk, "schedule")
    return actor if actor.membership_id == membership.pk else actor.without_role()


def may_run(actor: Actor, report: str) -> bool:
    """Whether somebody may run the report, and open what was kept of it."""
    found = registry.get(report)
    return found is not None and bool(actor.may(found.audience)) and bool(actor.may("core.view_reports"))


def capacity_to_run(user: User, report: str) -> Membership | None:
    """The first capacity in which a person may run the report."""
    return next((each.membership for each in actors_of(user) if may_run(each, report)), None)
