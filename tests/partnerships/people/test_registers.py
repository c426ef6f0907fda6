"""The list of people: whom it shows to whom, how it is narrowed, sorted and taken away."""

import csv
import datetime
import io

import pytest
from django.http import QueryDict
from django.urls import reverse
from openpyxl import load_workbook

from core import clock
from core.registers.register import REGISTERS
from core.registers.selection import Selection
from partnerships.people.models import RoleHeld
from tests.factories.organisations import AreaFactory, OrganisationFactory
from tests.factories.people import MembershipFactory, UserFactory, make_actor, signed_in

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 3, 2)
DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def today():
    with clock.at(TODAY):
        yield


@pytest.fixture
def secretary():
    return make_actor("secretariat", user=UserFactory(name="Ruth Penrose", email="ruth@example.org"))


@pytest.fixture
def people():
    """Jo drafts and approves for one group; Cara commissions for an area; Tom has left; Ed's account is closed."""
    carers, elders = OrganisationFactory(name="Malvern Carers"), OrganisationFactory(name="Ledbury Elders")
    jo = MembershipFactory(
        organisation=carers, roles=["drafter", "approver"], user__name="jo Price", user__email="jo@example.org"
    ).user
    MembershipFactory(user=jo, organisation=elders, role="member")
    jo.last_login = clock.now() - 3 * DAY
    jo.save()
    area = AreaFactory(name="Herefordshire")
    cara = MembershipFactory(organisation=None, area=area, role="commissioner", user__name="Cara Bell").user
    cara.last_login = clock.now() - 400 * DAY
    cara.save()
    tom = MembershipFactory(organisation=elders, user__name="Tom Gray")
    RoleHeld.objects.create(membership=tom, role="approver", starts="2003-04-01", ends="2005-03-31")
    ed = MembershipFactory(organisation=elders, role="member", user__name="Ed Hill", user__is_active=False).user
    gone = UserFactory(name="Name no longer kept", email="account-7@erased.invalid", is_active=False)
    return {"jo": jo, "cara": cara, "tom": tom.user, "ed": ed, "gone": gone}


def names(by, query="") -> list[str]:
    selection = Selection(REGISTERS["people"], by, QueryDict(query))
    assert selection.errors == {}
    return [row[2] for row in selection.page(selection.page_columns).rows]


def sheet(by) -> dict[str, dict[str, str]]:
    text = b"".join(signed_in(by).get(reverse("people_csv")).streaming_content).decode("utf-8-sig")
    return {line["Name"]: line for line in csv.DictReader(io.StringIO(text, newline=""))}


def test_a_row_says_who_for_whom_in_which_roles_and_whether_they_sign_in(secretary, people):
    line = sheet(secretary)["jo Price"]
    assert set(line["Organisations and areas"].split("; ")) == {"Ledbury Elders", "Malvern Carers"}
    assert set(line["Roles"].split("; ")) == {
        "Approver, Malvern Carers",
        "Drafter, Malvern Carers",
        "Member, Ledbury Elders",
    }
    assert (line["Last signed in"], line["Account"]) == ("2026-02-27 09:00", "Open")
    found = sheet(secretary)
    assert (found["Cara Bell"]["Roles"], found["Cara Bell"]["Organisations and areas"]) == (
        "Commissioner, Herefordshire",
        "Herefordshire",
    )
    assert (found["Tom Gray"]["Roles"], found["Tom Gray"]["Last signed in"]) == ("", "")
    assert [found[name]["Account"] for name in ("Ed Hill", "Name no longer kept")] == ["Closed", "Erased"]


