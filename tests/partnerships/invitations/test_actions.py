"""Inviting people: single use, expiring, replaced by a newer one, spent only by an act."""

import datetime
import re
import threading

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from core import clock
from core.acts import NotVisible, Refused
from core.mail.models import Mail
from core.trail.models import Event
from core.work.models import WorkRow
from core.work.testing import run_all
from partnerships.invitations.actions import (
    accept_invitation,
    accept_with_new_account,
    invite_person,
    resend_invitation,
    withdraw_invitation,
)
from partnerships.invitations.models import Invitation
from partnerships.people.account_actions import deactivate_account
from partnerships.people.actions import revoke_role
from partnerships.people.actors import Actor, actor_for
from partnerships.people.models import Membership, User
from tests.factories.organisations import AreaFactory, OrganisationFactory
from tests.factories.people import UserFactory, make_actor

pytestmark = pytest.mark.django_db
PASSWORD = "a hedge and a gate"
VISITOR = Actor()


def invite(by=None, *, place=None, email="jo@example.org", roles=("member",)):
    """An invitation and the secret from its mail."""
    place = place or OrganisationFactory(name="Malvern Carers")
    by = by or make_actor("administrator", organisation=place)
    made = invite_person(by=by, email=email, name="Jo Price", place=place, roles=list(roles))
    return made, secret()


def secret() -> str:
    return re.search(r"/invitation/([\w-]+)/", Mail.objects.latest("pk").body)[1]


def test_the_mail_says_who_invites_to_what_and_until_when():
    with clock.at(datetime.date(2026, 3, 2)):
        forum = OrganisationFactory(name="Malvern Carers")
        by = make_actor("administrator", organisation=forum, user=UserFactory(name="Ann Lee"))
        made, token = invite(by, place=forum, email="JO@Example.org", roles=["approver", "member"])
    mail = Mail.objects.get()
    assert (mail.to_address, mail.subject) == ("jo@example.org", "Invitation to join Malvern Carers on Concordat")
    assert "Ann Lee invites you to join Malvern Carers on Concordat, as member and approver." in mail.body
    assert "until 16 March 2026" in mail.body
    assert mail.body.rstrip().endswith(f"http://127.0.0.1:8000/invitation/{token}/")
    assert token not in str(Invitation.objects.values_list().get())
    assert len(made.token_hash) == 64
    assert made.expires_at == datetime.datetime(2026, 3, 17, tzinfo=datetime.UTC)


def test_a_new_account_is_made_with_its_roles():
    made, token = invite(roles=["drafter", "member"])
    accept_with_new_account(by=VISITOR, token=token, name="Jo Price", password=PASSWORD)
    user = User.objects.get(email="jo@example.org")
    assert user.check_password(PASSWORD)
    acting = actor_for(user)
    assert (acting.label, acting.organisation_id) == ("Member and drafter, Malvern Carers", made.organisation_id)
    made.refresh_from_db()
    assert (made.state, made.accepted_by) == ("accepted", user)
    accepted = Event.objects.get(verb="accepted")
    assert (accepted.user_id, accepted.capacity) == (user.pk, "Member and drafter, Malvern Carers")


def test_it_is_used_once():
    _, token = invite()
    accept_with_new_account(by=VISITOR, token=token, name="Jo Price", password=PASSWORD)
    with pytest.raises(Refused, match="accepted already"):
        accept_with_new_account(by=VISITOR, token=token, name="Eve", password=PASSWORD)
    with pytest.raises(Refused, match="accepted already"):
        accept_invitation(by=actor_for(UserFactory()), token=token)


def test_an_account_that_exists_is_left_alone_and_accepts_when_signed_in():
    user = UserFactory(email="jo@example.org", name="Joanna", password="what it was before")
    made, token = invite()
    assert accept_with_new_account(by=VISITOR, token=token, name="Eve", password=PASSWORD) is None
    user.refresh_from_db()
    assert (user.name, user.check_password(PASSWORD)) == ("Joanna", False)
    made.refresh_from_db()
    assert made.state == "open"
    membership = accept_invitation(by=actor_for(user), token=token)
    assert (membership.user, membership.organisation_id) == (user, made.organisation_id)


