"""What the home page says about reports: those a person kept last, and where the others are run."""

from typing import Any

from core import home
from core.acts import Actor
from core.home import Line
from core.pages import words
from core.pages.addresses import fixed, numbered
from core.reports import registry
from core.reports.models import ReportRun, State

KEPT = 3
"""Kept reports that the home page names; the page of each report has the others."""


def kept(actor: Actor) -> Any:
    """The reports that this person kept, in the capacity they act in, the last first."""
    return ReportRun.objects.visible_to(actor).order_by("-pk") if actor.may("core.view_reports") else None


def kept_last(actor: Actor, rows: Any) -> list[Line]:
    """The first of them. One statement."""
    return [
        Line(
            run.title,
            numbered("report_run", run.pk),
            "Open what you kept" if run.state == State.MADE else "See how far it is",
            f"As at {words.date(run.as_at)}, kept at {words.moment(run.asked_at)}",
        )
        for run in rows[:KEPT]
    ]


def reports_to_run(actor: Actor) -> list[Line]:
    """How many reports this person may run, with the names of some."""
    if not actor.may("core.view_reports"):
        return []
    titles = [each.title for each in registry.all_for(actor)]
    if not titles:
        return []
    named = "; ".join(titles[:KEPT])
    return [
        Line(
            f"{words.plural(len(titles), 'report')} that you can run",
            fixed("report_list"),
            "Choose one",
            named + ("; and others" if len(titles) > KEPT else ""),
        )
    ]


home.add("open", 60, kept_last, rows=kept)
home.add("open", 61, reports_to_run)
