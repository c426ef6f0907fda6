"""What the search box finds, gathered from the subjects."""

from consultation.consultations import finding as consultations

__all__ = ["consultations"]
