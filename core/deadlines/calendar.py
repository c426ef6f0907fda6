"""What is due, as a calendar file."""

import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings

from core import clock
from core.deadlines.registry import Item
from core.mail.actions import absolute

if TYPE_CHECKING:
    from icalendar import Event


def calendar_of(items: list[Item]) -> bytes:
    """An iCalendar file with one all-day entry for each item, on the day it is due."""
    from icalendar import Calendar  # here, since few processes ever write a calendar, and it is large

    calendar = Calendar()
    calendar.add("prodid", "-//Concordat//Due dates//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Concordat: due dates")
    calendar.add("refresh-interval", datetime.timedelta(hours=6), parameters={"VALUE": "DURATION"})
    for item in items:
        calendar.add_component(_entry(item))
    written: bytes = calendar.to_ical()
    return written


def _entry(item: Item) -> "Event":
    from icalendar import Event

    name, pk = item.key
    entry = Event()
    entry.add("uid", f"{name}-{pk}@{urlsplit(settings.BASE_URL).hostname}")
    entry.add("dtstamp", clock.now())
    entry.add("dtstart", item.due)
    entry.add("summary", item.sentence)
    entry.add("url", absolute(item.link))
    entry.add("transp", "TRANSPARENT")
    return entry
