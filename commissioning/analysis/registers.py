"""The list of what analyses found beside the needs."""

from django.db.models import Value
from django.db.models.functions import Coalesce

from commissioning.analysis.filters import AnalysisFilters
from commissioning.analysis.models import AnalysisEntry, AnalysisKind
from core.registers.columns import CHOICE, DATE, MONEY, NUMBER, Column
from core.registers.register import Register, add


@add
class Analysis(Register):
    """Every service, requirement, risk and resource that a cycle's analysis found."""

    name = "analysis_entries"
    title = "Provision, requirements, risks and resources"
    noun = "entry"
    nouns = "entries"
    model = AnalysisEntry
    permission = "commissioning.view_analysis"
    filters = AnalysisFilters
    order = "title"
    link = "analysis_entry"
    crumbs = (("Needs", "needs"),)
    intro = (
        "What each commissioning cycle found beside the needs: who provides what, what is required, what may go wrong."
    )
    empty = "Add what is provided, required, feared and available on the page of a commissioning cycle."
    columns = (
        Column("title", "Title", order="sort_name", link=True),
        Column("kind", "What it is", kind=CHOICE, choices=dict(AnalysisKind.choices), order="kind"),
        Column("cycle", "Cycle", value="cycle__title", order="cycle__sort_name"),
        Column("cycle_id", "Id of the cycle", kind=NUMBER, on_page=False),
        Column("organisation", "Provider or owner", value="organisation__name",
               order=Coalesce("organisation__sort_name", Value(""))),
        Column("amount", "Amount a year (£)", kind=MONEY),
        Column("source", "Source"),
        Column("detail", "In a few words", on_page=False),
        Column("voided_on", "Declared void", kind=DATE, on_page=False),
        Column("void_reason", "Why it is void", on_page=False),
    )  # fmt: skip
