"""Which pairs the nightly job finds, and which not."""

import datetime

import pytest

from core.work.jobs import JOBS
from partnerships.duplicates.actions import find_duplicates, reject_duplicate
from partnerships.duplicates.models import DuplicateSuggestion
from partnerships.organisations.models import Identifier, Lineage, Tie
from tests.factories.duplicates import SuggestionFactory
from tests.factories.organisations import AreaFactory, OrganisationFactory

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2006, 5, 4)


@pytest.fixture
def hereford(db):
    return AreaFactory(name="Herefordshire")


def pairs() -> list[tuple[str, str, str]]:
    """What was found: both names and why."""
    find_duplicates(on=TODAY)
    rows = DuplicateSuggestion.objects.order_by("pk")
    return [(each.first.name, each.second.name, each.why) for each in rows]


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Wye Carers", "WYE CARERS", "The same name, in the same area"),
        ("Wye Carers", "Wye Carers.", "The same name, in the same area"),
        ("The Wye Carers", "Wye Carers Ltd", "The same name but for small words, in the same area"),
        ("Wye & Lugg Carers Limited", "Wye and Lugg Carers", "The same name but for small words, in the same area"),
    ],
)
def test_the_same_name_in_the_same_area(hereford, one, other, why):
    OrganisationFactory(name=one, area=hereford)
    OrganisationFactory(name=other, area=hereford)
    assert pairs() == [(one, other, why)]


def test_the_same_postcode_is_as_good_as_the_same_area(hereford):
    OrganisationFactory(name="Wye Carers", area=hereford, postcode="HR1 2AB")
    OrganisationFactory(name="Wye Carers", area=AreaFactory(), postcode="hr12ab")
    assert pairs() == [("Wye Carers", "Wye Carers", "The same name, at the same postcode")]


def test_of_one_it_is_not_known_where_it_is(hereford):
    OrganisationFactory(name="Wye Carers", area=hereford)
    OrganisationFactory(name="Wye Carers")
    assert pairs() == [("Wye Carers", "Wye Carers", "The same name, and it is not known where one of them is")]


def test_a_name_of_two_places_is_two_bodies(hereford):
    OrganisationFactory(name="Scout Group", area=hereford)
    OrganisationFactory(name="Scout Group", area=AreaFactory())
    OrganisationFactory(name="The Ltd", area=hereford)
    assert pairs() == []


@pytest.mark.parametrize(
    ("scheme", "value", "written"),
    [
        ("charity", "1093617", "GB-CHC-1093617"),
        ("charity-sc", "SC012345", "GB-SC-SC012345"),
        ("charity-ni", "NIC100123", "GB-NIC-100123"),
        ("company", "00738693", "GB-COH-00738693"),
        ("company", "00738693", "GB-COH-738693"),
        ("ods", "5CN", "gb-nhs-5CN"),
    ],
)
def test_the_same_number_under_two_spellings(scheme, value, written):
    one, other = OrganisationFactory(name="Wye Carers"), OrganisationFactory(name="Lugg Advice")
    Identifier.objects.create(organisation=one, scheme=scheme, value=value)
    Identifier.objects.create(organisation=other, scheme="org-id", value=written)
    third = OrganisationFactory(name="Arrow Transport")
    Identifier.objects.create(organisation=third, scheme="org-id", value="GB-CHC-9999999")
    assert pairs() == [("Wye Carers", "Lugg Advice", f"The same number {value}")]


def test_all_that_speaks_for_a_pair_is_said(hereford):
    one, other = (OrganisationFactory(name="Wye Carers", area=hereford) for _ in range(2))
    Identifier.objects.create(organisation=one, scheme="charity", value="1093617")
    Identifier.objects.create(organisation=other, scheme="org-id", value="GB-CHC-1093617")
    assert pairs() == [("Wye Carers", "Wye Carers", "The same name, in the same area; the same number 1093617")]


def apart_by_succession(one, other):
    Lineage.objects.create(ancestor=other, descendant=one, kind="renaming", on=TODAY)


def apart_by_tie(one, other):
    Tie.objects.create(organisation=other, other=one, kind="part_of")


def apart_in_time(one, other):
    one.closed, other.opened = TODAY, TODAY + datetime.timedelta(days=1)
    one.save(), other.save()


@pytest.mark.parametrize("how", [apart_by_succession, apart_by_tie, apart_in_time])
def test_what_is_known_to_be_two_bodies_is_not_suggested(hereford, how):
    one, other = (OrganisationFactory(name="Wye Carers", area=hereford) for _ in range(2))
    how(one, other)
    assert pairs() == []


def test_what_is_not_the_same_is_not_suggested_again(hereford, actor):
    """Nor when an import changes both, nor the next night."""
    one, other = (OrganisationFactory(name="Wye Carers", area=hereford) for _ in range(2))
    assert find_duplicates(on=TODAY) == (1, 1)
    reject_duplicate(by=actor("secretariat"), suggestion=DuplicateSuggestion.objects.get(), reason="Two choirs.")
    Identifier.objects.create(organisation=one, scheme="charity", value="1093617")
    Identifier.objects.create(organisation=other, scheme="org-id", value="GB-CHC-1093617")
    assert find_duplicates(on=TODAY) == (0, 0)
    kept = DuplicateSuggestion.objects.get()
    assert (kept.state, kept.decision, kept.same_number) == ("apart", "Two choirs.", False)


def test_a_pair_that_is_alike_no_longer_goes_but_not_one_named_by_a_person(hereford):
    found = [OrganisationFactory(name="Wye Carers", area=hereford) for _ in range(2)]
    named = SuggestionFactory(by_hand=True, same_name=False, why="The same people")
    assert find_duplicates(on=TODAY) == (1, 2)
    found[1].name, found[1].sort_name = "Lugg Carers", "lugg carers"
    found[1].save()
    assert find_duplicates(on=TODAY) == (0, 1)
    assert list(DuplicateSuggestion.objects.all()) == [named]


def test_more_reasons_are_added_to_a_pair(hereford):
    one, other = (OrganisationFactory(name="Wye Carers", area=hereford) for _ in range(2))
    find_duplicates(on=TODAY)
    Identifier.objects.create(organisation=one, scheme="charity", value="1093617")
    Identifier.objects.create(organisation=other, scheme="org-id", value="GB-CHC-1093617")
    assert find_duplicates(on=TODAY + datetime.timedelta(days=1)) == (0, 1)
    found = DuplicateSuggestion.objects.get()
    assert (found.same_name, found.same_number, found.found_on) == (True, True, TODAY)
    assert found.why == "The same name, in the same area; the same number 1093617"


def test_a_name_that_very_many_have_says_nothing(hereford):
    for _ in range(61):
        OrganisationFactory(name="Village Hall", area=hereford)
    assert pairs() == []


def test_it_is_done_every_night():
    assert (JOBS["find_duplicates"].often, JOBS["find_duplicates"].title) == ("every day", "Find possible duplicates")
