"""The one search box: by name, reference and identifier, and only what the person may see."""

import pytest

from tests.factories.organisations import OrganisationFactory, PublicBodyFactory
from tests.factories.people import MembershipFactory, UserFactory, make_actor, signed_in

pytestmark = pytest.mark.django_db


def found(browser, text: str) -> str:
    reply = browser.get("/search", {"q": text})
    assert reply.status_code == 200
    return reply.content.decode().split("<main")[1]


def test_partners_by_name_and_by_code(client):
    PublicBodyFactory(name="Herefordshire Primary Care Trust", ods="5CN")
    for text in ("hereford prim", "5cn", "TRUST", "herefordshire   primary care trust"):
        assert "Herefordshire Primary Care Trust, 5CN" in found(client, text), text
    assert "Nothing was found" in found(client, "worcester")


def test_a_hint_is_set_off_by_a_comma(client):
    PublicBodyFactory(name="Herefordshire Primary Care Trust", ods="5CN")
    assert '5CN</a>, <span class="app-muted">' in found(client, "5cn")


def test_partners_here_come_first(client):
    OrganisationFactory(name="Carers Alpha")
    OrganisationFactory(name="Carers Omega", partner=True)
    words = found(client, "carers")
    assert words.index("Carers Omega") < words.index("Carers Alpha")


def test_more_than_ten_lead_to_the_register(client):
    for number in range(11):
        OrganisationFactory(name=f"Carers {number:02}")
    words = found(client, "carers")
    assert ("Carers 09" in words, "Carers 10" in words) == (True, False)
    assert 'href="/partners/?q=carers"' in words


def test_people_are_found_by_those_who_may_see_them(client):
    jo = MembershipFactory(role="member", user=UserFactory(name="Jo Price", email="jo.price@example.org"))
    colleague = signed_in(make_actor("drafter", organisation=jo.organisation))
    assert "Jo Price" in found(colleague, "pri jo")
    assert "Jo Price" in found(signed_in(make_actor("secretariat")), "jo.price@")
    for browser in (client, signed_in(make_actor("administrator")), signed_in(make_actor("commissioner"))):
        assert "Jo Price" not in found(browser, "price")


@pytest.mark.parametrize("text", ["", "a", "   ", "%", "'\"", "5CN'; --", "\\", "(((", "*", "é" * 300, "NEAR("])
def test_odd_words_do_no_harm(client, text):
    OrganisationFactory(name="Carers")
    assert "Carers" not in found(client, text)


def test_words_are_shown_as_they_were_typed(client):
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in found(client, "<script>alert(1)</script>")


def test_it_costs_the_same_for_few_and_for_many(client):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    OrganisationFactory(name="Carers")
    browser = signed_in(make_actor("secretariat"))
    with CaptureQueriesContext(connection) as few:
        found(browser, "carers")
    for _ in range(12):
        OrganisationFactory(name="Carers")
    with CaptureQueriesContext(connection) as many:
        found(browser, "carers")
    assert len(few) == len(many) <= 12
