"""The pages of Local Compacts, and their part of the API."""

import datetime
import re

import pytest
from django.test import Client
from django.urls import reverse

from compacts.local.models import LocalCompact
from tests.consultation.pages import boxes, words
from tests.factories.bodies import SeatFactory
from tests.factories.compacts import AGREED, DUE, LAUNCHED, CompactFactory
from tests.factories.organisations import AreaFactory, OrganisationFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def office():
    return signed_in(make_actor("secretariat"))


def send(client, where, **typed):
    return client.post(where, boxes(client.get(where)) | typed)


def day(name, value):
    return {f"{name}_day": str(value.day), f"{name}_month": str(value.month), f"{name}_year": str(value.year)}


def titles(client=None, **query):
    return [row["title"] for row in (client or Client()).get(reverse("api_compacts"), query).json()["results"]]


def test_visitors_read_what_was_launched_and_staff_what_is_in_development(office):
    area = AreaFactory(name="Herefordshire", gss_code="E06000019")
    CompactFactory(title="County Compact", refreshed=True, area=area)
    CompactFactory(title="Old Compact", lapsed=True)
    draft = CompactFactory(title="Draft Compact", kind="board_agreement")
    agreed = CompactFactory(title="Agreed Compact", agreed=True)
    assert titles() == ["County Compact", "Old Compact"]
    assert titles(signed_in(make_actor("drafter"))) == ["County Compact", "Old Compact"]
    for each in (office, *[signed_in(make_actor(role)) for role in ("auditor", "commissioner", "approver")]):
        assert titles(each) == ["Agreed Compact", "County Compact", "Draft Compact", "Old Compact"]
    assert [Client().get(each.get_absolute_url()).status_code for each in (draft, agreed)] == [404, 404]
    page = Client().get(reverse("compacts")).content.decode()
    assert ("Codes of good practice" in page, "Disputes and breaches" in page) == (True, False)
    assert "Disputes and breaches" in office.get(reverse("compacts")).content.decode()
    assert ("Begin a Compact" in page, 'value="agreed"' in page, 'value="lapsed"' in page) == (False, False, True)
    assert 'value="agreed"' in office.get(reverse("compacts")).content.decode()


def test_the_list_is_narrowed_by_state_locality_kind_and_day(office):
    area = AreaFactory(name="Herefordshire", gss_code="E06000019")
    CompactFactory(title="County Compact", refreshed=True, area=area)
    CompactFactory(title="Board Agreement", launched=True, kind="board_agreement", begun_on=None)
    assert titles(area="hereford") == titles(area="e06000019") == titles(state="refreshed") == ["County Compact"]
    assert titles(kind="board_agreement") == titles(state="launched") == ["Board Agreement"]
    assert titles(as_at="2002-04-14") == ["Board Agreement"]  # of which nobody knows when it was begun
    asked = {"state": "agreed", "as_at": AGREED.isoformat()}
    assert Client().get(reverse("api_compacts"), asked).status_code == 400  # a state of which visitors are shown none
    assert titles(office, **asked) == ["Board Agreement", "County Compact"]
    then = Client().get(reverse("api_compacts"), {"as_at": LAUNCHED.isoformat()}).json()["results"]
    assert [row["state"] for row in then] == ["Launched", "Launched"]
    assert titles(q="herefordsh") == ["County Compact"]
    assert "County Compact" in words(Client().get(reverse("search"), {"q": "county comp"}))


def test_the_record_says_what_it_is_how_it_stands_and_whom_to_ask():
    council = OrganisationFactory(name="Herefordshire Council")
    compact = CompactFactory(title="County Compact", launched=True, manager_organisation=council)
    text = words(Client().get(compact.get_absolute_url()))
    assert "County Compact Launched" in text
    assert "Agreed on 20 February 2003 Launched on 14 May 2003 Next review due by 31 March 2030" in text
    assert "Compact Manager Ruth Lacey The Compact Manager works for Herefordshire Council" in text
    assert ("Before you go on" in text, "Begin a review" in text) == (False, False)


def test_the_secretariat_takes_it_from_its_beginning_to_its_end_on_its_pages(office):
    AreaFactory(name="Herefordshire", gss_code="E06000019")
    OrganisationFactory(name="Herefordshire Council")
    about = {"title": "County Compact", "kind": "local_compact", "area": "E06000019", "about": "How to treat another."}
    send(office, reverse("compact_begin"), **about)
    compact = LocalCompact.objects.get()

    def at(name):
        return reverse(f"compact_{name}", args=[compact.pk])

    page = words(office.get(compact.get_absolute_url()))
    assert "Missing A Compact Manager is named Enter who its Compact Manager is." in page
    manager = {"manager_name": "Ruth Lacey", "manager_organisation": "Herefordshire Council"}
    send(office, at("manager"), **manager, manager_email="r@example.org", manager_telephone="")
    send(office, at("agree"), **day("on", AGREED))
    send(office, at("edit"), **about, **day("review_due", DUE), **day("agreed_on", AGREED + DAY))
    send(office, at("launch"), **day("on", LAUNCHED))
    compact.refresh_from_db()
    assert (compact.agreed_on, compact.launched_on) == (AGREED + DAY, LAUNCHED)
    send(office, at("lapse"), reason="Another took its place.")
    page = words(office.get(compact.get_absolute_url()))
    assert ("Why it lapsed Another took its place." in page, "Begin a review" in page) == (True, False)


