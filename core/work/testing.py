"""For tests: background work done on demand, in the test's own thread."""

from core.work.actions import run_waiting
from core.work.models import WorkRow


def run_all() -> list[WorkRow]:
    """Do everything that waits, also what that asks for. Returns the rows there are, oldest first."""
    run_waiting(limit=1000)
    return list(WorkRow.objects.order_by("pk"))
