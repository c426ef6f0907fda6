"""The nouns of consultation, gathered from its subjects."""

from consultation.consultations import models as consultations
from consultation.responses import models as responses

__all__ = ["consultations", "responses"]
