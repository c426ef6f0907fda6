"""What respondents are called, and of which kind they are, as expressions for lists, reports and exports."""

from django.db.models import Case, CharField, F, Value, When
from django.db.models.functions import Coalesce, Lower

from consultation.responses.models import RespondentKind

INDIVIDUAL, UNVERIFIED = "Individual", "Unverified organisation"


def name_of(path: str = "") -> Coalesce:
    """Who answered: the organisation of the register, else what they call themselves. `path` leads to the response."""
    return Coalesce(f"{path}organisation__name", f"{path}respondent__name")


def sort_name_of(path: str = "") -> Coalesce:
    """By what that is sorted."""
    return Coalesce(f"{path}organisation__sort_name", Lower(f"{path}respondent__name"))


def kind_of(path: str = "") -> Case:
    """The kind of respondent: that of the organisation, an individual, or an organisation nobody has matched yet."""
    return Case(
        When(**{f"{path}organisation__isnull": False}, then=F(f"{path}organisation__kind__title")),
        When(**{f"{path}respondent__kind": RespondentKind.INDIVIDUAL}, then=Value(INDIVIDUAL)),
        default=Value(UNVERIFIED),
        output_field=CharField(),
    )
