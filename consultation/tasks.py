"""The background work of consultation, gathered from its subjects."""

from consultation.responses import tasks as responses

__all__ = ["responses"]
