"""What names somebody is listed before they go, handed to a named person, or left to the role; nobody goes before."""

import datetime

import pytest

from core import clock
from core.acts import Refused
from core.mail.models import Mail
from core.trail.models import Event
from partnerships.cover.actions import name_cover
from partnerships.cover.models import Cover
from partnerships.duplicates.actions import merge_organisations
from partnerships.invitations.actions import accept_with_new_account, invite_person
from partnerships.invitations.models import Invitation
from partnerships.leaving.actions import GONE, hand_over
from partnerships.leaving.models import Handover
from partnerships.people import holdings
from partnerships.people.account_actions import deactivate_account
from partnerships.people.actions import end_role, give_role, revoke_role
from partnerships.people.models import RoleHeld
from tests.factories.consultation import ConsultationFactory
from tests.factories.duplicates import SuggestionFactory
from tests.factories.organisations import OrganisationFactory, PublicBodyFactory
from tests.factories.people import UserFactory, make_actor, signed_in

pytestmark = pytest.mark.django_db


def held_by(actor) -> list[str]:
    return [each.key for each in holdings.of(actor.membership)]


def role_of(actor) -> RoleHeld:
    return actor.membership.roles.get()


def test_all_goes_to_a_named_person_by_the_acts_of_its_subjects(owen, sara, ruth, compact, asked):
    what = held_by(owen)
    assert what == [f"consultation_contact:{asked.pk}", f"compact_manager:{compact.pk}"]
    made = hand_over(by=ruth, membership=owen.membership, what=what, to=sara.membership)
    compact.refresh_from_db()
    asked.refresh_from_db()
    manager = (compact.manager_name, compact.manager_email, compact.manager_telephone, compact.manager_organisation)
    assert manager == ("Sara Lewis", "sara@example.org", "01432 000 002", sara.organisation)
    assert (asked.contact_name, asked.contact_telephone) == ("Sara Lewis", "01432 000 002")
    assert [each.what for each in made.items.all()] == [
        "Whom people ask about the consultation: Support for carers",
        "Compact Manager: Herefordshire Compact",
    ]
    verbs = [Event.objects.of(each).first().verb for each in (compact, asked, owen.membership)]
    assert verbs == ["Compact Manager entered", "changed", "handed over"]
    assert (held_by(owen), len(held_by(sara))) == ([], 2)


def test_nobody_goes_before_it_is_handed_over_or_left_to_the_role(owen, sara, ruth, compact):
    words = "Owen Vale still holds 1 thing by name for Herefordshire Council"
    for goes in (
        lambda: end_role(by=ruth, held=role_of(owen), last_day=clock.today()),
        lambda: revoke_role(by=ruth, held=role_of(owen)),
        lambda: deactivate_account(by=ruth, user=owen.user),
    ):
        with pytest.raises(Refused, match=words):
            goes()
    revoke_role(by=ruth, held=role_of(owen), reason="The post is not filled yet.")
    assert role_of(owen).state == "revoked"
    made = Handover.objects.get()
    assert (made.successor, made.why, made.items.get().object_id) == (None, "The post is not filled yet.", compact.pk)
    [mail] = Mail.objects.filter(key__startswith="handover:")
    assert (mail.to_user, "- Compact Manager: Herefordshire Compact" in mail.body) == (ruth.user, True)
    home = signed_in(ruth).get("/").content.decode()
    assert "Compact Manager: Herefordshire Compact" in home  # it waits on the page of who names another


def test_an_account_is_closed_at_once_with_a_reason_and_what_it_held_is_left_to_the_role(owen, ruth, compact, asked):
    where = f"/accounts/{owen.user_id}/close/"
    browser = signed_in(ruth)
    refused = browser.post(where, {"reason": ""})
    assert (refused.status_code, "still holds 2 things by name" in refused.content.decode()) == (422, True)
    assert browser.post(where, {"reason": "Somebody else uses it."}).status_code == 302
    owen.user.refresh_from_db()
    assert (owen.user.is_active, Handover.objects.get().items.count()) == (False, 2)


def test_what_was_left_to_the_role_once_is_asked_about_again_when_the_person_came_back(owen, sara, ruth, compact):
    hand_over(by=ruth, membership=owen.membership, what=held_by(owen), why="Nobody yet.")
    revoke_role(by=ruth, held=role_of(owen))
    for days in (0, 30):
        with clock.at(clock.now() + datetime.timedelta(days=days)):
            again = give_role(by=ruth, membership=owen.membership, role="commissioner")
            with pytest.raises(Refused, match="still holds 1 thing"):
                revoke_role(by=ruth, held=again)
            revoke_role(by=ruth, held=again, reason="Nobody yet.")


