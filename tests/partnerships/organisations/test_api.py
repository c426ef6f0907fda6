"""Partners in the API: the rows of the list, the acts, and the same words of refusal."""

import datetime
from decimal import Decimal

import pytest

from partnerships.organisations.models import Identifier, Organisation
from tests.factories.organisations import AreaFactory, KindFactory, OrganisationFactory, PublicBodyFactory, TermFactory

LIST = "/api/organisations/"
BACKWARDS = {"opened": "2004-01-01", "closed": "2003-01-01"}
UNREADABLE = "contains a character that cannot be kept. Type it again rather than pasting it."


@pytest.fixture
def office(client_for, actor):
    return client_for(actor("secretariat", organisation=PublicBodyFactory(name="Office")))


def patch(client, pk, **body):
    return client.patch(f"{LIST}{pk}/", body, content_type="application/json")


def post(client, url, **body):
    return client.post(url, body, content_type="application/json")


def test_the_list_has_the_rows_of_the_page(db, client):
    for name in ("Charlie", "Alpha", "Bravo"):
        OrganisationFactory(name=name, partner=name == "Alpha", income=Decimal("5"))
    first = client.get(f"{LIST}?limit=2").json()
    assert [row["name"] for row in first["results"]] == ["Alpha", "Bravo"]
    assert (first["results"][0]["partner"], first["results"][0]["income"], first["previous"]) == ("Yes", "5.00", None)
    second = client.get(LIST, {"limit": 2, "after": first["next"]}).json()
    assert ([row["name"] for row in second["results"]], second["next"]) == (["Charlie"], None)
    back = client.get(LIST, {"limit": 2, "before": second["previous"]}).json()
    assert [row["name"] for row in back["results"]] == ["Alpha", "Bravo"]
    assert [row["name"] for row in client.get(f"{LIST}?q=char").json()["results"]] == ["Charlie"]


def test_a_wrong_filter_is_refused_in_the_words_of_the_page(db, client):
    answer = client.get(f"{LIST}?kind=zoo")
    assert answer.status_code == 400
    assert [(each["attr"], each["detail"]) for each in answer.json()["errors"]] == [
        ("kind", "Choose one from the list 'Kind'.")
    ]


def test_one_partner_with_its_dated_facts(db, client):
    body = PublicBodyFactory(name="Herefordshire PCT", ods="5CN", opened=datetime.date(2000, 4, 1))
    found = client.get(f"{LIST}{body.pk}/").json()
    assert {name: found[name] for name in ("name", "code", "kind", "version", "opened", "partner_here")} == {
        "name": "Herefordshire PCT",
        "code": "5CN",
        "kind": "Primary care trust",
        "version": 1,
        "opened": "2000-04-01",
        "partner_here": False,
    }
    assert found["codes"] == [{"scheme": "ods", "value": "5CN", "starts": None, "ends": None}]
    assert client.get(f"{LIST}{body.pk + 1000}/").status_code == 404


def test_it_is_changed_field_by_field(office):
    area, size = AreaFactory(name="Powys"), TermFactory(vocabulary="size", title="Tiny")
    body = OrganisationFactory(name="Wye Group", telephone="1", website="https://old.example.org", income=Decimal("3"))
    answer = patch(office, body.pk, version=1, area="powys", size=size.pk, income=None, website="")
    assert answer.status_code == 200
    found = answer.json()
    assert (found["area"], found["size"], found["income"], found["website"]) == ("Powys", "Tiny", None, "")
    assert (found["telephone"], found["version"]) == ("1", 2)
    body.refresh_from_db()
    assert (body.area, body.size, body.version) == (area, size, 2)


def test_another_version_is_a_conflict_and_changes_nothing(office):
    body = OrganisationFactory(name="Wye Group", version=3)
    answer = patch(office, body.pk, version=2, name="Other")
    assert (answer.status_code, answer.json()["errors"][0]["detail"]) == (
        409,
        "Somebody else changed this while you had it open. Nothing of yours has been saved yet.",
    )
    body.refresh_from_db()
    assert body.name == "Wye Group"


@pytest.mark.parametrize(
    "body, attr, words",
    [
        ({"name": "X"}, "version", "Send the version you have read."),
        ({"version": 1, "name": ""}, "name", "Enter the name."),
        ({"version": 1, "email": "x"}, "email", "Enter an e-mail address in the right form, like name@example.org."),
        ({"version": 1, "kind": 3}, "kind", "There is no such field to write."),
        ({"version": 1, "name": ["X"]}, "name", "Send a text, a number or null."),
        ({"version": 1, **BACKWARDS}, "closed", "The last day is before the day it opened."),
        ({"version": 1, "name": "a\x00b"}, "name", f"The name {UNREADABLE}"),
    ],
)  # fmt: skip
def test_wrong_values_are_refused_in_the_words_of_the_page(office, body, attr, words):
    organisation = OrganisationFactory(name="Wye Group")
    answer = patch(office, organisation.pk, **body)
    assert answer.status_code == 400
    assert (answer.json()["errors"][0]["attr"], answer.json()["errors"][0]["detail"]) == (attr, words)


def test_what_is_no_object_is_refused(office):
    answer = office.patch(f"{LIST}{OrganisationFactory().pk}/", "[1]", content_type="application/json")
    assert (answer.status_code, answer.json()["errors"][0]["detail"]) == (400, "Send a JSON object.")


def test_one_is_added_with_its_codes(office):
    kind = KindFactory()
    answer = post(office, LIST, name="Wye Group", kind=kind.pk, charity="1093617")
    assert (answer.status_code, answer.json()["code"]) == (201, "1093617")
    again = post(office, LIST, name="Other", kind=kind.pk, charity="1093617")
    assert (again.status_code, again.json()["errors"][0]["detail"]) == (
        400,
        "Wye Group already has the Charity number 1093617.",
    )
    assert Identifier.objects.filter(value="1093617").count() == 1
    assert Organisation.objects.filter(name="Other").count() == 0


def test_it_is_confirmed(client_for, actor):
    body = OrganisationFactory(partner=True, confirm_by=datetime.date(2003, 1, 1))
    answer = post(client_for(actor("administrator", organisation=body)), f"{LIST}{body.pk}/confirm/")
    assert (answer.status_code, answer.json()["to_confirm"]) == (200, False)


def test_others_may_not(client_for, actor, client):
    body = OrganisationFactory()
    browsers = (client, client_for(actor("member", organisation=body)), client_for(actor("administrator")))
    for browser in browsers:
        assert patch(browser, body.pk, version=1, name="X").status_code == 403
        assert post(browser, LIST, name="X").status_code == 403
    confirmed = [post(browser, f"{LIST}{body.pk}/confirm/").status_code for browser in browsers]
    assert confirmed == [401, 403, 403]


@pytest.mark.parametrize("count", [3, 30])
def test_the_list_costs_one_statement_whatever_its_length(db, client, count, django_assert_num_queries):
    OrganisationFactory.create_batch(count)
    with django_assert_num_queries(1):
        assert len(client.get(LIST).json()["results"]) == count
