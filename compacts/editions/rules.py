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


TO_WITHDRAW = (it_is_not_withdrawn,)
