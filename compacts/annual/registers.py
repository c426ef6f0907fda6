"""The lists of annual agreements, of what partners intend to invest, and of the lines of work plans."""

from django.db.models import Case, Exists, F, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from compacts.agreements.models import AgreementParty
from compacts.agreements.registers import STILL
from compacts.annual.filters import AnnualFilters, IntentionFilters, WorkFilters
from compacts.annual.models import (
    AnnualAgreement,
    InvestmentIntention,
    LineState,
    Standing,
    WorkLine,
    WorkProgress,
    standing_on,
)
from compacts.annual.reading import components
from compacts.annual.signed import as_signed
from compacts.strategies.years import YEARS
from core import clock
from core.acts import Actor
from core.pages.addresses import fixed
from core.registers.columns import CHOICE, DATE, MONEY, NUMBER, YES_NO, Column, Joined
from core.registers.register import Register, add

PARTIES = Subquery(
    AgreementParty.objects.filter(agreement=OuterRef("agreement"))
    .order_by()
    .values("agreement")
    .annotate(names=Joined("organisation__name"))
    .values("names")
)
OF_ANNUAL = (
    Column("service", "Service", value="annual__service", order="annual__sort_name"),
    Column("year", "Year", value="annual__year", kind=CHOICE, choices=YEARS, order="annual__year"),
)


@add
class AnnualAgreements(Register):
    """Every annual agreement the person may see."""

    name, title, noun, model = "annuals", "Annual agreements", "annual agreement", AnnualAgreement
    permission, link, order = "compacts.view_annual", "annual", "-year"
    filters = AnnualFilters
    crumbs = (("Agreements between partners", "agreements"),)
    intro = (
        "One for each service that is commissioned jointly and each year, in six components. It is signed when all six "
        "are there, and its work plan is monitored through the year."
    )
    as_at_note = "Everything but the state is today's."
    empty = "Begin an annual agreement on the page of a framework agreement: for which service, and for which year."
    of_a_day = {"standing": standing_on}
    columns = (
        Column("service", "Service", order="sort_name", link=True),
        Column("year", "Year", kind=CHOICE, choices=YEARS, order="year"),
        Column("standing", "State", value="stands_now", kind=CHOICE, choices=dict(Standing.choices)),
        Column("components", "Components of 6", kind=NUMBER, order="components"),
        Column("parties", "Parties", value=PARTIES),
        Column("area", "Locality", value="agreement__area__name", order="agreement__area__name"),
        Column(
            "in_force_on", "Signed by all since", value="agreement__in_force_on", kind=DATE,
            order=Coalesce("agreement__in_force_on", STILL),
        ),
        Column("ended_on", "Ended", value="agreement__ended_on", kind=DATE, on_page=False),
    )  # fmt: skip

    def rows(self, actor: Actor) -> QuerySet:
        return super().rows(actor).annotate(stands_now=standing_on(clock.today()), components=components())

    def acts(self, actor: Actor) -> list[tuple[str, str]]:
        return [
            ("Work plans", fixed("work_lines")),
            ("Investment intentions", fixed("intentions")),
            ("Joint strategies", fixed("strategies")),
        ]


@add
class InvestmentIntentions(Register):
    """What every partner intends to put into which service, of the agreements the person may see."""

    name, title, noun, model = "intentions", "Investment intentions", "investment intention", InvestmentIntention
    permission, link, link_by, order = "compacts.view_intention", "annual", "annual_id", "partner"
    filters = IntentionFilters
    crumbs = (("Annual agreements", "annuals"),)
    intro = (
        "What each partner intends to put into each jointly commissioned service in a year, pooled or not. An amount "
        "that was changed is signed once all have signed it again."
    )
    empty = "Add on the page of an annual agreement what a partner intends to put in. It is then listed here."
    columns = (
        Column("partner", "Partner", value="partner__name", order="partner__sort_name"),
        *OF_ANNUAL,
        Column("annual_id", "Id of the annual agreement", kind=NUMBER, on_page=False),
        Column("purpose", "What it is for", order="purpose", link=True),
        Column("amount", "Amount", kind=MONEY, order="amount"),
        Column("pooled", "Pooled", kind=YES_NO),
        Column("recurrent", "Recurrent", kind=YES_NO),
        Column("note", "Note", on_page=False),
        Column("signed_on", "Signed by all since", value=F("signed_since"), kind=DATE, on_page=False),
    )

    def rows(self, actor: Actor) -> QuerySet:
        signed = When(as_signed(InvestmentIntention), then=F("annual__agreement__in_force_on"))
        return super().rows(actor).annotate(signed_since=Case(signed))


@add
class WorkLines(Register):
    """Every line of a work plan of the agreements the person may see."""

    name, title, noun, model = "work_lines", "Work plans", "line of a work plan", WorkLine
    nouns = "lines of work plans"
    permission, link, order = "compacts.view_work_line", "work_line", "due_on"
    filters = WorkFilters
    crumbs = (("Annual agreements", "annuals"),)
    intro = "What is done under annual agreements, who leads it, by when, and how it goes."
    empty = "Add on the page of an annual agreement what is done, who leads it and by when. It is then listed here."
    columns = (
        Column("what", "What is done", order="what", link=True),
        Column("lead", "Who leads", value="lead__name", order="lead__sort_name"),
        Column("due_on", "By when", kind=DATE, order="due_on"),
        Column("state", "State", kind=CHOICE, choices=dict(LineState.choices), order="state"),
        Column("overdue", "Overdue", value=F("is_overdue"), kind=YES_NO),
        *OF_ANNUAL,
        Column("measure", "Monitored by", value="measure__measure__title", on_page=False),
        Column("noted_on", "Progress noted on", value=F("last_noted"), kind=DATE, on_page=False),
        Column("progress", "Latest progress", value=F("last_note"), on_page=False),
    )

    def rows(self, actor: Actor) -> QuerySet:
        noted = WorkProgress.objects.filter(line=OuterRef("pk")).order_by("-noted_on", "-pk")
        late = WorkLine.objects.open().filter(due_on__lt=clock.today(), pk=OuterRef("pk"))  # type: ignore[attr-defined]
        return (
            super()
            .rows(actor)
            .annotate(
                is_overdue=Exists(late),
                last_noted=Subquery(noted.values("noted_on")[:1]),
                last_note=Subquery(noted.values("note")[:1]),
            )
        )
