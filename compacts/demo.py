"""The demonstration's part of compacts, gathered from its subjects."""

from compacts.chasing import demo as chasing
from compacts.deadline import demo as deadline
from compacts.local import demo as local
from compacts.signups import demo as signups


def load() -> None:
    """Tell how the sector and the public bodies of each locality agreed to treat one another."""
    local.load()
    signups.load()
    deadline.load()
    chasing.load()
