"""The two faces of a rule agree on any row: what `holds` says of it, `q` filters."""

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import clock
from partnerships.organisations.models import Organisation
from partnerships.people.rules import (
    Everything,
    InArea,
    Is,
    IsNot,
    Known,
    Mine,
    NotFundedByMine,
    NotMine,
    Own,
    ThisCapacity,
)
from tests.factories.organisations import AreaFactory, FundingFactory, OrganisationFactory
from tests.factories.people import make_actor

pytestmark = pytest.mark.django_db

SIMPLE = st.one_of(
    st.just(Everything()),
    st.sampled_from([Own("id"), Own("area_id"), Own("size_id")]),
    st.sampled_from([Mine("id"), Mine("area_id"), NotMine("id"), NotMine("area_id")]),
    st.just(InArea("area_id")),
    st.sampled_from([ThisCapacity("id"), ThisCapacity("area_id")]),
    st.sampled_from([Is("closed", None), Is("is_partner", True), Is("area__name", "Hereford"), Is("area", None)]),
    st.sampled_from([Known("area_id"), Known("closed"), Known("area__parent_id"), Known("size_id")]),
    st.sampled_from([NotFundedByMine("id"), NotFundedByMine("id", "closed")]),
    st.sampled_from([IsNot("is_partner", True), IsNot("sort_name", "devon")]),
)
RULES = st.recursive(
    SIMPLE,
    lambda rules: st.tuples(rules, rules, st.booleans()).map(
        lambda pair: pair[0] | pair[1] if pair[2] else pair[0] & pair[1]
    ),
    max_leaves=6,
)


@pytest.fixture
def rows():
    county = AreaFactory(name="Herefordshire")
    city = AreaFactory(name="Hereford", parent=county)
    for area in (county, city, AreaFactory(name="Devon"), None):
        for closed in (None, clock.today()):
            OrganisationFactory(area=area, closed=closed, is_partner=closed is None)
    first, second = Organisation.objects.order_by("pk")[:2]
    FundingFactory(funder=first, funded=second)
    today, day = clock.today(), datetime.timedelta(days=1)
    for last in (today - day, today):
        for closed in (None, today, today + day):
            FundingFactory(funder=first, funded=OrganisationFactory(closed=closed), ends=last)
    return county, first


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(rule=RULES, who=st.sampled_from(["visitor", "own", "area", "nowhere"]))
def test_holds_and_q_agree(rows, rule, who):
    actor = ACTORS[who](*rows)
    loaded = Organisation.objects.select_related("area", "size")
    by_row = {each.pk for each in loaded if rule.holds(actor, each)}
    by_filter = set(Organisation.objects.filter(rule.q(actor)).values_list("pk", flat=True))
    assert by_row == by_filter, (rule, who, by_row, by_filter)
    refused = [each for each in loaded if each.pk not in by_row]
    assert all(rule.why_not(actor, each).endswith(".") for each in refused)


ACTORS = {
    "visitor": lambda county, first: make_actor(),
    "own": lambda county, first: make_actor("secretariat", organisation=first),
    "area": lambda county, first: make_actor("secretariat", area=county),
    "nowhere": lambda county, first: make_actor("member"),
}


def test_holds_asks_no_query_of_a_loaded_row(rows, django_assert_num_queries):
    county, first = rows
    actor = make_actor("secretariat", area=county)
    row = Organisation.objects.select_related("area").get(pk=first.pk)
    rule = (InArea("area_id") & Known("area__name")) | Own("id")
    assert actor.area_ids
    with django_assert_num_queries(0):
        assert rule.holds(actor, row) is True
