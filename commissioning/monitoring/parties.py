"""Which organisations a due date of a contract is for: the parties that have a part in it, and who came after them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Q

from commissioning.contracts.parts import ContractParty
from core import clock
from partnerships.organisations.models import Lineage
from partnerships.people.holders import Holders
from partnerships.people.rules import value_at


def parties(roles: tuple[str, ...], path: str = "contract_id") -> Holders:
    """The parties of each row's contract that have one of these parts, and who came directly after them. Two queries.

    `path` leads from a row to the number of its contract.
    """

    def places(rows: Sequence[Any]) -> Mapping[Any, Iterable[int]]:
        contracts = {row.pk: value_at(row, path) for row in rows}
        held = ContractParty.objects.filter(contract__in=set(contracts.values()), role__in=roles)
        held = held.filter(Q(ends=None) | Q(ends__gte=clock.today()))
        found: dict[int, set[int]] = defaultdict(set)
        for contract, organisation in held.values_list("contract_id", "organisation_id"):
            found[contract].add(organisation)
        heirs: dict[int, set[int]] = defaultdict(set)
        passed = Lineage.objects.filter(ancestor__in=set().union(*found.values()), on__lte=clock.today())
        for ancestor, descendant in passed.values_list("ancestor_id", "descendant_id"):
            heirs[ancestor].add(descendant)
        ours = {key: each.union(*(heirs[one] for one in each)) for key, each in found.items()}
        return {pk: ours.get(contract, set()) for pk, contract in contracts.items()}

    return places
