"""Reports about the register of partners."""

import datetime
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Count, Q
from django.urls import reverse

from core import clock
from core.acts import Actor
from core.reports import registry
from core.reports.declaration import Chart, Column, Figures, Linked, Report, Section, Table
from partnerships.organisations.models import KindSpell, Organisation, PartnerSpell, Sector


class SectorForm(forms.Form):
    """Which sector to count."""

    sector = forms.ChoiceField(label="Sector", choices=[("", "All"), *Sector.choices], required=False)


class OrganisationsByKind(Report):
    """How many bodies of each kind there were, and how many of them were partners here."""

    name = "organisations-by-kind"
    title = "Organisations by kind"
    audience = "core.view_reports"
    description = "How many organisations of each kind were open on a day, and how many of them were partners here."
    parameters = SectorForm

    def sections(self, actor: Actor, as_at: datetime.date, **params: Any) -> list[Section]:
        counts = list(counted(actor, as_at, params.get("sector", "")))
        rows = [[title, Linked(number, list_of(code, as_at)), partners] for title, code, number, partners in counts]
        everybody, here = sum(row[2] for row in counts), sum(row[3] for row in counts)
        columns = [Column("Kind"), Column("Organisations", "number"), Column("Partners here", "number")]
        table = Table("Organisations by kind", columns, rows, total=["All", everybody, here])
        figures = Figures([("Organisations", everybody), ("Partners here", here)])
        return [figures, Chart.of_bars("Organisations by kind, drawn", table)]


def counted(actor: Actor, as_at: datetime.date, sector: str) -> Any:
    """(kind, its code, organisations, partners among them), the most frequent kind first. One statement."""
    seen = Organisation.objects.visible_to(actor).open_on(as_at)
    partners = PartnerSpell.objects.in_force(as_at).values("organisation_id")
    spells = KindSpell.objects.in_force(as_at).filter(organisation__in=seen)
    spells = spells.filter(kind__sector=sector) if sector else spells
    found = spells.order_by().values_list("kind__title", "kind__code")
    found = found.annotate(
        number=Count("organisation", distinct=True),
        partners=Count("organisation", distinct=True, filter=Q(organisation__in=partners)),
    )
    return found.order_by("-number", "kind__title")


def list_of(code: str, as_at: datetime.date) -> str:
    """The organisations behind a count; '' for another day than today, since the list knows only kinds of today."""
    if as_at != clock.today():
        return ""
    return f"{reverse('organisations')}?{urlencode({'kind': code, 'state': 'open'})}"


registry.add(OrganisationsByKind)
