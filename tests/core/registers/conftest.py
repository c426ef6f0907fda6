"""A register of partners to look at, in numbers small enough to know by heart."""

import pytest

from tests.factories.organisations import AreaFactory, KindFactory, OrganisationFactory, PublicBodyFactory


@pytest.fixture
def names(db):
    """Makes organisations with these names."""
    return lambda *names, **fields: [OrganisationFactory(name=name, **fields) for name in names]


@pytest.fixture
def secretariat(actor):
    """Somebody who may export."""
    return actor("secretariat", organisation=PublicBodyFactory(name="Zeta Forum office", ods="ZZZ"))


@pytest.fixture
def visitor(actor):
    return actor("visitor")


__all__ = ["AreaFactory", "KindFactory"]
