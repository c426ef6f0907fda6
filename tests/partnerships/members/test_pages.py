"""The pages of lists of members: sent, looked at, taken in; a constant number of statements; classes with dates."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from core.acts import Refused
from core.trail.models import Event
from partnerships.members.class_actions import change_class, correct_membership
from partnerships.members.models import MemberSheet
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import make_actor, signed_in
from tests.partnerships.members.test_lists import CARERS, DRIVERS, UNKNOWN
from tests.partnerships.members.world import DAY, Alliance, sheet_of

pytestmark = pytest.mark.django_db
APRIL = datetime.date(2005, 4, 1)


@pytest.fixture
def alliance():
    return Alliance()


def once(browser, address):
    """The token in the page's form."""
    return browser.get(address).content.decode().split('name="once" value="')[1].split('"')[0]


def test_a_list_is_sent_looked_at_and_taken_in(alliance):
    browser = signed_in(alliance.ann)
    address = reverse("members_send", args=[alliance.body.pk])
    day = {"on_day": "1", "on_month": "6", "on_year": "2006"}
    file = SimpleUploadedFile("members.csv", sheet_of(CARERS, DRIVERS, UNKNOWN).read())
    sent = browser.post(address, {**day, "sheet": file, "once": once(browser, address)}, follow=True)
    sheet = MemberSheet.objects.get()
    text = sent.content.decode()
    assert "2 new, 0 changed, 0 unchanged, 0 ended, 1 that wait; 1 contact to invite" in text
    assert "Not in the register: proposed to the Forum secretariat." in text
    taking = reverse("member_sheet_take_in", args=[sheet.pk])
    taken = browser.post(taking, {"once": once(browser, taking)}, follow=True)
    assert "Taken in" in taken.content.decode()
    assert len(alliance.memberships()) == 2
    wrong = SimpleUploadedFile("members.xlsx", b"PK not a workbook")
    refused = browser.post(address, {**day, "sheet": wrong, "once": once(browser, address)})
    assert (refused.status_code, MemberSheet.objects.count()) == (422, 1)


def test_the_page_of_a_list_asks_as_much_for_many_lines(alliance):
    browser = signed_in(alliance.ann)
    few, many = alliance.send(CARERS), alliance.send(*[f"Group {n},HR1 1AA,,,,,g{n}@example.org" for n in range(40)])
    browser.get(few.get_absolute_url())
    counts = []
    for sheet in (few, many):
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(sheet.get_absolute_url()).status_code == 200
        counts.append(len(asked))
    assert counts[0] == 16
    assert counts[1] <= counts[0]


def test_another_class_from_a_day_keeps_the_former_with_its_dates(alliance):
    held = alliance.belongs(alliance.carers, starts=APRIL)
    with clock.at(DAY):
        made = change_class(by=alliance.ann, membership=held, membership_class="affiliate", on=DAY)
        with pytest.raises(Refused, match="affiliate already"):
            change_class(by=alliance.ann, membership=made, membership_class="affiliate", on=DAY)
        with pytest.raises(Refused, match="correct the dates"):
            change_class(by=alliance.ann, membership=made, membership_class="member", on=DAY)
        with pytest.raises(Refused, match="has ended"):
            change_class(by=alliance.ann, membership=held, membership_class="affiliate", on=DAY)
    assert alliance.memberships() == [
        ("Bromyard Carers", "member", APRIL, DAY - datetime.timedelta(days=1)),
        ("Bromyard Carers", "affiliate", DAY, None),
    ]
    listed = reverse("umbrella_members")
    then = signed_in(alliance.ann).get(f"{listed}?as_at=2006-05-31").content.decode()
    assert "Member</td>" in then
    assert "Affiliate</td>" not in then


def test_dates_are_corrected_with_a_reason_and_never_to_two_at_once(alliance):
    held = alliance.belongs(alliance.carers, starts=APRIL)
    with clock.at(DAY):
        made = change_class(by=alliance.ann, membership=held, membership_class="affiliate", on=DAY)
        with pytest.raises(Refused, match="Two at once cannot be"):
            correct_membership(by=alliance.ann, membership=made, starts=APRIL, ends=None, reason="Wrong year")
        right = DAY + datetime.timedelta(days=-1)
        correct_membership(by=alliance.ann, membership=held, starts=None, ends=right, reason="It was a founder")
    assert alliance.memberships()[0][2:] == (None, right)
    event = Event.objects.get(verb="corrected a membership")
    assert (event.detail["reason"], event.detail["starts"]) == ("It was a founder", ["2005-04-01", None])


def test_only_the_umbrella_itself_and_the_secretariat_change_its_members(alliance):
    held = alliance.belongs(alliance.carers, starts=APRIL)
    for by in (make_actor("administrator", organisation=OrganisationFactory()), make_actor("commissioner")):
        with pytest.raises(PermissionDenied), clock.at(DAY):
            change_class(by=by, membership=held, membership_class="affiliate", on=DAY)
