"""When a Compact's document is given another edition, and when one is withdrawn."""

import datetime
from typing import TYPE_CHECKING

from core.gates import Obstacle, gate
from core.pages import words

if TYPE_CHECKING:
    from compacts.editions.models import CompactEdition


@gate("It is not withdrawn yet")
def it_is_not_withdrawn(edition: "CompactEdition", on: datetime.date) -> Obstacle | None:
    """It is withdrawn once."""
    if edition.withdrawn_on is None:
        return None
    return Obstacle(f"It was withdrawn on {words.date(edition.withdrawn_on)}. Add another edition if it holds.")


@gate("Nobody signed it")
def nobody_signed_it(edition: "CompactEdition", on: datetime.date) -> Obstacle | None:
    """What was signed stays, so that everybody can read what they signed."""
    if not edition.signatures.filter(signup__voided_on=None).exists():
        return None
    return Obstacle("Somebody signed this edition, so it stays. Add another edition in its place.")


TO_CHANGE = TO_WITHDRAW = (it_is_not_withdrawn, nobody_signed_it)