def test_a_role_beside_another_ends_without_a_word(owen, sara, ruth, compact):
    RoleHeld.objects.create(membership=owen.membership, role="analyst")
    revoke_role(by=ruth, held=owen.membership.roles.get(role="analyst"))
    assert held_by(owen) == [f"compact_manager:{compact.pk}"]


def test_who_cannot_take_it_over_is_refused_in_words(owen, sara, ruth, compact, asked):
    elsewhere = make_actor("commissioner", user=UserFactory(name="Una Far", telephone="1"))
    gone = make_actor("commissioner", organisation=owen.organisation, user=UserFactory(name="Will Gone"))
    revoke_role(by=ruth, held=role_of(gone))
    silent = make_actor("commissioner", organisation=owen.organisation, user=UserFactory(name="Sil Ent"))
    what = held_by(owen)
    for to, words in (
        (owen.membership, "Owen Vale holds this already. Name somebody else."),
        (gone.membership, "Will Gone holds no role at Herefordshire Council any more"),
        (elsewhere.membership, "somebody of Herefordshire Council takes this over. Una Far acts for"),
        (silent.membership, "Sil Ent has no telephone number on Concordat"),
    ):
        with pytest.raises(Refused, match=words):
            hand_over(by=ruth, membership=owen.membership, what=what, to=to)
    assert (held_by(owen), Handover.objects.count()) == (what, 0)  # all or nothing
    hand_over(by=ruth, membership=owen.membership, what=what[1:], to=elsewhere.membership)  # a manager may be elsewhere
    assert held_by(owen) == what[:1]


def test_what_somebody_else_handed_over_meanwhile_is_not_handed_twice(owen, sara, ruth, compact):
    what = held_by(owen)
    hand_over(by=ruth, membership=owen.membership, what=what, to=sara.membership)
    with pytest.raises(Refused, match=GONE):
        hand_over(by=ruth, membership=owen.membership, what=what, to=sara.membership)
    for wrong in ([], ["compact_manager:999999"], ["no_such_kind:1"], ["\x00"]):
        with pytest.raises(Refused):
            hand_over(by=ruth, membership=sara.membership, what=wrong, to=owen.membership)


def test_who_may_not_name_another_leaves_it_to_the_role(owen, sara, compact):
    """A Compact Manager is entered by the secretariat: the person themselves cannot name one."""
    with pytest.raises(Refused, match="Compact Manager: Herefordshire Compact: "):
        hand_over(by=owen, membership=owen.membership, what=held_by(owen), to=sara.membership)


def test_an_invitation_stays_good_in_the_name_of_who_takes_it_over():
    forum = OrganisationFactory(name="Malvern Carers")
    ann, ben, jo = (
        make_actor(role, organisation=forum, user=UserFactory(name=name))
        for role, name in (("administrator", "Ann Lee"), ("administrator", "Ben Ash"), ("member", "Jo Price"))
    )
    invite_person(by=ann, email="bea@example.org", name="Bea", place=forum, roles=["member"])
    [what] = held_by(ann)
    with pytest.raises(Refused, match="whoever takes this over is organisation administrator or forum secretariat"):
        hand_over(by=ann, membership=ann.membership, what=[what], to=jo.membership)
    hand_over(by=ann, membership=ann.membership, what=[what], to=ben.membership)
    revoke_role(by=ben, held=role_of(ann))
    token = Mail.objects.get(to_address="bea@example.org").body.split("/invitation/")[1].split("/")[0]
    accept_with_new_account(by=make_actor(), token=token, name="Bea", password="a long enough word 7")
    assert Invitation.objects.get().accepted_by.name == "Bea"


def test_the_page_names_what_goes_and_what_stays_and_takes_it_by_a_form(owen, sara, ruth, compact, asked):
    browser = signed_in(ruth)
    where = f"/people/{owen.membership_id}/hand-over/"
    page = browser.get(where).content.decode()
    for words in (
        "Compact Manager: Herefordshire Compact",
        "Without a successor it falls to",
        "What stays",
        "Sara Lewis",
    ):
        assert words in page
    token = page.split('name="once" value="')[1].split('"')[0]
    what = held_by(owen)
    nobody = browser.post(where, {"once": token, "what": what, "to": "role"})
    assert (nobody.status_code, "Say why nobody by name takes it over." in nobody.content.decode()) == (422, True)
    unknown = browser.post(where, {"once": token, "what": what, "to": "elsewhere", "email": "x@example.org"})
    assert "Nobody with this address acts for an organisation" in unknown.content.decode()
    done = browser.post(where, {"once": token, "what": what, "to": str(sara.membership_id)}, follow=True)
    page = done.content.decode()
    assert ("Who took it over" in page, "Sara Lewis, Herefordshire Council" in page) == (True, True)
    assert "Nothing names Owen Vale" in browser.get(where).content.decode()


