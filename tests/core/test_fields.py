"""Fields and lookups that every subject uses."""

import pytest

from partnerships.organisations.models import KindSpell, Organisation
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def two():
    return OrganisationFactory(), OrganisationFactory()


def test_among_finds_the_rows_with_one_of_the_keys(two):
    OrganisationFactory()
    keys = frozenset(each.pk for each in two)
    assert set(Organisation.objects.filter(pk__among=keys)) == set(two)
    assert {each.organisation for each in KindSpell.objects.filter(organisation__among=keys)} == set(two)


def test_among_no_keys_there_is_no_row_and_every_row_is_outside(two):
    assert not Organisation.objects.filter(kind__among=frozenset()).exists()
    assert Organisation.objects.exclude(kind__among=frozenset()).count() == 2


def test_a_row_without_a_key_is_not_among_them_and_so_is_outside(two):
    assert {each.area_id for each in two} == {None}
    assert Organisation.objects.exclude(area__among=frozenset({1})).count() == 2


def test_what_is_no_key_never_reaches_the_statement(two):
    with pytest.raises(ValueError, match="invalid literal"):
        Organisation.objects.filter(kind__among={"1) OR (1=1"}).exists()
