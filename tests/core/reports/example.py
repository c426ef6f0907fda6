"""One report with everything in it, and somebody to run it."""

import datetime
from decimal import Decimal

from django import forms

from core.reports.declaration import Chart, Column, Figures, Linked, Prepared, Report, Table

AS_AT = datetime.date(2003, 11, 20)
MADE_AT = datetime.datetime(2003, 11, 21, 9, 30, tzinfo=datetime.UTC)

MONEY = Table(
    "Grants: <script>by body</script>",
    [
        Column("Body"),
        Column("Grants", "number"),
        Column("Amount", "money"),
        Column("Share", "percent"),
        Column("First", "date"),
    ],
    [
        [
            "=Malvern Carers' Forum",
            Linked(1200, "/partners/7/"),
            Decimal("1234.50"),
            Decimal("0.04995"),
            datetime.date(2003, 4, 1),
        ],
        ["Age Concern <b>Leominster</b>", 3, Decimal("-40"), Decimal("0.25"), None],
        ["Café Ross", "not measurable", None, None, datetime.date(1998, 12, 31)],
    ],
    note="Amounts are in pounds.",
    total=["All", 1203, Decimal("1194.50"), Decimal("1"), None],
)
KINDS = Table("Bodies by kind", [Column("Kind"), Column("Bodies", "number")], [["Charity", 2], ["Council", 1]])


class GrantsForm(forms.Form):
    kind = forms.ChoiceField(label="Kind", choices=[("", "Every kind"), ("charity", "Charity")], required=False)


class Grants(Report):
    name = "grants"
    title = "Grants to <voluntary> bodies"
    audience = "core.view_reports"
    description = "What was granted, to whom & when."
    parameters = GrantsForm

    def sections(self, actor, as_at, kind=""):
        return [
            Figures([("Bodies", Linked(3, "/partners/")), ("Granted", Decimal("1194.50"), "money")]),
            Chart.of_bars("Bodies, drawn", KINDS),
            MONEY,
        ]


def prepared(sections=None):
    return Prepared(
        name="grants",
        title=Grants.title,
        description=Grants.description,
        sections=Grants().sections(None, AS_AT) if sections is None else sections,
        parameters=[("Kind", "Every kind")],
        as_at=AS_AT,
        made_at=MADE_AT,
        asked_by="Ann Analyst, Analyst, Herefordshire Primary Care Trust",
    )
