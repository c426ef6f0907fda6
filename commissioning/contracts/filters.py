"""How the register of contracts can be narrowed."""

import datetime
from functools import lru_cache

from django.db.models import Case, Q, QuerySet, Value, When
from django_filters import CharFilter

from commissioning.contracts import kinds
from commissioning.contracts.days import months_after
from commissioning.contracts.kinds import State, state_on
from core.fields import fold
from core.registers.filters import Filters, as_at, pick
from partnerships.organisations.models import Sector
from partnerships.organisations.narrowing import called, in_area

PROVIDERS = (("vcs", "Voluntary and community sector"), ("other", "Others"))
WITHIN = (("3", "3 months"), ("6", "6 months"), ("12", "12 months"), ("24", "2 years"))
ENTERED = (
    ("paper", "From paper"),
    ("register", "From a published register"),
    ("here", "As it was agreed"),
)
SERVES = (("priority", "A priority of a plan"), ("exception", "None, by an exception"), ("none", "None that is known"))


@lru_cache(maxsize=64)
def states_by(on: datetime.date) -> Case:
    """The state of each row on a day: built once a day, since every list asks for it."""
    return state_on(on)


class ContractFilters(Filters):
    """By state, kind, provider, commissioner, area, client group, what it serves, how it was entered, and its end."""

    state = pick("State", State.choices, method="by_state")
    kind = pick("Kind", kinds.Kind.choices, method="by_kind")
    sector = pick("Provider is of", PROVIDERS, method="by_sector")
    provider = CharFilter(label="Provider (name or code)", method="by_provider", max_length=200)
    commissioner = CharFilter(label="Commissioner (name or code)", method="by_commissioner", max_length=200)
    area = CharFilter(label="Area (name or GSS code)", method="by_area", max_length=100)
    client_group = CharFilter(label="Client group", method="by_client_group", max_length=120)
    basis = pick("What is bought", kinds.Basis.choices, method="by_basis")
    serves = pick("Serves", SERVES, method="by_serves")
    entered = pick("Entered", ENTERED, method="by_entered")
    ends_within = pick("Ends within", WITHIN, method="by_ends_within")
    counted = pick("Counted in the report", (("yes", "Running on the day"), ("long", "Of these for 3 years or more"),
                                             ("bme", "Of these BME-led"), ("template", "Of these from a template")),
                   method="by_counted")  # fmt: skip
    as_at = as_at(method="by_day")

    @property
    def qs(self) -> QuerySet:
        """Leaves out what is void, unless a state is asked for."""
        rows = super().qs
        return rows if "state" in self.form.cleaned_data else rows.filter(voided_on=None)

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.in_state(value, self.on())  # type: ignore[attr-defined]

    def by_kind(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(kind=value)

    def by_basis(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(basis=value)

    def by_sector(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        of_sector = Q(provider__kind__sector=Sector.VOLUNTARY)
        return rows.filter(of_sector if value == "vcs" else ~of_sector)

    def by_provider(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(called(value, "provider"))

    def by_commissioner(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(called(value, "commissioner"))

    def by_area(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(in_area(value))

    def by_client_group(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(client_group__title__icontains=fold(value) or value)

    def by_serves(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        if value == "priority":
            return rows.filter(priority__isnull=False)
        rows = rows.filter(priority=None)
        return rows.filter(exception_approved_on__isnull=value == "none")

    def by_entered(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        if value == "paper":
            return rows.filter(past_on__isnull=False)
        return rows.filter(past_on=None, taken_over_on__isnull=value == "here")

    def by_ends_within(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """Those that run on the day and end within so many months of it."""
        until = months_after(self.on(), int(value))
        return rows.running(self.on()).filter(ends_then__gte=self.on(), ends_then__lte=until)  # type: ignore[attr-defined]

    def by_counted(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """Those that the report on shares of value counts on the day."""
        from commissioning.contracts.shares import counted

        return counted(rows, self.on(), "" if value == "yes" else value)

    def by_day(self, rows: QuerySet, name: str, value: datetime.date) -> QuerySet:
        """Those that were there by that day: agreed, active or over."""
        return rows.annotate(
            known_by=Case(When(Q(activated_on__lte=value) | Q(agreed_on__lte=value), then=Value(1)), default=Value(0))
        ).filter(known_by=1)
