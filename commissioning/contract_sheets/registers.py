"""The list of suppliers as published registers write them."""

from django.db.models import Case, CharField, QuerySet, Value, When

from commissioning.contract_sheets.models import SupplierName
from core.acts import Actor
from core.pages.addresses import fixed
from core.registers.columns import CHOICE, DATE, Column
from core.registers.filters import Filters, pick
from core.registers.register import Register, add

STATES = (("open", "Nobody has said who is meant"), ("known", "Known"))


class SupplierFilters(Filters):
    """By whether it is known who is meant."""

    state = pick("State", STATES, method="by_state")

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(organisation__isnull=value == "open")


@add
class Suppliers(Register):
    """Suppliers of published registers that were not found by identifier or name, and who was said to be meant."""

    name, title, noun, model = "suppliers", "Suppliers in registers of contracts", "supplier", SupplierName
    permission, link, order = "commissioning.view_supplier", "supplier", "written"
    crumbs = (("Contracts and grants", "contracts"),)
    filters = SupplierFilters
    intro = "Suppliers that a register names and nobody here is called. Say once who is meant: later sheets know it."
    empty = "When a register that is sent names a supplier that nobody here is called, it waits here."
    columns = (
        Column("written", "As it was written", order="sort_name", link=True),
        Column("body", "In the register of", value="body__name"),
        Column("identifier", "Identifier"),
        Column("organisation", "Who is meant", value="organisation__name"),
        Column("seen_on", "First seen", kind=DATE, order="seen_on"),
        Column("confirmed_on", "Said on", kind=DATE, on_page=False),
        Column("state", "State", kind=CHOICE, choices=dict(STATES)),
    )

    def rows(self, actor: Actor) -> QuerySet:
        known = When(organisation__isnull=False, then=Value("known"))
        return super().rows(actor).annotate(state=Case(known, default=Value("open"), output_field=CharField()))

    def acts(self, actor: Actor) -> list[tuple[str, str]]:
        sends = actor.can_ever("commissioning.import_contracts")
        return [("Send a register of contracts", fixed("contract_register_send"))] if sends else []
