"""A colleague covers for who is on leave: sees and is reminded of their dates, and acts by their own roles."""

import datetime

import pytest

from core import clock
from core.acts import Refused
from core.deadlines import for_actor
from core.deadlines.actions import remind
from core.mail.models import Mail
from core.trail.models import Event
from partnerships.cover.actions import call_off_cover, end_cover, name_cover
from partnerships.people.actions import revoke_role
from partnerships.people.actors import actor_for
from tests.factories.compacts import ReviewActionFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import UserFactory, make_actor, signed_in

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 10, 12)
DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def today():
    with clock.at(TODAY):
        yield


@pytest.fixture
def forum():
    return OrganisationFactory(name="Malvern Carers")


@pytest.fixture
def people(forum):
    """An administrator, who goes on leave; a member, who only reads; and another."""
    roles = (("Ann Lee", "administrator"), ("Jo Price", "member"), ("Ben Ash", "administrator"))
    return [make_actor(role, organisation=forum, user=UserFactory(name=name)) for name, role in roles]


def covered(by, away, other, first=0, last=13):
    return name_cover(
        by=by, membership=away.membership, by_whom=other.membership, starts=TODAY + first * DAY, ends=TODAY + last * DAY
    )


def test_who_covers_sees_the_dates_marked_for_whom_until_the_last_day(forum, people):
    ann, jo, _ = people
    ReviewActionFactory(what="Visit every parish", owner=forum, due_on=TODAY + 28 * DAY)
    before = for_actor(jo)
    covered(ann, ann, jo)
    [item] = for_actor(jo)
    assert before == []
    assert item.sentence.endswith("(for Ann Lee, on leave until 25 October 2026)")
    assert "for Ann Lee, on leave until 25 October 2026" in signed_in(jo).get("/due/").content.decode()
    assert [each.note for each in for_actor(ann)] == [""]
    assert not jo.may("compacts.finish_review_action", item.row)  # no right is lent
    page = signed_in(ann).get(f"/people/{jo.membership_id}/hand-over/").content.decode()
    assert ("Covers for Ann Lee" in page, "Visit every parish" in page) == (True, False)  # the dates are Ann's
    with clock.at(TODAY + 13 * DAY):
        assert len(for_actor(actor_for(jo.user))) == 1
    with clock.at(TODAY + 14 * DAY):
        assert for_actor(actor_for(jo.user)) == []


def test_who_covers_is_reminded_on_the_day_and_no_more_on_the_day_after_the_leave(forum, people):
    ann, jo, ben = people
    covered(ann, ann, jo)
    Mail.objects.all().delete()
    ReviewActionFactory(what="Visit every parish", owner=forum, due_on=TODAY + 41 * DAY)
    with clock.at(TODAY + 13 * DAY):  # 28 days before: the last day of the leave
        list(remind(clock.today()))
    bodies = {mail.to_user: mail.body for mail in Mail.objects.all()}
    assert set(bodies) == {ann.user, jo.user, ben.user}
    assert ("(for Ann Lee, on leave until 25 October 2026)" in bodies[jo.user], "(for" in bodies[ben.user]) == (
        True,
        False,
    )
    Mail.objects.all().delete()
    with clock.at(TODAY + 34 * DAY):  # 7 days before
        list(remind(clock.today()))
    assert {mail.to_user for mail in Mail.objects.all()} == {ann.user, ben.user}


def test_who_holds_the_role_too_is_reminded_for_themselves_and_once(forum, people):
    ann, _, ben = people
    covered(ann, ann, ben)
    ReviewActionFactory(what="Visit every parish", owner=forum, due_on=TODAY + 28 * DAY)
    assert [each.note for each in for_actor(ben)] == [""]
    Mail.objects.all().delete()
    list(remind(TODAY))
    assert sorted(mail.to_user.name for mail in Mail.objects.all()) == ["Ann Lee", "Ben Ash"]


def test_nobody_is_told_of_a_record_they_may_not_see(people, forum):
    """A member reads no invitation: neither the due page nor a reminder names it to them."""
    from partnerships.invitations.actions import invite_person

    ann, jo, _ = people
    covered(ann, ann, jo)
    invite_person(by=ann, email="bea@example.org", name="Bea", place=forum, roles=["member"])
    Mail.objects.all().delete()
    assert (len(for_actor(ann)), for_actor(jo)) == (1, [])
    with clock.at(TODAY + 11 * DAY):
        list(remind(clock.today()))
    assert jo.user not in {mail.to_user for mail in Mail.objects.all()}


def test_both_are_told_and_it_is_on_the_trail(people):
    ann, jo, ben = people
    cover = covered(ben, ann, jo)
    assert {mail.to_user for mail in Mail.objects.all()} == {ann.user, jo.user}
    assert "Jo Price covers for Ann Lee at Malvern Carers from 12 October 2026" in Mail.objects.first().body
    end_cover(by=jo_may_not(cover, jo, ann), cover=cover, last_day=TODAY + DAY)
    assert [each.verb for each in Event.objects.of(cover)] == ["ends earlier", "named"]
    assert Mail.objects.filter(body__contains="The cover ends on 13 October 2026").count() == 2


