"""The demonstration's part of commissioning, gathered from its subjects."""

from commissioning.analysis import demo as analysis
from commissioning.contract_documents import demo as contract_documents
from commissioning.contracts import demo as contracts
from commissioning.contributions import demo as contributions
from commissioning.cycles import demo as cycles
from commissioning.endorsements import demo as endorsements
from commissioning.involvement import demo as involvement
from commissioning.needs import demo as needs
from commissioning.next_cycles import demo as next_cycles
from commissioning.overrides import demo as overrides
from commissioning.past_contracts import demo as past_contracts
from commissioning.performance import demo as performance
from commissioning.refreshes import demo as refreshes
from commissioning.requirements import demo as requirements
from commissioning.stages import demo as stages


def load() -> None:
    """Tell how the council and the primary care trust of Herefordshire commission together, from evidence to review.

    What a stage waits for is told before the stage is signed off.
    """
    cycles.load()
    contributions.load()
    analysis.load()
    needs.load()
    involvement.load()
    stages.load()
    involvement.load_plan()
    endorsements.load()
    stages.load_plan()
    overrides.load()
    refreshes.load()
    requirements.load()
    contracts.load()
    past_contracts.load()
    contract_documents.load()
    performance.load()
    next_cycles.load()
