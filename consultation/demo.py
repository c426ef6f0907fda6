"""The demonstration's part of consultation, gathered from its subjects."""

from consultation.consultations import demo as consultations
from consultation.responses import demo as responses
from consultation.results import demo as results


def load() -> None:
    """Tell what is asked, and what was answered."""
    consultations.load()
    responses.load()
    results.load()
