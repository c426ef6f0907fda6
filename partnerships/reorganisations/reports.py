"""The report on successions: what became of whom, by year and by what happened, with shares."""

import datetime
from typing import Any

from django import forms
from django.db.models import Count

from core.acts import Actor
from core.reports import registry
from core.reports.declaration import Chart, Column, Report, Section, Table
from partnerships.organisations.lineage import WHOLE
from partnerships.organisations.models import WHAT_BECAME, Lineage, Organisation, SuccessionKind

MOST = 2000
"""So many successions stand in the report; the list of lines in reorganisations and the API have all."""
SHORT = {
    SuccessionKind.MERGER: "Merged",
    SuccessionKind.SPLIT: "Split",
    SuccessionKind.ABOLITION: "Abolished",
    SuccessionKind.RENAMING: "Renamed",
}


class SuccessionsForm(forms.Form):
    """Of which year, and which kind."""

    year = forms.IntegerField(label="Year", required=False, min_value=1900, max_value=2200)
    kind = forms.ChoiceField(label="What happened", choices=[("", "All"), *WHAT_BECAME], required=False)


class Successions(Report):
    """What came from whom until a day, be it recorded alone or as a part of a reorganisation."""

    name = "successions"
    title = "Successions"
    audience = "core.view_reports"
    seen_alike = True
    description = "What became of whom until a day, by year and by what happened, with the shares that passed."
    parameters = SuccessionsForm

    def sections(self, actor: Actor, as_at: datetime.date, **params: Any) -> list[Section]:
        seen = Organisation.objects.visible_to(actor)
        rows = Lineage.objects.filter(on__lte=as_at, kind__in=dict(WHAT_BECAME), ancestor__in=seen, descendant__in=seen)
        if params.get("kind"):
            rows = rows.filter(kind=params["kind"])
        if params.get("year"):
            rows = rows.filter(on__year=params["year"])
        counted = (
            rows.order_by().values_list("on__year", "kind").annotate(number=Count("pk")).order_by("-on__year", "kind")
        )
        by_year = [[f"{year}: {SHORT[kind].lower()}", number] for year, kind, number in counted]
        table = Table(
            "Successions by year", [Column("Year and what happened"), Column("Successions", "number")], by_year
        )
        columns = [
            Column("Body that went"),
            Column("What happened"),
            Column("Successor"),
            Column("From", "date"),
            Column("Share", "percent"),
        ]
        listed = rows.select_related("ancestor", "descendant").order_by("-on", "ancestor__sort_name", "pk")
        lines = [
            [
                str(each.ancestor),
                SHORT[each.kind],
                str(each.descendant),
                each.on,
                "not known" if each.share is None else each.share / WHOLE,
            ]
            for each in listed[:MOST]
        ]
        title = "Successions" if len(lines) < MOST else f"The latest {MOST:,} successions"
        return [table, Table(title, columns, lines), Chart.of_bars("Chart of successions by year", table)]


registry.add(Successions)
