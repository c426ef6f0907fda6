"""The list, the comparison and the forms of possible duplicates."""

import datetime
import re

import pytest

from core import clock
from core.work.models import WorkRow
from core.work.testing import run_all
from partnerships.duplicates.actions import merge_organisations
from partnerships.duplicates.models import DuplicateSuggestion
from partnerships.organisations.models import AreaServed, Identifier
from tests.consultation.pages import words
from tests.factories.bodies import SeatFactory
from tests.factories.duplicates import SuggestionFactory
from tests.factories.organisations import AreaFactory, OrganisationFactory
from tests.factories.people import MembershipFactory

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2006, 5, 4)
QUERIES = 29
ONCE = "00000000-0000-4000-8000-00000000000a"


@pytest.fixture(autouse=True)
def today():
    with clock.at(TODAY):
        yield


@pytest.fixture
def office(actor):
    return actor("secretariat")


@pytest.fixture
def pair(db):
    """Two entries that differ in some ways; each has a seat, one has people."""
    area = AreaFactory(name="Herefordshire")
    one = OrganisationFactory(name="Wye Carers", area=area, postcode="HR1 2AB", telephone="01432 1", partner=True)
    other = OrganisationFactory(name="WYE CARERS", area=area, postcode="HR1 2AB", telephone="01432 2")
    Identifier.objects.create(organisation=one, scheme="charity", value="1093617")
    AreaServed.objects.create(organisation=other, area=area)
    SeatFactory(organisation=one)
    MembershipFactory(organisation=other, role="approver", user__name="Jo Price")
    return SuggestionFactory(first=one, second=other)


def cells(page: str, key: str) -> list[str]:
    """The two entries and the difference, of one line of the comparison."""
    row = next(each for each in page.split("<tr") if f">{key}</th>" in each)
    return [" ".join(re.sub(r"<[^>]*>", " ", f"<td{each}").split()) for each in row.split("</tr")[0].split("<td")[1:]]


def test_both_stand_side_by_side_with_the_difference_in_words(pair, client_for, office):
    page = client_for(office).get(f"/partners/duplicates/{pair.pk}/").content.decode()
    assert cells(page, "Name") == ["Wye Carers", "WYE CARERS", "Same words"]
    assert cells(page, "Telephone") == ["01432 1", "01432 2", "Different"]
    assert cells(page, "Home area") == ["Herefordshire", "Herefordshire", "Same"]
    assert cells(page, "Codes") == ["Charity number 1093617", "Not given", "Only the first says it"]
    assert cells(page, "People") == ["Not given", "Jo Price, approver", "Only the second says it"]
    assert cells(page, "Where it sits") == ["1", "Not given", "Only the first says it"]
    assert ">Website</th>" not in page, "what neither says is left out"
    assert page.count("Before you merge") == 4, "title and label of either checklist"
    assert "Jo Price: approver" in page
    assert "Entries that may be the same" not in page, "the page itself says that"


def test_of_two_that_were_merged_neither_came_from_the_other(pair, client_for, office):
    merge_organisations(by=office, suggestion=pair, keep=pair.first, why="One committee.")
    page = client_for(office).get(f"/partners/duplicates/{pair.pk}/").content.decode()
    assert ("Came from" in page, "What became of it" in page) == (False, False)
    page = client_for(office).get(f"/partners/{pair.second.pk}/").content.decode()
    section = page.split("Entries that may be the same")[1].split("</section")[0]
    assert (">Wye Carers, 1093617</a>" in section, "Wye Carers and" in section) == (True, False)


def test_the_form_says_how_many_roles_either_way_would_give(pair, client_for, office):
    MembershipFactory(organisation=pair.first, role="drafter")
    MembershipFactory(organisation=pair.first, role="member")
    said = words(client_for(office).get(f"/partners/duplicates/{pair.pk}/merge/"))
    assert "If Wye Carers is kept, 1 role would be given. If WYE CARERS is kept, 2 roles would be given." in said


@pytest.mark.parametrize("count", [1, 10])
def test_the_comparison_costs_the_same_whatever_it_holds(pair, count, client_for, office, django_assert_num_queries):
    for number in range(count):
        Identifier.objects.create(organisation=pair.first, scheme="org-id", value=f"GB-X-{number}")
        MembershipFactory(organisation=pair.second, role="drafter")
        SeatFactory(organisation=pair.second)
    browser = client_for(office)
    browser.get(f"/partners/duplicates/{pair.pk}/")
    with django_assert_num_queries(QUERIES):
        browser.get(f"/partners/duplicates/{pair.pk}/")


def test_an_auditor_reads_and_nobody_else(pair, client_for, actor):
    address = f"/partners/duplicates/{pair.pk}/"
    page = client_for(actor("auditor")).get(address)
    assert (page.status_code, "Merge them" in page.content.decode()) == (200, False)
    for role in ("commissioner", "analyst", "administrator"):
        browser = client_for(actor(role))
        assert [browser.get(each).status_code for each in (address, "/partners/duplicates/")] == [403, 403]


