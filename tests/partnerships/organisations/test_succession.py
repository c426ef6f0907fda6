"""What came from whom: recorded, followed, taken back; and who funds whom."""

import datetime
import uuid
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from core.acts import Refused
from core.trail.models import Event
from partnerships.organisations import succession
from partnerships.organisations.lineage import lines_of, predecessors
from partnerships.organisations.models import Lineage, SuccessionKind
from tests.consultation.pages import words
from tests.factories.organisations import OrganisationFactory, PublicBodyFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
DAY = datetime.date


@pytest.fixture
def office(actor):
    return actor("secretariat")


def passed(by, ancestor, descendant, year, share=None, kind=SuccessionKind.ABOLITION) -> Lineage:
    return succession.record_succession(
        by=by,
        ancestor=ancestor,
        descendant=descendant,
        kind=kind,
        on=DAY(year, 4, 1),
        share=None if share is None else Decimal(share),
    )


@pytest.fixture
def worcestershire(office):
    """One trust, three groups after it, one group after those, and the board of today."""
    names = ("Worcestershire PCT", "South", "Redditch", "Wyre Forest", "Both counties CCG", "Board")
    trust, south, redditch, wyre, both, board = (PublicBodyFactory(name=name) for name in names)
    for group, share in ((south, "54.08"), (redditch, "27.54"), (wyre, "18.38")):
        passed(office, trust, group, 2013, share)
        passed(office, group, both, 2020, "100", SuccessionKind.MERGER)
    passed(office, both, board, 2022, "100")
    return trust, south, redditch, wyre, both, board


def test_what_happened_is_one_of_the_known_ways(office):
    """Refused by the act, and by the database where somebody goes round it."""
    one, two = PublicBodyFactory(), PublicBodyFactory()
    with pytest.raises(Refused, match="Choose what happened"):
        passed(office, one, two, 2006, kind="marriage")
    with pytest.raises(IntegrityError, match="lineage_kind_known"), transaction.atomic():
        Lineage.objects.create(ancestor=one, descendant=two, kind="marriage", on=DAY(2006, 4, 1))


def test_the_line_is_followed_to_the_successor_of_today_with_the_share_that_arrived(worcestershire):
    trust, south, redditch, wyre, both, board = worcestershire
    steps = [(each.lineage.descendant.name, each.depth, each.share) for each in lines_of(trust.pk)[1]]
    assert steps == [
        ("South", 1, Decimal("54.08")),
        ("Redditch", 1, Decimal("27.54")),
        ("Wyre Forest", 1, Decimal("18.38")),
        ("Both counties CCG", 2, Decimal("54.08")),
        ("Both counties CCG", 2, Decimal("27.54")),
        ("Both counties CCG", 2, Decimal("18.38")),
        ("Board", 3, Decimal("100.00")),
    ]


def test_a_successor_knows_all_that_came_before_it(worcestershire):
    trust, south, redditch, wyre, both, board = worcestershire
    back = [each.lineage.ancestor.name for each in lines_of(board.pk)[0]]
    assert back == ["Both counties CCG", "South", "Redditch", "Wyre Forest", *["Worcestershire PCT"] * 3]
    assert predecessors([board.pk]) == {each.pk for each in worcestershire}


def test_following_both_lines_costs_one_query_whatever_their_length(worcestershire, django_assert_num_queries):
    with django_assert_num_queries(1):
        came_from, became = lines_of(worcestershire[1].pk)
        assert [str(each.lineage.ancestor) for each in came_from] == [str(worcestershire[0])]
        assert [str(each.lineage.descendant) for each in became] == [str(each) for each in worcestershire[-2:]]
    with django_assert_num_queries(1):
        assert lines_of(worcestershire[-1].pk)[1] == []


def test_a_share_that_is_not_known_stays_not_known(office):
    first, second, third = PublicBodyFactory(), PublicBodyFactory(), PublicBodyFactory()
    passed(office, first, second, 2006)
    passed(office, second, third, 2013, "50")
    assert [each.share for each in lines_of(first.pk)[1]] == [None, None]


def test_nothing_comes_from_itself(office):
    first, second, third = (PublicBodyFactory(name=name) for name in ("One", "Two", "Three"))
    with pytest.raises(Refused, match="An organisation cannot succeed itself."):
        passed(office, first, first, 2006)
    passed(office, first, second, 2006)
    passed(office, second, third, 2013)
    with pytest.raises(Refused, match="Three itself came from One."):
        passed(office, third, first, 2020)
    assert Lineage.objects.count() == 2


def test_no_more_than_all_of_it_passes_on(office):
    first, second, third = PublicBodyFactory(name="The trust"), PublicBodyFactory(), PublicBodyFactory()
    passed(office, first, second, 2013, "60")
    with pytest.raises(Refused, match="60% of The trust has passed on already; 40% is left."):
        passed(office, first, third, 2013, "40.01")
    passed(office, first, third, 2013, "40")


def test_its_work_does_not_pass_on_before_it_opened(office):
    trust = PublicBodyFactory(opened=DAY(2006, 10, 1), name="The trust")
    with pytest.raises(Refused, match="The trust opened on 1 October 2006; its work cannot pass on before."):
        passed(office, trust, PublicBodyFactory(), 2006)


def test_the_same_succession_is_recorded_once(office):
    first, second = PublicBodyFactory(name="Old"), PublicBodyFactory(name="New")
    passed(office, first, second, 2013)
    with pytest.raises(Refused, match="It is recorded already that New came from Old."):
        passed(office, first, second, 2014)


