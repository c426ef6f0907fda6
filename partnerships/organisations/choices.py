"""The kinds of organisation as filters offer them."""

from core.registers.choices import Choices, kept
from partnerships.organisations.models import OrganisationKind


def kinds() -> Choices:
    """Every kind of organisation, by title."""
    return kept("kinds", lambda: list(OrganisationKind.objects.order_by("title").values_list("code", "title")))
