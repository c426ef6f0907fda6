"""When a contract is given a document, and when one is changed or withdrawn."""

import datetime
from typing import TYPE_CHECKING

from core.gates import Obstacle, gate
from core.pages import words

if TYPE_CHECKING:
    from commissioning.contract_documents.models import ContractDocument
    from commissioning.contracts.models import Contract


@gate("The contract is not void")
def the_contract_is_not_void(contract: "Contract", on: datetime.date) -> Obstacle | None:
    """What was a mistake is given nothing more. What ended still gets its last report."""
    if contract.voided_on is None:
        return None
    return Obstacle(
        f"The contract was declared void on {words.date(contract.voided_on)}. Add it to the one that holds."
    )


@gate("It is not withdrawn yet")
def it_is_not_withdrawn(document: "ContractDocument", on: datetime.date) -> Obstacle | None:
    """It is withdrawn once."""
    if document.withdrawn_on is None:
        return None
    return Obstacle(f"It was withdrawn on {words.date(document.withdrawn_on)}. Add it again if it belongs here.")


TO_ADD = (the_contract_is_not_void,)
TO_CHANGE = (it_is_not_withdrawn,)
