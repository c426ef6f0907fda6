"""Invitations to an entry that was merged, taken back, or closed with successors before they were accepted."""

import datetime
import re

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from core.acts import Refused
from core.mail.models import Mail
from core.trail.models import Event
from partnerships.duplicates.actions import merge_organisations
from partnerships.invitations.actions import (
    accept_invitation,
    accept_with_new_account,
    invite_person,
    resend_invitation,
    send,
)
from partnerships.invitations.models import Invitation
from partnerships.organisations.models import Organisation
from partnerships.organisations.succession import record_succession
from partnerships.people.actors import Actor, actor_for
from partnerships.people.models import Membership, RoleHeld, User
from tests.factories.duplicates import SuggestionFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import PASSWORD, UserFactory, make_actor, signed_in

pytestmark = pytest.mark.django_db
DAY = datetime.date(2006, 5, 4)
VISITOR = Actor()
CHOSEN = "a hedge and a gate"


@pytest.fixture(autouse=True)
def today():
    with clock.at(DAY):
        yield


@pytest.fixture
def office():
    return make_actor("secretariat")


@pytest.fixture
def pair():
    kept = OrganisationFactory(name="Wye Carers")
    return SuggestionFactory(first=kept, second=OrganisationFactory(name="The Wye Carers Ltd"))


def invited(place, by=None) -> str:
    """The secret of an invitation of Jo, as a member."""
    by = by or make_actor("administrator", organisation=place)
    invite_person(by=by, email="jo@example.org", name="Jo Price", place=place, roles=["member"])
    return secret()


def secret() -> str:
    return re.search(r"/invitation/([\w-]+)/", Mail.objects.latest("pk").body)[1]


def merged(by, pair, people=True, keep=None) -> None:
    merge_organisations(by=by, suggestion=pair, keep=keep or pair.first, why="One committee.", people=people)


def test_who_accepts_joins_the_entry_that_is_kept(office, pair):
    token = invited(pair.second)
    merged(office, pair)
    user = UserFactory(email="jo@example.org")
    membership = accept_invitation(by=actor_for(user), token=token)
    assert membership.organisation == pair.first
    assert list(RoleHeld.objects.filter(membership__user=user).values_list("membership__organisation", "role")) == [
        (pair.first.pk, "member")
    ]
    assert Invitation.objects.get().state == "accepted"
    entries = {"invited_to": "The Wye Carers Ltd", "joined": "Wye Carers"}
    assert Event.objects.get(verb="accepted").detail == {"membership_id": membership.pk, **entries}
    told = Event.objects.of(membership).get(verb="accepted an invitation to an entry that was merged")
    assert (told.detail, told.user_id) == (entries, user.pk)


def test_a_newcomer_joins_it_too_and_so_does_who_was_invited_before_a_further_merge(office, pair):
    token = invited(pair.second)
    merged(office, pair)
    last = OrganisationFactory(name="Wye Valley Carers")
    merged(office, SuggestionFactory(first=pair.first, second=last), keep=last)
    accept_with_new_account(by=VISITOR, token=token, name="Jo Price", password=CHOSEN)
    assert Membership.objects.get(user__email="jo@example.org").organisation == last


def test_the_pages_say_which_entry_one_joins(office, pair):
    token = invited(pair.second)
    merged(office, pair)
    said = "The Wye Carers Ltd was entered twice in the register. If you accept, you join <strong>Wye Carers</strong>"
    link = reverse("invitation", args=[token])
    assert said in Client().get(link).content.decode()
    browser = signed_in(actor_for(UserFactory(email="jo@example.org")))
    assert said in browser.get(link).content.decode()
    done = browser.post(link, follow=True).content.decode()
    assert "You now belong to Wye Carers. The Wye Carers Ltd was entered twice" in done
    assert "You belong to Wye Carers." in browser.get(link, follow=True).content.decode()
    membership = Membership.objects.get(user__email="jo@example.org")
    page = signed_in(office).get(membership.get_absolute_url()).content.decode()
    assert "Accepted an invitation to an entry that was merged" in page
    assert "Invited to: The Wye Carers Ltd" in page
    assert "Joined: Wye Carers" in page