def test_a_wrong_succession_is_taken_back_and_both_histories_say_so(office):
    first, second = PublicBodyFactory(), PublicBodyFactory()
    succession.undo_succession(by=office, lineage=passed(office, first, second, 2013))
    assert Lineage.objects.count() == 0
    assert [list(Event.objects.of(each).values_list("verb", flat=True)) for each in (first, second)] == [
        ["succession undone", "succeeded by"],
        ["succession undone", "succeeded"],
    ]


@pytest.mark.parametrize("role", ["administrator", "commissioner", "auditor"])
def test_only_the_secretariat_records_successions_and_funding(actor, role):
    first, second = PublicBodyFactory(), PublicBodyFactory()
    by = actor(role, organisation=first)
    with pytest.raises(PermissionDenied):
        passed(by, first, second, 2013)
    with pytest.raises(PermissionDenied):
        succession.record_funding(by=by, funder=first, funded=second)


def test_funding_begins_and_ends_on_days(office):
    funder, funded = PublicBodyFactory(name="Funder"), OrganisationFactory(name="Funded")
    funding = succession.record_funding(by=office, funder=funder, funded=funded, starts=DAY(2024, 4, 1))
    with pytest.raises(Refused, match="It is recorded already that Funder funds Funded."):
        succession.record_funding(by=office, funder=funder, funded=funded)
    with pytest.raises(Refused, match="The last day is before the first day."):
        succession.end_funding(by=office, funding=funding, on=DAY(2024, 3, 31))
    succession.end_funding(by=office, funding=funding, on=DAY(2025, 3, 31))
    funding.refresh_from_db()
    assert (funding.starts, funding.ends) == (DAY(2024, 4, 1), DAY(2025, 3, 31))
    with pytest.raises(Refused, match="has ended already"):
        succession.end_funding(by=office, funding=funding)


def test_the_last_day_of_a_funding_is_entered_on_its_page(office):
    browser = signed_in(office)
    funder, funded = PublicBodyFactory(name="Funder"), OrganisationFactory(name="Funded")
    funding = succession.record_funding(by=office, funder=funder, funded=funded, starts=DAY(2024, 4, 1))
    url = reverse("funding_end", args=[funding.pk])
    refused = browser.post(url, {"on": "2024-03-31"})
    assert (refused.status_code, "The last day is before the first day." in refused.content.decode()) == (422, True)
    assert browser.post(url, {"on": "2025-03-31"}).url == reverse("fundings")
    funding.refresh_from_db()
    assert funding.ends == DAY(2025, 3, 31)


def test_nobody_funds_itself(office):
    body = PublicBodyFactory()
    with pytest.raises(Refused, match="does not fund itself"):
        succession.record_funding(by=office, funder=body, funded=body)


def test_a_kind_from_the_first_day_of_the_calendar_is_refused_in_words(office):
    trust = PublicBodyFactory()
    asked = {"kind": trust.kind_id, "on": "0001-01-01", "once": str(uuid.uuid4())}
    reply = signed_in(office).post(reverse("organisation_change_kind", args=[trust.pk]), asked)
    assert "“From” must be on or after 1 January 1000." in reply.content.decode()


@pytest.mark.parametrize(("role", "ends"), [("secretariat", True), ("commissioner", False), ("auditor", False)])
def test_who_funds_whom_leads_to_the_organisation_and_only_who_may_is_offered_the_end(office, role, ends):
    funder, funded = PublicBodyFactory(name="Funder"), OrganisationFactory(name="Funded & Co")
    past, now = (OrganisationFactory(name="Once funded"), funded)
    over = succession.record_funding(by=office, funder=funder, funded=past, starts=DAY(2023, 4, 1))
    succession.end_funding(by=office, funding=over, on=DAY(2024, 3, 31))
    row = succession.record_funding(by=office, funder=funder, funded=now, starts=DAY(2024, 4, 1))
    browser = signed_in(make_actor(role))
    for page in (reverse("fundings"), funded.get_absolute_url()):
        words = browser.get(page).content.decode()
        assert (reverse("funding_end", args=[row.pk]) in words) == ends, page
        assert reverse("funding_end", args=[over.pk]) not in words
    listed = browser.get(reverse("fundings")).content.decode()
    assert f'href="{funded.get_absolute_url()}">Funded &amp; Co</a>' in listed
    assert (" of Funded &amp; Co</span>" in listed) == ends
    assert f'href="{funder.get_absolute_url()}">' in browser.get(funded.get_absolute_url()).content.decode()


def test_who_may_not_see_the_funding_does_not_see_it_on_the_organisations_page(office):
    funder, funded = PublicBodyFactory(name="Funder"), OrganisationFactory(name="Funded")
    succession.record_funding(by=office, funder=funder, funded=funded)
    assert "Funded by" not in signed_in(make_actor("drafter")).get(funded.get_absolute_url()).content.decode()


def test_a_share_is_of_the_area_and_says_where_it_comes_from(office):
    trust, group, other = (
        PublicBodyFactory(name="Trust"),
        PublicBodyFactory(name="South"),
        PublicBodyFactory(name="All"),
    )
    succession.record_succession(
        by=office,
        ancestor=trust,
        descendant=group,
        kind=SuccessionKind.ABOLITION,
        on=DAY(2013, 4, 1),
        share=Decimal("54.08"),
        source="NHS Organisation Data Service, by postcodes",
    )
    told = words(signed_in(office).get(trust.get_absolute_url()))
    assert "It was abolished, and 54.08% of its area passed to South" in told
    assert "on 1 April 2013. Source of the share: NHS Organisation Data Service, by postcodes." in told
    succession.record_succession(
        by=office, ancestor=group, descendant=other, kind=SuccessionKind.ABOLITION, on=DAY(2020, 4, 1)
    )
    assert "It was abolished, and its work passed to All" in words(signed_in(office).get(group.get_absolute_url()))
