"""By when plans are to be refreshed, and when they expire: for the commissioners of their partners."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from commissioning.plans.models import CommissioningPlan, PlanVersion
from core import clock, deadlines
from partnerships.people import holders
from partnerships.people.roles import Role

LOADED = CommissioningPlan.objects.select_related("cycle").prefetch_related("cycle__partners")


def endorsed() -> QuerySet:
    """Plans of which a version was endorsed, and that were not withdrawn."""
    versions = PlanVersion.objects.filter(plan=OuterRef("pk"), endorsed_on__isnull=False)
    return LOADED.filter(Exists(versions), withdrawn_on=None)


def to_refresh() -> QuerySet:
    """Those that are still in place."""
    return endorsed().filter(refresh_due__isnull=False, ends__gte=clock.today())


def partners(rows: Sequence[CommissioningPlan]) -> Mapping[Any, set[int]]:
    """The partners of each plan's cycle that have not left it. They are loaded."""
    today = clock.today()
    return {
        row.pk: {each.organisation_id for each in row.cycle.partners.all() if each.ends is None or each.ends >= today}
        for row in rows
    }


COMMISSIONERS = holders.at_any(partners, Role.COMMISSIONER)

deadlines.add(
    deadlines.Deadline(
        name="plan_refresh",
        title="Plans to refresh",
        queryset=deadlines.theirs(to_refresh, "commissioning.refresh_plan"),
        date_field="refresh_due",
        sentence=lambda row: f"Refresh the plan: {row.title}",
        next_step="Look at it again, and record the refresh",
        reminders=(92, 28, 7, 0),
        holders=COMMISSIONERS,
    )
)

deadlines.add(
    deadlines.Deadline(
        name="plan_expiry",
        title="Plans that expire",
        queryset=deadlines.theirs(endorsed, "commissioning.edit_plan"),
        date_field="ends",
        sentence=lambda row: f"Have the plan that follows it endorsed: {row.title}",
        next_step="Begin the plan that follows it",
        reminders=(366, 184, 92),
        holders=COMMISSIONERS,
    )
)
