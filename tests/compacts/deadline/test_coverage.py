"""Who has met a target of sign-up on a day: the figures, and the bad dates that would make them wrong."""

import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from compacts.deadline.coverage import Coverage, Tally, by_kind, without_compact
from compacts.deadline.growth import Point, growth
from compacts.deadline.models import Verdict
from compacts.local.models import CompactKind
from partnerships.organisations.models import AreaServed, KindSpell, Lineage, Organisation
from tests.factories.compacts import CompactFactory, SignupFactory
from tests.factories.deadline import FIRST, LAST, SignupTargetFactory
from tests.factories.organisations import AreaFactory, KindFactory, OrganisationFactory, PublicBodyFactory

pytestmark = pytest.mark.django_db
DATE = datetime.date
DAY = datetime.timedelta(days=1)


def a_council() -> Organisation:
    """One that the target does not count."""
    return OrganisationFactory(kind=KindFactory(code="county-council", sector="council", is_public_body=True))


OPENED = DATE(2002, 4, 1)
MARCH = DATE(2004, 3, 31)


def trust(**more) -> Organisation:
    return PublicBodyFactory(**{"opened": OPENED} | more)


def signs(body, starts, **more):
    return SignupFactory(organisation=body, starts=starts, **more)


def stands(target, on) -> dict[str, str]:
    """How each body stands, in words."""
    return {each.organisation.name: each.stand.in_words for each in Coverage(target, on).bodies}


@pytest.fixture
def target():
    return SignupTargetFactory(taken=LAST)


def test_signing_and_working_towards_it_both_meet_it_and_are_counted_apart(target):
    signs(trust(name="Signed"), DATE(2003, 6, 1))
    signs(trust(name="Working"), DATE(2003, 7, 1), working=True, public_body=a_council())
    trust(name="Neither")
    assert Coverage(target, MARCH).tally == Tally(bodies=3, signed=1, working=1, not_yet=1)
    assert stands(target, MARCH) == {
        "Neither": "Not met yet", "Working": "Working towards it from 1 July 2003", "Signed": "Signed on 1 June 2003",
    }  # fmt: skip
    assert Coverage(target, LAST + 31 * DAY).tally == Tally(bodies=3, signed=1, working=1, late=1)


def test_the_days_of_lateness_count_from_the_day_that_was_taken(target):
    late, never = trust(name="Late"), trust(name="Never")
    signs(late, DATE(2004, 5, 10))
    assert stands(target, LAST) == {"Late": "Not met yet", "Never": "Not met yet"}
    assert stands(target, DATE(2004, 5, 9)) == {
        "Late": "Late by 9 days, and not met", "Never": "Late by 9 days, and not met",
    }  # fmt: skip
    assert stands(target, DATE(2004, 6, 30)) == {
        "Never": "Late by 61 days, and not met", "Late": "Late by 10 days: signed on 10 May 2004",
    }  # fmt: skip
    assert [each.organisation.pk for each in Coverage(target, DATE(2004, 6, 30)).bodies] == [never.pk, late.pk]


def test_a_sign_up_that_ended_or_never_held_meets_nothing(target):
    signs(trust(name="Left"), DATE(2003, 6, 1), ended_on=LAST, end_reason="It left.")
    signs(trust(name="Void"), DATE(2003, 6, 1), voided_on=LAST, void_reason="By mistake.")
    signs(
        trust(name="Lapsed"), DATE(2003, 6, 1), compact=CompactFactory(launched=True, lapsed_on=LAST, lapse_reason="-")
    )
    signs(trust(name="Other"), DATE(2003, 6, 1), compact__kind=CompactKind.BOARD_AGREEMENT)
    signs(trust(name="Later left"), DATE(2003, 6, 1), ended_on=LAST + DAY, end_reason="It left.")
    assert Coverage(target, LAST).tally == Tally(bodies=5, signed=1, not_yet=4)
    assert Coverage(target, LAST - DAY).tally == Tally(bodies=5, signed=3, not_yet=2)


def test_a_late_sign_up_that_has_ended_meets_nothing_any_more(target):
    signs(trust(name="Left"), DATE(2004, 5, 10), ended_on=DATE(2004, 6, 1), end_reason="It left.")
    assert stands(target, DATE(2004, 5, 31)) == {"Left": "Late by 10 days: signed on 10 May 2004"}
    assert stands(target, DATE(2004, 6, 1)) == {"Left": "Late by 32 days, and not met"}


