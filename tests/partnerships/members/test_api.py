"""Members of umbrella bodies by programs: the same acts as on the pages, with the same words of refusal."""

import datetime

import pytest

from core import clock
from core.work.testing import run_all
from partnerships.invitations.models import Invitation
from partnerships.members.models import MemberLine, MemberSheet
from partnerships.organisations.models import UmbrellaMembership
from tests.factories.organisations import KindFactory, OrganisationFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
DAY = datetime.date(2006, 6, 1)


@pytest.fixture(autouse=True)
def today():
    with clock.at(DAY):
        yield


@pytest.fixture
def alliance():
    return OrganisationFactory(name="Alliance", kind=KindFactory(code="umbrella-body", title="Umbrella body"))


@pytest.fixture
def program(alliance):
    """A program of the administrator of the umbrella body."""
    return signed_in(make_actor("administrator", organisation=alliance))


def post(program, address, **sent):
    return program.post(f"/api/{address}", sent, content_type="application/json")


def said(answer) -> str:
    return str(answer.json())


def test_an_organisation_joins_and_leaves(alliance):
    choir = OrganisationFactory(name="Choir")
    program = signed_in(make_actor("administrator", organisation=choir))
    join = f"organisations/{choir.pk}/umbrellas/join/"
    done = post(program, join, umbrella=alliance.pk, membership_class="member", starts="2006-04-01")
    held = UmbrellaMembership.objects.get()
    row = {
        "id": held.pk, "member": choir.pk, "umbrella": alliance.pk, "membership_class": "member",
        "starts": "2006-04-01", "ends": None,
    }  # fmt: skip
    assert (done.status_code, done.json()) == (200, {"id": choir.pk, "name": "Choir", "memberships": [row]})
    again = post(program, join, umbrella=alliance.pk, membership_class="member")
    assert (again.status_code, "Choir belongs to Alliance already." in said(again)) == (400, True)
    itself = post(program, join, umbrella=choir.pk, membership_class="member")
    assert "An organisation cannot belong to itself." in said(itself)
    leave = f"organisations/{choir.pk}/umbrellas/{held.pk}/leave/"
    assert post(program, leave).json()["memberships"] == [row | {"ends": "2006-06-01"}]
    assert "This membership has ended already." in said(post(program, leave))


def test_nobody_lets_another_organisation_join_or_ends_its_membership(alliance, program):
    choir = OrganisationFactory(name="Choir")
    held = UmbrellaMembership.objects.create(member=choir, umbrella=alliance, membership_class="member")
    refused = [
        post(program, f"organisations/{choir.pk}/umbrellas/join/", umbrella=alliance.pk, membership_class="member"),
        post(program, f"organisations/{choir.pk}/umbrellas/{held.pk}/leave/"),
    ]
    assert [each.status_code for each in refused] == [403, 403]
    elsewhere = post(program, f"organisations/{alliance.pk}/umbrellas/{held.pk}/leave/")
    assert elsewhere.status_code == 404
    held.refresh_from_db()
    assert held.ends is None


def test_class_and_dates_are_changed(alliance, program):
    choir = OrganisationFactory(name="Choir")
    held = UmbrellaMembership.objects.create(
        member=choir, umbrella=alliance, membership_class="member", starts=datetime.date(2005, 4, 1)
    )
    where = f"umbrella_members/{held.pk}"
    same = post(program, f"{where}/class/", membership_class="member", on="2006-05-01")
    assert (same.status_code, "It is member already." in said(same)) == (400, True)
    done = post(program, f"{where}/class/", membership_class="affiliate", on="2006-05-01").json()
    assert (done["membership_class"], done["starts"], done["ends"]) == ("affiliate", "2006-05-01", None)
    wrong = {"starts": "2005-05-01", "ends": "2005-04-30", "reason": "The minutes say so."}
    assert "The last day is before the first day." in said(post(program, f"{where}/dates/", **wrong))
    right = post(program, f"{where}/dates/", **wrong | {"ends": "2006-04-01"})
    assert (right.status_code, right.json()["starts"], right.json()["ends"]) == (200, "2005-05-01", "2006-04-01")


def test_a_list_is_sent_settled_and_taken_in_and_its_contacts_are_invited(alliance, program):
    choir, guild = OrganisationFactory(name="Choir", ods="C1"), OrganisationFactory(name="Guild of Ross")
    lines = [
        {"name": "Choir", "ods": "C1", "contact_name": "Jo Price", "contact_email": "jo@example.org"},
        {"name": "The Guild", "membership_class": "Affiliate", "starts": "2006-05-01"},
    ]
    sent = {"name": "members of June", "on": "2006-06-01", "lines": lines}
    done = post(program, f"organisations/{alliance.pk}/members/send/", **sent)
    sheet = MemberSheet.objects.get()
    assert (done.status_code, done.json()["id"], done.json()["taken_in_on"]) == (200, sheet.pk, None)
    line = MemberLine.objects.get(name="The Guild")
    settled = post(program, f"member_contacts/{line.pk}/settle/", organisation=guild.pk)
    assert (settled.json()["organisation"], settled.json()["matched"]) == (guild.pk, "hand")
    taken = post(program, f"member_sheets/{sheet.pk}/take-in/")
    assert (taken.status_code, taken.json()["taken_in_on"]) == (200, "2006-06-01")
    held = UmbrellaMembership.objects.order_by("member__name").values_list("member", "membership_class", "starts")
    assert list(held) == [(choir.pk, "member", DAY), (guild.pk, "affiliate", datetime.date(2006, 5, 1))]
    run_all()
    invited = Invitation.objects.get()
    assert (invited.email, invited.organisation, invited.umbrella) == ("jo@example.org", choir, alliance)
    contact = f"member_contacts/{MemberLine.objects.get(name='Choir').pk}"
    assert post(program, f"{contact}/came-back/", reason="No such mailbox.").status_code == 200
    again = post(program, f"{contact}/send-again/", contact_name="Jo Price", contact_email="jo.price@example.org")
    assert (again.status_code, again.json()["contact_email"]) == (200, "jo.price@example.org")
    late = post(program, f"member_sheets/{sheet.pk}/set-aside/", reason="Sent twice.")
    assert (late.status_code, "This list was taken in. End a membership on the page of the member." in said(late)) == (
        400, True,
    )  # fmt: skip


def test_what_is_wrong_in_a_list_is_said_as_of_a_sheet(alliance, program):
    send = f"organisations/{alliance.pk}/members/send/"
    sent = {"name": "members", "on": "2006-06-01", "whole": True}
    wrong = post(program, send, **sent, lines=[{"name": "Choir", "membership_class": "Friend"}])
    assert (wrong.status_code, "Line 1, Class: Write Member or Affiliate" in said(wrong)) == (400, True)
    alone = post(program, send, **sent, lines=[{"name": "Choir", "contact_name": "Jo"}])
    assert "Write the e-mail address of this contact" in said(alone)
    assert "Send at least one line" in said(post(program, send, **sent, lines=[]))
    plain = OrganisationFactory(name="Plain")
    other = signed_in(make_actor("administrator", organisation=plain))
    assert post(other, send, **sent, lines=[{"name": "Choir"}]).status_code == 403
    none = post(other, f"organisations/{plain.pk}/members/send/", **sent, lines=[{"name": "Choir"}])
    assert "Only an umbrella body has a list of members." in said(none)
    assert MemberSheet.objects.count() == 0
