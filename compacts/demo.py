"""The demonstration's part of compacts, gathered from its subjects."""

from compacts.agreements import demo as agreements
from compacts.chasing import demo as chasing
from compacts.deadline import demo as deadline
from compacts.frameworks import demo as frameworks
from compacts.funding_changes import demo as funding_changes
from compacts.local import demo as local
from compacts.signatures import demo as signatures
from compacts.signups import demo as signups


def load() -> None:
    """Tell how the sector and the public bodies of each locality agreed to treat one another."""
    local.load()
    signups.load()
    deadline.load()
    chasing.load()
    agreements.load()
    signatures.load()
    frameworks.load()
    funding_changes.load()
