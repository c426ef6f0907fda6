"""The part of the report that says who answered."""

from urllib.parse import urlencode

from django.urls import reverse

from consultation.consultations.rules import length_of
from consultation.results.reading import Results
from core.pages import words
from core.reports.declaration import Chart, Column, Figures, Linked, Section, Table

SHARE_OF_ALL = "Shares are of all responses."


def about_respondents(results: Results) -> list[Section]:
    """How many answered, of which kind and by which way, and what does not count."""
    return [figures(results), by_kind(results), by_channel(results), set_aside(results)]


def behind(results: Results) -> str:
    """The list of the responses that are counted."""
    asked = {"consultation": results.consultation.pk, "as_at": results.as_at.isoformat()}
    return f"{reverse('responses')}?{urlencode(asked)}"


def figures(results: Results) -> Figures:
    consultation = results.consultation
    length = length_of(consultation, results.as_at)
    return Figures(
        [
            ("Responses", Linked(results.total, behind(results)), "integer"),
            ("Closes", words.date(consultation.closes_on)),
            ("Time to answer", f"{length.in_weeks}; {length.verdict}"),
        ]
    )


def counted(title: str, first: str, rows: list[tuple[str, int]], total: int) -> Table:
    """How many of each, with their share of all."""
    return Table(
        title,
        [Column(first), Column("Responses", "integer"), Column("Share", "percent")],
        [(name, count, count / total) for name, count in rows],
        note=f"n = {total}. {SHARE_OF_ALL}",
        total=("All", total, 1) if total else None,
    )


def by_kind(results: Results) -> Section:
    title = "Responses by kind of respondent"
    table = counted(title, "Kind of respondent", list(results.by_kind.items()), results.total)
    return Chart.of_bars(title, table) if table.rows else table


def by_channel(results: Results) -> Section:
    return counted("Responses by how they came", "How it came", results.channels, results.total)


def set_aside(results: Results) -> Section:
    return Table(
        "Sent, and not counted",
        [Column("Why"), Column("Responses", "integer")],
        list(results.set_aside.items()),
        note="As things stand today. They are kept, and can be read by who may read the others.",
    )