def jo_may_not(cover, jo, ann):
    """Who covers does not end it; who is on leave does."""
    from django.core.exceptions import PermissionDenied

    with pytest.raises(PermissionDenied):
        end_cover(by=jo, cover=cover, last_day=TODAY)
    return ann


@pytest.mark.parametrize(
    ("away", "other", "first", "last", "words"),
    [
        (0, 0, 0, 1, "Nobody covers for themselves"),
        (0, 1, -1, 1, "The first day is in the past"),
        (0, 1, 5, 4, "The last day is before the first day"),
        (0, 2, 13, 20, "Jo Price covers for Ann Lee from 12 October 2026 to 25 October 2026 already"),
        (1, 0, 3, 4, "Ann Lee is on leave from 12 October 2026 to 25 October 2026"),
        (2, 0, 3, 4, "Ann Lee is on leave from"),
        (1, 2, 3, 4, "Jo Price covers for Ann Lee from .* End that first"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_words(people, away, other, first, last, words):
    """The rows stand beside Ann's leave from the 12th to the 25th, covered by Jo: no overlap, no circle, no chain."""
    covered(people[0], people[0], people[1])
    by = make_actor("secretariat")
    with pytest.raises(Refused, match=words):
        covered(by, people[away], people[other], first, last)


def test_who_is_elsewhere_or_gone_covers_for_nobody(people):
    ann, jo, ben = people
    revoke_role(by=ben, held=jo.membership.roles.get())
    with pytest.raises(Refused, match="Jo Price holds no role at Malvern Carers on 12 October 2026"):
        covered(ann, ann, jo)
    far = make_actor("member", organisation=OrganisationFactory(name="Far Forum"), user=UserFactory(name="Una Far"))
    with pytest.raises(Refused, match="Name somebody of Malvern Carers") as refusal:
        covered(ann, ann, far)
    assert ("Una" in str(refusal.value), "Far Forum" in str(refusal.value)) == (False, False), "nobody's name leaks"
    with pytest.raises(Refused, match="There is nothing to cover"):
        covered(ben, jo, ann)


def test_called_off_it_counts_no_more_and_the_days_are_free(forum, people):
    ann, jo, ben = people
    ReviewActionFactory(owner=forum, due_on=TODAY + DAY)
    cover = covered(ann, ann, jo)
    call_off_cover(by=ann, cover=cover, reason="Not going.")
    call_off_cover(by=ann, cover=cover, reason="Twice is once.")
    cover.refresh_from_db()
    assert (cover.state, cover.why, for_actor(actor_for(jo.user))) == ("called_off", "Not going.", [])
    with pytest.raises(Refused, match="was called off"):
        end_cover(by=ann, cover=cover, last_day=TODAY)
    covered(ann, ann, ben)


@pytest.mark.parametrize(("last", "words"), [(-1, "in the past"), (14, "It ends on 25 October 2026")])
def test_it_ends_earlier_and_not_otherwise(people, last, words):
    cover = covered(people[0], people[0], people[1])
    with pytest.raises(Refused, match=words):
        end_cover(by=people[0], cover=cover, last_day=TODAY + last * DAY)
    later = covered(people[2], people[2], people[1], 3, 5)
    with pytest.raises(Refused, match="Call it off instead"):
        end_cover(by=people[2], cover=later, last_day=TODAY)


def test_the_pages_name_and_show_it(people):
    ann, jo, _ = people
    browser = signed_in(ann)
    where = f"/people/{ann.membership_id}/cover/"
    page = browser.get(where).content.decode()
    assert ("Jo Price" in page, f'value="{ann.membership_id}"' in page.split("<select")[1].split("</select")[0]) == (
        True,
        False,
    )
    token = page.split('name="once" value="')[1].split('"')[0]
    days = {f"{name}_{part}": "" for name in ("starts", "ends") for part in ("day", "month", "year")}
    empty = browser.post(where, {"once": token, "by_whom": "", **days})
    assert (empty.status_code, "Choose who covers" in empty.content.decode()) == (422, True)
    days = {
        "starts_day": "12",
        "starts_month": "10",
        "starts_year": "2026",
        "ends_day": "25",
        "ends_month": "10",
        "ends_year": "2026",
    }
    page = browser.post(where, {"once": token, "by_whom": jo.membership_id, **days}, follow=True).content.decode()
    assert ("Jo Price for Ann Lee" in page, "Give a role for these days" in page) == (True, True)
    assert "Jo Price for Ann Lee" in browser.get(f"/people/{ann.membership_id}/").content.decode()
    listed = signed_in(jo).get("/people/cover/?state=now").content.decode()
    assert ("Ann Lee" in listed, "Malvern Carers" in listed) == (True, True)


def test_who_covers_for_nobody_is_asked_nothing_more(people, forum):
    """The one statement that tells of all kinds of dates tells of covers, too."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    ann, jo, _ = people
    for_actor(jo)
    with CaptureQueriesContext(connection) as asked:
        for_actor(jo)
    assert len(asked) == 1
