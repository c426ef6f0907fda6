"""How the partner register can be narrowed."""

import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django_filters import CharFilter, ChoiceFilter, DateFilter

from core import clock
from core.registers.filters import Filters
from partnerships.organisations import choices
from partnerships.organisations.models import AreaServed, Described, Organisation, Sector

STATES = [("open", "Open"), ("closed", "Closed")]
STANDINGS = [("partner", "Partners here"), ("stale", "Partners to confirm")]


def pick(label: str, among: Any, method: str = "", field: str = "") -> ChoiceFilter:
    """A list to choose from; nothing chosen means all."""
    return ChoiceFilter(label=label, choices=among, **({"method": method} if method else {"field_name": field}))


class OrganisationFilters(Filters):
    """By standing, kind, place, and by whom they are led or whom they serve; as at a day."""

    standing = pick("Partners", STANDINGS, method="by_standing")
    kind = pick("Kind", choices.kinds, field="kind__code")
    sector = pick("Sector", Sector.choices, field="kind__sector")
    area = CharFilter(label="Area", method="by_area", max_length=100)
    group = pick("Client group", choices.client_groups, method="by_term")
    flag = pick("Led by or serves", choices.flags, method="by_term")
    state = pick("Open or closed", STATES, method="by_state")
    as_at = DateFilter(label="As at", method="by_day")

    def on(self) -> datetime.date:
        """The day the list is judged on."""
        return self.form.cleaned_data.get("as_at") or clock.today()

    def by_day(self, rows: QuerySet, name: str, value: datetime.date) -> QuerySet:
        """The day itself narrows nothing; without a state it shows what was open on it."""
        return rows if self.form.cleaned_data.get("state") else rows.open_on(value)

    def by_standing(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.to_confirm(self.on()) if value == "stale" else rows.partners()

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.open_on(self.on()) if value == "open" else rows.filter(closed__lt=self.on())

    def by_area(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        served = AreaServed.objects.in_force(self.on()).filter(
            organisation=OuterRef("pk"), area__name__istartswith=value
        )
        return rows.filter(Q(area__name__istartswith=value) | Exists(served))

    def by_term(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        described = Described.objects.in_force(self.on()).filter(term_id=value)
        return rows.filter(pk__in=described.values("organisation_id"))
