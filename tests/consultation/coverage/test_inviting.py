"""Inviting organisations: whom each choice finds, who is refused, and the mails."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consultation.consultations.actions import withdraw_consultation
from consultation.coverage import actions
from consultation.coverage.models import Invitee
from consultation.coverage.reading import to_invite
from core import clock
from core.acts import Conflict, NotVisible, Refused
from core.mail.models import Mail
from core.trail.models import Event
from core.work.actions import run_row
from core.work.models import WorkRow
from core.work.testing import run_all
from partnerships.organisations.models import AreaServed, Described
from tests.consultation.coverage.steps import INVITATION, addresses, invited, mails, result
from tests.factories.consultation import CLOSED, OPENS, a_consultation
from tests.factories.organisations import AreaFactory, KindFactory, OrganisationFactory, PublicBodyFactory, TermFactory
from tests.factories.people import MembershipFactory, make_actor

pytestmark = pytest.mark.django_db
INVITED = """Herefordshire Primary Care Trust asks Malvern Carers Forum what it thinks:

Support for carers

What we mean to do.

You can answer until 11:59pm on 20 November 2026. Several of you can write the answer together, and nothing is sent \
until you send it.

If you do nothing, your organisation is not heard in this; nothing else happens.

If you have a question, ring Ruth Vale on 01432 000 100{reply}.

Read it and answer here:

