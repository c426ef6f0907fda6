"""The part of the report that says who answered."""

from typing import Any

from consultation.consultations.rules import length_of
from consultation.results import links
from consultation.results.reading import Results
from core.pages import words
from core.reports.declaration import Chart, Column, Figures, Heading, Section, Table

SHARE_OF_ALL = "Shares are of all responses."
COUNTED_NOW = (
    "Counted are the responses that count today and had been sent by the end of {}, each by the last version sent by "
    "then."
)


def about_respondents(results: Results) -> list[Section]:
    """How many answered, of which kind and by which way, and what does not count."""
    return [Heading("Who answered"), figures(results), by_kind(results), by_channel(results), set_aside(results)]


def figures(results: Results) -> Figures:
    consultation = results.consultation
    length = length_of(consultation, results.as_at)
    return Figures(
        [
            ("Responses that count", links.responses(results, results.total), "integer"),
            ("Of these, letters that need not follow the questions",
             links.responses(results, results.letters, letter="yes"), "integer"),
            ("Closing day", words.date(consultation.closes_on)),
            ("Time to answer", f"{length.in_weeks}; {length.verdict}"),
        ]
    )  # fmt: skip


def counted(title: str, first: str, rows: list[tuple[str, Any, float]], total: int) -> Table:
    """How many of each, with their share of all."""
    return Table(
        title,
        [Column(first), Column("Responses", "integer"), Column("Share", "percent")],
        rows,
        note=f"n = {total}. {SHARE_OF_ALL}",
        total=("All", total, 1) if total else None,
    )


def by_kind(results: Results) -> Section:
    title = "Responses by kind of respondent"
    rows = [
        (kind, links.responses(results, count, kind=kind), count / results.total)
        for kind, count in results.by_kind.items()
    ]
    table = counted(title, "Kind of respondent", rows, results.total)
    return Chart.of_bars(title, table) if rows else table


def by_channel(results: Results) -> Section:
    rows = [
        (channel.label, links.responses(results, count, channel=channel.value), count / results.total)
        for channel, count in results.channels
    ]
    return counted("Responses by how they came", "How it came", rows, results.total)


def set_aside(results: Results) -> Section:
    return Table(
        "Sent, and not counted",
        [Column("Why"), Column("Responses", "integer")],
        [(why.label, links.set_aside(results, count, why)) for why, count in results.set_aside.items()],
        note="As things stand today. They are kept, and can be read by everybody who may read the others. "
        + COUNTED_NOW.format(words.date(results.as_at)),
    )
