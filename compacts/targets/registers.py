"""The lists of targets and of what they are measured by, each with its status as it was last worked out."""

import datetime
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from compacts.measures.models import PriceBasis
from compacts.targets.filters import ContributionFilters, TargetFilters
from compacts.targets.kinds import Scope, Status, TargetKind, Trajectory
from compacts.targets.models import Contribution, Target
from compacts.targets.reading import UNMEASURED, newest, standing_on
from core import clock
from core.acts import Actor
from core.pages.addresses import fixed
from core.registers.columns import CHOICE, DATE, NUMBER, Column, Joined
from core.registers.register import Register, add

SOON = "Being worked out."
NOT_YET = "Not worked out yet."
OF_TARGET = {"contribution__target": OuterRef("pk")}
OF_MEASURE = {"contribution": OuterRef("pk")}
WORKED_OUT = (
    "The status is worked out each night and soon after each change; the page of a target shows it as it is now."
)


AS_WORKED_OUT = (
    "It lists what had been set by that day, with the status that was worked out for it, 'No data' where none was yet; "
    "where a day was worked out again since, by the figures known then."
)
FIGURES = ("value", "starts", "ends", "goal", "expected")


def known(on: datetime.date, nothing: str, **of: Any) -> dict[str, Any]:
    """What was known on a day of how each row stands: its status and why, `nothing` where it was not worked out."""
    return {"status": standing_on(on, **of), "reason": Coalesce(newest("reason", on, **of), Value(nothing))}


def as_known(columns: Sequence[Column], values: dict[str, Any]) -> list[Column]:
    """The columns, some with the values of a day."""
    return [replace(each, value=values[each.name]) if each.name in values else each for each in columns]


@add
class Targets(Register):
    """Every target the person may see."""

    name, title, noun, model = "targets", "Targets", "target", Target
    permission, link, order = "compacts.view_target", "target", "due"
    filters = TargetFilters
    in_navigation = (31, "Targets")
    intro = f"What is to be reached by when, who answers for it, and how it stands. {WORKED_OUT}"
    as_at_note = f"{AS_WORKED_OUT} Everything else is today's."
    empty = (
        "Set a target once partners have agreed what is to be reached by which day. Then say by which measures it is "
        "judged, and from which baseline."
    )
    columns = (
        Column("title", "Title", order="sort_name", link=True),
        Column("status", "Status", kind=CHOICE, choices=dict(Status.choices)),
        Column("reason", "Why", value=F("reason"), on_page=False),
        Column("kind", "Kind", kind=CHOICE, choices=dict(TargetKind.choices), order="kind"),
        Column("aim", "Aim", kind=NUMBER),
        Column("scope", "Scope", kind=CHOICE, choices=dict(Scope.choices), on_page=False),
        Column("area", "Area", value="area__name"),
        Column("organisation", "Organisation", value="organisation__name"),
        Column("compared_area", "Compared with", value="compared_area__name", on_page=False),
        Column("owners", "Owners", value=F("owned_by"), on_page=False),
        Column("due", "Due by", kind=DATE, order="due"),
        Column("trajectory", "On the way", kind=CHOICE, choices=dict(Trajectory.choices), on_page=False),
        Column("source", "Set by", on_page=False),
        Column("ended_on", "Given up", kind=DATE),
        Column("end_reason", "Why it was given up", on_page=False),
    )

    def rows(self, actor: Actor) -> QuerySet:
        owners = Target.owners.through.objects.filter(target=OuterRef("pk")).values("target")
        named = owners.annotate(names=Joined("organisation__name")).values("names")
        return super().rows(actor).annotate(owned_by=Subquery(named), **known(clock.today(), UNMEASURED, **OF_TARGET))

    def columns_on(self, on: datetime.date | None) -> Sequence[Column]:
        return self.columns if on is None else as_known(self.columns, known(on, NOT_YET, **OF_TARGET))

    def acts(self, actor: Actor) -> list[tuple[str, str]]:
        begin = [("Set a target", fixed("target_add"))] if actor.can_ever("compacts.add_target") else []
        return [*begin, ("Every measure of every target", fixed("target_measures")), ("Measures", fixed("measures"))]


@add
class TargetMeasures(Register):
    """Every measure of every target the person may see, with what it came to."""

    name, title, noun, model = "target_measures", "Measures of targets", "measure of a target", Contribution
    permission, link, link_by, order = "compacts.view_contribution", "target", "target_id", "target"
    filters = ContributionFilters
    crumbs = (("Targets", "targets"),)
    intro = (
        "Each target is judged by each of its measures alone, in the unit, the prices and from the baseline of that "
        f"measure; they are never added together. {WORKED_OUT}"
    )
    as_at_note = f"{AS_WORKED_OUT} Targets that were given up since are left out, and everything else is today's."
    empty = "Say on the page of a target by which measure it is judged. It is then listed here with its baseline."
    columns = (
        Column("target", "Target", value="target__title", order="target__sort_name", link=True),
        Column("target_id", "Id of the target", kind=NUMBER, on_page=False),
        Column("measure", "Measure", value="measure__title", order="measure__sort_name"),
        Column("status", "Status", kind=CHOICE, choices=dict(Status.choices)),
        Column("reason", "Why", value=F("reason"), on_page=False),
        Column("unit", "Unit", value="measure__unit"),
        Column("prices", "Prices", value="measure__price_basis", kind=CHOICE, choices=dict(PriceBasis.choices)),
        Column("baseline_value", "Baseline", kind=NUMBER),
        Column("baseline_starts", "Baseline from", kind=DATE, on_page=False),
        Column("baseline_ends", "Baseline to", kind=DATE),
        Column("baseline_source", "Source of the baseline", on_page=False),
        Column("value", "Latest figure", kind=NUMBER),
        Column("starts", "Figure from", kind=DATE, on_page=False),
        Column("ends", "Figure to", kind=DATE),
        Column("goal", "To be reached", kind=NUMBER),
        Column("expected", "To be by then", kind=NUMBER, on_page=False),
        Column("due", "Due by", value="target__due", kind=DATE, order="target__due"),
    )

    def rows(self, actor: Actor) -> QuerySet:
        return super().rows(actor).filter(target__ended_on=None).annotate(**self.known_on(clock.today(), SOON))

    def columns_on(self, on: datetime.date | None) -> Sequence[Column]:
        return self.columns if on is None else as_known(self.columns, self.known_on(on, NOT_YET))

    def known_on(self, on: datetime.date, nothing: str) -> dict[str, Any]:
        """How each measure stood on a day, why, and the figures that said so."""
        return known(on, nothing, **OF_MEASURE) | {name: newest(name, on, **OF_MEASURE) for name in FIGURES}
