"""The list of who was involved in which stage."""

from django.db.models import Value
from django.db.models.functions import Coalesce

from commissioning.cycles.models import StageKind
from commissioning.involvement.filters import InvolvementFilters
from commissioning.involvement.models import Capacity, Involvement, Way
from core.registers.columns import CHOICE, DATE, NUMBER, Column
from core.registers.register import Register, add


@add
class Involvements(Register):
    """Every involvement."""

    name, title, noun, model = "involvements", "Who was involved", "involvement", Involvement
    permission, link, order = "commissioning.view_involvement", "involvement", "-happened_on"
    filters = InvolvementFilters
    crumbs = (("Commissioning cycles", "cycles"),)
    intro = "Who took part in which stage of a cycle, in which capacity, what they said, and what was done with it."
    empty = "Record on the page of a stage who took part in it."
    columns = (
        Column("happened_on", "Day", kind=DATE, order="happened_on", link=True),
        Column("organisation", "Organisation", value="organisation__name",
               order=Coalesce("organisation__sort_name", Value(""))),
        Column("group", "Group of people", order="group"),
        Column("capacity", "Capacity", kind=CHOICE, choices=dict(Capacity.choices), order="capacity"),
        Column("way", "How", kind=CHOICE, choices=dict(Way.choices)),
        Column("cycle", "Cycle", value="stage__cycle__title", order="stage__cycle__sort_name"),
        Column("cycle_id", "Id of the cycle", value="stage__cycle_id", kind=NUMBER, on_page=False),
        Column("stage", "Stage", value="stage__kind", kind=CHOICE, choices=dict(StageKind.choices)),
        Column("said", "What they said", on_page=False),
        Column("done", "What was done with it"),
        Column("voided_on", "Declared void", kind=DATE, on_page=False),
        Column("void_reason", "Why it is void", on_page=False),
    )  # fmt: skip