PAGES = [
    ("agree", "begun", {"manager_name": ""}, "Enter who its Compact Manager is.", "manager"),
    ("agree", "agreed", {}, "change it in the entry.", "edit"),
    ("launch", "begun", {}, "Enter first when it was agreed.", "agree"),
    ("launch", "agreed", {"review_due": None}, "Enter by when it is to be reviewed.", "edit"),
    ("launch", "launched", {}, "change it in the entry.", "edit"),
    ("lapse", "lapsed", {}, "Begin a new one in its place.", ""),
]


@pytest.mark.parametrize(("act", "state", "but", "sentence", "where"), PAGES)
def test_the_page_of_an_act_says_what_is_missing_and_leads_there(office, act, state, but, sentence, where):
    compact = CompactFactory(**{state: True}, **but)
    page = office.get(reverse(f"compact_{act}", args=[compact.pk]))
    there = reverse(f"compact_{where}", args=[compact.pk]) if where else reverse("compact_begin")
    assert re.search(rf'<a[^>]*href="{there}"[^>]*>[^<]*{re.escape(sentence)}', page.content.decode())
    answer = send(office, reverse(f"compact_{act}", args=[compact.pk]), reason="So.", **day("review_due", DUE))
    assert (answer.status_code, sentence in words(answer).partition("Before you go on")[0]) == (422, True)


def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(office):
    page = send(office, reverse("compact_begin"), title="Our Compact", area="Nowhere", about="", kind="local_compact")
    text = words(page)
    assert page.status_code == 422
    assert "Enter the name of the area as in the list of areas, or its GSS code." in text
    assert "Enter what it is about." in text
    assert 'value="Our Compact"' in page.content.decode()
    compact = CompactFactory(agreed=True)
    page = office.get(reverse("compact_edit", args=[compact.pk])).content.decode()
    assert ("agreed_on_day" in page, "launched_on_day" in page) == (True, False)


def test_a_program_does_the_same_with_the_same_words_of_refusal(office):
    def post(name, *args, **sent):
        return office.post(reverse(f"api_compact_{name}", args=args), sent, "application/json")

    area = AreaFactory()
    made = post("begin", title="County Compact", area=area.pk, about="How to treat one another.").json()
    pk, kind = made["id"], made["kind"]
    assert (kind, made["agreed_on"]) == ("local_compact", None)
    refusal = post("agree", pk, on="2003-02-20")
    assert refusal.status_code == 400
    assert refusal.json()["errors"][0]["detail"] == "Enter who its Compact Manager is."
    named = post("manager", pk, version=made["version"], manager_name="Ruth Lacey", manager_telephone="01432 000 120")
    assert named.json()["manager_name"] == "Ruth Lacey"
    assert post("agree", pk, on="2003-02-20").json()["agreed_on"] == "2003-02-20"
    version = LocalCompact.objects.get().version
    assert post("edit", pk, version=version, review_due="2030-03-31").json()["about"] == "How to treat one another."
    assert post("edit", pk, version=version, about="Old").status_code == 409
    assert post("launch", pk, on="2003-05-14").json()["launched_on"] == "2003-05-14"
    assert post("lapse", pk, on="2008-03-31").status_code == 400
    assert post("lapse", pk, on="2008-03-31", reason="So.").json()["lapsed_on"] == "2008-03-31"


@pytest.mark.parametrize(
    ("act", "state", "sentence"),
    [
        ("lapse", "launched", "Enter the reason."),
        ("edit", "launched", "Enter the day of the launch."),
    ],
)
def test_what_is_left_empty_is_asked_for_in_a_sentence(office, act, state, sentence):
    compact = CompactFactory(**{state: True})
    assert sentence in words(send(office, reverse(f"compact_{act}", args=[compact.pk])))


def test_its_working_group_is_one_of_the_boards_and_groups(office):
    seat = SeatFactory(body__name="Compact Group", body__kind="working_group", organisation__name="Wye Trust")
    SeatFactory(body=seat.body, ends=LAUNCHED)
    board, compact = SeatFactory(body__name="The Board").body, CompactFactory(launched=True)
    edit, url = reverse("compact_edit", args=[compact.pk]), reverse("api_compact_edit", args=[compact.pk])
    page = office.get(edit).content.decode()
    assert ("Compact Group, " in page, "The Board, " in page) == (True, False)
    refusal = office.post(url, {"version": 1, "working_group": board.pk}, "application/json").json()
    assert refusal["errors"][0]["detail"] == (
        "The Board is not a working group. Choose one that is, or change its kind on its page."
    )
    done = office.post(url, {"version": 1, "working_group": seat.body.pk}, "application/json").json()
    assert done["working_group"] == seat.body.pk
    page = words(Client().get(compact.get_absolute_url()))
    assert "Compact Working Group Compact Group Wye Trust , member, from 1 April 2003 Who signed up" in page
    seat.body.kind, seat.body.ends, seat.body.end_reason = "board", datetime.date(2013, 3, 31), "So."
    seat.body.save()
    assert office.post(url, {"version": 2, "title": "Compact of Wye"}, "application/json").status_code == 200
    assert "Compact Group Ended" in words(office.get(reverse("compact", args=[compact.pk])))
