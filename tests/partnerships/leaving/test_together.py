"""Two people who hand over, end and cover in the same moment, on PostgreSQL."""

import datetime

import pytest

from core import clock
from core.acts import Refused
from partnerships.cover.actions import name_cover
from partnerships.cover.models import Cover
from partnerships.leaving.actions import hand_over
from partnerships.leaving.models import HandoverItem
from partnerships.people import holdings
from partnerships.people.actions import revoke_role
from tests.factories.consultation import DURING
from tests.factories.people import UserFactory, make_actor
from tests.factories.together import at_once

pytestmark = [pytest.mark.served, pytest.mark.django_db(transaction=True)]
DAY = datetime.timedelta(days=1)


def test_what_two_hand_over_at_once_goes_to_one(owen, sara, ruth, compact):
    mei = make_actor("commissioner", organisation=owen.organisation, user=UserFactory(name="Mei Castle"))
    what = [each.key for each in holdings.of(owen.membership)]
    found = at_once(
        *(
            lambda to=to: hand_over(by=ruth, membership=owen.membership, what=what, to=to.membership)
            for to in (sara, mei)
        )
    )
    [refused] = [each for each in found if isinstance(each, Exception)]
    assert (type(refused), HandoverItem.objects.count()) == (Refused, 1)
    compact.refresh_from_db()
    assert compact.manager_email == HandoverItem.objects.get().handover.successor.user.email


def test_one_role_ended_by_two_at_once_ends_once(owen, sara, ruth):
    held = owen.membership.roles.get()
    found = at_once(*(lambda: revoke_role(by=ruth, held=held) for _ in range(2)))
    [refused] = [each for each in found if isinstance(each, Exception)]
    assert refused.messages == ["This role has ended already."]


def test_nothing_is_handed_to_somebody_who_goes_in_that_moment(owen, sara, ruth, compact):
    """Either she has it, and her role cannot end; or she has gone, and is refused."""
    what = [each.key for each in holdings.of(owen.membership)]
    handed, ended = at_once(
        lambda: hand_over(by=ruth, membership=owen.membership, what=what, to=sara.membership),
        lambda: revoke_role(by=ruth, held=sara.membership.roles.get()),
    )
    assert [isinstance(each, Refused) for each in (handed, ended)].count(True) == 1


def test_of_two_covers_in_a_circle_one_is_refused(owen, sara, ruth):
    with clock.at(DURING):
        first = clock.today()

    def covers(away, other):
        return lambda: name_cover(
            by=ruth, membership=away.membership, by_whom=other.membership, starts=first, ends=first + DAY
        )

    found = at_once(covers(owen, sara), covers(sara, owen))
    assert ([isinstance(each, Refused) for each in found].count(True), Cover.objects.count()) == (1, 1)
