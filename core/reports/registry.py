"""Every report there is. Subjects add theirs in their reports.py."""

from core.acts import Actor
from core.reports.declaration import Report

_REPORTS: dict[str, Report] = {}


def add(report: type[Report]) -> type[Report]:
    """Register a report. Its name stands in its address and must be its own."""
    if not (report.name and report.title and report.audience):
        raise ValueError(f"{report.__name__}: a report has a name, a title and an audience.")
    if report.name in _REPORTS and type(_REPORTS[report.name]) is not report:
        raise ValueError(f"Two reports are called {report.name}.")
    _REPORTS[report.name] = report()
    return report


def all_for(actor: Actor) -> list[Report]:
    """The reports this person may run, by title."""
    return sorted((each for each in _REPORTS.values() if actor.may(each.audience)), key=lambda each: each.title)


def get(name: str) -> Report | None:
    """The report of that name, or None."""
    return _REPORTS.get(name)
