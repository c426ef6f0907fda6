"""What every signature waits for, of an agreement or of a Compact.

Source: the signature page of the Worcestershire Concordat (2008), with the name, designation and day of each.
"""

import datetime
from typing import TYPE_CHECKING

from core.gates import Obstacle, gate

if TYPE_CHECKING:
    from compacts.signing.models import SignedByName

SOURCE = "the Worcestershire Concordat, 2008"
NO_DESIGNATION = (
    "It is not known as what you sign. Ask your organisation's administrator to enter your job title on the page of "
    "its people, then come back."
)


@gate("It is known as what they sign", source=SOURCE)
def the_designation_is_known(signature: "SignedByName", on: datetime.date) -> Obstacle | None:
    """A signature says in what office it was given."""
    return None if signature.designation.strip() else Obstacle(NO_DESIGNATION)
