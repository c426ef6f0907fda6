"""Reports, gathered from the subjects."""

from partnerships.organisations import reports as organisations

__all__ = ["organisations"]
