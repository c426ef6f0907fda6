"""What the pages of plans and their part of the API both need."""

import datetime

from django.db.models import Exists, OuterRef, Prefetch, prefetch_related_objects

from commissioning.cycles.models import CommissioningCycle
from commissioning.cycles.reading import IN_CYCLE, read_partners
from commissioning.plans.models import CommissioningPlan, PlanDriver, PlanVersion, state_on
from core.acts import Actor, NotVisible, the_one
from core.belonging import Along, Belonging, put
from core.prepared import prepared, prepared_on

ROWS = CommissioningPlan.objects.select_related("cycle__client_group", "cycle__area")
LOADED = ROWS.prefetch_related(
    "cycle__partners", Prefetch("versions", PlanVersion.objects.select_related("consultation"))
)
CYCLES = CommissioningCycle.objects.select_related("client_group", "area").prefetch_related("partners")
IN_PLAN = Belonging(
    CommissioningPlan,
    versions=Along("consultation"),
    drivers=Along(),
    contents=Along(),
    boards=Along("body"),
    refreshes=Along(),
)
_of = prepared(lambda key: ROWS.filter(pk=key))
_plans_of = prepared_on(
    lambda on, cycle: (
        CommissioningPlan.objects.filter(cycle=cycle)
        .annotate(
            endorsed_by=Exists(CommissioningPlan.objects.filter(pk=OuterRef("pk")).endorsed(on)), stands=state_on(on)
        )
        .order_by("-pk")
    )
)


def the(actor: Actor, pk: int) -> CommissioningPlan:
    """The plan with this key and all that its page shows of it, for somebody who may see it. Raises NotVisible
    otherwise."""
    found = next(iter(_of(pk)), None)
    if found is None:
        raise NotVisible
    read_partners(found.cycle)
    IN_PLAN.load(found)
    versions = list(found.versions.all())
    if IN_PLAN.none(found, "boards"):  # none has decided: a board that has stays
        for each in versions:
            put(each, "endorsements", ())
    else:
        prefetch_related_objects(versions, "endorsements__decision", "endorsements__board__body")
    return the_one(actor, [found])


def plans_of(cycle: CommissioningCycle, on: datetime.date) -> list[CommissioningPlan]:
    """The plans of a cycle, the latest first, each with how it `stands` on a day, and whether it was `endorsed_by` then
    and not withdrawn.
    Read once for a page. One query."""
    return IN_CYCLE.once(cycle, f"plans by {on}", lambda: _plans_of(on, cycle.pk))


def driver_of(plan: CommissioningPlan, driver: int) -> PlanDriver:
    """One of the policies that drive it, by its number. Raises NotVisible where it is none."""
    found = plan.drivers.select_related("plan").filter(pk=driver).first()
    if found is None:
        raise NotVisible
    return found


def versions_for(plan: CommissioningPlan, actor: Actor) -> list[PlanVersion]:
    """Its versions that the person may read, the latest first. They are loaded with it."""
    rows = sorted(plan.versions.all(), key=lambda each: each.number, reverse=True)
    return [each for each in rows if actor.may(PlanVersion.view_permission, each)]


def reads_working(plan: CommissioningPlan, actor: Actor) -> bool:
    """Whether the person reads the version that is worked on; where there is none, nothing is withheld."""
    working = plan.working
    return working is None or bool(actor.may(PlanVersion.view_permission, working))