def test_who_may_invite_only_at_the_duplicate_lets_nobody_into_the_entry_that_is_kept(office, pair):
    token = invited(pair.second)
    merged(office, pair, people=False)
    said = "Wye Carers is the entry that is kept. Whoever sent this invitation may not invite people there"
    with pytest.raises(Refused, match=said):
        accept_invitation(by=actor_for(UserFactory(email="jo@example.org")), token=token)
    page = Client().get(reverse("invitation", args=[token]))
    assert (page.status_code, said in page.content.decode()) == (410, True)
    assert Membership.objects.filter(user__email="jo@example.org").count() == 0


def test_an_umbrella_body_names_nobody_where_somebody_acts_for_either_entry(office, pair):
    umbrella = OrganisationFactory(name="Alliance")
    by = make_actor("administrator", organisation=umbrella)
    named = {"email": "jo@example.org", "name": "Jo", "roles": ["administrator"]}
    send(by, Invitation(organisation=pair.second, umbrella=umbrella, invited_by=by.user, **named), "invited")
    token, jo = secret(), UserFactory(email="jo@example.org")
    make_actor("member", organisation=pair.second)
    merged(office, pair, people=False)
    with pytest.raises(Refused, match="Somebody acts for this organisation by now"):
        accept_invitation(by=actor_for(jo), token=token)
    RoleHeld.objects.filter(membership__organisation=pair.second).delete()
    assert accept_invitation(by=actor_for(jo), token=token).organisation == pair.first


def test_an_entry_that_was_taken_back_lets_nobody_in(office):
    void = OrganisationFactory(name="Lugg Trust")
    token = invited(void, by=office)
    Organisation.objects.filter(pk=void.pk).update(voided_on=DAY, void_reason="The import was undone.")
    said = "The entry of Lugg Trust was taken back from the register, so nobody joins it. Ask the Forum secretariat"
    with pytest.raises(Refused, match=said):
        accept_with_new_account(by=VISITOR, token=token, name="Jo", password=PASSWORD)
    page = Client().get(reverse("invitation", args=[token]))
    assert (page.status_code, said in page.content.decode()) == (410, True)
    with pytest.raises(Refused, match=said):
        resend_invitation(by=office, invitation=Invitation.objects.get())
    assert (Invitation.objects.get().state, User.objects.filter(email="jo@example.org").count()) == ("open", 0)


@pytest.fixture
def trust(office):
    """A trust that closed on 30 April, and the board that came after it."""
    trust = OrganisationFactory(name="Hereford Trust", closed=datetime.date(2006, 4, 30))
    board = OrganisationFactory(name="Wye Board", opened=datetime.date(2006, 5, 1))
    record_succession(by=office, ancestor=trust, descendant=board, kind="merger", on=datetime.date(2006, 5, 1))
    return trust


def test_a_body_with_a_successor_lets_nobody_in_once_it_has_closed(office, trust):
    with clock.at(datetime.date(2006, 4, 30)):
        token = invited(trust, by=office)
        on_the_last_day = UserFactory(email="sam@example.org")
        invite_person(by=office, email="sam@example.org", name="Sam", place=trust, roles=["member"])
        assert accept_invitation(by=actor_for(on_the_last_day), token=secret()).organisation == trust
    said = "Hereford Trust closed on 30 April 2006, and Wye Board came after it. Ask the administrator there"
    with pytest.raises(Refused, match=said):
        accept_invitation(by=actor_for(UserFactory(email="jo@example.org")), token=token)
    assert said in Client().get(reverse("invitation", args=[token])).content.decode()
    assert Membership.objects.filter(user__email="jo@example.org").count() == 0


def test_none_is_sent_where_none_could_be_accepted(office, trust, pair):
    with pytest.raises(Refused, match="Hereford Trust closed on 30 April 2006, and Wye Board came after it"):
        invited(trust, by=office)
    merged(office, pair)
    pair.second.refresh_from_db()
    with pytest.raises(Refused, match="The Wye Carers Ltd was entered twice. Invite people to Wye Carers"):
        invited(pair.second, by=office)
    assert Invitation.objects.count() == 0


def test_a_body_that_closed_without_a_successor_is_wound_up_by_whom_it_invites(office):
    alone = OrganisationFactory(name="Alone", closed=datetime.date(2006, 4, 30))
    token = invited(alone, by=office)
    assert accept_invitation(by=actor_for(UserFactory(email="jo@example.org")), token=token).organisation == alone
