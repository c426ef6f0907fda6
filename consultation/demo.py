"""The demonstration's part of consultation, gathered from its subjects."""

from consultation.consultations import demo as consultations
from consultation.coverage import demo as coverage
from consultation.responses import demo as responses
from consultation.results import demo as results


def load() -> None:
    """Tell what is asked, who was invited, and what was answered."""
    consultations.load()
    coverage.load()
    responses.load()
    results.load()
