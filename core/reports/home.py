"""What the home page says about reports: those a person kept last, and where the others are run."""

from django.urls import reverse

from core import home
from core.acts import Actor
from core.home import Line
from core.pages import words
from core.reports import registry
from core.reports.models import ReportRun, State

KEPT = 3
"""Kept reports that the home page names; the page of each report has the others."""


def kept_last(actor: Actor) -> list[Line]:
    """The reports that this person kept last, in the capacity they act in. One statement."""
    if not actor.may("core.view_reports"):
        return []
    return [
        Line(
            run.title,
            reverse("report_run", args=[run.pk]),
            "Open what you kept" if run.state == State.MADE else "See how far it is",
            f"As at {words.date(run.as_at)}, kept at {words.moment(run.asked_at)}",
        )
        for run in ReportRun.objects.visible_to(actor).order_by("-pk")[:KEPT]
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
            reverse("report_list"),
            "Choose one",
            named + ("; and others" if len(titles) > KEPT else ""),
        )
    ]


home.add("open", 60, kept_last)
home.add("open", 61, reports_to_run)