def test_only_the_invited_address_accepts():
    _, token = invite()
    with pytest.raises(Refused, match="another address"):
        accept_invitation(by=make_actor("member"), token=token)
    with pytest.raises(Refused, match="Sign in"):
        accept_invitation(by=VISITOR, token=token)
    assert Membership.objects.filter(user__email="jo@example.org").count() == 0


def test_a_weak_password_is_refused_before_anything_is_written():
    made, token = invite()
    with pytest.raises(ValidationError, match="too common"):
        accept_with_new_account(by=VISITOR, token=token, name="Jo", password="password123")
    made.refresh_from_db()
    assert made.state == "open"


def test_it_expires_at_the_end_of_the_fourteenth_day():
    with clock.at(datetime.date(2026, 3, 2)):
        _, token = invite()
    with clock.at(datetime.datetime(2026, 3, 17, 0, 0, tzinfo=clock.LONDON)), pytest.raises(Refused, match="expired"):
        accept_with_new_account(by=VISITOR, token=token, name="Jo", password=PASSWORD)
    with clock.at(datetime.datetime(2026, 3, 16, 23, 59, 59, tzinfo=clock.LONDON)):
        accept_with_new_account(by=VISITOR, token=token, name="Jo", password=PASSWORD)
    assert User.objects.filter(email="jo@example.org").count() == 1


def test_a_second_invitation_replaces_the_first():
    forum = OrganisationFactory()
    by = make_actor("administrator", organisation=forum)
    first, old = invite(by, place=forum)
    second, new = invite(by, place=forum, roles=["approver"])
    elsewhere, _ = invite()
    first.refresh_from_db()
    assert [first.state, second.state, elsewhere.state] == ["withdrawn", "open", "open"]
    with pytest.raises(Refused, match="replaced by a newer one"):
        accept_with_new_account(by=VISITOR, token=old, name="Jo", password=PASSWORD)
    accept_with_new_account(by=VISITOR, token=new, name="Jo", password=PASSWORD)
    assert actor_for(User.objects.get(email="jo@example.org")).capacity.roles == {"approver"}


def test_sending_again_makes_a_new_link_and_a_new_last_day():
    with clock.at(datetime.date(2026, 3, 2)):
        forum = OrganisationFactory()
        by = make_actor("administrator", organisation=forum)
        made, old = invite(by, place=forum)
    with clock.at(datetime.date(2026, 5, 1)):
        resend_invitation(by=by, invitation=made)
        with pytest.raises(NotVisible):
            accept_with_new_account(by=VISITOR, token=old, name="Jo", password=PASSWORD)
        accept_with_new_account(by=VISITOR, token=secret(), name="Jo", password=PASSWORD)
    assert Mail.objects.count() == 2


def test_a_withdrawn_one_opens_nothing():
    forum = OrganisationFactory()
    by = make_actor("administrator", organisation=forum)
    made, token = invite(by, place=forum)
    withdraw_invitation(by=by, invitation=made)
    with pytest.raises(Refused, match="withdrawn"):
        accept_with_new_account(by=VISITOR, token=token, name="Jo", password=PASSWORD)
    for act in (withdraw_invitation, resend_invitation):
        with pytest.raises(Refused, match="withdrawn"):
            act(by=by, invitation=made)


def test_an_unknown_secret_is_not_found():
    for token in ("nonsense", "\ud800", "x" * 5000):
        with pytest.raises(NotVisible):
            accept_with_new_account(by=VISITOR, token=token, name="Jo", password=PASSWORD)


@pytest.mark.parametrize("role", ["member", "drafter", "approver", "auditor", "commissioner", "analyst"])
def test_who_may_not_invite(role):
    forum = OrganisationFactory()
    with pytest.raises((PermissionDenied, NotVisible)):
        invite(make_actor(role, organisation=forum), place=forum)
    assert Invitation.objects.count() == 0


def test_an_administrator_invites_to_their_own_organisation_only():
    with pytest.raises(NotVisible):
        invite(make_actor("administrator"), place=OrganisationFactory())


