"""A list of members is looked at, taken in once, and its contacts are invited once; what came back is listed."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from core import clock
from core.acts import NotVisible, Refused
from core.mail.models import Mail, MailState
from core.trail.models import Event
from core.work.models import WorkRow
from core.work.testing import run_all
from partnerships.duplicates.actions import merge_organisations, name_duplicate
from partnerships.invitations.actions import HAS_ITS_OWN, accept_invitation
from partnerships.invitations.models import Invitation
from partnerships.members.actions import (
    note_return,
    resend_to_contact,
    settle_member_line,
    void_members,
)
from partnerships.members.effects import Standing, counted
from partnerships.members.models import Matched, MemberLine
from partnerships.members.reading import LINES, standing
from partnerships.members.sheet import lines_of
from partnerships.organisations.models import Organisation
from partnerships.organisations.succession import record_succession
from partnerships.people.actors import actor_for
from tests.factories.organisations import OrganisationFactory, PublicBodyFactory
from tests.factories.people import MembershipFactory, UserFactory, make_actor, signed_in
from tests.partnerships.members.world import DAY, HEADINGS, Alliance, sheet_of

pytestmark = pytest.mark.django_db
CARERS = "Carers of Bromyard,,1093617,Member,,Jo Price,Jo@Example.org"
DRIVERS = "Ledbury Drivers,hr8 1ds,,Affiliate,2006-05-01,,"
UNKNOWN = "Kington Singers,HR5 3AA,,Member,,Sam Poe,sam@example.org"


@pytest.fixture
def alliance():
    return Alliance()


def effects(sheet):
    lines = list(sheet.lines.order_by("number"))
    now = Standing(sheet, lines)
    with clock.at(DAY):
        return [now.effect(line) for line in lines], now.ending(lines)


def invite_all(moment=DAY):
    with clock.at(moment):
        return run_all()


def states(moment=DAY):
    with clock.at(moment):
        return list(LINES.annotate(standing=standing()).order_by("pk").values_list("name", "standing"))


def test_a_line_is_matched_by_number_then_by_name_and_postcode_and_otherwise_waits(alliance):
    OrganisationFactory(name="Leominster Advice", postcode="HR6 8AA")
    sheet = alliance.send(CARERS, DRIVERS, "Leominster Advice,HR6 9ZZ,,,,,", UNKNOWN)
    found = list(sheet.lines.order_by("number").values_list("organisation__name", "matched"))
    assert found == [
        ("Bromyard Carers", Matched.CODE),
        ("Ledbury Drivers", Matched.NAME),
        (None, Matched.DOUBTFUL),
        (None, Matched.UNKNOWN),
    ]
    assert alliance.memberships() == []
    assert Mail.objects.count() == 0


def test_the_preview_says_what_is_new_changed_unchanged_and_ended_and_who_is_invited(alliance):
    alliance.belongs(alliance.carers)
    alliance.belongs(alliance.drivers)
    gone = OrganisationFactory(name="Ross Toy Library")
    alliance.belongs(gone)
    sheet = alliance.send(CARERS, DRIVERS, whole=True)
    found, ending = effects(sheet)
    assert [(each.kind, each.invites) for each in found] == [("unchanged", True), ("changed", False)]
    assert [each.member for each in ending] == [gone]
    assert counted(found, 1) == "0 new, 1 changed, 1 unchanged, 1 ended, 0 that wait; 1 contact to invite"
    alliance.take_in(sheet)
    assert alliance.memberships() == [
        ("Bromyard Carers", "member", datetime.date(2005, 4, 1), None),
        ("Ledbury Drivers", "member", datetime.date(2005, 4, 1), datetime.date(2006, 4, 30)),
        ("Ledbury Drivers", "affiliate", datetime.date(2006, 5, 1), None),
        ("Ross Toy Library", "member", datetime.date(2005, 4, 1), datetime.date(2006, 5, 31)),
    ]


def test_taken_in_twice_it_records_and_mails_once(alliance):
    sheet = alliance.send(CARERS, DRIVERS)
    alliance.take_in(sheet)
    invite_all()
    alliance.take_in(sheet)
    WorkRow.objects.filter(kind="invite_members").update(state="waiting", finished_at=None)
    invite_all()
    assert len(alliance.memberships()) == 2
    (mail,) = Mail.objects.all()
    assert mail.to_address == "jo@example.org"
    assert "Herefordshire Alliance named you as the contact of its member." in mail.body
    assert "as organisation administrator" in mail.body
    assert states() == [("Carers of Bromyard", "open"), ("Ledbury Drivers", "none")]


def test_nobody_is_invited_into_an_organisation_with_people_or_a_public_body(alliance):
    MembershipFactory(organisation=alliance.carers, role="member")
    trust = PublicBodyFactory(name="Herefordshire Council", postcode="HR1 1SH")
    sheet = alliance.send(CARERS, f"{trust.name},{trust.postcode},,,,Al Day,al@example.org")
    assert [each.why_not for each in effects(sheet)[0]] == [
        "It has people here already, who invite others themselves.",
        "A public body: the Forum secretariat invites its people.",
    ]
    alliance.take_in(sheet)
    invite_all()
    assert len(alliance.memberships()) == 2
    assert (Invitation.objects.count(), [each for _, each in states()]) == (0, ["not", "not"])
    line = sheet.lines.get(number=2)
    with pytest.raises(Refused, match="has people here already"):
        resend_to_contact(by=alliance.ann, line=line, contact_name="", contact_email="jo@example.org")


def test_who_came_first_is_asked_where_somebody_acts_for_it_by_now(alliance):
    sheet = alliance.send(CARERS)
    alliance.take_in(sheet)
    invite_all()
    token = Mail.objects.get().body.split("/invitation/")[1].split("/")[0]
    jo = actor_for(UserFactory(email="jo@example.org"))
    other = MembershipFactory(organisation=alliance.carers, role="administrator")
    with clock.at(DAY), pytest.raises(Refused) as refused:
        accept_invitation(by=jo, token=token)
    assert refused.value.messages == [HAS_ITS_OWN]
    other.roles.all().delete()
    with clock.at(DAY):
        joined = accept_invitation(by=jo, token=token)
        assert [each.role for each in joined.roles.all()] == ["administrator"]
    assert states() == [("Carers of Bromyard", "accepted")]


def test_the_invitation_of_an_umbrella_stops_with_whoever_sent_it(alliance):
    alliance.take_in(alliance.send(CARERS))
    invite_all()
    token = Mail.objects.get().body.split("/invitation/")[1].split("/")[0]
    alliance.ann.membership.roles.all().delete()
    with clock.at(DAY), pytest.raises(Refused, match="may no longer invite"):
        accept_invitation(by=actor_for(UserFactory(email="jo@example.org")), token=token)


def test_what_could_not_be_delivered_is_corrected_and_sent_again(alliance):
    sheet = alliance.send(CARERS)
    alliance.take_in(sheet)
    invite_all()
    Mail.objects.update(state=MailState.FAILED, last_error="The mail server refused it (550).")
    assert states() == [("Carers of Bromyard", "returned")]
    with clock.at(DAY):
        resend_to_contact(by=alliance.ann, line=sheet.lines.get(), contact_name="Jo", contact_email="JP@example.org")
    assert states() == [("Carers of Bromyard", "open")]
    assert [(each.email, each.withdrawn_at is None) for each in Invitation.objects.order_by("pk")] == [
        ("jo@example.org", False),
        ("jp@example.org", True),
    ]
    with clock.at(DAY):
        note_return(by=alliance.ann, line=sheet.lines.get(), reason="No such mailbox")
    assert states() == [("Carers of Bromyard", "returned")]
    assert states(DAY + datetime.timedelta(days=15)) == [("Carers of Bromyard", "returned")]


def test_nobody_changes_class_on_a_day_to_come_by_a_sheet_either(alliance):
    """As on the page of the member: until then it would read as having left."""
    alliance.belongs(alliance.drivers)
    sheet = alliance.send("Ledbury Drivers,hr8 1ds,,Affiliate,2007-05-01,,")
    with pytest.raises(ValidationError, match="1 line cannot be taken in"):
        alliance.take_in(sheet)
    with clock.at(DAY):
        effect = Standing(sheet, list(sheet.lines.all())).effect(sheet.lines.get())
    assert effect.words == "1 May 2007 is still to come. Send it again once it belongs in another class."


def test_what_a_message_that_came_back_says_is_not_cut(alliance):
    sheet = alliance.send(CARERS)
    alliance.take_in(sheet)
    invite_all()
    line = sheet.lines.get()
    reason = "No such mailbox. " * 20
    with clock.at(DAY):
        page = signed_in(alliance.ann).post(reverse("member_line_return", args=[line.pk]), {"reason": reason})
    assert (page.status_code, reason.strip() in page.content.decode()) == (422, True)
    line.refresh_from_db()
    assert line.returned_on is None


def test_a_line_that_is_settled_later_takes_effect_at_once(alliance):
    sheet = alliance.send(UNKNOWN)
    alliance.take_in(sheet)
    invite_all()
    assert alliance.memberships() == []
    line = sheet.lines.get()
    kind = alliance.carers.kind
    with pytest.raises(PermissionDenied), clock.at(DAY):
        settle_member_line(by=alliance.ann, line=line, kind=kind)
    secretariat = make_actor("secretariat")
    with clock.at(DAY):
        settle_member_line(by=secretariat, line=line, kind=kind)
    assert Organisation.objects.filter(name="Kington Singers", postcode="HR5 3AA").count() == 1
    assert alliance.memberships() == [("Kington Singers", "member", DAY, None)]
    invite_all()
    assert states() == [("Kington Singers", "open")]
    with clock.at(DAY), pytest.raises(Refused, match="has been taken in"):
        settle_member_line(by=secretariat, line=line, organisation=alliance.carers)


def test_a_whole_list_with_a_line_that_is_not_settled_ends_nobody(alliance):
    alliance.belongs(alliance.drivers)
    sheet = alliance.send(UNKNOWN, whole=True)
    with pytest.raises(Refused, match="nobody can say who has left"):
        alliance.take_in(sheet)
    assert alliance.memberships()[0][3] is None


def test_a_line_that_contradicts_what_is_recorded_stops_the_list(alliance):
    alliance.belongs(alliance.drivers, starts=datetime.date(2006, 5, 20))
    with pytest.raises(Refused, match="1 line cannot be taken in"):
        alliance.take_in(alliance.send(DRIVERS))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (",,,,,,", "no rows"),
        ("X,,12,Member,,,", "Line 2, Charity number"),
        ("X,,,Friend,,,", "Line 2, Class: Write Member or Affiliate"),
        ("X,,,,,Jo,", "Line 2, Contact e-mail: Write the e-mail address"),
        ("X,,,,,Jo,not-an-address", "Line 2, Contact e-mail"),
        ("X,,,,31/31/2006,,", "Line 2, From"),
        ("X\x00,,,,,,", "Line 2|unreadable|NUL|file"),
    ],
)
def test_a_wrong_cell_is_named(row, said):
    with pytest.raises(ValidationError, match=said):
        lines_of(sheet_of(row), "members.csv")


def test_wrong_headings_and_doubled_numbers_are_named():
    with pytest.raises(ValidationError, match="no column 'Nmae'"):
        lines_of(sheet_of("X", headings="Nmae"), "members.csv")
    with pytest.raises(ValidationError, match="'Name' is missing"):
        lines_of(sheet_of("HR1 1AA", headings="Postcode"), "members.csv")
    with pytest.raises(ValidationError, match="Line 3, Charity number: line 2 has the same"):
        lines_of(sheet_of("A,,1093617,,,,", "B,,1093617,,,,", headings=HEADINGS), "members.csv")


def test_only_the_umbrella_and_the_secretariat_see_a_list_and_set_it_aside(alliance):
    sheet = alliance.send(CARERS)
    stranger = make_actor("administrator", organisation=alliance.carers)
    with pytest.raises(NotVisible):
        void_members(by=stranger, sheet=sheet, reason="x")
    assert not MemberLine.objects.visible_to(stranger).exists()
    void_members(by=alliance.ann, sheet=sheet, reason="Last year's list")
    with pytest.raises(Refused, match="was set aside"):
        alliance.take_in(sheet)
    assert Event.objects.filter(verb="set aside", object_id=sheet.pk).count() == 1


def test_a_list_is_of_an_umbrella_body(alliance):
    charity = make_actor("administrator", organisation=alliance.carers)
    alliance.body = alliance.carers
    with pytest.raises(Refused, match="Only an umbrella body"):
        alliance.send(DRIVERS, by=charity)


def test_an_entry_that_was_merged_since_the_list_was_sent_is_not_what_joins(alliance):
    office = make_actor("secretariat")
    with clock.at(DAY):
        sheet = alliance.send(CARERS, DRIVERS)
        other = OrganisationFactory(name="Bromyard and District Carers")
        pair = name_duplicate(by=office, organisation=alliance.carers, other=other, why="The same")
        merge_organisations(by=office, suggestion=pair, keep=other, why="The same")
    alliance.take_in(sheet)
    invite_all()
    assert [name for name, *_ in alliance.memberships()] == ["Bromyard and District Carers", "Ledbury Drivers"]
    assert Invitation.objects.get().organisation == other


def test_strangers_are_not_mailed_through_corrected_addresses(alliance, monkeypatch):
    monkeypatch.setattr("partnerships.invitations.actions.MOST_A_DAY", 2)
    sheet = alliance.send(CARERS)
    alliance.take_in(sheet)
    invite_all()
    line = sheet.lines.get()
    with clock.at(DAY):
        resend_to_contact(by=alliance.ann, line=line, contact_name="Al Day", contact_email="al@example.org")
        with pytest.raises(Refused, match="2 invitations were sent for Bromyard Carers in the last day"):
            resend_to_contact(by=alliance.ann, line=line, contact_name="Bo Fry", contact_email="bo@example.org")
    assert Mail.objects.count() == 2


def test_nobody_is_invited_into_a_body_that_closed(alliance):
    """Its successor's people see to what it left: a stranger at its own entry would read that beside them."""
    after = OrganisationFactory(name="Carers of Both Valleys")
    MembershipFactory(organisation=after, role="administrator")
    carers = alliance.carers
    carers.closed = DAY - datetime.timedelta(days=1)
    carers.save()
    with clock.at(DAY):
        record_succession(by=make_actor("secretariat"), ancestor=carers, descendant=after, kind="merger", on=DAY)
    sheet = alliance.send(CARERS)
    assert [(each.invites, each.why_not) for each in effects(sheet)[0]] == [
        (False, "It closed on 31 May 2006: nobody is invited to act for it.")
    ]
    carers.closed = None
    carers.save()
    alliance.take_in(sheet)
    invite_all()
    token = Mail.objects.get().body.split("/invitation/")[1].split("/")[0]
    carers.closed = DAY - datetime.timedelta(days=1)
    carers.save()
    jo = actor_for(UserFactory(email="jo@example.org"))
    with clock.at(DAY), pytest.raises(Refused, match="closed on 31 May 2006"):
        accept_invitation(by=jo, token=token)
