"""Reports about the register of partners."""

import datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Count, Q
from django.urls import reverse

from core import clock
from core.acts import Actor
from core.reports import registry
from core.reports.declaration import Chart, Column, Figures, Linked, Report, Section, Table
from partnerships.organisations import past
from partnerships.organisations.models import Described, KindSpell, Organisation, PartnerSpell, Sector
from partnerships.terms.choices import titled
from partnerships.terms.models import Vocabulary


class SectorForm(forms.Form):
    """Which sector to count."""

    sector = forms.ChoiceField(label="Sector", choices=[("", "All"), *Sector.choices], required=False)


class OrganisationsByKind(Report):
    """How many bodies of each kind there were, and how many of them were partners here."""

    name = "organisations-by-kind"
    title = "Organisations by kind"
    audience = "core.view_reports"
    seen_alike = True
    description = "How many organisations of each kind were open on a day, and how many of them were partners here."
    parameters = SectorForm

    def sections(self, actor: Actor, as_at: datetime.date, **params: Any) -> list[Section]:
        counts = list(counted(actor, as_at, params.get("sector", "")))
        rows = [
            [title, Linked(number, open_on(as_at, kind=code)), Linked(partners, partners_of(as_at, kind=code))]
            for title, code, number, partners in counts
        ]
        sector = {"sector": params["sector"]} if params.get("sector") else {}
        everybody = Linked(sum(row[2] for row in counts), open_on(as_at, **sector))
        here = Linked(sum(row[3] for row in counts), partners_of(as_at, **sector))
        columns = [Column("Kind"), Column("Organisations", "number"), Column("Partners here", "number")]
        table = Table("Organisations by kind", columns, rows, total=["All", everybody, here])
        figures = Figures([("Organisations", everybody), ("Partners here", here)])
        return [figures, Chart.of_bars("Chart of organisations by kind", table)]


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


def open_on(as_at: datetime.date, **query: Any) -> str:
    """The organisations behind a count: those that were open on the day."""
    return address(as_at, state="open", **query)


def partners_of(as_at: datetime.date, **query: Any) -> str:
    """The partners here behind a count."""
    return address(as_at, standing="partner", state="open", **query)


def address(as_at: datetime.date, **query: Any) -> str:
    """The list of partners, narrowed; as at another day where it is not today."""
    day = {} if as_at == clock.today() else {"as_at": as_at.isoformat()}
    return f"{reverse('organisations')}?{urlencode(query | day)}"


class PartnersByFlag(Report):
    """How many partners are led by, or serve, groups that are often left out (aim 6: diversity and fair access)."""

    name = "partners-by-flag"
    title = "Partners led by or serving groups"
    audience = "core.view_reports"
    seen_alike = True
    description = (
        "How many of the partners here are led by, or serve, Black and minority ethnic communities, disabled people "
        "and others, as they describe themselves, and what share of all partners that is."
    )

    def sections(self, actor: Actor, as_at: datetime.date, **params: Any) -> list[Section]:
        partners = partners_on(actor, as_at)
        everybody = partners.count()
        described = Described.objects.in_force(as_at).filter(
            organisation__in=partners, term__vocabulary__in=(Vocabulary.LED_BY, Vocabulary.SERVES)
        )
        counts = described.order_by().values_list("term__vocabulary", "term__title", "term_id")
        counts = counts.annotate(number=Count("organisation", distinct=True)).order_by(
            "term__vocabulary", "term__title"
        )
        rows = [
            [
                titled(list_, title),
                Linked(number, partners_of(as_at, flag=term)),
                share,
            ]
            for list_, title, term, number in counts
            for share in [Decimal(number) / everybody]
        ]
        columns = [Column("Group"), Column("Partners", "number"), Column("Share of partners", "percent")]
        note = "An organisation may belong to several groups, so the shares do not add up to 100%."
        table = Table("Partners by group", columns, rows, note=note)
        figures = Figures([("Partners here", Linked(everybody, partners_of(as_at)))])
        return [figures, Chart.of_bars("Chart of partners by group", table)] if rows else [figures]


NOT_KNOWN = (
    "'Cannot be determined' counts partners that have confirmed their entry since, where the history does not show by "
    "when they had to: they were marked as partners later, or that part of the history is no longer kept."
)


class PartnersToConfirm(Report):
    """Whose entry should have been confirmed, longest overdue first."""

    name = "partners-to-confirm"
    title = "Partners to confirm"
    audience = "core.view_reports"
    seen_alike = True
    description = "Partners whose entry should have been confirmed by the day, with the day it was last confirmed."

    def sections(self, actor: Actor, as_at: datetime.date, **params: Any) -> list[Section]:
        seen = Organisation.objects.visible_to(actor)
        found = past.to_confirm(seen, as_at).annotate(
            kind_then=past.kind_on(as_at), confirmed_then=past.confirmed_on(as_at), due_then=past.confirm_by(as_at)
        )
        rows = [
            [Linked(str(each), each.get_absolute_url()), each.kind_then, each.confirmed_then, each.due_then]
            for each in found.order_by("due_then", "sort_name", "pk")
        ]
        figures: list[tuple[str, Any]] = [("Partners to confirm", Linked(len(rows), address(as_at, standing="stale")))]
        if unknown := past.not_known(seen, as_at).count():
            figures.append(("Cannot be determined", unknown))
        columns = [Column("Partner"), Column("Kind"), Column("Last confirmed", "date"), Column("Confirm by", "date")]
        return [Figures(figures), Table("Partners to confirm", columns, rows, note=NOT_KNOWN if unknown else "")]


def partners_on(actor: Actor, as_at: datetime.date) -> Any:
    """Organisations that were partners here, and open, on the day."""
    return past.partners(Organisation.objects.visible_to(actor), as_at)


registry.add(OrganisationsByKind)
registry.add(PartnersByFlag)
registry.add(PartnersToConfirm)
