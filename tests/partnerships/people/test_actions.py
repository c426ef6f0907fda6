"""Roles, memberships and keys: who may change them, and what is refused."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from core import clock
from core.acts import NotVisible, Refused
from core.trail.models import Event
from partnerships.people import actions
from partnerships.people.actors import actor_for
from partnerships.people.models import ApiToken
from tests.factories.people import MembershipFactory, make_actor, signed_in

pytestmark = pytest.mark.django_db


def held(actor, role):
    return actor.membership.roles.get(role=role)


def test_giving_a_role_with_dates(administrator, member):
    with clock.at(datetime.date(2026, 3, 2)):
        given = actions.give_role(
            by=administrator,
            membership=member,
            role="approver",
            starts=datetime.date(2026, 4, 1),
            ends=datetime.date(2027, 3, 31),
        )
        assert (given.state, actor_for(member.user).capacity.roles) == ("later", {"member"})
    with clock.at(datetime.date(2026, 4, 1)):
        assert actor_for(member.user).capacity.roles == {"member", "approver"}
    event = Event.objects.get(verb="gave role")
    assert event.detail == {"role": "Approver", "starts": "2026-04-01", "ends": "2027-03-31", "held_id": given.pk}
    assert event.capacity == "Organisation administrator, Malvern Carers"


@pytest.mark.parametrize(
    ("starts", "ends"), [("2026-03-31", None), ("2026-01-01", "2026-02-01"), ("2026-03-31", "2026-03-31")]
)
def test_the_same_role_is_not_held_twice_on_a_day(member, starts, ends):
    day, secretary = datetime.date.fromisoformat, make_actor("secretariat")
    actions.give_role(
        by=secretary,
        membership=member,
        role="approver",
        starts=day("2026-02-01"),
        ends=day("2026-03-31"),
    )
    with pytest.raises(Refused, match="Jo Price is already approver of Malvern Carers"):
        actions.give_role(by=secretary, membership=member, role="approver", starts=day(starts), ends=ends and day(ends))
    again = actions.give_role(by=secretary, membership=member, role="approver", starts=day("2026-04-01"))
    assert again.ends is None


def test_a_role_does_not_end_before_it_starts(administrator, member):
    with pytest.raises(Refused, match="before the first day"):
        actions.give_role(
            by=administrator,
            membership=member,
            role="approver",
            starts=datetime.date(2026, 4, 1),
            ends=datetime.date(2026, 3, 31),
        )


def test_an_administrator_gives_no_staff_role(administrator, member):
    with pytest.raises(PermissionDenied):
        actions.give_role(by=administrator, membership=member, role="commissioner")
    assert actions.give_role(by=make_actor("secretariat"), membership=member, role="commissioner").state == "now"


@pytest.mark.parametrize("role", ["member", "drafter", "approver"])
def test_other_roles_of_the_organisation_change_nothing(forum, member, role):
    with pytest.raises(PermissionDenied):
        actions.give_role(by=make_actor(role, organisation=forum), membership=member, role="drafter")


def test_another_organisations_people_are_not_there(member):
    with pytest.raises(NotVisible):
        actions.give_role(by=make_actor("administrator"), membership=member, role="drafter")
    with pytest.raises(NotVisible):
        actions.revoke_role(by=make_actor("administrator"), held=member.roles.get())


def test_a_role_ends_after_its_last_day(administrator, member):
    with clock.at(datetime.date(2026, 3, 2)):
        ended = actions.end_role(by=administrator, held=member.roles.get(), last_day=datetime.date(2026, 3, 31))
        assert ended.state == "now"
    with clock.at(datetime.date(2026, 3, 31)):
        assert actor_for(member.user).capacity.roles == {"member"}
    with clock.at(datetime.date(2026, 4, 1)):
        assert actor_for(member.user).capacity is None
        assert member.roles.get().state == "ended"
        with pytest.raises(Refused, match="ended already"):
            actions.revoke_role(by=administrator, held=member.roles.get())


def test_a_role_does_not_end_in_the_past(administrator, member):
    with clock.at(datetime.date(2026, 3, 2)), pytest.raises(Refused, match="To end the role at once, revoke it"):
        actions.end_role(by=administrator, held=member.roles.get(), last_day=datetime.date(2026, 3, 1))


def days(number):
    return clock.today() + datetime.timedelta(days=number)


@pytest.mark.parametrize("role", ["commissioner", "analyst", "auditor", "secretariat"])
@pytest.mark.parametrize("number", [3, 9000])
def test_an_administrator_neither_prolongs_nor_ends_a_staff_role(administrator, forum, role, number):
    make_actor("secretariat")
    theirs = MembershipFactory(organisation=forum, role=role, role__ends=days(5)).roles.get()
    own = administrator.membership.roles.create(role=role, starts=days(1), ends=days(5))
    for spell in (theirs, own):
        with pytest.raises(PermissionDenied):
            actions.end_role(by=administrator, held=spell, last_day=days(number))
        with pytest.raises(PermissionDenied):
            actions.revoke_role(by=administrator, held=spell)
        assert signed_in(administrator).get(reverse("role_end", args=[spell.pk])).status_code == 403
        spell.refresh_from_db()
        assert (spell.ends, spell.revoked_at) == (days(5), None)
    page = signed_in(administrator).get(reverse("membership", args=[theirs.membership_id])).content.decode()
    assert reverse("role_end", args=[theirs.pk]) not in page
    secretary = make_actor("secretariat")
    assert actions.end_role(by=secretary, held=theirs, last_day=days(number)).ends == days(number)


def test_a_role_is_prolonged_up_to_its_next_spell(administrator, member):
    first = actions.give_role(by=administrator, membership=member, role="approver", ends=days(5))
    actions.give_role(by=administrator, membership=member, role="approver", starts=days(10))
    with pytest.raises(Refused, match="Jo Price is already approver of Malvern Carers"):
        actions.end_role(by=administrator, held=first, last_day=days(10))
    assert actions.end_role(by=administrator, held=first, last_day=days(9)).ends == days(9)


def test_the_only_administrator_is_prolonged(administrator, forum):
    second = MembershipFactory(organisation=forum, role="administrator", role__ends=days(5)).roles.get()
    held(administrator, "administrator").delete()
    acting = actor_for(second.membership.user)
    with pytest.raises(Refused, match="the only administrator"):
        actions.end_role(by=acting, held=second, last_day=days(2))
    assert actions.end_role(by=acting, held=second, last_day=days(400)).ends == days(400)


def test_only_the_secretariat_enters_a_first_day_in_the_past(administrator, member):
    yesterday = days(-1)
    with pytest.raises(Refused, match="The first day is in the past. Choose today or a later day") as refusal:
        actions.give_role(by=administrator, membership=member, role="approver", starts=yesterday)
    assert list(refusal.value.message_dict) == ["starts"]
    secretary = make_actor("secretariat")
    assert actions.give_role(by=secretary, membership=member, role="approver", starts=yesterday).starts == yesterday


def test_revoking_works_at_the_next_request(administrator, member):
    browser = signed_in(actor_for(member.user))
    actions.revoke_role(by=administrator, held=member.roles.get())
    assert actor_for(member.user).roles == {"visitor", "signed in"}
    assert browser.session["membership"] == member.pk
    assert member.roles.get().state == "revoked"


def test_the_last_administrator_stays_unless_the_secretariat_says(administrator, forum):
    role = held(administrator, "administrator")
    words = "Ann Lee is the only administrator of Malvern Carers. Make somebody else an administrator first"
    with pytest.raises(Refused, match=words):
        actions.revoke_role(by=administrator, held=role)
    with pytest.raises(Refused, match=words):
        actions.end_role(by=administrator, held=role, last_day=datetime.date(2040, 1, 1))
    actions.revoke_role(by=make_actor("secretariat"), held=role)
    role.refresh_from_db()
    assert role.state == "revoked"


def test_an_administrator_leaves_when_another_stays(administrator, forum):
    second = make_actor("administrator", organisation=forum)
    actions.revoke_role(by=administrator, held=held(administrator, "administrator"))
    with pytest.raises(Refused, match="the only administrator"):
        actions.revoke_role(by=second, held=held(second, "administrator"))


def test_an_administrator_with_a_last_day_does_not_count_as_staying(administrator, forum):
    MembershipFactory(organisation=forum, role="administrator", role__ends=clock.today())
    MembershipFactory(organisation=forum, role="administrator", user__is_active=False)
    with pytest.raises(Refused, match="the only administrator"):
        actions.revoke_role(by=administrator, held=held(administrator, "administrator"))


def test_the_last_secretary_stays():
    only = make_actor("secretariat")
    with pytest.raises(Refused, match="only one in the Forum secretariat"):
        actions.revoke_role(by=only, held=held(only, "secretariat"))
    make_actor("secretariat")
    assert actions.revoke_role(by=only, held=held(only, "secretariat")).state == "revoked"


def test_a_role_that_was_to_start_later_starts_when_its_holder_is_let_in_now(forum):
    later = clock.today() + datetime.timedelta(days=30)
    there = MembershipFactory(organisation=forum, role="drafter", role__starts=later)
    actions.join(by=make_actor("secretariat"), user=there.user, place=forum, roles=["drafter"])
    assert list(there.roles.values_list("role", "starts", "ends")) == [("drafter", clock.today(), None)]
    assert Event.objects.get(verb="brought role forward").detail["starts"] == [later.isoformat(), f"{clock.today()}"]


def test_a_job_title_changes(administrator, member):
    actions.update_membership(by=administrator, membership=member, job_title="Treasurer")
    member.refresh_from_db()
    assert member.job_title == "Treasurer"
    with pytest.raises(PermissionDenied):
        actions.update_membership(by=actor_for(member.user), membership=member, job_title="Chair")


def test_api_keys_are_made_for_ones_own_roles(administrator, member):
    acting = actor_for(member.user)
    token, key = actions.make_api_key(by=acting, membership=member, label="Website")
    assert (token.membership, token.label, len(key)) == (member, "Website", 64)
    assert key not in str(ApiToken.objects.values_list().get())
    with pytest.raises((PermissionDenied, NotVisible)):
        actions.make_api_key(by=administrator, membership=member, label="Spy")
    with pytest.raises((PermissionDenied, NotVisible)):
        actions.revoke_api_key(by=administrator, token=token)
    actions.revoke_api_key(by=acting, token=token)
    assert ApiToken.objects.count() == 0


def test_no_key_for_a_role_that_has_ended(member):
    two = MembershipFactory(user=member.user, role="drafter", role__ends=datetime.date(2005, 3, 31))
    with pytest.raises(Refused, match="no longer hold a role there"):
        actions.make_api_key(by=actor_for(member.user), membership=two, label="Website")


def test_at_most_ten_keys(member):
    acting = actor_for(member.user)
    for number in range(10):
        actions.make_api_key(by=acting, membership=member, label=f"Key {number}")
    with pytest.raises(Refused, match="You have 10 keys"):
        actions.make_api_key(by=acting, membership=member, label="Another")
