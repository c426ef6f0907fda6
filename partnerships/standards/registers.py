"""The list of dated rules."""

from django.db.models import Value
from django.db.models.functions import Coalesce

from core import clock
from core.acts import Actor
from core.pages.addresses import fixed
from core.registers.columns import CHOICE, DATE, NUMBER, Column
from core.registers.register import Register, add
from partnerships.standards.filters import StandardFilters
from partnerships.standards.models import Standard, StandardKind, Unit

LONG_AGO, STILL = Value(clock.EARLIEST), Value(clock.LATEST)
WHERE = Coalesce("area__name", Value("Everywhere"))


@add
class Standards(Register):
    """Every rule, of today and of the past."""

    name = "standards"
    title = "Rules that partners agreed to keep"
    noun = "rule"
    model = Standard
    permission = "partnerships.view_standard"
    filters = StandardFilters
    intro = (
        "How long a consultation lasts, how soon its host replies, how much notice is given: by which number, where, "
        "and on which days. Each is judged by the rule of its own day; a local rule goes before the one that holds "
        "everywhere."
    )
    empty = "Add the rules of the Compact, national and local. Consultations are then judged by them."
    order = "-starts"
    link = "standard"
    columns = (
        Column("kind", "What it is about", kind=CHOICE, choices=dict(StandardKind.choices), order="kind", link=True),
        Column("amount", "How much", kind=NUMBER, order="amount"),
        Column("unit", "Counted in", kind=CHOICE, choices=dict(Unit.choices), order="unit"),
        Column("area", "Where it holds", value=WHERE, order=WHERE),
        Column("starts", "From", kind=DATE, order=Coalesce("starts", LONG_AGO)),
        Column("ends", "To", kind=DATE, order=Coalesce("ends", STILL)),
        Column("words", "In words", on_page=False),
        Column("source", "Where it comes from", order="source"),
    )

    def acts(self, actor: Actor) -> list[tuple[str, str]]:
        return [("Add a rule", fixed("standard_add"))] if actor.can_ever("partnerships.edit_standard") else []
