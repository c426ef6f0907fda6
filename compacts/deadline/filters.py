"""How the lists of targets, and of how bodies stand to them, can be narrowed."""

from django.db.models import Q, QuerySet
from django_filters import CharFilter

from compacts.deadline.models import SignupTarget, Verdict
from compacts.local.models import CompactKind
from core import clock
from core.fields import fold
from core.registers.choices import Choices, kept
from core.registers.filters import Filters, pick
from partnerships.organisations.choices import kind_by_code, kinds
from partnerships.organisations.models import Area, AreaKind
from partnerships.organisations.narrowing import in_area

STATES = [("going_on", "Going on"), ("closed", "Closed")]
WHETHER = [("yes", "Counted"), ("no", "Shown beside")]


def regions() -> Choices:
    """The regions there are, by name."""
    areas = Area.objects.filter(kind=AreaKind.REGION).order_by("name")
    return kept("regions", lambda: [(str(pk), name) for pk, name in areas.values_list("pk", "name")])


def in_region(path: str, pk: int) -> Q:
    """The rows whose locality lies in a region, itself or in a county of it."""
    return Q(**{f"{path}parent": pk}) | Q(**{f"{path}parent__parent": pk})


class SignupTargetFilters(Filters):
    """By what is signed, and whether it goes on."""

    compact_kind = pick("What is signed", CompactKind.choices, method="by_compact_kind")
    state = pick("State", STATES, method="by_state")

    def by_compact_kind(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(compact_kind=value)

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        closed = Q(closed_on__lte=clock.today())
        return rows.filter(closed) if value == "closed" else rows.exclude(closed)


class StandingFilters(Filters):
    """By target, region, locality, kind of body, and how it stands."""

    target = CharFilter(label="Target (title)", method="by_target", max_length=200)
    region = pick("Region", regions, method="by_region")
    area = CharFilter(label="Locality (name or GSS code)", method="by_area", max_length=100)
    kind = pick("Kind of body", kinds, method="by_kind")
    counts = pick("In the target", WHETHER, method="by_counts")
    verdict = pick("In this locality", Verdict.choices, method="by_verdict")
    overall = pick("Anywhere", Verdict.choices, method="by_overall")

    def by_target(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        found = SignupTarget.objects.filter(sort_name__startswith=fold(value) or value)
        return rows.filter(target__in=found)

    def by_region(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(in_region("area__", int(value)))

    def by_area(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(in_area(value))

    def by_kind(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(kind_id=kind_by_code(value))

    def by_counts(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(counts=value == "yes")

    def by_verdict(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(verdict=value)

    def by_overall(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(overall=value)
