"""The report of what is overdue."""

import datetime
from typing import Any

from core import clock
from core.acts import Actor
from core.deadlines.pressing import for_actor
from core.reports import registry
from core.reports.declaration import Column, Figures, Linked, Report, Section, Table

DONE_SINCE = "Anything that was overdue on that day and has since been done or dropped is not counted."


class Overdue(Report):
    """What should have been done before the day, by whoever asks, longest overdue first."""

    name = "overdue"
    title = "Overdue"
    audience = "core.view_reports"
    description = "What you had to do for the organisation you act for, where the day to do it by has passed."

    def sections(self, actor: Actor, as_at: datetime.date, **params: Any) -> list[Section]:
        found = for_actor(actor, last=as_at - datetime.timedelta(days=1))
        rows = [
            [Linked(item.sentence, item.link), item.deadline.title, item.due, -item.days_left(as_at)] for item in found
        ]
        columns = [Column("What"), Column("Kind"), Column("Due", "date"), Column("Days overdue", "number")]
        note = DONE_SINCE if as_at < clock.today() else ""
        return [Figures([("Overdue", len(rows))]), Table("Overdue, longest first", columns, rows, note=note)]


registry.add(Overdue)
