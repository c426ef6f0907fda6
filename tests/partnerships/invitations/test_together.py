"""Inviting and accepting at the same moment, on PostgreSQL."""

import re
import threading
import time

import pytest
from django.db import connection, transaction

from core.acts import Refused
from core.mail.models import Mail
from partnerships.duplicates.actions import merge_organisations
from partnerships.invitations import actions
from partnerships.invitations.models import Invitation
from partnerships.people.actions import hold_place
from partnerships.people.actors import actor_for
from tests.factories.duplicates import SuggestionFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import UserFactory, make_actor

pytestmark = [pytest.mark.served, pytest.mark.django_db(transaction=True)]

WAITING_FOR_US = """
SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))
"""


def until_somebody_waits_for_us() -> None:
    """Come back once another transaction waits for a row that this one holds."""
    for _ in range(1000):
        with connection.cursor() as cursor:
            cursor.execute(WAITING_FOR_US)
            if cursor.fetchone()[0]:
                return
        time.sleep(0.01)
    raise AssertionError("Nobody waited.")


@pytest.fixture
def sent():
    """Who sent an invitation to Jo, and the organisation it is to."""
    by = make_actor("administrator", organisation=OrganisationFactory(name="Malvern Carers"))
    actions.invite_person(by=by, email="jo@example.org", name="Jo", place=by.organisation, roles=["member"])
    return by, by.organisation


def secret() -> str:
    return re.search(r"/invitation/([\w-]+)/", Mail.objects.get().body)[1]


ACTS = {
    "accepting": lambda by, user, token: actions.accept_invitation(by=actor_for(user), token=token),
    "sending again": lambda by, user, token: actions.resend_invitation(by=by, invitation=Invitation.objects.get()),
    "withdrawing": lambda by, user, token: actions.withdraw_invitation(by=by, invitation=Invitation.objects.get()),
}


@pytest.mark.parametrize("name", ACTS)
def test_who_is_invited_anew_while_the_old_invitation_is_acted_on_waits_for_nobody_in_a_circle(sent, name):
    """Both take the place first. The other way round each held what the other waited for, and one was thrown out."""
    by, place = sent
    user, token, refusals = UserFactory(email="jo@example.org"), secret(), []

    def act():
        try:
            ACTS[name](by, user, token)
        except Exception as problem:
            refusals.append(problem)
        finally:
            connection.close()

    other = threading.Thread(target=act)
    with transaction.atomic():
        hold_place(place)
        other.start()
        until_somebody_waits_for_us()
        actions.invite_person(by=by, email="jo@example.org", name="Jo", place=place, roles=["member", "drafter"])
    other.join(30)
    assert [type(each) for each in refusals] == [Refused]
    assert refusals[0].messages == [actions.STALE["withdrawn"]]
    assert [each.state for each in Invitation.objects.order_by("pk")] == ["withdrawn", "open"]
    assert not user.memberships.exists()


def test_who_accepts_while_the_organisation_is_merged_joins_neither_entry_unasked_and_then_the_one_that_is_kept(sent):
    by, place = sent
    user, token, refusals = UserFactory(email="jo@example.org"), secret(), []
    pair = SuggestionFactory(first=place, second=OrganisationFactory(name="Carers of Malvern"))

    def act():
        try:
            actions.accept_invitation(by=actor_for(user), token=token)
        except Exception as problem:
            refusals.append(problem)
        finally:
            connection.close()

    other = threading.Thread(target=act)
    with transaction.atomic():
        merge_organisations(by=make_actor("secretariat"), suggestion=pair, keep=pair.second, why="One committee.")
        other.start()
        until_somebody_waits_for_us()
    other.join(30)
    assert [type(each) for each in refusals] == [Refused]
    assert refusals[0].messages == [actions.MOVED]
    assert not user.memberships.exists()
    assert actions.accept_invitation(by=actor_for(user), token=token).organisation == pair.second
