"""How the lists of annual agreements, of investment intentions and of work plans can be narrowed."""

from django.db.models import Q, QuerySet
from django_filters import CharFilter

from compacts.annual.models import LineState, Standing
from compacts.strategies.years import YEARS
from core import clock
from core.fields import fold
from core.registers.filters import Filters, as_at, pick
from partnerships.organisations.lineage import predecessors
from partnerships.organisations.models import Organisation
from partnerships.organisations.narrowing import in_area

OF_YEARS = [(str(year), said) for year, said in YEARS.items()]
YES_NO = [("yes", "Yes"), ("no", "No")]
WHOLE = [("yes", "All six"), ("no", "Some missing")]
SIGNED = [("yes", "Signed by all"), ("no", "Not signed by all")]


def theirs(value: str) -> list[int]:
    """The keys of the organisations of that name or code, and of all that they came from."""
    text = value.strip()
    named = Organisation.objects.filter(Q(sort_name=fold(text)) | Q(code__iexact=text))
    return list(predecessors(list(named.values_list("pk", flat=True))))


class AnnualFilters(Filters):
    """By service, year, state, completeness, locality and party; as at a day."""

    service = CharFilter(label="Words of the service", method="by_service", max_length=100)
    year = pick("Year", OF_YEARS, method="by_year")
    standing = pick("State", Standing.choices, method="by_standing")
    complete = pick("Components", WHOLE, method="by_components")
    area = CharFilter(label="Locality (name or GSS code)", method="by_area", max_length=100)
    party = CharFilter(label="Party (name or code), with whom it came from", method="by_party", max_length=200)
    as_at = as_at(method="by_day")

    def by_service(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(sort_name__contains=fold(value))

    def by_year(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(year=int(value))

    def by_standing(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """Those that stood so on the day asked for."""
        return rows.standing(value, self.on())  # type: ignore[attr-defined]

    def by_components(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """Those with all six today, or with fewer."""
        return rows.filter(components=6) if value == "yes" else rows.filter(components__lt=6)

    def by_area(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(in_area(value, "agreement__area"))

    def by_party(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        parties = Organisation.objects.filter(pk__in=theirs(value), agreement_parties__isnull=False)
        return rows.filter(agreement__in=parties.values("agreement_parties__agreement"))

    def by_day(self, rows: QuerySet, name: str, value: object) -> QuerySet:
        """All of them: the day decides how each stands."""
        return rows


class IntentionFilters(Filters):
    """By partner, service, year, whether it is pooled and recurrent, and whether it is signed."""

    partner = CharFilter(label="Partner (name or code), with whom it came from", method="by_partner", max_length=200)
    service = CharFilter(label="Words of the service", method="by_service", max_length=100)
    year = pick("Year", OF_YEARS, method="by_year")
    pooled = pick("Pooled", YES_NO, method="by_pool")
    recurrent = pick("Recurrent", YES_NO, method="by_recurrence")
    signed = pick("Agreement", SIGNED, method="by_signature")

    def by_partner(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(partner__in=theirs(value))

    def by_service(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(annual__sort_name__contains=fold(value))

    def by_year(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(annual__year=int(value))

    def by_pool(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(pooled=value == "yes")

    def by_recurrence(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(recurrent=value == "yes")

    def by_signature(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """Those that stand, as they are, in a draft that all have signed, or all the others."""
        return rows.filter(signed_since__isnull=value == "no")


class WorkFilters(Filters):
    """By what is overdue, state, who leads, service and year."""

    overdue = pick("Overdue", YES_NO, method="by_overdue")
    state = pick("State", LineState.choices, method="by_state")
    lead = CharFilter(label="Who leads (name or code), with whom it came from", method="by_lead", max_length=200)
    service = CharFilter(label="Words of the service", method="by_service", max_length=100)
    year = pick("Year", OF_YEARS, method="by_year")

    def by_overdue(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """Those of agreements that go on whose day has passed and that are not done, or all the others."""
        late = rows.model.objects.open().filter(due_on__lt=clock.today()).values("pk")
        return rows.filter(pk__in=late) if value == "yes" else rows.exclude(pk__in=late)

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(state=value)

    def by_lead(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(lead__in=theirs(value))

    def by_service(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(annual__sort_name__contains=fold(value))

    def by_year(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(annual__year=int(value))
