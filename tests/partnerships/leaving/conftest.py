"""An officer of a council, who is named as Compact Manager and as whom to ask, with a colleague."""

import pytest

from core import clock
from tests.factories.compacts import CompactFactory
from tests.factories.consultation import DURING, ConsultationFactory
from tests.factories.organisations import PublicBodyFactory
from tests.factories.people import UserFactory, make_actor


@pytest.fixture(autouse=True)
def during():
    with clock.at(DURING):
        yield


@pytest.fixture
def council():
    return PublicBodyFactory(name="Herefordshire Council")


@pytest.fixture
def owen(council):
    """Who goes."""
    user = UserFactory(name="Owen Vale", email="owen@example.org", telephone="01432 000 001")
    return make_actor("commissioner", organisation=council, user=user)


@pytest.fixture
def sara(council):
    """Who takes over."""
    user = UserFactory(name="Sara Lewis", email="sara@example.org", telephone="01432 000 002")
    return make_actor("commissioner", organisation=council, user=user)


@pytest.fixture
def ruth():
    return make_actor("secretariat", user=UserFactory(name="Ruth Penrose"))


@pytest.fixture
def compact(council, owen):
    return CompactFactory(
        title="Herefordshire Compact", manager_name="Owen Vale", manager_email="Owen@example.org",
        manager_telephone="01432 000 001", manager_organisation=council,
    )  # fmt: skip


@pytest.fixture
def asked(council, owen):
    return ConsultationFactory(
        title="Support for carers", host=council, published=True, contact_name="Owen Vale",
        contact_email=owen.user.email, contact_telephone="01432 000 001",
    )  # fmt: skip
