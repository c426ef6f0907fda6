"""The partner register counted as at a day: cross-tabulated, with totals that add up and 'not known' by itself."""

import datetime
from decimal import Decimal

import pytest

from core import clock
from core.reports import registry
from partnerships.duplicates.actions import merge_organisations
from partnerships.organisations.models import Described, Organisation, UmbrellaMembership
from tests.factories.duplicates import SuggestionFactory
from tests.factories.organisations import AreaFactory, KindFactory, OrganisationFactory, TermFactory
from tests.factories.people import make_actor

pytestmark = pytest.mark.django_db
DAY = datetime.date(2006, 6, 1)


@pytest.fixture
def partners():
    """Four partners of two kinds, two of them large, one described; and one that is no partner."""
    with clock.at(DAY):
        large = TermFactory(vocabulary="size", title="Large")
        wye, enterprise = AreaFactory(name="Wye"), KindFactory(code="social-enterprise")
        one = OrganisationFactory(name="A", partner=True, size=large, area=wye, confirm_by=DAY)
        OrganisationFactory(name="B", partner=True, size=large, area=wye)
        OrganisationFactory(name="C", partner=True, confirm_by=DAY - datetime.timedelta(days=9))
        OrganisationFactory(name="D", partner=True, kind=enterprise, area=wye)
        OrganisationFactory(name="E")
        Described.objects.create(organisation=one, term=TermFactory(vocabulary="led_by", title="Carers here"))
        umbrella = OrganisationFactory(name="Alliance")
        UmbrellaMembership.objects.create(member=one, umbrella=umbrella, membership_class="member")
        yield umbrella


def tables(name, as_at=DAY):
    with clock.at(DAY):
        sections = registry.get(name).sections(make_actor("analyst"), as_at)
        return [each.all_rows() for each in sections[1:]], sections[0].figures


def test_the_register_is_cross_tabulated_and_adds_up(partners):
    (kinds, areas, flags), figures = tables("partner-register")
    quarter = Decimal("0.25")
    assert figures == [("Partners here", 4)]
    assert kinds == [
        ["Registered charity", 2, 1, 3, Decimal("0.75")],
        ["Social enterprise", 0, 1, 1, quarter],
        ["All", 2, 2, 4, Decimal(1)],
    ]
    assert areas == [["Wye", 3, 3, Decimal("0.75")], ["Not known", 1, 1, quarter], ["All", 4, 4, Decimal(1)]]
    assert flags == [["Led by: Carers here", 1, quarter], ["Not known", 3, Decimal("0.75")], ["All", 4, Decimal(1)]]


def test_before_anybody_was_a_partner_nothing_is_counted(partners):
    assert tables("partner-register", datetime.date(2003, 1, 1)) == ([], [("Partners here", 0)])


def test_a_partner_belongs_by_the_entry_that_was_merged_into_it(partners):
    """As the list of entries out of date has it: a merge moves no membership."""
    kept, twin = Organisation.objects.get(name="C"), OrganisationFactory(name="C, once more")
    UmbrellaMembership.objects.create(member=twin, umbrella=partners, membership_class="member")
    pair = SuggestionFactory(first=kept, second=twin)
    merge_organisations(by=make_actor("secretariat"), suggestion=pair, keep=kept, why="One body.")
    (_, _, umbrellas), _ = tables("stale-entries")
    assert umbrellas[0] == ["Alliance", 2, 2, 1]


def test_entries_out_of_date_by_kind_area_and_umbrella(partners):
    (kinds, areas, umbrellas), figures = tables("stale-entries")
    third, half = Decimal(1) / 3, Decimal("0.5")
    assert figures == [("Entries out of date", 2)]
    assert kinds == [["Registered charity", 2, 3, Decimal(2) / 3], ["Social enterprise", 0, 1, 0], ["All", 2, 4, half]]
    assert areas == [["Wye", 1, 3, third], ["Not known", 1, 1, 1], ["All", 2, 4, half]]
    assert umbrellas == [["Alliance", 1, 1, 1], ["Belongs to no umbrella body", 1, 3, third], ["All", 2, 4, half]]
