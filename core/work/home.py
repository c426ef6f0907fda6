"""What background work adds to the home page."""

from django.urls import reverse

from core import home
from core.acts import Actor
from core.home import Line
from core.work.models import WorkRow


def failed_work(actor: Actor) -> list[Line]:
    """That work has failed, for those who can have it done again."""
    if not actor.may("core.run_job"):
        return []
    count = WorkRow.objects.failed().count()
    if not count:
        return []
    text = "1 piece of background work failed" if count == 1 else f"{count} pieces of background work failed"
    return [Line(text, reverse("work_list"), "See why, and try again")]


home.add("waiting", 90, failed_work)
