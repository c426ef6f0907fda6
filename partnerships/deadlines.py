"""Due dates, gathered from the subjects."""

from partnerships.invitations import deadlines as invitations

__all__ = ["invitations"]