def test_who_signs_a_later_edition_is_no_later_than_before(target):
    late, following = trust(name="Late"), {}
    for on, until in (
        (DATE(2004, 5, 10), DATE(2006, 1, 1)),
        (DATE(2006, 1, 1), DATE(2007, 1, 1)),
        (DATE(2007, 1, 1), None),
    ):
        over = {"ended_on": until, "end_reason": "It signed edition 2."} if until else {}
        following = {"follows": signs(late, on, **over, **following)}
        following |= {"compact": following["follows"].compact}
    assert stands(target, DATE(2008, 1, 1)) == {"Late": "Late by 10 days: signed on 10 May 2004"}


def test_a_body_that_closed_before_the_deadline_is_not_counted_and_one_opened_after_it_neither(target):
    trust(name="Closed before", closed=LAST - DAY)
    trust(name="Closed on the day", closed=LAST)
    trust(name="Opened on the day", opened=LAST)
    trust(name="Opened after", opened=LAST + DAY)
    assert set(stands(target, MARCH)) == {"Closed before", "Closed on the day"}
    assert set(stands(target, LAST)) == {"Closed on the day", "Opened on the day"}
    assert stands(target, DATE(2005, 1, 1)) == {
        "Opened on the day": "Late by 246 days, and not met", "Closed on the day": "Late, and not met",
    }  # fmt: skip


def test_of_a_body_whose_opening_is_not_known_nobody_can_tell_unless_it_had_met_the_target(target):
    trust(name="Unknown", opened=None)
    signs(trust(name="Unknown and signed late", opened=None), DATE(2004, 5, 10))
    signs(trust(name="Unknown and signed", opened=None), DATE(2003, 6, 1))
    found = Coverage(target, DATE(2004, 6, 30))
    assert found.tally == Tally(bodies=3, signed=1, unknown=2)
    assert found.is_certain


def test_a_merged_body_has_what_those_before_it_signed(target):
    """From its first day on: until then the two before it are judged."""
    ancestors = [trust(name=f"Before {n}", closed=DATE(2003, 12, 31)) for n in (1, 2)]
    merged = trust(name="Merged", opened=DATE(2004, 1, 1))
    for each in ancestors:
        Lineage.objects.create(ancestor=each, descendant=merged, kind="merger", on=DATE(2004, 1, 1), share=Decimal(100))
    signs(ancestors[0], DATE(2003, 6, 1))
    assert stands(target, DATE(2003, 12, 31)) == {"Before 1": "Signed on 1 June 2003", "Before 2": "Not met yet"}
    assert stands(target, LAST) == {"Merged": "Signed on 1 June 2003"}


def test_what_came_after_a_body_does_not_sign_for_it(target):
    gone = trust(name="Gone", closed=DATE(2006, 9, 30))
    after = trust(name="After", opened=DATE(2006, 10, 1))
    Lineage.objects.create(ancestor=gone, descendant=after, kind="abolition", on=DATE(2006, 10, 1))
    signs(after, DATE(2006, 11, 15))
    assert stands(target, DATE(2010, 1, 1)) == {"Gone": "Late by 883 days, and not met"}


def test_a_body_counts_by_the_kind_that_it_was_on_the_day(target):
    became = trust(name="Became another kind")
    became.kinds.update(ends=DATE(2004, 4, 14))
    KindSpell.objects.create(organisation=became, kind=KindFactory(code="care-trust"), starts=DATE(2004, 4, 15))
    assert (set(stands(target, DATE(2004, 4, 14))), set(stands(target, LAST))) == ({"Became another kind"}, set())


def test_a_month_without_a_day_is_judged_at_both_ends():
    target = SignupTargetFactory()
    signs(trust(name="In time at either end"), DATE(2003, 6, 1))
    assert Coverage(target, DATE(2004, 6, 30)).is_certain
    signs(trust(name="In between"), DATE(2004, 4, 15))
    trust(name="Never")
    found = Coverage(target, DATE(2004, 6, 30))
    assert (found.is_certain, found.tally) == (False, Tally(bodies=3, signed=1, late=1, unknown=1))
    assert found.at_each_end == [
        (FIRST, Tally(bodies=3, signed=1, late=2)), (LAST, Tally(bodies=3, signed=2, late=1)),
    ]  # fmt: skip
    assert stands(target, DATE(2004, 6, 30))["Never"] == "Late by 61 days, and not met"  # what is certain of it
    assert Coverage(target, MARCH).is_certain  # before the month both ends say the same


