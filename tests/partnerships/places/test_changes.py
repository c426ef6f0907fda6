"""Boundary changes by hand: what they would do, what they do, what is refused, and how they are taken back."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from core.acts import Refused
from core.home import sections_for
from core.mail.models import Mail
from partnerships.places import actions
from partnerships.places.effects import effect_of
from partnerships.places.models import BoundaryAlert, Pair, SmallAreaCount
from partnerships.places.reading import judged_on, share_of
from tests.factories.organisations import AreaFactory, OrganisationFactory
from tests.factories.people import make_actor
from tests.factories.places import HealthBodyFactory

pytestmark = pytest.mark.django_db
DAY = datetime.date(2015, 4, 1)
BEFORE = DAY - datetime.timedelta(days=1)
WHY = {"reason": "The practices joined the other body.", "source": "Order of 2015"}


@pytest.fixture
def office(two):
    return make_actor("secretariat")


def a_move(office, two, number=8, **more):
    """Small areas of Malvern Hills go to the body in the west."""
    given = {
        "first_day": DAY,
        "organisation": two.east,
        "area": two.malvern,
        "to_organisation": two.west,
        **WHY,
        **more,
    }
    return actions.propose_move(by=office, small_areas=number, **given)


def standing(body, on):
    """(area, shared, % of the body, % of the council, verdict) of a body on a day, largest first."""
    rows = Pair.objects.on(on).filter(organisation=body).order_by("-shared")
    return [(each.area.name, each.shared, str(each.of_organisation), str(each.of_area), each.verdict) for each in rows]


def test_the_effect_is_shown_before_and_is_what_comes_of_it(office, two):
    change = a_move(office, two)
    effect = effect_of(change)
    assert (effect["before"], effect["after"], effect["lost"]) == ("2 of 2 pairs, 100%", "0 of 3 pairs, 0%", 2)
    assert share_of(judged_on(DAY)).in_words == effect["before"]  # nothing has changed yet
    actions.carry_out_boundary_change(by=office, change=change)
    assert share_of(judged_on(DAY)).in_words == effect["after"]
    assert standing(two.west, DAY) == [
        ("Herefordshire", 116, "93.548", "100.000", "no"),
        ("Worcestershire", 8, "6.451", "6.504", "no"),
    ]
    assert standing(two.west, BEFORE) == [("Herefordshire", 116, "100.000", "100.000", "yes")]
    assert standing(two.east, DAY) == [("Worcestershire", 115, "100.000", "93.495", "no")]


def test_carried_out_twice_it_is_so_once(office, two):
    change = a_move(office, two)
    for _ in range(2):
        actions.carry_out_boundary_change(by=office, change=change)
    assert SmallAreaCount.objects.counting().in_force(DAY).get(organisation=two.west, area=None).number == 124
    assert BoundaryAlert.objects.count() == 1


def test_an_alert_stands_on_the_home_page_until_it_is_noted_and_both_bodies_are_told(office, two):
    theirs = make_actor("commissioner", organisation=two.west)
    council = two.hereford.home_of.get()
    of_council = make_actor("commissioner", organisation=council)
    elsewhere = make_actor("commissioner")
    actions.carry_out_boundary_change(by=office, change=a_move(office, two))
    alert = BoundaryAlert.objects.get()
    assert (alert.coterminous_before, alert.pairs_before, alert.coterminous_after, alert.pairs_after) == (2, 2, 0, 3)
    assert [(each.organisation, each.area) for each in alert.lost.order_by("pk")] == [
        (two.west, two.hereford), (two.east, two.worcester)
    ]  # fmt: skip
    told = set(Mail.objects.values_list("to_address", flat=True))
    assert told == {office.user.email, theirs.user.email, of_council.user.email}
    assert elsewhere.user.email not in told
    assert "- Herefordshire PCT and Herefordshire" in Mail.objects.first().body

    def waits(actor):
        return [line.link for line in sections_for(actor)[0].lines if "alert" in line.link]

    assert (waits(office), waits(theirs)) == ([alert.get_absolute_url()], [])
    with pytest.raises(PermissionDenied):
        actions.note_boundary_alert(by=theirs, alert=alert, note="We shall see.")
    actions.note_boundary_alert(by=office, alert=alert, note="The boards meet in May.")
    assert waits(office) == []


def test_what_keeps_both_together_gives_no_alert(office, two):
    change = a_move(office, two, number=3)
    actions.carry_out_boundary_change(by=office, change=change)  # 97.5% of each: still co-terminous, of more pairs
    assert [verdict for *_, verdict in standing(two.west, DAY)] == ["yes", "no"]
    assert BoundaryAlert.objects.get().lost.count() == 0  # the share fell all the same: two of three
    actions.void_boundary_change(by=office, change=change, reason="Not agreed.")
    within = a_move(office, two, number=8, to_organisation=None, to_area=two.wychavon)
    assert effect_of(within)["rows"] == []
    actions.carry_out_boundary_change(by=office, change=within)
    assert BoundaryAlert.objects.count() == 1


def test_declared_void_everything_is_as_it_was(office, two):
    pairs = sorted(Pair.objects.values_list("organisation", "area", "shared", "starts", "ends", "verdict"), key=str)
    counts = list(SmallAreaCount.objects.order_by("pk").values())
    change = actions.carry_out_boundary_change(by=office, change=a_move(office, two))
    with pytest.raises(Refused, match="Say why it is void"):
        actions.void_boundary_change(by=office, change=change, reason=" ")
    actions.void_boundary_change(by=office, change=change, reason="The order was quashed.")
    assert list(SmallAreaCount.objects.counting().order_by("pk").values()) == counts
    assert SmallAreaCount.objects.exclude(voided_on=None).count() == 4  # kept, with the reason
    assert sorted(Pair.objects.values_list(
        "organisation", "area", "shared", "starts", "ends", "verdict"), key=str) == pairs  # fmt: skip
    with pytest.raises(Refused, match="declared void already"):
        actions.void_boundary_change(by=office, change=change, reason="Again.")


def test_changes_are_taken_back_in_the_other_order(office, two):
    first = actions.carry_out_boundary_change(by=office, change=a_move(office, two))
    later = a_move(office, two, first_day=datetime.date(2016, 4, 1))
    actions.carry_out_boundary_change(by=office, change=later)
    with pytest.raises(Refused, match="A later change, from 1 April 2016"):
        actions.void_boundary_change(by=office, change=first, reason="Wrong.")
    between = a_move(office, two, first_day=datetime.date(2015, 10, 1))
    with pytest.raises(Refused, match="changes again on 1 April 2016"):
        actions.carry_out_boundary_change(by=office, change=between)
    for change in (later, first):
        actions.void_boundary_change(by=office, change=change, reason="Wrong.")
    assert standing(two.east, DAY) == [("Worcestershire", 123, "100.000", "100.000", "yes")]


def test_a_count_that_a_later_change_found_as_it_was_is_not_taken_back_from_under_it(office, two):
    given = {"organisation": two.west, "area": two.hereford, "small_areas": 112, **WHY}
    first, later = (
        actions.propose_count(by=office, first_day=day, **given) for day in (DAY, datetime.date(2016, 4, 1))
    )
    for change in (first, later):
        actions.carry_out_boundary_change(by=office, change=change)
    with pytest.raises(Refused, match="A later change, from 1 April 2016"):
        actions.void_boundary_change(by=office, change=first, reason="Wrong.")
    actions.void_boundary_change(by=office, change=later, reason="Wrong.")
    actions.void_boundary_change(by=office, change=first, reason="Wrong.")
    assert standing(two.west, DAY)[0][1] == 116


def test_a_district_of_which_all_has_gone_leaves_its_county_known(office, two):
    """All of Malvern Hills goes to Wychavon: none is left of it, which is known, and the county is what it was."""
    change = actions.propose_move(
        by=office, first_day=DAY, small_areas=45, organisation=two.east, area=two.malvern, to_area=two.wychavon, **WHY
    )
    effect = effect_of(change)
    assert (effect["after"], effect["lost"], effect["rows"]) == ("2 of 2 pairs, 100%", 0, [])
    actions.carry_out_boundary_change(by=office, change=change)
    assert standing(two.east, DAY) == [("Worcestershire", 123, "100.000", "100.000", "yes")]
    assert BoundaryAlert.objects.count() == 0


def test_a_count_ends_a_pair_or_begins_one_whose_totals_are_not_known(office, two):
    new = HealthBodyFactory(name="New Trust", opened=DAY)
    begun = actions.propose_count(by=office, first_day=DAY, organisation=new, area=two.hereford, small_areas=9, **WHY)
    actions.carry_out_boundary_change(by=office, change=begun)
    assert standing(new, DAY) == [("Herefordshire", 9, "None", "7.758", "unknown")]
    assert share_of(judged_on(DAY)).pairs == 2  # it counts in no share
    whole = actions.propose_count(
        by=office, first_day=DAY, organisation=new, area=two.hereford, small_areas=9, organisation_total=90, **WHY
    )
    actions.carry_out_boundary_change(by=office, change=whole)
    assert standing(new, DAY) == [("Herefordshire", 9, "10.000", "7.758", "no")]
    gone = actions.propose_count(
        by=office, first_day=DAY, organisation=two.west, area=two.hereford, small_areas=0, **WHY
    )
    actions.carry_out_boundary_change(by=office, change=gone)
    assert (standing(two.west, BEFORE)[0][1], standing(two.west, DAY)) == (116, [])


def test_what_cannot_be_is_refused_beside_its_field(office, two):
    charity = OrganisationFactory()
    closed = HealthBodyFactory(name="Old Trust", closed=BEFORE)
    for field, value, said in (
        ("organisation", charity, "Enter a body of the NHS"),
        ("organisation", closed, "Old Trust was not there on 1 April 2015"),
        ("area", two.worcester, "Worcestershire is divided into districts"),
        ("area", two.region, "Enter the area of a council"),
        ("area", AreaFactory(name="Gone", ends=BEFORE), "Gone was not an area on 1 April 2015"),
        ("small_areas", 0, "Enter how many small areas move"),
        ("small_areas", 10**7, "Enter a whole number up to 1,000,000"),
        ("to_organisation", None, "They move to where they are"),
    ):
        given = {"number": value} if field == "small_areas" else {field: value}
        with pytest.raises(Refused) as refusal:
            a_move(office, two, **given)
        [[where, [problem]]] = refusal.value.message_dict.items()
        assert (where, problem.startswith(said)) == ("to_area" if said.startswith("They") else field, True)
    with pytest.raises(Refused, match="share 45 small areas on 1 April 2015: no more than these can move"):
        actions.carry_out_boundary_change(by=office, change=a_move(office, two, number=46))
    with pytest.raises(PermissionDenied):
        a_move(make_actor("commissioner", organisation=two.west), two)
