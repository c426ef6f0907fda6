"""Words that were sent after the session had ended come back once their sender has signed in."""

import pytest
from django.core.cache import cache

from core.pages import kept
from partnerships.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("example_pages")]

TYPED = {"name": "Leominster <Carers>", "aims": "\nWe sit with people.", "password": "three small boats"}


@pytest.fixture(autouse=True)
def ivy():
    cache.clear()
    return User.objects.create_user("ivy@example.org", "three small boats", name="Ivy")


def sign_in(client, address):
    return client.post(address, {"login": "ivy@example.org", "password": "three small boats"})


def test_words_survive_signing_in_again(client, ivy):
    answer = client.post("/guarded/?step=2", {**TYPED, "shown_to": ivy.pk})
    assert answer.headers["Location"] == "/account/login/?next=/account/your-words/"
    where = answer.headers["Location"]
    for _ in range(2):
        assert "What you wrote is kept. Sign in, and you see it again." in client.get(where).content.decode()
    answer = sign_in(client, where)
    assert answer.headers["Location"] == "/account/your-words/"
    page = client.get("/account/your-words/").content.decode()
    assert "You had been signed out. Send it now" in page
    assert 'action="/guarded/?step=2"' in page
    assert '<textarea name="name" hidden aria-label="Name">\nLeominster &lt;Carers&gt;</textarea>' in page
    assert '<textarea name="aims" hidden aria-label="Aims">\n\nWe sit with people.</textarea>' in page
    assert "three small boats" not in page


def test_the_sign_in_page_says_that_words_wait_and_leads_to_them_however_it_was_reached(client, ivy, monkeypatch):
    monkeypatch.setitem(kept.WAYS_BACK, "address:", "guest_again")
    plain = "/account/login/"
    assert "What you wrote is kept" not in client.get(plain).content.decode()
    client.post("/guarded/", {**TYPED, "shown_to": "address:abc"})
    assert "What you wrote is kept" not in client.get(plain).content.decode(), "of who has no account"
    client.post("/guarded/", {**TYPED, "shown_to": ivy.pk})
    page = client.get(plain).content.decode()
    assert "What you wrote is kept" in page
    assert '<input type="hidden" name="next" value="/account/your-words/">' in page


@pytest.mark.parametrize(
    "bound", [{"acting_as": ["12345"]}, {"shown_to": ["12345"]}, {"shown_to": ["{ivy}", "12345"]}, {"shown_to": []}]
)
def test_words_that_are_not_bound_to_their_reader_are_not_shown(client, ivy, bound):
    own = {"shown_to": [str(ivy.pk)]} if "acting_as" in bound else {}
    said = {name: [value.format(ivy=ivy.pk) for value in values] for name, values in bound.items()}
    client.post("/guarded/", {**TYPED, **own, **said})
    sign_in(client, "/account/login/")
    assert client.get("/account/your-words/").headers["Location"] == "/"
    assert kept.KEPT not in client.session


def test_without_kept_words_the_page_leads_home(client):
    sign_in(client, "/account/login/")
    assert client.get("/account/your-words/").headers["Location"] == "/"


def test_very_many_words_are_shown_at_once(client, monkeypatch):
    monkeypatch.setattr(kept, "MOST", 10)
    answer = client.post("/guarded/", TYPED)
    assert answer.status_code == 403
    assert "Leominster &lt;Carers&gt;" in answer.content.decode()
    assert kept.KEPT not in client.session


def test_a_page_that_is_only_opened_keeps_nothing(client):
    answer = client.get("/guarded/?step=2")
    assert answer.headers["Location"] == "/account/login/?next=/guarded/%3Fstep%3D2"
    assert kept.KEPT not in client.session
