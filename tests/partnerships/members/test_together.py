"""Two who take in one list, and two schedulers, in the same moment: it is done once."""

import threading

import pytest
from django.db import connection

from core import clock
from core.acts import Refused
from partnerships.invitations.models import Invitation
from partnerships.members.actions import invite_contact, take_in_members
from partnerships.members.models import MemberLine
from partnerships.organisations.actions import join_umbrella
from partnerships.people.actors import the_house
from tests.partnerships.members.test_lists import CARERS, DRIVERS
from tests.partnerships.members.world import DAY, Alliance

pytestmark = [pytest.mark.served, pytest.mark.django_db(transaction=True)]


def at_once(*acts) -> list[Exception]:
    """Carry the acts out at the same time, each in a thread and a connection of its own."""
    ready, problems = threading.Barrier(len(acts)), []

    def run(act) -> None:
        try:
            with clock.at(DAY):
                ready.wait(10)
                act()
        except Exception as problem:
            problems.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for each in threads:
        each.start()
    for each in threads:
        each.join(30)
    return problems


def test_a_list_is_taken_in_once_and_a_contact_invited_once():
    alliance = Alliance()
    sheet = alliance.send(CARERS, DRIVERS)
    take = [lambda: take_in_members(by=alliance.ann, sheet=sheet)] * 2
    assert at_once(*take) == []
    assert len(alliance.memberships()) == 2
    line = MemberLine.objects.get(sheet=sheet, number=2)
    assert at_once(*[lambda: invite_contact(by=alliance.ann, line=line)] * 2) == []
    assert Invitation.objects.count() == 1


def test_who_joins_while_the_list_is_taken_in_belongs_once():
    alliance = Alliance()
    sheet = alliance.send(CARERS)

    def join() -> None:
        join_umbrella(by=the_house(), member=alliance.carers, umbrella=alliance.body, membership_class="member")

    problems = at_once(join, lambda: take_in_members(by=alliance.ann, sheet=sheet))
    assert {type(each) for each in problems} <= {Refused}
    assert [each[:2] for each in alliance.memberships()] == [("Bromyard Carers", "member")]
