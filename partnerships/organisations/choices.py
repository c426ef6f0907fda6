"""The kinds of organisation as filters offer them."""

from core.registers.choices import Choices, kept
from partnerships.organisations.models import OrganisationKind


def kinds() -> Choices:
    """Every kind of organisation, by title."""
    return kept("kinds", lambda: list(OrganisationKind.objects.order_by("title").values_list("code", "title")))


def kind_by_code(code: str) -> int | None:
    """The key of the kind with this code: compared with a key, a list is read from its index in order."""
    known = kept("kinds-by-code", lambda: list(OrganisationKind.objects.values_list("pk", "code")))
    return next((pk for pk, each in known if each == code), None)
