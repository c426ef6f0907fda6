"""The demonstration's part of compacts, gathered from its subjects."""

from compacts.agreements import demo as agreements
from compacts.annual import demo as annual
from compacts.chasing import demo as chasing
from compacts.codes import demo as codes
from compacts.compliance import demo as compliance
from compacts.deadline import demo as deadline
from compacts.disputes import demo as disputes
from compacts.editions import demo as editions
from compacts.frameworks import demo as frameworks
from compacts.funding_changes import demo as funding_changes
from compacts.initiatives import demo as initiatives
from compacts.local import demo as local
from compacts.measures import demo as measures
from compacts.reviews import demo as reviews
from compacts.signatures import demo as signatures
from compacts.signups import demo as signups
from compacts.strategies import demo as strategies
from compacts.targets import demo as targets


def load() -> None:
    """Tell how the sector and the public bodies of each locality agreed to treat one another, and what they promised."""
    local.load()
    signups.load()
    reviews.load()
    editions.load()
    signups.load_signed_here()
    deadline.load()
    chasing.load()
    agreements.load()
    signatures.load()
    frameworks.load()
    funding_changes.load()
    measures.load()
    targets.load()
    strategies.load()
    annual.load()
    codes.load()
    disputes.load()
    compliance.load()
    initiatives.load()
