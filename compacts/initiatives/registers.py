"""The list of initiatives."""

from django.db.models import QuerySet, Value
from django.db.models.functions import Coalesce

from compacts.initiatives.filters import InitiativeFilters
from compacts.initiatives.models import Initiative, State, state_on
from core import clock
from core.acts import Actor
from core.registers.columns import CHOICE, DATE, NUMBER, Column
from core.registers.register import Register, add

STILL, NOBODY = Value(clock.LATEST), Value("")


@add
class Initiatives(Register):
    """Every initiative of an agreement that the person may see."""

    name = "initiatives"
    title = "Initiatives of agreements"
    noun = "initiative"
    model = Initiative
    permission = "compacts.view_initiative"
    filters = InitiativeFilters
    order = "title"
    link = "initiative"
    crumbs = (("Agreements between partners", "agreements"),)
    intro = "What partners do together under their agreements: who leads each, from when to when, and how it stands."
    as_at_note = "Everything but the state is today's."
    empty = "Add an initiative on the page of an agreement, once somebody leads it."
    of_a_day = {"state": state_on}
    columns = (
        Column("title", "Title", order="sort_name", link=True),
        Column("state", "State", kind=CHOICE, choices=dict(State.choices)),
        Column("agreement", "Agreement", value="agreement__title", order="agreement__sort_name"),
        Column("agreement_id", "Id of the agreement", kind=NUMBER, on_page=False),
        Column("lead", "Led by", value="lead__name", order="lead__sort_name"),
        Column("body", "Responsible", value="body__name", order=Coalesce("body__sort_name", NOBODY)),
        Column("starts", "From", kind=DATE, order=Coalesce("starts", STILL)),
        Column("ends", "To be done by", kind=DATE, order=Coalesce("ends", STILL)),
        Column("done_on", "Done", kind=DATE, on_page=False),
        Column("stopped_on", "Stopped", kind=DATE, on_page=False),
        Column("stop_reason", "Why it was stopped", on_page=False),
        Column("voided_on", "Declared void", kind=DATE, on_page=False),
        Column("void_reason", "Why it is void", on_page=False),
        Column("aim", "What it is to achieve", on_page=False),
    )

    def rows(self, actor: Actor) -> QuerySet:
        return super().rows(actor).annotate(state=state_on(clock.today()))