def test_it_is_merged_and_undone_on_its_page(pair, client_for, office):
    browser, address = client_for(office), f"/partners/duplicates/{pair.pk}/"
    form = {"keep": pair.first.pk, "why": "One committee.", "people": "on", "once": ONCE}
    assert browser.post(f"{address}merge/", form).url == address
    page = browser.get(address).content.decode()
    assert ("Undo the merge" in page, "Merge them" in page, "One committee." in page) == (True, False, True)
    assert browser.post(f"{address}undo/", {"reason": "Two.", "once": ONCE.replace("a", "b")}).url == address
    pair.refresh_from_db()
    assert (pair.state, pair.decision) == ("apart", "Two.")
    assert "Merge them" in browser.get(address).content.decode(), "whoever finds that it was right merges again"


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"why": "One."}, "Answer the question: Which entry is kept?"),
        ({"keep": "0", "why": "One."}, "Choose the answer to “Which entry is kept?” from the list."),
        ({"keep": "first"}, "Enter why they are the same"),
    ],
)
def test_what_is_missing_is_said(pair, client_for, office, form, said):
    form = {name: pair.first.pk if value == "first" else value for name, value in form.items()}
    reply = client_for(office).post(f"/partners/duplicates/{pair.pk}/merge/", form | {"once": ONCE})
    assert (reply.status_code, said.casefold() in words(reply).casefold()) == (422, True)
    pair.refresh_from_db()
    assert pair.state == "open"


def test_a_refused_merge_says_why_and_keeps_the_words(pair, client_for, office):
    third = OrganisationFactory(name="Marches Carers")
    other = SuggestionFactory(first=pair.second, second=third)
    merge_organisations(by=office, suggestion=other, keep=third, why="One.")
    form = {"keep": pair.first.pk, "why": "The same chair.", "once": ONCE}
    reply = client_for(office).post(f"/partners/duplicates/{pair.pk}/merge/", form)
    page = reply.content.decode()
    assert (reply.status_code, "was merged already: it is kept as Marches Carers" in page) == (422, True)
    assert "The same chair." in page


def test_it_is_named_from_the_page_of_an_organisation(client, client_for, office):
    one, other = OrganisationFactory(name="Wye Carers"), OrganisationFactory(name="Arrow Carers")
    browser = client_for(office)
    assert "This was entered twice" in browser.get(f"/partners/{one.pk}/").content.decode()
    form = {"other": "Arrow Carers", "why": "The same chair.", "once": ONCE}
    reply = browser.post(f"/partners/{one.pk}/entered-twice/", form)
    found = DuplicateSuggestion.objects.get()
    assert (reply.url, found.pair, found.by_hand) == (f"/partners/duplicates/{found.pk}/", (one, other), True)
    page = browser.get(f"/partners/{one.pk}/").content.decode()
    assert ("Entries that may be the same" in page, "to look at" in page) == (True, True)
    assert "Entries that may be the same" not in client.get(f"/partners/{one.pk}/").content.decode()


def test_rejected_it_leaves_the_list(pair, client_for, office):
    browser = client_for(office)
    assert "Wye Carers" in browser.get("/partners/duplicates/").content.decode()
    browser.post(f"/partners/duplicates/{pair.pk}/reject/", {"reason": "Two choirs.", "once": ONCE})
    assert "Wye Carers" not in browser.get("/partners/duplicates/").content.decode()
    assert "Two choirs." in browser.get(f"/partners/duplicates/{pair.pk}/").content.decode()


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 2), ("reason=same_name", 1), ("reason=same_number", 1), ("reason=by_hand", 0), ("area=hereford", 1),
        ("organisation=wye", 1), ("standing=partner", 1), ("state=open", 2), ("state=apart", 1), ("state=merged", 0),
    ],
)  # fmt: skip
def test_the_list_is_narrowed(pair, client_for, actor, query, count):
    SuggestionFactory(same_name=False, same_number=True)
    SuggestionFactory(state="apart", decided_on=TODAY, decision="Two.")
    found = client_for(actor("auditor")).get(f"/api/duplicates/?{query}").json()["results"]
    assert len(found) == count


def test_a_pair_of_which_one_was_merged_elsewhere_waits_no_longer(pair, office):
    other = SuggestionFactory(first=pair.second)
    merge_organisations(by=office, suggestion=other, keep=other.second, why="One.")
    assert list(DuplicateSuggestion.objects.to_look_at()) == []


def test_the_home_page_says_how_many_wait(pair, client_for, actor, office):
    assert "1 pair of entries that may be one body" in words(client_for(office).get("/"))
    assert "pair of entries" not in words(client_for(actor("auditor")).get("/"))


def test_the_nightly_work_says_what_it_found(client_for, office):
    area = AreaFactory()
    for _ in range(2):
        OrganisationFactory(name="Wye Carers", area=area)
    reply = client_for(office).post("/work/jobs/find_duplicates/run/")
    assert reply.status_code == 302
    run_all()
    assert WorkRow.objects.get(kind="find_duplicates").result["text"] == "1 new pair; 1 to look at"


def test_a_program_does_the_same(pair, client_for, office):
    browser = client_for(office)

    def send(path, **sent):
        return browser.post(f"/api/duplicates/{pair.pk}/{path}/", sent, content_type="application/json")

    assert send("merge", keep=pair.first.pk, why="One.").json()["state"] == "merged"
    refused = send("reject", reason="Two.")
    assert (refused.status_code, "Undo the merge" in refused.content.decode()) == (400, True)
    assert (
        send("undo", reason="Two.").json() | {"state": "apart", "decision": "Two."}
        == send("reject", reason="Two.").json()
    )
