"""Organisations by kind: as they were on a day, with every count open to the rows behind it."""

import datetime
import re

import pytest
from django.http import QueryDict

from core.reports import registry
from core.reports.asking import Asked
from core.reports.declaration import Linked
from partnerships.organisations.models import KindSpell, PartnerSpell
from partnerships.organisations.reports import OrganisationsByKind
from tests.core.reports.reading import page_of
from tests.factories.organisations import FundingFactory, KindFactory, OrganisationFactory, PublicBodyFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db

THEN, NOW = datetime.date(2003, 11, 20), datetime.date(2012, 4, 1)


@pytest.fixture
def analyst():
    """Two charities, one of them a partner and closed in 2010; a trust that became a council; who counts them."""
    trust, council = KindFactory(code="trust", sector="nhs"), KindFactory(code="council", sector="council")
    OrganisationFactory()
    closed = OrganisationFactory(closed=datetime.date(2010, 3, 31))
    PartnerSpell.objects.create(organisation=closed, starts=datetime.date(2003, 1, 1))
    changed = OrganisationFactory(kind=council)
    KindSpell.objects.filter(organisation=changed).update(starts=datetime.date(2005, 4, 1))
    KindSpell.objects.create(organisation=changed, kind=trust, ends=datetime.date(2005, 3, 31))
    return make_actor("analyst", organisation=PublicBodyFactory())


def rows(analyst, as_at, sector=""):
    figures, chart = OrganisationsByKind().sections(analyst, as_at, sector=sector)
    assert [figure[1].value for figure in figures.figures] == [each.value for each in chart.table.total[1:]]
    return chart.table.all_rows()


def test_kinds_and_partners_are_those_of_the_day(analyst):
    assert rows(analyst, THEN) == [
        ["Registered charity", 2, 1],
        ["Primary care trust", 1, 0],
        ["Trust", 1, 0],
        ["All", 4, 1],
    ]
    assert rows(analyst, NOW) == [
        ["Council", 1, 0],
        ["Primary care trust", 1, 0],
        ["Registered charity", 1, 0],
        ["All", 3, 0],
    ]


def test_one_sector_can_be_counted_alone(analyst):
    assert rows(analyst, NOW, "council") == [["Council", 1, 0], ["All", 1, 0]]


@pytest.mark.parametrize(
    ("asked", "behind"),
    [
        ({}, ["1", "0", "1", "0", "1", "0", "3", "0"]),
        ({"sector": "council"}, ["1", "0", "1", "0"]),
        ({"as_at": "2003-11-20"}, ["2", "1", "1", "0", "1", "0", "4", "1"]),
        ({"as_at": "2003-11-20", "sector": "nhs"}, ["1", "0", "1", "0", "2", "0"]),
    ],
    ids=str,
)
def test_every_count_leads_to_the_rows_behind_it(analyst, asked, behind):
    """The key figures, and each row of the table with its total: the list holds as many as the figure says."""
    client = signed_in(analyst)
    counts = [
        (words, href) for words, href in page_of(client, "organisations-by-kind", **asked).links if words.isdigit()
    ]
    assert [words for words, _ in counts] == [*behind[-2:], *behind]
    for number, href in counts:
        status = re.search(
            r'role="status">(Nothing matches|\d+ organisations? found)', client.get(href).content.decode()
        )
        assert status[1].split()[0].replace("Nothing", "0") == number, href


def shown(asked):
    assert asked.can_run
    return [each.all_rows() for each in asked.prepare().tables]


@pytest.mark.parametrize("name", ["organisations-by-kind", "partners-by-flag", "partners-to-confirm"])
def test_a_report_that_is_kept_open_is_the_same_for_everybody(analyst, name):
    partner = OrganisationFactory(name="Malvern Carers Forum")
    PartnerSpell.objects.create(organisation=partner, starts=datetime.date(2003, 1, 1))
    FundingFactory(funder=analyst.organisation, funded=partner)
    report = registry.get(name)
    people = [analyst, make_actor("secretariat"), make_actor("auditor")]
    found = [shown(Asked(report, who, QueryDict())) for who in people]
    assert report.seen_alike
    assert found[0] == found[1] == found[2]


def test_it_is_counted_in_one_statement(analyst, django_assert_num_queries):
    analyst.roles  # noqa: B018 - worked out once
    with django_assert_num_queries(1):
        [chart] = OrganisationsByKind().sections(analyst, THEN)[1:]
    assert isinstance(chart.table.rows[0][1], Linked)
