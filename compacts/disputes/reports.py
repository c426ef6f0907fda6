"""The report on disputes: where they are on the ladder, how they ended, how long they took, what was learned."""

import datetime
from typing import Any

from compacts.disputes.models import BREACHES, LADDER, Dispute, Outcome
from compacts.disputes.reading import LOADED
from core.acts import Actor
from core.reports.declaration import Chart, Column, Figures, Linked, Report, Section, Table
from core.reports.registry import add


@add
class DisputesReport(Report):
    """Every dispute that the person may see, by rung and by outcome, with what was learned."""

    name = "disputes"
    title = "Disputes and breaches of Compacts"
    audience = "core.view_reports"
    description = (
        "How many disputes go on and on which rung, how those that ended were decided, how long they took, and what "
        "was learned from them."
    )

    def sections(self, actor: Actor, as_at: datetime.date, **params: Any) -> list[Section]:
        rows = list(LOADED.visible_to(actor).raised_by_day(as_at).order_by("raised_on", "pk"))  # type: ignore[attr-defined]
        ended = [each for each in rows if each.closed_on is not None and each.closed_on <= as_at]
        breaches = [each for each in ended if each.outcome in BREACHES]
        figures = Figures([
            ("Going on", len(rows) - len(ended), "integer"),
            ("Ended", len(ended), "integer"),
            ("The Compact was broken, whole or in part", len(breaches), "integer"),
        ])  # fmt: skip
        ladder, outcomes, learning = ladder_table(rows, as_at), outcomes_table(ended), learning_table(ended)
        drawn = [Chart.of_bars("Chart of how they ended", outcomes)] if outcomes.rows else []
        return [figures, *([ladder] if ladder.rows else []), *drawn, *([learning] if learning.rows else [])]


def ladder_table(rows: list[Dispute], on: datetime.date) -> Table:
    """Each rung with how many are on it, overdue there, and ended there."""
    steps = [(each, step) for each in rows for step in each.steps.all() if step.began_on <= on]
    found = []
    for rung in LADDER:
        here = [(each, step) for each, step in steps if step.rung == rung]
        open_ones = [step for _, step in here if step.ended_on is None or step.ended_on > on]
        ended = [step for each, step in here if each.closed_on and each.closed_on <= on and step == each.step]
        overdue = sum(step.due_on < on for step in open_ones)
        found.append([rung.label, len(here), len(open_ones), overdue, len(ended)])
    columns = [Column("Rung"), *[Column(each, "integer") for each in ("Came to it", "On it", "Overdue", "Ended there")]]
    return Table("The ladder", columns, found if rows else [])


def outcomes_table(ended: list[Dispute]) -> Table:
    """Each outcome with how many ended so, and how many days the longest took."""
    found = []
    for outcome in Outcome:
        took = [(each.closed_on - each.raised_on).days for each in ended if each.outcome == outcome and each.closed_on]
        found += [[outcome.label, len(took), max(took)]] if took else []
    columns = [Column("Outcome"), Column("Disputes", "integer"), Column("Longest, in days", "integer")]
    return Table("How they ended", columns, found)


def learning_table(ended: list[Dispute]) -> Table:
    """What was learned from each, the latest first."""
    learned = sorted(
        (each for each in ended if each.learning), key=lambda each: (each.closed_on, each.pk), reverse=True
    )
    columns = [Column("Dispute"), Column("Locality"), Column("Ended", "date"), Column("What was learned")]
    rows = [
        [Linked(each.title, each.get_absolute_url()), each.area.name, each.closed_on, each.learning] for each in learned
    ]
    return Table("What was learned", columns, rows)
