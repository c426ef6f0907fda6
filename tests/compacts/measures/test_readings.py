"""Figures: recorded, corrected, verified, withdrawn, and refused in words that say what to do."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from compacts.measures import actions, following
from compacts.measures.models import Measure, Reading
from core import clock
from core.acts import Conflict, NotVisible, Refused
from core.trail.models import Event
from tests.factories.measures import MeasureFactory, ReadingFactory
from tests.factories.organisations import AreaFactory, OrganisationFactory
from tests.factories.people import make_actor

pytestmark = pytest.mark.django_db
DAY = datetime.date
YEAR = {"starts": DAY(2003, 4, 1), "ends": DAY(2004, 3, 31)}


@pytest.fixture
def by():
    return make_actor("secretariat")


def recorded(by, measure=None, **more):
    body = {} if "organisation" in more or "area" in more else {"area": AreaFactory()}
    given = YEAR | {"value": Decimal("412.5"), "source": "Yearly return"} | body | more
    return actions.record_reading(by=by, measure=measure or MeasureFactory(), **given)


def test_a_figure_covers_its_period_unless_something_else_is_said(by):
    area = AreaFactory(name="Herefordshire")
    whole = recorded(by, MeasureFactory(title="People served"), area=area)
    part = recorded(by, covers_from=DAY(2003, 10, 1))
    assert (whole.is_whole, part.is_whole) == (True, False)
    assert (part.covers_from, part.covers_to) == (DAY(2003, 10, 1), DAY(2004, 3, 31))
    assert list(Reading.objects.whole()) == [whole]
    assert str(whole) == "People served, Herefordshire, 2003-04"
    assert Event.objects.of(whole).get().detail == {
        "measure": "People served", "of": "Herefordshire", "period": "2003-04", "value": "412.5",
        "covers_from": "2003-04-01", "covers_to": "2004-03-31",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"area": None}, "Say whose figure it is: name either an organisation or an area."),
        ({"ends": DAY(2003, 3, 31)}, "The last day of the period is before its first day."),
        ({"covers_to": DAY(2004, 4, 1)}, "The days that the figure covers lie within its period, the first before the "
         "last."),
        ({"value": Decimal(0)}, "For a figure of 0, and for no other, say how you know that there was nothing. Where "
         "nobody knows, enter no figure at all."),
        ({"nothing_reason": "No round was held."}, "For a figure of 0, and for no other, say how you know that there "
         "was nothing. Where nobody knows, enter no figure at all."),
        ({"source": " "}, "Say where the figure comes from."),
    ],
)  # fmt: skip
def test_what_is_wrong_with_it_is_said(by, more, sentence):
    with pytest.raises(ValidationError) as refusal:
        recorded(by, **({"source": "Return"} | {"area": AreaFactory()} | more))
    assert sentence in refusal.value.messages
    assert Reading.objects.count() == 0


def test_nothing_awarded_is_a_figure_of_nought_with_its_reason(by):
    assert recorded(by, value=Decimal(0), nothing_reason="No round was held.").value == 0


def test_days_that_are_still_to_come_are_not_counted(by):
    with clock.at(DAY(2004, 1, 15)):
        with pytest.raises(Refused, match="The figure covers days that are still to come"):
            recorded(by)
        assert recorded(by, covers_to=DAY(2003, 12, 31)).is_whole is False


def test_a_closed_organisation_has_no_figure_after_its_end(by):
    trust = OrganisationFactory(name="Hereford Trust", opened=DAY(2002, 10, 1), closed=DAY(2003, 9, 30))
    with pytest.raises(Refused) as refusal:
        recorded(by, organisation=trust)
    assert refusal.value.messages == [
        "Hereford Trust closed on 30 September 2003. Enter that the figure covers days up to then, or record it for "
        "the organisation that took over."
    ]
    with pytest.raises(Refused, match="was not there before 1 October 2002"):
        recorded(by, organisation=trust, starts=DAY(2002, 4, 1), ends=DAY(2003, 3, 31))
    assert recorded(by, organisation=trust, covers_to=DAY(2003, 9, 30)).is_whole is False


@pytest.mark.parametrize(
    ("starts", "ends", "sentence"),
    [
        (YEAR["starts"], YEAR["ends"], "There is a figure for 2003-04 already. Correct that one instead."),
        (DAY(2004, 3, 31), DAY(2005, 3, 30), "The period overlaps 2003-04, for which there is a figure. Enter other "
         "days, or correct that one."),
        (DAY(2003, 6, 1), DAY(2003, 6, 30), "The period overlaps 2003-04, for which there is a figure. Enter other "
         "days, or correct that one."),
    ],
)  # fmt: skip
def test_overlapping_periods_are_refused(by, starts, ends, sentence):
    first = recorded(by)
    with pytest.raises(Refused) as refusal:
        recorded(by, first.measure, area=first.area, starts=starts, ends=ends)
    assert refusal.value.messages == [sentence]
    recorded(by, first.measure, area=AreaFactory(), starts=starts, ends=ends)
    recorded(by, first.measure, organisation=OrganisationFactory(), starts=starts, ends=ends)
    recorded(by, first.measure, area=first.area, starts=DAY(2004, 4, 1), ends=DAY(2005, 3, 31))
    assert Reading.objects.count() == 4


@pytest.mark.parametrize("body", ["area", "organisation"])
def test_the_database_refuses_a_second_figure_that_begins_or_ends_on_the_same_day(body):
    of = {"area": None, "organisation": None, body: {"area": AreaFactory, "organisation": OrganisationFactory}[body]()}
    first = ReadingFactory(**YEAR, **of)
    for days in ({"ends": DAY(2003, 6, 30)}, {"starts": DAY(2004, 1, 1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ReadingFactory(measure=first.measure, **of, **(YEAR | days))


def test_a_correction_keeps_what_was_reported(by):
    first = recorded(by, value=Decimal(400))
    actions.verify_reading(by=by, reading=first)
    first.refresh_from_db()
    second = actions.correct_reading(
        by=by, reading=first, version=first.version, value=Decimal(410), reason="A late return came in."
    )
    first.refresh_from_db()
    assert (first.value, first.replaced_on, first.replaced_reason) == (400, clock.today(), "A late return came in.")
    assert (second.value, second.corrects, second.source, second.verified_on) == (410, first, first.source, None)
    assert list(Reading.objects.counting()) == [second]
    with pytest.raises(Refused, match="This figure has not counted since"):
        actions.correct_reading(by=by, reading=first, value=Decimal(420), reason="Again.")
    assert actions.correct_reading(by=by, reading=second, value=Decimal(410), reason="The same.") == second
    assert Reading.objects.count() == 2


def test_a_correction_asks_for_its_reason_and_for_the_version_that_was_read(by):
    first = recorded(by)
    with pytest.raises(ValidationError, match="Say why the figure no longer counts"):
        actions.correct_reading(by=by, reading=first, value=Decimal(1), reason=" ")
    with pytest.raises(Conflict):
        actions.correct_reading(by=by, reading=first, version=7, value=Decimal(1), reason="Late.")


def test_what_is_withdrawn_makes_room(by):
    first = recorded(by)
    actions.withdraw_reading(by=by, reading=first, reason="Of another county.")
    again = recorded(by, first.measure, area=first.area)
    assert list(Reading.objects.counting()) == [again]
    for act in (actions.verify_reading, lambda **given: actions.withdraw_reading(**given, reason="Again.")):
        with pytest.raises(Refused, match="This figure has not counted since"):
            act(by=by, reading=first)


def test_twice_verified_is_once(by):
    first = recorded(by)
    with clock.at(DAY(2026, 5, 4)):
        actions.verify_reading(by=by, reading=first)
    assert actions.verify_reading(by=by, reading=first).verified_on == DAY(2026, 5, 4)


def test_what_figures_are_figures_of_stays(by):
    measure = MeasureFactory(title="Grants", money=True)
    changed = actions.edit_measure(by=by, measure=measure, version=1, price_basis="real", price_year="2003-04")
    assert changed.prices == "real terms, prices of 2003-04"
    recorded(by, measure)
    with pytest.raises(Refused) as refusal:
        actions.edit_measure(by=by, measure=measure, version=2, price_year="2004-05", title="Grants awarded")
    assert list(refusal.value.message_dict) == ["price_year"]
    actions.edit_measure(by=by, measure=measure, version=2, title="Grants awarded")
    assert (Measure.objects.get().title, Measure.objects.get().sort_name) == ("Grants awarded", "grants awarded")


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"unit": "£"}, "What is counted in £ has prices, cash or real terms; nothing else has."),
        ({"price_basis": "cash"}, "What is counted in £ has prices, cash or real terms; nothing else has."),
        ({"unit": "£", "price_basis": "real"}, "Say for real terms in the prices of which year it is, like 2003-04."),
        ({"price_year": "2003-04"}, "Only real terms are in the prices of a year. Leave this empty, or choose them."),
        ({"unit": "£", "price_basis": "cash", "is_share": True}, "A share is no amount of money. Enter another unit, "
         "such as %."),
    ],
)  # fmt: skip
def test_money_has_prices_and_a_share_is_no_money(by, more, sentence):
    given = {"title": "Volunteers", "code": "volunteers", "counts": "Each once.", "unit": "people", "source": "NHS"}
    with pytest.raises(ValidationError) as refusal:
        actions.add_measure(by=by, **(given | more))
    assert sentence in refusal.value.messages


def test_who_follows_a_measure_is_told_of_each_change(by, monkeypatch):
    told: list[int] = []
    monkeypatch.setattr(following, "FOLLOWERS", [told.append])
    first = recorded(by)
    second = actions.correct_reading(by=by, reading=first, value=Decimal(1), reason="Late.")
    actions.withdraw_reading(by=by, reading=second, reason="Wrong.")
    assert told == [first.measure_id] * 3


def test_others_record_nothing_and_do_not_see_another_organisations_figure(by):
    reading = recorded(by, organisation=OrganisationFactory())
    member = make_actor("drafter")
    with pytest.raises(PermissionDenied):
        recorded(member)
    with pytest.raises(NotVisible):
        actions.withdraw_reading(by=member, reading=reading, reason="Mine.")
    own = recorded(by, organisation=member.organisation)
    of_area = recorded(by)
    assert set(Reading.objects.visible_to(member)) == {own, of_area}
