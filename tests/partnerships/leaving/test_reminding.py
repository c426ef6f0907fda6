"""Reminders go to whoever holds the role on the day, and to the secretariat where nobody is there: by the real job."""

import datetime

import pytest

from core import clock
from core.deadlines.actions import remind
from core.mail.models import Mail
from partnerships.invitations.actions import invite_person
from partnerships.people.account_actions import deactivate_account
from partnerships.people.actions import end_role
from tests.factories.compacts import ReviewActionFactory
from tests.factories.consultation import ConsultationFactory, a_consultation, given
from tests.factories.organisations import AreaFactory, OrganisationFactory
from tests.factories.people import UserFactory, make_actor

pytestmark = pytest.mark.django_db
DUE = datetime.date(2026, 11, 20)
DAY = datetime.timedelta(days=1)
REASON = "comes to the Forum secretariat because nobody who is there holds a role"


def reminded(day: datetime.date) -> dict[str, str]:
    """Who is reminded on a day, and what is said."""
    Mail.objects.all().delete()
    with clock.at(day):
        list(remind(day))
    return {mail.to_user.name: mail.body for mail in Mail.objects.all()}


@pytest.fixture
def forum():
    return OrganisationFactory(name="Malvern Carers", partner=True, confirm_by=DUE + 200 * DAY)


@pytest.fixture
def ann(forum):
    return make_actor("approver", organisation=forum, user=UserFactory(name="Ann Lee"))


@pytest.fixture
def ruth():
    return make_actor("secretariat", user=UserFactory(name="Ruth Penrose"))


@pytest.mark.parametrize("successor", [True, False])
def test_on_the_last_day_to_who_holds_the_role_and_on_the_day_after_to_who_has_it_then(forum, ann, ruth, successor):
    """28 days before it is the last day of the role; 7 days before nobody else has it, or Ben has."""
    ReviewActionFactory(what="Visit every parish", owner=forum, due_on=DUE)
    if successor:
        make_actor("drafter", organisation=forum, user=UserFactory(name="Ben Ash"))
    with clock.at(DUE - 30 * DAY):
        end_role(by=ruth, held=ann.membership.roles.get(), last_day=DUE - 28 * DAY)
    first = reminded(DUE - 28 * DAY)
    assert set(first) == {"Ann Lee", "Ben Ash"} if successor else {"Ann Lee"}
    after = reminded(DUE - 27 * DAY)
    second = reminded(DUE - 7 * DAY)
    if successor:
        assert (after, set(second)) == ({}, {"Ben Ash"})
        assert REASON not in second["Ben Ash"]
    else:
        assert set(after) == {"Ruth Penrose"}  # of the step that Ann was reminded of: it is hers now
        assert ("Visit every parish" in after["Ruth Penrose"], REASON in after["Ruth Penrose"]) == (True, True)
        assert set(second) == {"Ruth Penrose"}


def test_a_closed_account_is_not_reminded_and_its_due_date_is_not_lost(forum, ann, ruth):
    ReviewActionFactory(what="Visit every parish", owner=forum, due_on=DUE)
    deactivate_account(by=ruth, user=ann.user)
    assert set(reminded(DUE - 7 * DAY)) == {"Ruth Penrose"}


def test_the_secretariat_is_not_told_of_an_answer_that_it_may_not_see(ann, ruth):
    """A draft is the organisation's own: that nobody is there to send it shows in the list of organisations alone."""
    from consultation.responses.actions import save_answers

    with clock.at(DUE - 40 * DAY):
        asked = a_consultation(title="Support for carers", closes_on=DUE)
        save_answers(by=ann, consultation=asked, given=[given(asked, "q1", text="We agree.")])
        deactivate_account(by=ruth, user=ann.user)
    assert reminded(DUE - 7 * DAY) == {}


def test_an_invitation_to_an_area_is_its_senders_while_they_are_there(ruth):
    other = make_actor("secretariat", user=UserFactory(name="Una Far"))
    with clock.at(DUE - 14 * DAY):
        invite_person(by=ruth, email="b@example.org", name="Bea", place=AreaFactory(), roles=["commissioner"])
    assert set(reminded(DUE - 3 * DAY)) == {"Ruth Penrose"}
    Mail.objects.all().delete()
    with clock.at(DUE - 3 * DAY):
        from partnerships.leaving.actions import hand_over
        from partnerships.people import holdings

        what = [each.key for each in holdings.of(ruth.membership)]
        hand_over(by=other, membership=ruth.membership, what=what, why="Soon.")
        deactivate_account(by=other, user=ruth.user)
    assert set(reminded(DUE - 2 * DAY)) == {"Una Far"}


def test_an_entry_to_confirm_is_nobodys_reminder_where_nobody_is_there(ruth):
    """Hundreds of partners have no people; they are on a list of their own, and not in a mail."""
    OrganisationFactory(name="Wye Carers", partner=True, confirm_by=DUE)
    ConsultationFactory()
    assert reminded(DUE - 7 * DAY) == {}
