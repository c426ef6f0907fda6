"""Lines of the home page, gathered from the subjects."""

from consultation.consultations import home as consultations
from consultation.responses import home as responses

__all__ = ["consultations", "responses"]
