"""Every address of the product, by GET and by POST, as every kind of person, on own things, others' and none.

Expected answers come from expected.py, which is written by hand. 'May' means that the page answers: with itself, with
what is wrong with an empty form, or by leading on. 'May not' is the sign-in page for who is signed out, and 403 or 404
for everybody else. In `make check` every third kind asks PostgreSQL (ADR 30).
"""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse

from core.trail.models import Event
from tests.factories.people import signed_in
from tests.house.addresses import addresses
from tests.house.entries import ENTRIES, Entry
from tests.house.expected import EXPECTED, KINDS
from tests.house.world import World
from tests.turns import in_turn

pytestmark = [pytest.mark.django_db, pytest.mark.asks_in_turn]
ANSWERS = {200, 202, 302, 303, 400, 409, 422}
REFUSALS = {401, 403, 404}
SIGN_IN = "/account/login/"
ADDRESSES = {each.name: each for each in addresses() if not each.route.startswith("admin/")}
"""The admin's addresses have a test of their own: tests/core/test_admin_site.py."""


def ask(world: World, kind: str, method: str, url: str) -> str:
    """What the page answers: 'may', 'may not', or what went wrong."""
    browser: Client = world.browsers[kind]
    browser.cookies.load(world.cookies[kind])
    return told(getattr(browser, method.lower())(url))


def told(reply) -> str:
    """An answer as 'may', 'may not', or what went wrong."""
    if reply.streaming:
        b"".join(reply)  # to its end, which closes the file
    if reply.status_code in REFUSALS or (reply.status_code == 302 and reply.url.startswith(SIGN_IN)):
        return f"may not ({reply.status_code})"
    if reply.status_code in ANSWERS:
        return "may"
    return f"answers {reply.status_code}"


def verdict(answer: str, entry: Entry) -> str:
    """The answer, with what this address may answer besides."""
    if any(answer in (f"may not ({code})", f"answers {code}") for code in entry.also_ok):
        return "may"
    return "may not" if answer.startswith("may not") else answer


def expected(name: str, side: str, kind: str, method: str) -> set[str]:
    """What it should answer; an address that does not take the method says so to whoever may use it."""
    entry, address = ENTRIES[name], ADDRESSES[name]
    who = entry.who.get(f"{method} {side}".strip(), entry.who.get(side))
    who = EXPECTED[address.permission][side] if who is None else who
    led = {"may not"} if entry.leads_to_sign_in else set()
    taken = {"may"} if method in address.methods else {"answers 405", *entry.instead_of_405}
    if kind in who.split():
        return taken | led
    return {"may not"} if method in address.methods else {"may not", "answers 405"}


def test_every_address_has_an_entry_and_no_other_is_there():
    assert set(ENTRIES) == set(ADDRESSES)


PAGES = sorted(name for name, each in ADDRESSES.items() if not each.route.startswith("api/"))
"""The API's addresses are asked by every method in test_api_matrix.py."""


FEW = ["visitor", "two", "administrator", "secretariat"]
"""Who asks where nobody is looked at: a method that an address does not take is refused before that."""


def questions(
    world: World, name: str, methods: Iterable[str], taken: Container[str], who: Callable[[str, str], Sequence[str]]
) -> Iterator[tuple[str, str, str, str]]:
    """What is asked of an address: (method, side, kind, url), each in a transaction of its own that is taken back.

    `who(method, side)` says which kinds of people ask. By a method that is not taken they ask on the first side alone,
    since nothing of it is looked up. What is made for a person is made once, and is there for each method as it was.
    """
    for place, (side, arguments) in enumerate(ENTRIES[name].sides.items()):
        asking = {method: who(method, side) for method in methods if method in taken or place == 0}
        kinds = [kind for kind in KINDS if any(kind in some for some in asking.values())]
        for kind, made in world.each(kinds, side, arguments):
            for method in [each for each in asking if kind in asking[each]]:
                with transaction.atomic():
                    yield method, side, kind, reverse(name, args=made)
                    transaction.set_rollback(True)


@pytest.mark.parametrize("name", PAGES)
def test_who_may_open_it(world, name):
    wrong, taken = {}, ADDRESSES[name].methods

    def who(method, side):
        return in_turn(KINDS, f"{name} {side} {method}") if method in taken else FEW

    for method, side, kind, url in questions(world, name, ("GET", "POST"), taken, who):
        answer = verdict(ask(world, kind, method, url), ENTRIES[name])
        if answer not in expected(name, side, kind, method):
            wrong[method, side, kind] = answer
    assert wrong == {}


def test_what_nobody_has_is_not_there(world):
    """A number that nothing has is a 404 for who might see such a thing, as is another's (PRINCIPLES 3)."""
    browser = signed_in(world.actors["secretariat"])
    for name in ("organisation", "membership", "person", "role_end", "invitation_resend", "consultation", "response"):
        url = reverse(name, args=[world.unknown()])
        reply = browser.post(url) if name == "invitation_resend" else browser.get(url)
        assert reply.status_code == 404, name


def test_the_throttle_is_in_the_database_and_is_rolled_back():
    """Or the matrix would try too often to sign in."""
    assert settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache")
    assert cache.get("allauth") is None


OF_A_LIBRARY = ("account_", "mfa_", "usersessions_")


@pytest.mark.parametrize("name", PAGES)
def test_no_page_takes_another_method(world, name):
    """PUT, PATCH and DELETE are the API's; a page of a library may read PUT as POST, for whoever may post."""
    entry, address, wrong = ENTRIES[name], ADDRESSES[name], {}
    side, arguments = next(iter(entry.sides.items()))
    for kind, made in world.each(("visitor", "secretariat"), side, arguments):
        for method in ("PUT", "PATCH", "DELETE"):
            with transaction.atomic():
                before = Event.objects.count()
                answer = ask(world, kind, method, reverse(name, args=made))
                wrote = Event.objects.count() != before
                transaction.set_rollback(True)
            like_post = name.startswith(OF_A_LIBRARY) and (method in address.methods or entry.also_ok)
            if wrote or not (answer == "answers 405" or answer.startswith("may not") or like_post):
                wrong[method, kind] = answer
    assert wrong == {}
