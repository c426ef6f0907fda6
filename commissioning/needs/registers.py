"""The list of needs."""

from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from commissioning.needs.filters import NeedFilters
from commissioning.needs.models import Need, NeedEvidence, NeedState, state_on
from commissioning.needs.uploads import NeedUpload
from core import clock
from core.acts import Actor
from core.pages.addresses import fixed
from core.registers.columns import CHOICE, DATE, NUMBER, YES_NO, Column
from core.registers.register import Register, add


@add
class Needs(Register):
    """Every need of every commissioning cycle."""

    name = "needs"
    title = "Needs"
    noun = "need"
    model = Need
    permission = "commissioning.view_need"
    filters = NeedFilters
    searchable = True
    in_search = 60
    read_of_found = ("title",)
    order = "title"
    link = "need"
    upload = NeedUpload
    in_navigation = (41, "Needs")
    intro = "What people need, place by place: who says so, for how many it is not met, and whether a plan takes it up."
    as_at_note = "Everything but the state is today's."
    empty = "Add a need on the page of a commissioning cycle, then the evidence that shows it."
    of_a_day = {"state": state_on}
    columns = (
        Column("id", "Id", kind=NUMBER, on_page=False),
        Column("version", "Version", kind=NUMBER, on_page=False),
        Column("title", "Title", order="sort_name", link=True),
        Column("state", "State", kind=CHOICE, choices=dict(NeedState.choices)),
        Column("cycle", "Cycle", value="cycle__title", order="cycle__sort_name"),
        Column("client_group", "Client group", value="client_group__title", order="client_group__title"),
        Column("area", "Area", value="area__name", order="area__name"),
        Column("people", "People", kind=NUMBER, order=Coalesce("people", Value(0))),
        Column("unmet_people", "Not met for", kind=NUMBER, order=Coalesce("unmet_people", Value(0))),
        Column("evidence", "Pieces of evidence", value="pieces", kind=NUMBER),
        Column("cited", "Cited by a priority", kind=YES_NO),
        Column("what", "What is needed", on_page=False),
        Column("unmet", "How far it is not met", on_page=False),
        Column("recorded_on", "Recorded", kind=DATE, on_page=False),
        Column("settled_on", "Settled", kind=DATE, on_page=False),
        Column("withdrawn_on", "Withdrawn", kind=DATE, on_page=False),
        Column("withdraw_reason", "Why it was withdrawn", on_page=False),
    )

    def acts(self, actor: Actor) -> list[tuple[str, str]]:
        """What was analysed beside them."""
        return [("Provision, requirements, risks and resources", fixed("analysis_entries"))]

    def rows(self, actor: Actor) -> QuerySet:
        pieces = NeedEvidence.objects.filter(need=OuterRef("pk")).order_by().values("need").annotate(n=Count("pk"))
        citing = Need.priorities.through.objects.filter(need=OuterRef("pk"), priority__dropped_on=None)
        return super().rows(actor).annotate(
            state=state_on(clock.today()),
            pieces=Coalesce(Subquery(pieces.values("n"), output_field=IntegerField()), Value(0)),
            cited=Exists(citing),
        )  # fmt: skip

    def hint(self, row: Any) -> str:
        return "a need"
