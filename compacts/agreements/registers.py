"""The list of agreements."""

from functools import partial
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from compacts.agreements.filters import AgreementFilters
from compacts.agreements.models import Agreement, AgreementKind, AgreementParty, Force, Stage, stage_on
from compacts.agreements.reading import as_read_by
from core import clock
from core.acts import Actor
from core.pages.addresses import fixed
from core.registers.columns import CHOICE, DATE, NUMBER, Column, Joined
from core.registers.register import Register, add

STILL = Value(clock.LATEST)
PARTIES = Subquery(
    AgreementParty.objects.filter(agreement=OuterRef("pk"))
    .order_by()
    .values("agreement")
    .annotate(names=Joined("organisation__name"))
    .values("names")
)


@add
class Agreements(Register):
    """Every agreement the person may see: visitors see those that were published."""

    name = "agreements"
    title = "Agreements between partners"
    noun = "agreement"
    model = Agreement
    permission = "compacts.view_agreement"
    filters = AgreementFilters
    searchable = True
    search_label = "Title, locality or party"
    order = "title"
    link = "agreement"
    in_navigation = (32, "Agreements")
    in_search = 22
    loaded = ("area",)
    read_of_found = ("title", "ended_on", "in_force_on", "final_on", "consulted_on", "area__name")
    intro = (
        "What public bodies and voluntary organisations agreed with one another: joint agreements, concordats and "
        "framework agreements, with their drafts and who signed them."
    )
    as_at_note = "It lists what had a draft by that day. Everything but the stage is today's."
    empty = "Begin an agreement when partners start to write one. You are then led from its drafts to its signatures."
    of_a_day = {"stage": partial(stage_on, read=True)}
    columns = (
        Column("title", "Title", order="sort_name", link=True),
        Column("stage", "Stage", kind=CHOICE, choices=dict(Stage.choices)),
        Column("parties", "Parties", value=PARTIES),
        Column("area", "Locality", value="area__name", order="area__name"),
        Column("kind", "Kind", kind=CHOICE, choices=dict(AgreementKind.choices), order="kind"),
        Column("force", "What it binds to", kind=CHOICE, choices=dict(Force.choices), order="force", on_page=False),
        Column("latest", "Latest draft", value="latest_read", kind=NUMBER, order="latest_read"),
        Column("consulted_on", "Sent out for consultation", value="consulted_on_read", kind=DATE, on_page=False),
        Column("final_on", "Final since", value="final_on_read", kind=DATE, on_page=False),
        Column(
            "in_force_on",
            "In force since",
            value="in_force_on_read",
            kind=DATE,
            order=Coalesce("in_force_on_read", STILL),
        ),
        Column("ended_on", "Ended", value="ended_on_read", kind=DATE, order=Coalesce("ended_on_read", STILL)),
        Column("end_reason", "Why it ended", value="end_reason_read", on_page=False),
        Column("published_on", "Open to everybody since", kind=DATE, on_page=False),
        Column("aims", "Aims", on_page=False),
    )

    def hint(self, row: Agreement) -> str:
        return f"{row.stage.label}, {row.area.name}"

    def rows(self, actor: Actor) -> QuerySet:
        rows: Any = super().rows(actor)
        return rows.as_read_by(actor).annotate(stage=stage_on(clock.today(), read=True))  # type: ignore[no-any-return]

    def first_holding(self, words: str, actor: Actor | None = None) -> Any:
        found = super().first_holding(words, actor)
        return found if actor is None else as_read_by(actor, list(found))

    def acts(self, actor: Actor) -> list[tuple[str, str]]:
        begin = [("Begin an agreement", fixed("agreement_begin"))] if actor.can_ever("compacts.begin_agreement") else []
        money = actor.can_ever("compacts.view_funding_change")
        changes = [("Money added or withdrawn", fixed("funding_changes"))] if money else []
        annual = [("Annual agreements", fixed("annuals"))] if actor.can_ever("compacts.view_annual") else []
        lists = [("Framework agreements", fixed("frameworks")), ("Initiatives", fixed("initiatives"))]
        signed = actor.can_ever("compacts.view_signature")
        signatures = [("Who signed agreements", fixed("signatures"))] if signed else []
        return [*begin, *lists, *annual, *signatures, *changes]
