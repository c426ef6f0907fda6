"""The list of returns: for each scheduled period when it is due, when it was submitted, and how it stands."""

from django.db.models import DateField, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django_filters import CharFilter

from commissioning.monitoring.models import ReportingPeriod, while_it_runs
from commissioning.monitoring.registers import CRUMBS
from commissioning.returns.days import late_days
from commissioning.returns.models import ReturnState, state_on
from core import clock
from core.acts import Actor
from core.fields import fold
from core.pages.addresses import fixed
from core.registers.columns import CHOICE, DATE, NUMBER, Column
from core.registers.filters import Filters, pick
from core.registers.register import Register, add
from partnerships.organisations.narrowing import called

LISTS = (
    ("commissioning.view_line", "Exceptions", "exceptions"),
    ("commissioning.view_monitoring", "What providers report", "requirements"),
    ("commissioning.view_feedback", "What users say", "audits"),
    ("commissioning.view_contract_review", "Contract reviews", "contract_reviews"),
    ("commissioning.view_finding", "What contract reviews found", "findings"),
    ("commissioning.view_figure", "Figures that feed measures", "contract_figures"),
)
"""Permission, words and address of each."""
LATE = (("yes", "Late"), ("no", "In time"))
SENT = "monitoring_return__sent_on"


def is_late(on: object) -> Q:
    """Whether a return came after its day, or did not come by then."""
    return Q(**{f"{SENT}__gt": F("due_on")}) | Q(while_it_runs(), **{SENT: None, "due_on__lt": on})


class ReturnFilters(Filters):
    """By contract, provider, commissioner, state, lateness, and the days of the period."""

    contract = CharFilter(label="Contract (title or reference)", method="by_contract", max_length=200)
    provider = CharFilter(label="Provider (name or code)", method="by_provider", max_length=200)
    commissioner = CharFilter(label="Commissioner (name or code)", method="by_commissioner", max_length=200)
    state = pick("State", ReturnState.choices, method="by_state")
    late = pick("Late", LATE, method="by_late")
    year = CharFilter(label="Period ends in the year", method="by_year", max_length=4)

    def by_contract(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return of_contract(rows, value)

    def by_provider(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(called(value, "contract__provider"))

    def by_commissioner(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(called(value, "contract__commissioner"))

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(stands=value)

    def by_late(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        late = is_late(self.on())
        return rows.filter(late) if value == "yes" else rows.filter(**{f"{SENT}__lte": F("due_on")})

    def by_year(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        year = int(value) if value.isascii() and value.isdigit() else 0
        return rows.filter(ends__year=year) if year >= clock.EARLIEST.year else rows.none()


def of_contract(rows: QuerySet, value: str, path: str = "contract") -> QuerySet:
    """Those whose contract has the words in its title, or this reference."""
    by_title = Q(**{f"{path}__sort_name__contains": fold(value) or value})
    return rows.filter(by_title | Q(**{f"{path}__reference__iexact": value.strip()}))


@add
class Returns(Register):
    """The returns of one's own contracts; of all for the secretariat and auditors."""

    name, title, noun, model = "returns", "Monitoring returns", "return", ReportingPeriod
    permission, link, order = "commissioning.view_monitoring", "reporting_period", "-due_on"
    crumbs, filters, of_today = CRUMBS, ReturnFilters, True
    intro = "For each period that a contract's provider reports on: when its return is due, and when it was submitted."
    empty = "Returns are scheduled from the monitoring page of a contract. Each period then stands here."
    columns = (
        Column("contract", "Contract", value="contract__title", order="contract__sort_name", link=True),
        Column("reference", "Reference", value="contract__reference", on_page=False),
        Column("provider", "Provider", value="contract__provider__name", order="contract__provider__sort_name"),
        Column("starts", "Period from", kind=DATE, order="starts"),
        Column("ends", "Period to", kind=DATE, order="ends"),
        Column("due_on", "Due", kind=DATE, order="due_on"),
        Column("sent_on", "Submitted", value=SENT, kind=DATE,
               order=Coalesce(SENT, Value(clock.LATEST), output_field=DateField())),
        Column("days_late", "Days late", value=late_days("due_on", SENT), kind=NUMBER),
        Column("state", "State", value="stands", kind=CHOICE, choices=dict(ReturnState.choices)),
        Column("accepted_on", "Accepted", value="monitoring_return__accepted_on", kind=DATE, on_page=False),
        Column("queried_on", "Queried", value="monitoring_return__queried_on", kind=DATE, on_page=False),
    )  # fmt: skip

    def acts(self, actor: Actor) -> list[tuple[str, str]]:
        """The other lists of what is known of how contracts go."""
        return [(said, fixed(name)) for need, said, name in LISTS if actor.can_ever(need)]

    def rows(self, actor: Actor) -> QuerySet:
        """Nothing of a contract that was declared void."""
        return super().rows(actor).filter(contract__voided_on=None).annotate(stands=state_on(clock.today()))
