"""Contracts and grants that are drafted or run, as what a reorganisation touches."""

from commissioning.contracts.kinds import State
from commissioning.contracts.models import Contract
from commissioning.contracts.parts import ContractParty
from partnerships.organisations import touching
from partnerships.organisations.touching import Touched

touching.add(
    Touched(
        "Contracts and grants that run or are drafted",
        Contract,
        ("parties__organisation",),
        rows=lambda day: Contract.objects.standing(day).exclude(stands__in=(State.ENDED, State.VOID)),
        covers=(Contract, ContractParty),
    )
)
