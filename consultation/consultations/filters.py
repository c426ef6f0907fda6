"""How the list of consultations can be narrowed."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet

from consultation.consultations.models import Consultation, State
from core import clock
from core.fields import fold
from core.registers.filters import Filters, pick


def by_consultation(field_name: str = "consultation") -> django_filters.ModelChoiceFilter:
    """By the consultation that a row belongs to: those that were published, the latest first."""
    published = Consultation.objects.published().order_by("-closes_on", "sort_name")
    return django_filters.ModelChoiceFilter(label="Consultation", field_name=field_name, queryset=published)


def withheld_states(actor: Any) -> tuple[str, ...]:
    """The states in which this person is shown no consultation: that of a draft, for most people."""
    return () if is_shown_drafts(actor) else (State.DRAFT.value,)


def is_shown_drafts(actor: Any) -> bool:
    """Whether this person is shown drafts of the body they act for: all of them, or one that names them."""
    if actor.may(Consultation.view_permission, Consultation(host_id=actor.organisation_id)):
        return True
    if actor.organisation_id is None:
        return False
    drafts: QuerySet = Consultation.objects.in_state(State.DRAFT, clock.now()).visible_to(actor)
    return drafts.exists()


class ConsultationFilters(Filters):
    """By state, by who asks, and by closing day."""

    state = pick("State", State.choices, method="by_state", withheld=withheld_states)
    host = django_filters.CharFilter(label="Who asks (name or code)", method="by_host", max_length=100)
    closes_from = django_filters.DateFilter(label="Closes from", field_name="closes_on", lookup_expr="gte")
    closes_to = django_filters.DateFilter(label="Closes until", field_name="closes_on", lookup_expr="lte")

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.in_state(value, clock.now())  # type: ignore[attr-defined]

    def by_host(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        words = fold(value)
        return (
            rows.filter(Q(host__code__iexact=value.strip()) | Q(host__sort_name__startswith=words)) if words else rows
        )
