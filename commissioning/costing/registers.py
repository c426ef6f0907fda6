"""The list of costings: how much of the full cost the prices pay."""

from django.db.models import Case, DecimalField, ExpressionWrapper, F, QuerySet, Value, When

from commissioning.costing.models import FullCosting, Method
from core.acts import Actor
from core.registers.columns import CHOICE, DATE, MONEY, NUMBER, YES_NO, Column
from core.registers.register import Register, add

POUNDS = DecimalField(max_digits=20, decimal_places=4)
BASE = Case(When(method=Method.DIRECT, then=F("direct")), default=F("overheads"), output_field=POUNDS)
SHARED = ExpressionWrapper(BASE * F("share") / Value(100), output_field=POUNDS)
FULL = ExpressionWrapper(F("direct") + F("development") + F("participation") + SHARED, output_field=POUNDS)


@add
class Costings(Register):
    """The costings of the contracts of one's own organisation; all for the secretariat and auditors."""

    name, title, noun, model = "costings", "Full cost of contracts", "costing", FullCosting
    permission, link, link_by, order = "commissioning.view_costing", "costing", "contract_id", "contract"
    crumbs = (("Contracts and grants", "contracts"),)
    intro = "What contracts and grants cost their providers in full, and whether the price pays it."
    empty = "The full cost is filled in from the page of a contract, by its provider or its commissioner."
    columns = (
        Column("contract", "Contract", value="contract__title", order="contract__sort_name", link=True),
        Column("provider", "Provider", value="contract__provider__name", order="contract__provider__sort_name"),
        Column("method", "Share of overheads", kind=CHOICE, choices=dict(Method.choices)),
        Column("full", "Full cost", kind=MONEY, order="full"),
        Column("price", "Price", kind=MONEY, order="price"),
        Column("below", "Below the full cost", kind=YES_NO),
        Column("reason", "Why", on_page=False),
        Column("filled_on", "Filled in", kind=DATE, order="filled_on"),
        Column("contract_id", "Id of the contract", kind=NUMBER, on_page=False),
    )

    def rows(self, actor: Actor) -> QuerySet:
        below = Case(When(full__gt=F("price"), then=Value(1)), default=Value(0))
        return super().rows(actor).annotate(full=FULL).annotate(below=below)
