"""The list of variations."""

from django.db.models import Case, CharField, Q, QuerySet, Value, When

from commissioning.variations.models import Variation
from core.acts import Actor
from core.registers.columns import CHOICE, DATE, MONEY, NUMBER, Column
from core.registers.filters import Filters, pick
from core.registers.register import Register, add

STATES = (("open", "To be agreed"), ("agreed", "Agreed by both"), ("withdrawn", "Withdrawn"))
OPEN = Q(agreed_on=None, withdrawn_on=None)


class VariationFilters(Filters):
    """By state."""

    state = pick("State", STATES, method="by_state")

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(state=value)


@add
class Variations(Register):
    """The variations of the contracts of one's own organisation; all for the secretariat."""

    name, title, noun, model = "variations", "Variations of contracts", "variation", Variation
    permission, link, order = "commissioning.view_variation", "variation", "-proposed_on"
    crumbs = (("Contracts and grants", "contracts"),)
    filters = VariationFilters
    intro = "What either side proposed to change in a contract after it was made active, and whether both agreed."
    empty = "A variation is proposed on the page of an active contract."
    columns = (
        Column("contract", "Contract", value="contract__title", order="contract__sort_name", link=True),
        Column("number", "Number", kind=NUMBER, order="number"),
        Column("proposed_on", "Proposed", kind=DATE, order="proposed_on"),
        Column("ends", "New end", kind=DATE),
        Column("value", "New value", kind=MONEY),
        Column("agreed_on", "Agreed by both", kind=DATE),
        Column("reason", "What and why", on_page=False),
        Column("state", "State", kind=CHOICE, choices=dict(STATES)),
    )

    def rows(self, actor: Actor) -> QuerySet:
        state = Case(
            When(OPEN, then=Value("open")), When(agreed_on__isnull=False, then=Value("agreed")),
            default=Value("withdrawn"), output_field=CharField(),
        )  # fmt: skip
        return super().rows(actor).annotate(state=state)