def test_the_workbook_and_the_api_hold_the_same(secretary, people):
    browser = signed_in(secretary)
    head, *rows = load_workbook(io.BytesIO(browser.get(reverse("people_xlsx")).content)).active.values
    assert head[:4] == ("Name", "E-mail address", "Organisations and areas", "Roles")
    assert sorted(row[0] for row in rows) == sorted(sheet(secretary))
    row = next(each for each in browser.get(reverse("api_people")).json()["results"] if each["name"] == "Cara Bell")
    assert (row["roles"], row["account"]) == ("Commissioner, Herefordshire", "Open")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Cara Bell", "Ed Hill", "jo Price", "Name no longer kept", "Ruth Penrose", "Tom Gray"]),
        ("order=-name", ["Tom Gray", "Ruth Penrose", "Name no longer kept", "jo Price", "Ed Hill", "Cara Bell"]),
        ("person=price+jo", ["jo Price"]),
        ("person=RUTH%40example", ["Ruth Penrose"]),
        ("role=approver", ["jo Price"]),
        ("role=approver&place=ledbury", []),
        ("role=member&place=ledbury", ["Ed Hill", "jo Price"]),
        ("place=malvern+c", ["jo Price"]),
        ("place=Hereford", ["Cara Bell"]),
        ("role=approver&as_at=2005-03-31", ["jo Price", "Tom Gray"]),
        ("role=approver&as_at=2005-04-01", ["jo Price"]),
        ("account=open", ["Cara Bell", "jo Price", "Ruth Penrose", "Tom Gray"]),
        ("account=closed", ["Ed Hill"]),
        ("account=erased", ["Name no longer kept"]),
        ("signed_in=month", ["jo Price"]),
        ("signed_in=year", ["Cara Bell"]),
        ("signed_in=never&account=open", ["Ruth Penrose", "Tom Gray"]),
    ],
)
def test_it_is_narrowed_and_sorted(secretary, people, query, expected):
    assert names(secretary, query) == expected


def test_it_is_sorted_by_the_last_sign_in_those_who_never_did_first(secretary, people):
    assert names(secretary, "order=signed_in&account=open")[-2:] == ["Cara Bell", "jo Price"]
    assert names(secretary, "order=-signed_in&account=open")[:2] == ["jo Price", "Cara Bell"]


def test_roles_are_those_of_the_day_asked_for(secretary, people):
    page = signed_in(secretary).get(reverse("people"), {"as_at": "2004-01-01", "person": "tom"}).content.decode()
    assert "Approver, Ledbury Elders" in page
    assert "Approver, Ledbury Elders" not in signed_in(secretary).get(reverse("people")).content.decode()


def test_a_role_that_was_revoked_counts_before_the_day_and_not_on_it(secretary):
    held = MembershipFactory(role="approver", user__name="Jo Price").roles.get()
    held.revoked_at = clock.now() - DAY
    held.save()
    yesterday = TODAY - DAY
    assert names(secretary, f"role=approver&as_at={yesterday - DAY}") == ["Jo Price"]
    assert names(secretary, f"role=approver&as_at={yesterday}") == []
    assert names(secretary, "role=approver") == []


def test_pages_follow_each_other_in_every_order(secretary):
    for number in range(60):
        UserFactory(name=f"Person {number:02}")
    browser = signed_in(secretary)
    for order in ("name", "-name", "signed_in", "-signed_in", "account", "email"):
        seen, after = [], ""
        while True:
            page = browser.get(reverse("api_people"), {"order": order, "limit": 25, "after": after}).json()
            seen += [row["id"] for row in page["results"]]
            if not (after := page["next"] or ""):
                break
        assert (len(seen), len(set(seen))) == (61, 61), order


def test_the_name_of_an_organisation_becomes_no_formula(secretary):
    MembershipFactory(organisation__name="=1+1", role="member", user__name="Jo Price")
    assert sheet(secretary)["Jo Price"]["Organisations and areas"] == "'=1+1"


def test_only_who_manages_or_audits_people_sees_it(secretary, people):
    addresses = [reverse(name) for name in ("people", "people_csv", "people_xlsx", "api_people")]
    for role in ("secretariat", "auditor"):
        browser = signed_in(make_actor(role))
        assert [browser.get(url).status_code for url in addresses] == [200] * 4
        assert f'href="{reverse("people")}"' in browser.get("/").content.decode()
    for role in ("member", "administrator", "commissioner", "analyst"):
        browser = signed_in(make_actor(role))
        assert [browser.get(url).status_code for url in addresses] == [403] * 4, role
        assert f'href="{reverse("people")}"' not in browser.get("/").content.decode()
    assert make_actor("visitor").may("partnerships.list_people").allowed is False


def test_a_name_leads_to_the_account_and_back(secretary, people):
    browser = signed_in(secretary)
    assert f'href="{reverse("person", args=[people["jo"].pk])}"' in browser.get(reverse("people")).content.decode()
    page = browser.get(reverse("person", args=[people["jo"].pk])).content.decode()
    assert f'href="{reverse("people")}">People</a>' in page
