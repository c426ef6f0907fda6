"""An account's details, its code at sign-in, and how it is closed: who may, and what is refused."""

import datetime

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied

from core import clock
from core.acts import NotVisible, Refused
from core.mail.models import Mail
from core.trail.models import Event
from partnerships.people import account_actions, actions
from partnerships.people.actors import actor_for
from partnerships.people.models import ApiToken
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db


def test_own_details_change_and_the_trail_holds_no_words(member):
    acting = actor_for(member.user)
    account_actions.update_account(by=acting, user=member.user, name="Joanna Price", telephone="01684 500000")
    member.user.refresh_from_db()
    assert (member.user.name, member.user.telephone) == ("Joanna Price", "01684 500000")
    assert Event.objects.get(verb="updated").detail == {"name": "changed", "telephone": "changed"}
    for other in (make_actor("member"), make_actor("secretariat")):
        with pytest.raises((PermissionDenied, NotVisible)):
            account_actions.update_account(by=other, user=member.user, name="X", telephone="")


def test_a_closed_account_is_signed_out_everywhere_and_its_keys_end(administrator):
    secretary = make_actor("secretariat")
    signed_in(administrator)
    actions.make_api_key(by=administrator, membership=administrator.membership, label="Website")
    account_actions.deactivate_account(by=secretary, user=administrator.user)
    assert (UserSession.objects.count(), ApiToken.objects.count()) == (0, 0)
    assert actor_for(administrator.user).user is not None  # the row in memory; the next request reads it again
    administrator.user.refresh_from_db()
    assert actor_for(administrator.user).user is None
    with pytest.raises(Refused, match="closed already"):
        account_actions.deactivate_account(by=secretary, user=administrator.user)
    account_actions.reactivate_account(by=secretary, user=administrator.user)
    administrator.user.refresh_from_db()
    assert actor_for(administrator.user).label == "Organisation administrator, Malvern Carers"
    with pytest.raises(Refused, match="open already"):
        account_actions.reactivate_account(by=secretary, user=administrator.user)


def test_who_closes_accounts(administrator, member):
    for by in (administrator, make_actor("commissioner"), actor_for(member.user)):
        with pytest.raises((PermissionDenied, NotVisible)):
            account_actions.deactivate_account(by=by, user=member.user)
    secretary = make_actor("secretariat")
    with pytest.raises(Refused, match="your own account"):
        account_actions.deactivate_account(by=secretary, user=secretary.user)


def test_the_account_of_the_last_secretary_stays_open():
    only = make_actor("secretariat")
    leaving = make_actor("secretariat")
    role = leaving.membership.roles.get()
    role.ends = clock.today()
    role.save()
    with pytest.raises(Refused, match="only one in the Forum secretariat"):
        account_actions.deactivate_account(by=leaving, user=only.user)


def second_factor(user):
    return Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})


def test_a_second_factor_is_reset_by_the_administrator(administrator, member):
    second_factor(member.user)
    signed_in(actor_for(member.user))
    account_actions.reset_second_factor(by=administrator, membership=member)
    assert (Authenticator.objects.count(), UserSession.objects.filter(user=member.user).count()) == (0, 0)
    event = Event.objects.get(verb="reset second factor")
    assert (event.object_id, event.capacity) == (member.user_id, "Organisation administrator, Malvern Carers")
    mail = Mail.objects.get()
    assert (mail.to_user, mail.subject) == (member.user, "Your code at sign-in was reset")
    assert "Organisation administrator, Malvern Carers took the code at sign-in off your account" in mail.body
    with pytest.raises(Refused, match="has no code at sign-in"):
        account_actions.reset_second_factor(by=administrator, membership=member)


def test_who_may_not_reset_a_second_factor(forum, administrator, member):
    second_factor(member.user)
    for by in (make_actor("approver", organisation=forum), make_actor("auditor"), make_actor("administrator")):
        with pytest.raises((PermissionDenied, NotVisible)):
            account_actions.reset_second_factor(by=by, membership=member)
    second_factor(administrator.user)
    with pytest.raises(Refused, match="your own code at sign-in"):
        account_actions.reset_second_factor(by=administrator, membership=administrator.membership)
    assert Authenticator.objects.count() == 2


LEFT = {
    "ended": {"ends": datetime.date(2005, 3, 31)},
    "revoked": {"revoked_at": datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)},
    "not begun": {"starts": datetime.date(2999, 1, 1)},
}


@pytest.mark.parametrize("how", LEFT)
def test_the_code_of_who_left_is_reset_by_the_secretariat_alone(administrator, member, how):
    """They may hold a role elsewhere, which the code protects."""
    second_factor(member.user)
    make_actor("approver", user=member.user)
    member.roles.update(**LEFT[how])
    with pytest.raises(PermissionDenied, match="holds no role here any more"):
        account_actions.reset_second_factor(by=administrator, membership=member)
    assert Authenticator.objects.count() == 1
    account_actions.reset_second_factor(by=make_actor("secretariat"), membership=member)
    assert Authenticator.objects.count() == 0


def test_the_code_of_who_is_still_there_in_another_role_is_reset(administrator, member):
    second_factor(member.user)
    member.roles.update(ends=datetime.date(2005, 3, 31))
    actions.give_role(by=administrator, membership=member, role="drafter")
    account_actions.reset_second_factor(by=administrator, membership=member)
    assert Authenticator.objects.count() == 0


def test_a_small_groups_administrator_cannot_weaken_a_commissioner(administrator, member):
    second_factor(member.user)
    make_actor("commissioner", user=member.user)
    with pytest.raises(Refused, match="also works for another organisation"):
        account_actions.reset_second_factor(by=administrator, membership=member)
    account_actions.reset_second_factor(by=make_actor("secretariat"), membership=member)
    assert Authenticator.objects.count() == 0
