"""kill -9 Redis: people go on, what they asked for waits in the database, and is done once when Redis is back."""

import pytest
from django.urls import reverse

from core.imports.looking import BATCH
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import make_actor
from tests.kills.imports import ROWS, AnImport
from tests.kills.product import Person
from tests.kills.stage import a_mail
from tests.kills.waiting import until

pytestmark = [pytest.mark.served, pytest.mark.xdist_group("kills")]
MAIL_WORK = "SELECT w.id FROM core_workrow w JOIN core_mail m ON w.key = 'mail:' || m.id WHERE m.to_address = %s"


def invites(person, place, email):
    """Somebody invites a colleague on the page. Returns where that led."""
    path = reverse("organisation_invite", args=[place.pk])
    answer = person.post(path, person.filled_in(path, name="Jo Price", email=email, roles="drafter"))
    return answer.status, answer.location


@pytest.mark.parametrize("empty", [False, True], ids=["with-its-file", "empty"])
def test_what_was_told_and_what_could_not_be_told_is_done_once(product, empty):
    with product.acting():
        place = OrganisationFactory()
        person = Person(product, make_actor("administrator", organisation=place))
    told, untold = (f"{word}{empty:d}@example.org" for word in ("told", "untold"))
    people = reverse("organisation_people", args=[place.pk])
    product.kill("worker")
    product.kill("web")  # one that was told by an earlier test that Redis is away leaves it in peace for half a minute
    product.start_web()

    assert invites(person, place, told) == (302, people)
    [(first,)] = product.database.query(MAIL_WORK, told)
    until("Redis to be told", lambda: product.broker.was_told(first), product.told)
    product.broker.kill()
    assert invites(person, place, untold) == (302, people)
    [(second,)] = product.database.query(MAIL_WORK, untold)
    assert product.row(second)["sent_at"] is None
    health = person.get("/healthz")
    assert (health.status, '"redis": "away"' in health.text) == (200, True)
    assert product.lives("beat")

    product.broker.start(empty=empty)
    product.time_passes(first)
    product.start("worker")
    for pk, address in ((first, told), (second, untold)):
        assert product.wait_for(pk, "done")["claim"] == 1
        assert len(product.wait_for_mail(address)) == 1
    assert product.lives("beat")


def test_a_worker_goes_on_with_what_it_was_doing_and_takes_more_afterwards(product):
    """The work needs no broker to be finished; the worker finds the new Redis, which knows of nothing, by itself."""
    taken = AnImport(product, "XD")
    with product.database.holding(taken.stops_at) as held:
        pk = taken.start()
        held.waiters()
        product.broker.kill()
        _, later = a_mail(product, "later@example.org")
        product.broker.start(empty=True)
        assert product.wait_for(later, "done")["claim"] == 1
        assert (product.row(pk)["state"], taken.read) == ("running", BATCH)
    row = product.wait_for(pk, "done")
    assert (row["claim"], row["done_count"]) == (1, ROWS)
    taken.check_done_once()
    _, last = a_mail(product, "last@example.org")
    assert product.wait_for(last, "done")["claim"] == 1
    assert [len(product.wait_for_mail(address)) for address in ("later@example.org", "last@example.org")] == [1, 1]
    assert product.lives("worker")
