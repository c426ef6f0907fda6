"""The scores of a Compact's reviews over time: a chart, and the table beside it."""

from typing import Any

from compacts.local.models import LocalCompact
from core.charts import specs
from core.pages import words


def scores_of(compact: LocalCompact) -> list[tuple[str, int]]:
    """The day on which each review was concluded, in words, and its score, earliest first. Its reviews are loaded."""
    stand = [each for each in compact.reviews.all() if each.voided_on is None]
    return [(words.date(each.concluded_on), each.score) for each in stand if each.score is not None]


def chart_of(compact: LocalCompact) -> dict[str, Any] | None:
    """The scores as a chart, where there are two or more."""
    points = scores_of(compact)
    if len(points) < 2:
        return None
    return specs.bar(f"Scores of {compact.title}", points, x_title="Score of 100", y_title="Review concluded on")
