"""The lists of pairs of health bodies and councils, of boundary changes, and of alerts."""

from decimal import Decimal

from django.db.models import Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from core import clock
from core.acts import Actor
from core.pages.addresses import fixed
from core.registers.columns import CHOICE, DATE, NUMBER, Column
from core.registers.register import Register, add
from partnerships.organisations import registers as organisations
from partnerships.places.filters import BoundaryAlertFilters, BoundaryChangeFilters, PairFilters
from partnerships.places.judging import NEARLY_ALL
from partnerships.places.models import BoundaryAlert, BoundaryChange, BoundaryChangeKind, Pair, Verdict

NOT_YET, NOT_KNOWN, NOBODY_KNOWS = Value(clock.EARLIEST), Value(Decimal(-1)), Value("")
PAIRS = (*organisations.PARTNERS, ("Co-terminosity", "co_terminosity"))


@add
class Pairs(Register):
    """Every health body beside every upper-tier council with which it shares a small area, on a day."""

    name = "co_terminosity"
    title = "Co-terminosity"
    noun = "pair"
    model = Pair
    permission = "partnerships.view_pair"
    filters = PairFilters
    link = "organisation"
    link_by = "organisation_id"
    order = "organisation"
    crumbs = organisations.PARTNERS
    intro = (
        "Which health bodies and upper-tier councils serve the same people. They are co-terminous where each lies at "
        f"least {NEARLY_ALL}% in the other, counted in small areas. Where a total is not known, nothing can be said."
    )
    as_at_note = "Names and regions are today's."
    empty = "Import the list of overlaps of health bodies and councils, or enter a count by hand."
    columns = (
        Column("organisation", "Health body", value="organisation__name", order="organisation__sort_name", link=True),
        Column("organisation_id", "Id of the health body", kind=NUMBER, on_page=False),
        Column("organisation_code", "Code", value="organisation__code", on_page=False),
        Column("area", "Council area", value="area__name", order="area__name"),
        Column("area_code", "GSS code", value="area__gss_code", on_page=False),
        Column(
            "region",
            "Region",
            value=Coalesce("area__parent__name", NOBODY_KNOWS),
            order=Coalesce("area__parent__name", NOBODY_KNOWS),
        ),
        Column("shared", "Small areas shared", kind=NUMBER, order="shared"),
        Column("organisation_total", "Of the health body's", kind=NUMBER, on_page=False),
        Column("area_total", "Of the council's", kind=NUMBER, on_page=False),
        Column("of_organisation", "% of the health body", kind=NUMBER, order=Coalesce("of_organisation", NOT_KNOWN)),
        Column("of_area", "% of the council", kind=NUMBER, order=Coalesce("of_area", NOT_KNOWN)),
        Column("verdict", "Co-terminous", kind=CHOICE, choices=dict(Verdict.choices), order="verdict"),
        Column("starts", "From", kind=DATE, on_page=False),
        Column("ends", "To", kind=DATE, on_page=False),
    )

    def acts(self, actor: Actor) -> list[tuple[str, str]]:
        found = [("Map of areas", fixed("area_map"))]
        if actor.can_ever("core.view_reports"):
            found.append(("How the share went over time", reverse("report", args=["co-terminosity"])))
        if actor.can_ever("partnerships.view_boundary_change"):
            found.append(("Boundary changes", fixed("boundary_changes")))
        if actor.can_ever("partnerships.view_boundary_alert"):
            found.append(("Alerts", fixed("boundary_alerts")))
        if actor.can_ever("partnerships.import_organisations"):
            found.append(("Import a published list", fixed("import_upload")))
        return found


@add
class BoundaryChanges(Register):
    """Every change of a boundary that was proposed or carried out by hand."""

    name = "boundary_changes"
    title = "Boundary changes"
    noun = "boundary change"
    model = BoundaryChange
    permission = "partnerships.view_boundary_change"
    filters = BoundaryChangeFilters
    link = "boundary_change"
    order = "-first_day"
    crumbs = PAIRS
    intro = "Small areas that move to another health body or council from a day on, and counts that are put right."
    empty = "Propose a change: its page shows which pairs would stop being co-terminous before anything changes."
    columns = (
        Column("first_day", "From", kind=DATE, order="first_day", link=True),
        Column("kind", "What changes", kind=CHOICE, choices=dict(BoundaryChangeKind.choices), order="kind"),
        Column("organisation", "Health body", value="organisation__name", order="organisation__sort_name"),
        Column("area", "Council area", value="area__name", order="area__name"),
        Column("small_areas", "Small areas", kind=NUMBER, order="small_areas"),
        Column("to_organisation", "To the health body", value="to_organisation__name"),
        Column("to_area", "To the council area", value="to_area__name"),
        Column("source", "Source", on_page=False),
        Column("reason", "Why", on_page=False),
        Column("carried_out_on", "Carried out on", kind=DATE, order=Coalesce("carried_out_on", NOT_YET)),
        Column("voided_on", "Void since", kind=DATE, order=Coalesce("voided_on", NOT_YET)),
    )

    def acts(self, actor: Actor) -> list[tuple[str, str]]:
        if not actor.can_ever("partnerships.propose_boundary_change"):
            return []
        return [
            ("Move small areas", fixed("boundary_move_propose")),
            ("Put a count right", fixed("boundary_count_propose")),
        ]


@add
class BoundaryAlerts(Register):
    """Every time a boundary change lowered the share, or ended the co-terminosity of a pair."""

    name = "boundary_alerts"
    title = "Alerts of boundary changes"
    noun = "alert"
    model = BoundaryAlert
    permission = "partnerships.view_boundary_alert"
    filters = BoundaryAlertFilters
    link = "boundary_alert"
    order = "-found_on"
    crumbs = PAIRS
    intro = "When a boundary change lowered the share of pairs that are co-terminous, or ended that of a pair."
    empty = "No boundary change has lowered the share yet. When one does, it stands here until it is noted."
    columns = (
        Column("cause", "What changed", order="cause", link=True),
        Column("judged_on", "As at", kind=DATE, order="judged_on"),
        Column("coterminous_before", "Co-terminous before", kind=NUMBER, order="coterminous_before"),
        Column("pairs_before", "Of pairs before", kind=NUMBER),
        Column("coterminous_after", "Co-terminous since", kind=NUMBER, order="coterminous_after"),
        Column("pairs_after", "Of pairs since", kind=NUMBER),
        Column("found_on", "Found on", kind=DATE, order="found_on"),
        Column("noted_on", "Noted on", kind=DATE, order=Coalesce("noted_on", NOT_YET)),
        Column("note", "What is done about it", on_page=False),
    )
