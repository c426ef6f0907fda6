"""How the partner register can be narrowed."""

import datetime

from django.db.models import Exists, Q, QuerySet
from django_filters import CharFilter, ChoiceFilter

from core.fields import fold
from core.registers.filters import Filters, as_at, pick
from partnerships.organisations import choices, past
from partnerships.organisations.models import (
    AreaServed,
    Described,
    KindSpell,
    Sector,
    UmbrellaClass,
)
from partnerships.organisations.past import spells
from partnerships.terms.choices import client_groups, flags

STATES = [("open", "Open"), ("closed", "Closed")]
STANDINGS = [("partner", "Partners here"), ("stale", "Partners to confirm")]


class OrganisationFilters(Filters):
    """By standing, kind, place, and by whom they are led or whom they serve; as at a day."""

    standing = pick("Partners", STANDINGS, method="by_standing")
    kind = pick("Kind", choices.kinds, method="by_kind")
    sector = pick("Sector", Sector.choices, method="by_kind")
    area = CharFilter(label="Area", method="by_area", max_length=100)
    group = pick("Client group", client_groups, method="by_term")
    flag = pick("Led by or serves", flags, method="by_term")
    state = pick("Open or closed", STATES, method="by_state")
    as_at = as_at(method="by_day")

    def by_day(self, rows: QuerySet, name: str, value: datetime.date) -> QuerySet:
        """The list as at a day holds what was open on it, unless the closed are asked for."""
        return rows if self.form.cleaned_data.get("state") else rows.open_on(value)

    def by_standing(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        if value == "stale":
            return past.to_confirm(rows, self.on())
        day = self.day_asked()
        return rows.filter(past.partner_on(day)) if day else rows.partners()

    def by_kind(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """By kind or by sector, of today or of the day asked for."""
        asked = {"kind": choices.kind_by_code(value)} if name == "kind" else {"kind__sector": value}
        day = self.day_asked()
        return rows.filter(**asked) if day is None else rows.filter(Exists(spells(KindSpell, day).filter(**asked)))

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.open_on(self.on()) if value == "open" else rows.filter(closed__lt=self.on())

    def by_area(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        served = spells(AreaServed, self.on()).filter(area__name__istartswith=value)
        return rows.filter(Q(area__name__istartswith=value) | Exists(served))

    def by_term(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(Exists(spells(Described, self.on()).filter(term_id=value)))


class UmbrellaFilters(Filters):
    """By umbrella body, by member, by class; as at a day."""

    umbrella = CharFilter(label="Umbrella body (name or code)", method="by_name", max_length=255)
    member = CharFilter(label="Member (name or code)", method="by_name", max_length=255)
    membership_class = ChoiceFilter(label="Belongs as", choices=UmbrellaClass.choices, field_name="membership_class")
    as_at = as_at()

    def by_name(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """By the code, or by the beginning of the name; 'name, code' as lists write it is both."""
        text, _, code = value.rpartition(",")
        named = {f"{name}__code__iexact": (code if text else value).strip()}
        return rows.filter(Q(**named) | Q(**{f"{name}__sort_name__startswith": fold(value) or value}))
