"""Charts are drawn in the background."""

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


@handler("draw_chart", title="Draw a chart", limit=60)
def draw_chart(row: WorkRow, progress: Progress) -> dict[str, Any]:
    """Draw one chart and keep its picture."""
    pictures.draw(row.args["spec"])
    progress(1, 1)
    return {}
