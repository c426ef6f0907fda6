"""Two people at the very same moment, on PostgreSQL."""

import pytest
from django.db import transaction

from commissioning.contracts.actions import edit_contract
from commissioning.contracts.models import Contract, ContractLink
from commissioning.contracts.part_actions import link_contract
from tests.factories.contracts import ContractFactory
from tests.factories.organisations import PublicBodyFactory
from tests.factories.people import make_actor
from tests.factories.together import at_once

pytestmark = [pytest.mark.served, pytest.mark.django_db(transaction=True)]


def as_pages_do(*acts):
    """Both at once, each in the transaction of its page: what a key refers to is looked at as that ends."""
    return at_once(*[transaction.atomic(each) for each in acts], moment=None)


@pytest.fixture
def two():
    """Two contracts of one commissioner, and a person of it for each."""
    trust = PublicBodyFactory(name="Herefordshire Trust")
    contracts = [ContractFactory(commissioner=trust) for _ in range(2)]
    return contracts, [make_actor("commissioner", organisation=trust) for _ in contracts]


def test_two_contracts_are_linked_once_though_both_are_linked_at_once(two):
    (one, other), people = two
    for _ in range(5):
        found = as_pages_do(
            lambda: link_contract(by=people[0], contract=one, other=other, kind="co_operate"),
            lambda: link_contract(by=people[1], contract=other, other=one, kind="co_operate"),
        )
        assert sorted(type(each).__name__ for each in found) == ["Contract", "Refused"]
        ContractLink.objects.get().delete()


def test_neither_of_two_contracts_is_supplementary_to_the_other_by_way_of_itself(two):
    (one, other), people = two
    for _ in range(5):
        given = {"version": None, "tier": "supplementary"}
        found = as_pages_do(
            lambda given=given: edit_contract(by=people[0], contract=one, parent=other, **given),
            lambda given=given: edit_contract(by=people[1], contract=other, parent=one, **given),
        )
        assert sorted(type(each).__name__ for each in found) == ["Contract", "Refused"]
        Contract.objects.update(tier="direct", parent=None)