def test_a_record_that_is_not_open_to_the_administrator_is_not_told_of(council, owen, sara):
    """A draft names the officer; the council's administrator reads no draft of its commissioners."""
    ConsultationFactory(title="Closing the centre", host=council, contact_name="x", contact_email=owen.user.email)
    administrator = make_actor("administrator", organisation=council)
    page = signed_in(administrator).get(f"/people/{owen.membership_id}/hand-over/").content.decode()
    assert ("Closing the centre" in page, "of a record that is not open to you" in page) == (False, True)
    hand_over(by=administrator, membership=owen.membership, what=held_by(owen), why="Ask the commissioners.")
    page = signed_in(administrator).get(Handover.objects.get().get_absolute_url()).content.decode()
    assert ("Closing the centre" in page, "Whom people ask about a consultation" in page) == (False, True)


def test_who_is_elsewhere_is_not_named_to_who_may_not_see_them(council, owen, ruth, compact):
    """Nor is a record that is not open: whoever sends the number of a membership learns nothing from the refusal."""
    ConsultationFactory(title="Closing the centre", host=council, contact_name="x", contact_email=owen.user.email)
    administrator = make_actor("administrator", organisation=council)
    far = make_actor("member", organisation=OrganisationFactory(name="Far Forum"), user=UserFactory(name="Una Far"))
    for to, words in (
        (far.membership, "Name somebody of Herefordshire Council, or ask the Forum secretariat"),
        (administrator.membership, "of a record that is not open to you. Leave it to the role instead"),
    ):
        with pytest.raises(Refused, match=words) as refusal:
            hand_over(by=administrator, membership=owen.membership, what=held_by(owen), to=to)
        said = str(refusal.value)
        assert not [each for each in ("Una", "Far Forum", "Closing the centre") if each in said]


def test_what_an_entry_that_was_merged_holds_goes_to_the_one_that_is_kept(owen, ruth, asked, compact):
    """And is held there from then on: it is not left behind, and is asked about when the successor goes."""
    kept = PublicBodyFactory(name="Council of Herefordshire")
    mei = make_actor("commissioner", organisation=kept, user=UserFactory(name="Mei Castle", telephone="01432 3"))
    pair = SuggestionFactory(first=owen.organisation, second=kept)
    merge_organisations(by=ruth, suggestion=pair, keep=kept, why="One council.")
    page = signed_in(ruth).get(f"/people/{owen.membership_id}/hand-over/").content.decode()
    assert "Mei Castle" in page
    hand_over(by=ruth, membership=owen.membership, what=held_by(owen), to=mei.membership)
    assert held_by(mei) == [f"consultation_contact:{asked.pk}", f"compact_manager:{compact.pk}"]
    assert not [each for kind in holdings.HOLDINGS.values() for each in kind.left_behind()]


def test_the_page_costs_the_same_with_more(owen, sara, ruth, council, compact, asked):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser, where = signed_in(ruth), f"/people/{owen.membership_id}/hand-over/"
    browser.get(where)
    with CaptureQueriesContext(connection) as few:
        browser.get(where)
    for _ in range(5):
        ConsultationFactory(host=council, published=True, contact_email=owen.user.email)
        make_actor("commissioner", organisation=council)
    with CaptureQueriesContext(connection) as many:
        browser.get(where)
    assert len(many) == len(few)


def test_who_covers_for_somebody_hands_that_over_too(owen, sara, ruth):
    mei = make_actor("commissioner", organisation=owen.organisation, user=UserFactory(name="Mei Castle"))
    today = clock.today()
    name_cover(by=ruth, membership=mei.membership, by_whom=owen.membership, starts=today, ends=today)
    with pytest.raises(Refused, match="still holds 1 thing"):
        revoke_role(by=ruth, held=role_of(owen))
    hand_over(by=ruth, membership=owen.membership, what=held_by(owen), to=sara.membership)
    assert [each.by_whom for each in Cover.objects.on(today)] == [sara.membership]
    revoke_role(by=ruth, held=role_of(owen))
