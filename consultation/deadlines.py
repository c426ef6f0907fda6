"""The due dates of consultation, gathered from its subjects."""

from consultation.responses import deadlines as responses

__all__ = ["responses"]
