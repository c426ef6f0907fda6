"""What the third sector does at each stage.

Source: the Herefordshire report on strategic planning and joint commissioning (2005), section 2: understanding the role
of the third sector in each stage of commissioning.
"""

from typing import NamedTuple

from commissioning.cycles.models import StageKind

SOURCE = "the Herefordshire report on joint commissioning, 2005, section 2"


class StageRole(NamedTuple):
    """The sector's role at a stage: how it takes part, and what is asked of it."""

    how: str
    what: str


ROLES = {
    StageKind.ANALYSE: StageRole(
        "Together, and of its own accord",
        "What voluntary organisations know of needs, of gaps and of what is provided is essential here, not optional. "
        "Each says what it sees; together it is the whole picture.",
    ),
    StageKind.PLAN: StageRole(
        "Strategic, through representatives",
        "A named representative or an interest group speaks for many, from a collective point of view. Whoever takes "
        "part declares their interests; taking part bars nobody from bidding.",
    ),
    StageKind.DO: StageRole(
        "Alone or in consortia, as providers",
        "Organisations answer invitations to bid for themselves or with others. The interests declared while planning "
        "are shown. Having taken part in planning bars nobody.",
    ),
    StageKind.REVIEW: StageRole(
        "Together, with evidence",
        "The sector looks with others at what has changed for the people of the client group, and at how public money "
        "was used.",
    ),
}