http://127.0.0.1:8000/consultations/{pk}/
"""
LONG_AGO, AHEAD = datetime.date(2009, 1, 1), datetime.date(2027, 1, 1)


def found(consultation, **chosen) -> list[str]:
    return [each.name for each in to_invite(consultation, chosen)]


@pytest.fixture
def partners(host):
    """Partners of two sectors and three places, one that is none, and one that has closed."""
    county = AreaFactory(name="Herefordshire", kind="county")
    district = AreaFactory(name="Ledbury", parent=county)
    carers = TermFactory(title="Carers here")
    made = {
        "council": OrganisationFactory(
            name="Council", partner=True, kind=KindFactory(code="council", sector="council")
        ),
        "home": OrganisationFactory(name="Home", partner=True, area=district),
        "works": OrganisationFactory(name="Works", partner=True, kind=KindFactory(code="enterprise")),
        "worked": OrganisationFactory(name="Worked", partner=True),
        "beyond": OrganisationFactory(name="Beyond", area=county),
        "gone": OrganisationFactory(name="Gone", partner=True, area=county, closed=LONG_AGO),
    }
    AreaServed.objects.create(organisation=made["works"], area=district, ends=AHEAD)
    AreaServed.objects.create(organisation=made["works"], area=county)
    AreaServed.objects.create(organisation=made["worked"], area=district, ends=LONG_AGO)
    Described.objects.create(organisation=made["home"], term=carers, starts=LONG_AGO)
    Described.objects.create(organisation=made["worked"], term=carers, ends=LONG_AGO)
    Described.objects.create(organisation=made["works"], term=carers, starts=AHEAD)
    host.is_partner, host.area = True, district
    host.save()
    return made | {"county": county, "district": district, "carers": carers}


def test_each_choice_finds_whom_it_says(consultation, partners):
    everybody = ["Council", "Home", "Worked", "Works"]
    assert found(consultation) == everybody
    assert found(consultation, sector="council") == ["Council"]
    assert found(consultation, kind=partners["works"].kind) == ["Works"]
    assert found(consultation, area=partners["county"]) == ["Home", "Works"]
    assert found(consultation, area=partners["district"]) == ["Home", "Works"]
    assert found(consultation, term=partners["carers"]) == ["Home"]
    assert found(consultation, beyond=True) == ["Beyond", *everybody]
    assert found(consultation, beyond=True, area=partners["county"]) == ["Beyond", "Home", "Works"]
    assert found(consultation, sector="voluntary", area=partners["county"], term=partners["carers"]) == ["Home"]


def test_who_is_invited_already_is_not_found_again_except_for_another_consultation(consultation, partners, host):
    other = a_consultation(host=host, title="Market days")
    invited(consultation, partners["home"], partners["works"])
    assert found(consultation) == ["Council", "Worked"]
    assert found(other) == ["Council", "Home", "Worked", "Works"]


def test_the_host_is_never_invited(consultation, host, secretariat, forum):
    with pytest.raises(ValidationError) as refusal:
        invited(consultation, forum, host)
    assert refusal.value.message_dict == {
        "organisation": ["Herefordshire Primary Care Trust, 5CN asks, so it is not invited."]
    }
    assert not Invitee.objects.exists()


def test_nobody_too_many_unknown_and_closed_are_refused(consultation, secretariat, forum, monkeypatch):
    gone = OrganisationFactory(name="Gone", closed=LONG_AGO)

    def refused(*keys: int) -> list[str]:
        with pytest.raises(ValidationError) as refusal:
            actions.invite_organisations(by=secretariat, consultation=consultation, organisations=keys)
        return refusal.value.messages

    assert refused() == ["Choose at least one organisation."]
    assert refused(forum.pk, 0) == ["No organisation in the register has the number 0."]
    assert refused(forum.pk, gone.pk) == ["Gone does not exist today, so it is not invited."]
    assert refused(*range(1, 2_002)) == [
        "Invite at most 2,000 organisations in one go. Choose fewer, and then the others."
    ]
    assert (Invitee.objects.count(), WorkRow.objects.count()) == (0, 0)


def test_nobody_is_invited_who_was_not_on_the_list_that_was_seen(consultation, secretariat, forum):
    lunch, newcomer = OrganisationFactory(name="Lunch Club"), OrganisationFactory(name="Newcomer")
    seen = actions.mark_of_list([forum.pk, lunch.pk])

    def invite(*fits: int):
        return actions.invite_organisations(
            by=secretariat, consultation=consultation, organisations=fits, left_out=[lunch.pk], seen=seen
        )

    with pytest.raises(Conflict) as conflict:
        invite(forum.pk, lunch.pk, newcomer.pk)
    assert conflict.value.current.version == actions.mark_of_list([forum.pk, lunch.pk, newcomer.pk])
    with pytest.raises(Refused, match="Nobody fits any more"):
        invite()
    assert (Invitee.objects.count(), WorkRow.objects.count()) == (0, 0)
    invite(forum.pk, lunch.pk)
    assert [each.organisation for each in Invitee.objects.all()] == [forum]


def test_the_same_one_twice_in_one_go_is_one_of_the_two_thousand(consultation, secretariat, forum):
    actions.invite_organisations(by=secretariat, consultation=consultation, organisations=[forum.pk] * 2_001)
    assert Invitee.objects.get().organisation == forum


def test_a_draft_and_what_is_closed_or_withdrawn_invites_nobody(consultation, draft, commissioner, forum):
    def refused(found) -> list[str]:
        with pytest.raises(ValidationError) as refusal:
            invited(found, forum, by=commissioner)
        return refusal.value.messages

    assert refused(draft) == ["Publish it first: nobody is invited to a draft."]
    with clock.at(CLOSED):
        assert refused(consultation) == ["It has closed. Open it again first, with a later closing day."]
    withdraw_consultation(by=commissioner, consultation=consultation, reason="Not now.")
    assert refused(consultation) == ["This consultation has been withdrawn. It stays as it was."]
    assert not Invitee.objects.exists()


@pytest.mark.parametrize("role", ["analyst", "auditor", "member", "approver", "administrator"])
def test_who_does_not_look_after_it_invites_nobody(consultation, host, forum, role):
    actor = make_actor(role, organisation=host)
    with pytest.raises(PermissionDenied):
        invited(consultation, forum, by=actor)
    with pytest.raises(PermissionDenied):
        actions.chase_invitees(by=actor, consultation=consultation)


def test_of_another_host_a_commissioner_invites_nobody_and_learns_of_no_draft(consultation, draft, forum):
    other = make_actor("commissioner")
    with pytest.raises(PermissionDenied):
        invited(consultation, forum, by=other)
    with pytest.raises(NotVisible):
        invited(draft, forum, by=other)


def test_a_mail_goes_to_each_who_drafts_or_approves_else_to_the_public_address(
    consultation, secretariat, forum, lunch, mute, drafter, approver
):
    both = MembershipFactory(organisation=forum, roles=("drafter", "approver"), user__email="both@example.org")
    MembershipFactory(organisation=forum, role="member")
    MembershipFactory(organisation=forum, role="approver", user__is_active=False)
    MembershipFactory(organisation=forum, role="drafter", role__ends=LONG_AGO)
    forum.email = "public@example.org"
    forum.save()
    row = actions.invite_organisations(
        by=secretariat, consultation=consultation, organisations=[forum.pk, lunch.pk, mute.pk]
    )
    run_all()
    wanted = {"both@example.org", drafter.user.email, approver.user.email, "Lunch@example.org"}
    assert (len(mails(INVITATION)), set(addresses(INVITATION))) == (4, wanted)
    assert Mail.objects.get(to_address="both@example.org").to_user == both.user
    assert dict(consultation.invitees.values_list("organisation__name", "mailed")) == {
        "Malvern Carers Forum": 3,
        "Ledbury Lunch Club": 1,
        "Mordiford Bells": 0,
    }
    assert result(row) == "2 organisations invited; 1 with nobody to write to"
    event = Event.objects.of(consultation).get(verb="invited organisations")
    assert event.detail["number"] == 3


def test_the_mail_says_what_by_when_what_if_nothing_and_whom_to_ring(consultation, forum, approver):
    consultation.title = "Support\nfor carers"
    consultation.contact_email = "ruth@example.org"
    consultation.save()
    invited(consultation, forum)
    [mail] = mails(INVITATION)
    assert mail.subject == "Please answer by 20 November 2026: Support for carers"
    assert mail.body == INVITED.format(pk=consultation.pk, reply=", or answer this mail")
    assert mail.reply_to == "ruth@example.org"


def test_a_mail_whose_answer_nobody_reads_does_not_ask_for_one(consultation, forum, approver):
    invited(consultation, forum)
    [mail] = mails(INVITATION)
    assert (mail.body, mail.reply_to) == (INVITED.format(pk=consultation.pk, reply=""), "")


def test_before_it_opens_the_mail_says_from_when_it_can_be_answered(consultation, forum, approver):
    with clock.at(OPENS - datetime.timedelta(days=2)):
        invited(consultation, forum)
    assert "You can answer from 1 September 2026 until 11:59pm on 20 November 2026." in mails(INVITATION)[0].body


def test_invited_again_nobody_gets_a_second_mail_and_who_could_not_be_written_to_gets_the_first(
    consultation, forum, approver, mute
):
    invited(consultation, forum, mute)
    mute.email = "bells@example.org"
    mute.save()
    invited(consultation, forum, mute)
    assert set(addresses(INVITATION)) == {approver.user.email, "bells@example.org"}
    assert len(mails(INVITATION)) == 2
    assert Event.objects.of(consultation).filter(verb="invited organisations").count() == 1


def test_addresses_of_any_length_are_told_apart(consultation):
    """An address may have 254 characters, the key of a mail 200."""
    tail = ".".join(["d" * 60] * 3)
    for number in (1, 2):
        address = f"{'p' * 60}@{tail}.x{number}.org"
        group = OrganisationFactory(email=address)
        invited(consultation, group)
    assert len(set(addresses(INVITATION))) == 2


def test_a_worker_killed_half_way_leaves_nobody_out_and_writes_to_nobody_twice(consultation, secretariat, monkeypatch):
    groups = [OrganisationFactory(email=f"group{number}@example.org") for number in range(5)]
    row = actions.invite_organisations(
        by=secretariat, consultation=consultation, organisations=[each.pk for each in groups]
    )
    killed_after(monkeypatch, 3)
    with pytest.raises(KeyboardInterrupt):
        run_row(row.pk)
    assert len(mails(INVITATION)) == 3
    monkeypatch.undo()
    WorkRow.objects.filter(pk=row.pk).update(state="waiting")
    run_row(row.pk)
    assert addresses(INVITATION) == [f"group{number}@example.org" for number in range(5)]
    assert set(consultation.invitees.values_list("mailed", flat=True)) == {1}
    assert result(row) == "2 organisations invited"


def killed_after(monkeypatch, number: int) -> None:
    """Let the worker die when it is to write the next mail but so many."""
    plain, written = actions.write, []

    def write(*given, **more):
        if len(written) == number:
            raise KeyboardInterrupt
        written.append(1)
        return plain(*given, **more)

    monkeypatch.setattr(actions, "write", write)


@pytest.mark.parametrize("what", ["withdrawn", "closed", "role ended"])
def test_what_does_not_hold_any_more_when_the_mails_are_written_is_seen(consultation, host, forum, approver, what):
    by = make_actor("commissioner", organisation=host)
    row = actions.invite_organisations(by=by, consultation=consultation, organisations=[forum.pk])
    if what == "withdrawn":
        withdraw_consultation(by=make_actor("secretariat"), consultation=consultation, reason="Not now.")
    elif what == "role ended":
        by.membership.roles.update(revoked_at=clock.now())
    else:
        consultation.closes_on, consultation.closes_at = datetime.date(2026, 10, 1), clock.now()
        consultation.save()
    run_all()
    row.refresh_from_db()
    assert (row.state, mails(INVITATION)) == ("failed", [])
    assert consultation.invitees.get().mailed == 0


@pytest.mark.parametrize("more", [0, 40])
def test_inviting_costs_the_same_for_many(consultation, secretariat, forum, more):
    keys = [forum.pk, *(OrganisationFactory().pk for _ in range(more))]
    with CaptureQueriesContext(connection) as asked:
        actions.invite_organisations(by=secretariat, consultation=consultation, organisations=keys)
    assert len(asked) == 9


def test_a_public_body_that_is_not_the_host_can_be_invited(consultation):
    council = PublicBodyFactory(name="Malvern Council", email="council@example.org")
    assert invited(consultation, council)[0].mailed == 1
