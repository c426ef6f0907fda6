"""What a target can be: its kinds, for whom, how it gets there, and how it stands."""

from django.db import models


class TargetKind(models.TextChoices):
    """What is promised. Coverage by a deadline is kept with the sign-ups."""

    GROWTH = "growth", "Grow by a percentage of the baseline"
    LEVEL = "level", "Reach a level"
    INCREASE = "increase", "Increase by an amount"
    GAP = "gap", "A gap must not widen"


class Scope(models.TextChoices):
    """For whom it is promised."""

    NATIONAL = "national", "The nation"
    REGION = "region", "A region"
    AREA = "area", "A county or district"
    ORGANISATION = "organisation", "One organisation"


class Trajectory(models.TextChoices):
    """How it is expected to get there."""

    LINEAR = "linear", "Evenly, from the baseline to the due day"
    STEPPED = "stepped", "In steps: each holds until the next"
    GIVEN = "given", "By the figures entered, and evenly between them"


class Status(models.TextChoices):
    """How it stands, the one that needs most attention first."""

    MISSED = "missed", "Missed"
    OFF_COURSE = "off_course", "Off course"
    NOT_DETERMINABLE = "not_determinable", "Cannot be determined"
    NOT_MEASURABLE = "not_measurable", "Not measurable"
    NO_BASELINE = "no_baseline", "No baseline"
    NO_DATA = "no_data", "No data"
    ON_COURSE = "on_course", "On course"
    MET = "met", "Met"


RANKS = {status: rank for rank, status in enumerate(Status)}
COLOURS = {
    Status.MISSED: "red",
    Status.OFF_COURSE: "orange",
    Status.NOT_DETERMINABLE: "grey",
    Status.NOT_MEASURABLE: "grey",
    Status.NO_BASELINE: "yellow",
    Status.NO_DATA: "grey",
    Status.ON_COURSE: "blue",
    Status.MET: "green",
}
