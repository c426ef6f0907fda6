"""How the list of schedules can be narrowed."""

from django_filters import CharFilter

from core.registers.filters import Filters, pick
from partnerships.schedules.models import ScheduleState


class ScheduleFilters(Filters):
    """By report and by state."""

    report = CharFilter(label="Report", field_name="title", lookup_expr="icontains", max_length=100)
    state = pick("State", ScheduleState.choices, method="by_state")

    def by_state(self, rows, name: str, value: str):
        return rows.filter(state=value)
