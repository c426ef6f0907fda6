"""The demonstration's part of compacts, gathered from its subjects."""

from compacts.local import demo as local
from compacts.measures import demo as measures
from compacts.signups import demo as signups
from compacts.targets import demo as targets


def load() -> None:
    """Tell how the sector and the public bodies of each locality agreed to treat one another, and what they promised."""
    local.load()
    signups.load()
    measures.load()
    targets.load()