@pytest.mark.parametrize("role", ["commissioner", "analyst", "secretariat", "auditor"])
def test_only_the_secretariat_gives_staff_roles(role):
    forum = OrganisationFactory()
    with pytest.raises(PermissionDenied):
        invite(make_actor("administrator", organisation=forum), place=forum, roles=["member", role])
    made, _ = invite(make_actor("secretariat"), place=forum, roles=[role])
    assert made.roles == [role]


def test_roles_that_make_no_sense_are_refused():
    secretary = make_actor("secretariat")
    for place, roles in ((AreaFactory(), ["member"]), (OrganisationFactory(), []), (OrganisationFactory(), ["king"])):
        with pytest.raises(Refused) as refusal:
            invite(secretary, place=place, roles=roles)
        assert list(refusal.value.error_dict) == ["roles"]
    made, _ = invite(secretary, place=AreaFactory(name="Herefordshire"), roles=["commissioner"])
    assert str(made) == "Invitation to Herefordshire"


def test_who_is_there_already_is_not_invited():
    forum = OrganisationFactory()
    by = make_actor("administrator", organisation=forum)
    make_actor("member", organisation=forum, user=UserFactory(email="jo@example.org"))
    with pytest.raises(Refused, match="already is member there"):
        invite(by, place=forum)
    assert invite(by, place=forum, roles=["member", "approver"])[0].state == "open"


def test_an_invitation_dies_with_the_inviters_role():
    forum = OrganisationFactory()
    by = make_actor("administrator", organisation=forum)
    _, token = invite(by, place=forum)
    revoke_role(by=make_actor("secretariat"), held=by.membership.roles.get(), reason="At once.")
    with pytest.raises(Refused, match="may no longer invite"):
        accept_with_new_account(by=VISITOR, token=token, name="Jo", password=PASSWORD)


def test_an_invitation_dies_with_the_inviters_account():
    forum = OrganisationFactory()
    by = make_actor("administrator", organisation=forum)
    _, token = invite(by, place=forum)
    deactivate_account(by=make_actor("secretariat"), user=by.user, reason="At once.")
    with pytest.raises(Refused, match="may no longer invite"):
        accept_with_new_account(by=VISITOR, token=token, name="Jo", password=PASSWORD)


def test_a_demoted_secretarys_invitation_gives_no_staff_role():
    pct = OrganisationFactory()
    secretary = make_actor("secretariat", "administrator", organisation=pct)
    make_actor("secretariat")
    _, token = invite(secretary, place=pct, roles=["commissioner"])
    revoke_role(by=make_actor("secretariat"), held=secretary.membership.roles.get(role="secretariat"))
    with pytest.raises(Refused, match="may no longer invite"):
        accept_with_new_account(by=VISITOR, token=token, name="Jo", password=PASSWORD)


def test_nobody_mails_strangers_through_us():
    forum = OrganisationFactory()
    by = make_actor("administrator", organisation=forum)
    for number in range(50):
        invite(by, place=forum, email=f"stranger{number}@example.org")
    with pytest.raises(Refused, match="50 invitations were sent"):
        invite(by, place=forum)


@pytest.mark.served
@pytest.mark.django_db(transaction=True)
def test_accepted_twice_at_the_same_moment_it_lets_one_in():
    _, token = invite()
    start, results = threading.Barrier(4), []

    def press(number: int) -> None:
        start.wait()
        try:
            accept_with_new_account(by=VISITOR, token=token, name=f"Jo {number}", password=PASSWORD)
            results.append("in")
        except Refused:
            results.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=[number]) for number in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(results) == ["in", "refused", "refused", "refused"]
    assert (
        User.objects.filter(email="jo@example.org").count()
        == Membership.objects.filter(user__email="jo@example.org").count()
        == 1
    )


def test_the_secret_stays_nowhere_once_the_mail_is_sent(settings, mailoutbox):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    _, token = invite()
    run_all()
    assert f"/invitation/{token}/" in mailoutbox[0].body
    mail = Mail.objects.get()
    assert (mail.state, token in mail.body) == ("sent", False)
    assert token not in str(list(WorkRow.objects.values_list()))
