"""Charts are drawn in the background."""

import hashlib
from collections.abc import Sequence
from typing import Any

from core import clock
from core.charts import pictures
from core.work.actions import ask
from core.work.kinds import Progress, handler
from core.work.models import WorkRow


def picture(spec: dict[str, Any]) -> pictures.Picture | None:
    """The picture of a chart for a page: as it is kept, or None while it is being drawn, which is then asked for."""
    found = pictures.kept(spec)
    if found is None:
        day = clock.true_now().date().isoformat()
        ask(None, "draw_chart", key=f"chart:{pictures.fingerprint(spec)}:{day}", spec=spec)
    return found


def pictures_of(specs: Sequence[dict[str, Any]]) -> list[pictures.Picture | None]:
    """The pictures of several charts of a page. Those that are not kept are asked for together, by one statement."""
    found = [pictures.kept(each) for each in specs]
    missing = [each for each, there in zip(specs, found, strict=True) if there is None]
    if missing:
        day = clock.true_now().date().isoformat()
        called = hashlib.sha256("".join(map(pictures.fingerprint, missing)).encode()).hexdigest()
        ask(None, "draw_charts", key=f"charts:{called}:{day}", specs=missing)
    return found


@handler("draw_charts", title="Draw the charts of a page", limit=600)
def draw_charts(row: WorkRow, progress: Progress) -> dict[str, Any]:
    """Draw several charts and keep their pictures."""
    for done, spec in enumerate(row.args["specs"], start=1):
        pictures.draw(spec)
        progress(done, len(row.args["specs"]))
    return {}


@handler("draw_chart", title="Draw a chart", limit=60)
def draw_chart(row: WorkRow, progress: Progress) -> dict[str, Any]:
    """Draw one chart and keep its picture."""
    pictures.draw(row.args["spec"])
    progress(1, 1)
    return {}
