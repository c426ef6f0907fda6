"""The list of commissioning cycles."""

from django.db.models import F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from commissioning.cycles.filters import CycleFilters
from commissioning.cycles.models import AT_STAGE, CommissioningCycle, CyclePartner, stage_on
from core import clock
from core.acts import Actor
from core.pages.addresses import fixed
from core.registers.columns import CHOICE, DATE, Column, Joined
from core.registers.register import Register, add

BEGIN = "commissioning.begin_cycle"
LISTS = (
    ("commissioning.view_analysis", "Provision, requirements, risks and resources", "analysis_entries"),
    ("commissioning.view_involvement", "Who was involved", "involvements"),
    ("commissioning.view_contribution", "Evidence sent in", "contributions"),
    ("commissioning.view_interest", "Declared interests", "interests"),
    ("commissioning.view_override", "Stages that went on without an involvement", "overrides"),
    ("commissioning.view_lesson", "Lessons of cycles", "lessons"),
)
"""The other lists of what cycles hold: permission, words and address of each."""
NAMES = (
    CyclePartner.objects.filter(cycle=OuterRef("pk"))
    .order_by()
    .values("cycle")
    .annotate(names=Joined("organisation__name"))
    .values("names")
)


@add
class Cycles(Register):
    """Every commissioning cycle."""

    name, title, noun, model = "cycles", "Commissioning cycles", "cycle", CommissioningCycle
    permission, link, order = "commissioning.view_cycle", "cycle", "title"
    filters = CycleFilters
    searchable = True
    search_label = "Title, client group, area or unit"
    in_navigation = (40, "Commissioning")
    in_search = 45
    loaded = ("area",)
    read_of_found = ("title", "area__name", "starts", "ends")
    of_a_day = {"stage": stage_on}
    intro = (
        "Who commissions what for whom, together: from what is needed to a plan, to contracts, to the review, and into "
        "the next cycle."
    )
    as_at_note = "Everything but the stage is today's."
    empty = "A cycle begins with whose needs are commissioned for, where, for which years, and by whom together."
    columns = (
        Column("title", "Cycle", order="sort_name", link=True),
        Column("client_group", "Client group", value="client_group__title", order="client_group__title"),
        Column("area", "Area", value="area__name", order="area__name"),
        Column("stage", "Stage", value="at_now", kind=CHOICE, choices=AT_STAGE, order="at_now"),
        Column("partners", "Partners", value=F("partner_names")),
        Column("starts", "From", kind=DATE, order="starts"),
        Column("ends", "To", kind=DATE, order="ends"),
        Column("review_due", "Review due", kind=DATE, on_page=False),
        Column("unit", "Joint commissioning unit", value="unit__name", on_page=False),
    )

    def rows(self, actor: Actor) -> QuerySet:
        names = Coalesce(Subquery(NAMES), Value(""))
        return super().rows(actor).filter(voided_on=None).annotate(at_now=stage_on(clock.today()), partner_names=names)

    def hint(self, row: CommissioningCycle) -> str:
        return f"Commissioning cycle, {row.area.name}, {row.starts:%Y} to {row.ends:%Y}"

    def acts(self, actor: Actor) -> list[tuple[str, str]]:
        begin = [("Begin a cycle", fixed("cycle_begin"))] if actor.can_ever(BEGIN) else []
        lists = [(said, fixed(name)) for need, said, name in LISTS if actor.can_ever(need)]
        return [*begin, ("See them on a board, by stage", fixed("cycle_board")), *lists]