def test_the_last_sunday_of_march_when_the_clocks_change_is_a_day_like_others():
    """A deadline on the night of 28 March 2004, which had 23 hours: who signed on it was in time."""
    night = DATE(2004, 3, 28)
    target = SignupTargetFactory(due_first=DATE(2004, 3, 1), due_last=MARCH, taken=night)
    signs(trust(name="On the day"), night)
    signs(trust(name="The day after"), night + DAY)
    assert stands(target, night) == {"On the day": "Signed on 28 March 2004", "The day after": "Not met yet"}
    assert stands(target, night + DAY)["The day after"] == "Late by 1 day: signed on 29 March 2004"


def test_councils_and_groups_stand_beside_it_and_never_in_it():
    council, group = KindFactory(code="county-council", sector="council"), KindFactory()
    target = SignupTargetFactory(taken=LAST, beside=[council, group])
    trust()
    signs(OrganisationFactory(name="County", kind=council), DATE(2004, 3, 17))
    OrganisationFactory(name="Group", kind=group, opened=OPENED, partner=True)
    OrganisationFactory(name="One of 170,000", kind=group, opened=OPENED)
    found = Coverage(target, LAST)
    assert found.tally == Tally(bodies=1, not_yet=1)
    assert [(kind.code, tally) for kind, tally in by_kind(found.beside)] == [
        ("county-council", Tally(bodies=1, signed=1)), ("charity", Tally(bodies=1, not_yet=1)),
    ]  # fmt: skip


def test_a_body_stands_in_each_of_its_localities_what_is_late_there_first(target):
    home, served, elsewhere = (AreaFactory(kind="county", name=name) for name in ("Home", "Served", "Elsewhere"))
    district = AreaFactory(name="District", parent=served)
    body, _ = trust(name="Body", area=home), trust(name="Nowhere")
    for area in (served, district):
        AreaServed.objects.create(organisation=body, area=area)
    AreaServed.objects.create(organisation=body, area=elsewhere, ends=DATE(2003, 1, 1))
    signs(body, DATE(2004, 4, 1), compact__area=served)
    found = Coverage(target, LAST + DAY)
    assert [
        (each.organisation.name, each.area and each.area.name, each.here.verdict, each.overall.verdict)
        for each in found.places
    ] == [
        ("Nowhere", None, Verdict.LATE, Verdict.LATE),
        ("Body", "Home", Verdict.LATE, Verdict.SIGNED),
        ("Body", "District", Verdict.SIGNED, Verdict.SIGNED),  # the Compact of its county holds in it
        ("Body", "Served", Verdict.SIGNED, Verdict.SIGNED),
    ]


def test_localities_without_an_agreed_compact_are_listed(target):
    areas = [AreaFactory(kind="county", name=name) for name in ("Agreed", "Begun", "Lapsed", "None")]
    AreaFactory(kind="county", name="In Wales", gss_code="W06000001")
    CompactFactory(area=areas[0], agreed=True)
    CompactFactory(area=areas[1], begun=True)
    CompactFactory(area=areas[2], launched=True, lapsed_on=MARCH, lapse_reason="-")
    assert [(each.name, each.begun) for each in without_compact(target, LAST)] == [
        ("Begun", True), ("Lapsed", False), ("None", False),
    ]  # fmt: skip


def test_how_the_figures_came_about_is_counted_from_the_days_of_the_sign_ups(target):
    first, second = trust(), trust()
    signs(first, DATE(2004, 2, 10), working=True, ended_on=DATE(2004, 3, 20), end_reason="It signed.")
    signs(first, DATE(2004, 3, 20))
    signs(second, DATE(2004, 4, 2), working=True)
    assert growth(target, DATE(2004, 4, 30)) == [
        Point(DATE(2004, 2, 29), 0, 1), Point(MARCH, 1, 0), Point(LAST, 1, 1),
    ]  # fmt: skip
    assert growth(SignupTargetFactory(compact_kind=CompactKind.BOARD_AGREEMENT), LAST) == []
    assert [len(growth(target, DATE(year, 4, 30))) for year in (2006, 2026)] == [10, 8]


def test_six_hundred_bodies_cost_the_same_statements_as_one(target):
    def statements() -> int:
        with CaptureQueriesContext(connection) as asked:
            found = Coverage(target, LAST)
            assert len(found.bodies) == len(found.places)
        return len(asked)

    compact = CompactFactory(launched=True)
    signs(trust(area=compact.area), DATE(2003, 6, 1), compact=compact)
    assert statements() == 1
    for number in range(600):
        body = trust(area=compact.area)
        if number % 3:
            signs(body, DATE(2003, 6, 1), compact=compact)
    assert statements() == 1
    assert Coverage(target, LAST).tally == Tally(bodies=601, signed=401, not_yet=200)
