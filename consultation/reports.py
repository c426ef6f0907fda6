"""The reports of consultation, gathered from its subjects."""

from consultation.responses import reports as responses

__all__ = ["responses"]
