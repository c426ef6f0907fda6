"""The search box: an answer is found by the reference on its receipt, by who may read it and by nobody else."""

import pytest
from django.urls import reverse

from partnerships.people.middleware import PROVEN
from tests.consultation.pages import words
from tests.factories.answers import from_guest
from tests.factories.consultation import sent
from tests.factories.organisations import FundingFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db


def as_guest(browser, response) -> None:
    """The browser has proven the address that the answer was sent from."""
    session = browser.session
    session[PROVEN] = response.respondent.email
    session.save()


def finds(browser, response, text: str = "") -> bool:
    page = browser.get("/search", {"q": text or response.reference}).content.decode()
    return f'href="{response.get_absolute_url()}"' in page


def test_who_may_read_an_answer_finds_it_by_its_reference(
    consultation, forum, host, drafter, commissioner, secretariat, client
):
    response = sent(consultation, forum)
    for by in (drafter, commissioner, secretariat):
        assert finds(signed_in(by), response), by
        assert finds(signed_in(by), response, response.reference.lower()), by
        assert not finds(signed_in(by), response, response.reference[:-1]), by
    for browser in (client, signed_in(make_actor("approver")), signed_in(make_actor("commissioner"))):
        assert not finds(browser, response)
    FundingFactory(funder=host, funded=forum)
    assert not finds(signed_in(commissioner), response)


def test_it_says_who_answered_and_what(consultation, forum, secretariat):
    response = sent(consultation, forum)
    page = words(signed_in(secretariat).get("/search", {"q": response.reference}))
    assert f"{response.reference}: Malvern Carers Forum" in page
    assert "Support for carers" in page


def test_whoever_answered_without_an_account_finds_their_own(consultation, client):
    mine, other = from_guest(consultation), from_guest(consultation, "Bowls Club")
    as_guest(client, mine)
    assert (finds(client, mine), finds(client, other)) == (True, False)
    assert client.get(reverse("response", args=[mine.pk])).status_code == 200
