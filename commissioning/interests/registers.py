"""The list of declared interests."""

from commissioning.interests.filters import InterestFilters
from commissioning.interests.models import Interest, InterestKind
from core.registers.columns import CHOICE, DATE, NUMBER, Column
from core.registers.register import Register, add

CYCLES = (("Commissioning cycles", "cycles"),)


@add
class Interests(Register):
    """What organisations declared that they stand to gain."""

    name, title, noun, model = "interests", "Declared interests", "declared interest", Interest
    permission, link, order = "commissioning.view_interest", "interest", "-declared_on"
    filters = InterestFilters
    crumbs = CYCLES
    intro = "What organisations that take part in planning declared. It bars nobody from bidding."
    empty = "An organisation declares its interests on the page of a cycle."
    columns = (
        Column("organisation", "Organisation", value="organisation__name", order="organisation__sort_name", link=True),
        Column("cycle", "Cycle", value="cycle__title", order="cycle__sort_name"),
        Column("cycle_id", "Id of the cycle", kind=NUMBER, on_page=False),
        Column("kind", "Interest", kind=CHOICE, choices=dict(InterestKind.choices), order="kind"),
        Column("what", "What it is"),
        Column("declared_on", "Declared", kind=DATE, order="declared_on"),
        Column("voided_on", "Declared void", kind=DATE, on_page=False),
        Column("void_reason", "Why it is void", on_page=False),
    )
