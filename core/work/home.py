"""What background work adds to the home page."""

from typing import Any

from django.urls import reverse

from core import home
from core.acts import Actor
from core.home import Line
from core.work.models import WorkRow


def failed(actor: Actor) -> Any:
    """What failed, for those who can have it done again."""
    return WorkRow.objects.failed() if actor.may("core.run_job") else None


def failed_work(actor: Actor, rows: Any) -> list[Line]:
    """How much it is. One query."""
    count = rows.count()
    if not count:  # it was done between the two statements
        return []
    text = "1 piece of background work failed" if count == 1 else f"{count} pieces of background work failed"
    return [Line(text, reverse("work_list"), "See why, and try again")]


home.add("waiting", 90, failed_work, rows=failed)
