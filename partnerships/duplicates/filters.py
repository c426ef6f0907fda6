"""How the list of possible duplicates can be narrowed."""

from django.db.models import Q, QuerySet
from django_filters import CharFilter

from core.registers.filters import Filters, pick
from partnerships.duplicates.models import Reason, SuggestionState
from partnerships.organisations.narrowing import called, in_area

STANDING = [("partner", "With a partner here")]


class DuplicateFilters(Filters):
    """By reason, area, organisation and state. Without a state: those that wait to be looked at."""

    reason = pick("Why", Reason.choices, method="by_reason")
    area = CharFilter(label="Area (name or GSS code)", method="by_area", max_length=100)
    organisation = CharFilter(label="Organisation (name or code)", method="by_organisation", max_length=200)
    standing = pick("Partners", STANDING, method="by_standing")
    state = pick("State", SuggestionState.choices, method="by_state")

    def by_reason(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(**{Reason(value).value: True})

    def by_area(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(in_area(value, "first__area") | in_area(value, "second__area"))

    def by_organisation(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(called(value, "first") | called(value, "second"))

    def by_standing(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(Q(first__is_partner=True) | Q(second__is_partner=True))

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.to_look_at() if value == SuggestionState.OPEN else rows.filter(state=value)  # type: ignore[attr-defined]

    @property
    def qs(self) -> QuerySet:
        rows: QuerySet = super().qs
        return rows if "state" in self.form.cleaned_data else rows.to_look_at()  # type: ignore[attr-defined]
