"""The list of disputes and breaches."""

from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from compacts.disputes.filters import DisputeFilters
from compacts.disputes.models import Dispute, DisputeStep, Outcome, Rung, rung_on
from core import clock
from core.acts import Actor
from core.pages.addresses import fixed
from core.registers.columns import CHOICE, DATE, Column
from core.registers.register import Register, add

STILL = Value(clock.LATEST)
HEARD_BY = Subquery(DisputeStep.objects.filter(dispute=OuterRef("pk")).order_by("-pk").values("heard_by__name")[:1])
DUE = Subquery(DisputeStep.objects.open().filter(dispute=OuterRef("pk")).values("due_on")[:1])


@add
class Disputes(Register):
    """Every dispute that the person may see: of their own organisation and those it came from; the secretariat all."""

    name = "disputes"
    title = "Disputes and breaches"
    noun = "dispute"
    model = Dispute
    permission = "compacts.view_dispute"
    filters = DisputeFilters
    searchable = True
    search_label = "What it is about, either side, or locality"
    order = "-raised_on"
    link = "dispute"
    crumbs = (("Local Compacts", "compacts"),)
    in_search = 22
    first_found = ("-raised_on",)
    loaded = ("area",)
    read_of_found = ("title", "closed_on", "outcome", "area__name")
    intro = (
        "Where somebody says that a Compact was broken: between the two first, then before the Compact group, a panel, "
        "and the ombudsman where it is about a council. Each has an end, a decision, and what was learned."
    )
    as_at_note = "Names are today's, and so is what was decided and learned."
    empty = (
        "Raise a dispute where an organisation says that a Compact or a Code was not kept. You are led from rung to "
        "rung, and reminded before each is due."
    )
    of_a_day = {"rung": rung_on}
    columns = (
        Column("title", "What it is about", order="sort_name", link=True),
        Column("raised_by", "Raised by", value="raised_by__name", order="raised_by__sort_name"),
        Column("against", "Against", value="against__name", order="against__sort_name"),
        Column("area", "Locality", value="area__name", order="area__name"),
        Column("rung", "Rung", kind=CHOICE, choices=dict(Rung.choices)),
        Column("due_on", "To be dealt with by", value=DUE, kind=DATE, order=Coalesce(DUE, STILL)),
        Column("heard_by", "Heard by", value=HEARD_BY, on_page=False),
        Column("raised_on", "Raised", kind=DATE, order="raised_on"),
        Column("closed_on", "Ended", kind=DATE, order=Coalesce("closed_on", STILL)),
        Column("outcome", "Outcome", kind=CHOICE, choices=dict(Outcome.choices), order="outcome"),
        Column("code", "Code of good practice", value="code__title", on_page=False),
        Column("clause", "Part of it", on_page=False),
        Column("happened_on", "Happened", kind=DATE, on_page=False),
        Column("about", "What happened", on_page=False),
        Column("decision", "What was decided", on_page=False),
        Column("learning", "What was learned", on_page=False),
        Column("published_on", "Learning published", kind=DATE, on_page=False),
    )

    def hint(self, row: Dispute) -> str:
        return f"{row.get_outcome_display() or 'Going on'}, {row.area.name}"

    def rows(self, actor: Actor) -> QuerySet:
        return super().rows(actor).annotate(rung=rung_on(clock.today()))

    def acts(self, actor: Actor) -> list[tuple[str, str]]:
        ways = (("compacts.raise_dispute", "Raise a dispute", "dispute_raise"),
                ("compacts.record_dispute", "Record a dispute that was raised", "dispute_record"))  # fmt: skip
        return [(words, fixed(address)) for need, words, address in ways if actor.can_ever(need)]
