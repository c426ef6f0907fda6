"""The list of scorecards."""

from django.db.models import Case, CharField, Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from compacts.compliance.filters import STATES, ScorecardFilters
from compacts.compliance.models import POINTS, ComplianceCheck, Finding, FundingKind, Point, Result, Scorecard
from core import clock
from core.acts import Actor
from core.pages.addresses import fixed
from core.registers.columns import CHOICE, DATE, NUMBER, Column
from core.registers.register import Register, add

STILL = Value(clock.LATEST)
PLACE = Case(*[When(point=each, then=Value(place)) for place, each in enumerate(POINTS)], output_field=IntegerField())


def latest(scorecard: OuterRef, what: str) -> Subquery:
    """Something of the check of the latest point of a scorecard, as an expression."""
    return Subquery(ComplianceCheck.objects.filter(scorecard=scorecard).order_by(PLACE.desc()).values(what)[:1])


def how_many(result: Result) -> Coalesce:
    """Of how many criteria the latest point found that, as an expression."""
    made = Finding.objects.filter(made_by=latest(OuterRef(OuterRef("pk")), "pk"))
    counted = made.filter(result=result).order_by().values("made_by").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), Value(0), output_field=IntegerField())


@add
class Scorecards(Register):
    """Every scorecard the person may see: of their own organisation and those it came from; the secretariat all."""

    name = "scorecards"
    title = "Funding checked against a Code"
    noun = "scorecard"
    model = Scorecard
    permission = "compacts.view_scorecard"
    filters = ScorecardFilters
    searchable = True
    search_label = "What is checked, either side, or locality"
    order = "-begun_on"
    link = "scorecard"
    crumbs = (("Local Compacts", "compacts"), ("Codes of good practice", "codes"))
    in_search = 23
    first_found = ("-begun_on",)
    loaded = ("body",)
    read_of_found = ("title", "agreed_on", "dropped_on", "body__name")
    intro = (
        "Tenders, contracts, grants and agreements, checked against the criteria of a Code when they are issued, "
        "negotiated and agreed. Before the Code is in force a scorecard advises; from then on it binds."
    )
    as_at_note = "What the latest check found is today's."
    empty = "Begin a scorecard when funding is planned. It says what falls short of the Code before anything is signed."
    columns = (
        Column("title", "What is checked", order="sort_name", link=True),
        Column("kind", "Kind", kind=CHOICE, choices=dict(FundingKind.choices), order="kind"),
        Column("body", "Public body", value="body__name", order="body__sort_name"),
        Column("provider", "Provider", value="provider__name"),
        Column("code", "Code of good practice", value="code__title", on_page=False),
        Column("area", "Locality", value="area__name", order="area__name"),
        Column("point", "Last checked", kind=CHOICE, choices=dict(Point.choices)),
        Column("kept", "Kept", value=how_many(Result.KEPT), kind=NUMBER, order=how_many(Result.KEPT)),
        Column("not_kept", "Not kept", value=how_many(Result.NOT_KEPT), kind=NUMBER, order=how_many(Result.NOT_KEPT)),
        Column("state", "State", kind=CHOICE, choices=dict(STATES)),
        Column("begun_on", "Begun", kind=DATE, order="begun_on"),
        Column("agreed_on", "Agreed", kind=DATE, order=Coalesce("agreed_on", STILL)),
        Column("agreed_because", "Why it was agreed all the same", on_page=False),
        Column("dropped_on", "Given up", kind=DATE, on_page=False),
        Column("drop_reason", "Why it was given up", on_page=False),
    )

    def hint(self, row: Scorecard) -> str:
        return f"{row.standing[0]}, {row.body.name}"

    def rows(self, actor: Actor) -> QuerySet:
        agreed, dropped = Q(agreed_on__lte=clock.today()), Q(dropped_on__lte=clock.today())
        state = Case(
            When(agreed, then=Value("agreed")), When(dropped, then=Value("dropped")), default=Value("open"),
            output_field=CharField(),
        )  # fmt: skip
        return super().rows(actor).annotate(state=state, point=latest(OuterRef("pk"), "point"))

    def acts(self, actor: Actor) -> list[tuple[str, str]]:
        begins = actor.can_ever("compacts.begin_scorecard")
        return [("Begin a scorecard", fixed("scorecard_begin"))] if begins else []
