"""The scorecard of a locality as a report: as at any day, to take along or to keep."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms

from compacts.local.models import LocalCompact
from compacts.local.scorecard import Figure, scorecard_of
from core.acts import Actor
from core.pages.fields import OneOf
from core.pages.forms import Form
from core.reports.declaration import Column, Linked, Report, Section, Table
from core.reports.registry import add


class WhichCompact(Form):
    """The Compact whose locality it is about."""

    compact = OneOf(label="Compact", queryset=LocalCompact.objects.none(), empty_label="Choose from the list")


@add
class CompactScorecard(Report):
    """How the Compact of a locality is kept: its Codes, consultations, funding and disputes."""

    name = "compact-scorecard"
    title = "Scorecard of a Compact"
    audience = "core.view_reports"
    seen_alike = True
    description = (
        "How the Compact of a locality is kept: which Codes are in force and who adopted them, whether consultations "
        "were long enough, whether funding keeps the Code, and what disputes taught."
    )

    def form(self, actor: Actor, data: Any = None) -> forms.Form:
        form = WhichCompact(data)
        seen = LocalCompact.objects.visible_to(actor).order_by("sort_name", "pk")
        form.fields["compact"].queryset = seen  # type: ignore[attr-defined]
        return form

    def sections(self, actor: Actor, as_at: datetime.date, **params: Any) -> list[Section]:
        area = params["compact"].area
        return [table_of(title, figures) for title, figures in scorecard_of(area, as_at)]


def table_of(title: str, figures: Sequence[Figure]) -> Table:
    """A part of the scorecard as a table; a line that leads somewhere opens there."""
    rows = [[each.text, Linked(each.value, each.href) if each.href else each.value] for each in figures]
    return Table(title, [Column(title), Column("As it stands")], rows)
