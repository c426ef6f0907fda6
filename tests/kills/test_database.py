"""PostgreSQL goes away while a worker works: what was not committed is begun again, and done once."""

from contextlib import ExitStack

import pytest

from core.imports.looking import BATCH
from tests.factories.people import make_actor
from tests.kills.imports import ROWS, AnImport
from tests.kills.product import Person
from tests.kills.stage import a_mail
from tests.kills.waiting import until

pytestmark = [pytest.mark.served, pytest.mark.xdist_group("kills")]


def test_an_import_whose_connection_is_cut(product):
    """The worker lives: it says at once that the work waits, and goes on with it a little later."""
    taken = AnImport(product, "XE")
    with product.database.holding(taken.stops_at) as held:
        pk = taken.start()
        for pid in held.waiters():
            product.database.query("SELECT pg_terminate_backend(%s)", pid)
        row = product.wait_for(pk, "waiting")
    assert (row["claim"], row["error"], taken.read) == (1, "The database was too busy.", BATCH)
    product.time_passes(pk)
    row = product.wait_for(pk, "done")
    assert (row["claim"], row["error"], row["done_count"]) == (2, "", ROWS)
    taken.check_done_once()


def test_a_mail_whose_sending_cannot_be_noted(product):
    """The mail server has it: it comes once more, under the same number."""
    with ExitStack() as holding:
        with product.letterbox.held():
            mail, pk = a_mail(product, "cut@example.org")
            until("the mail", lambda: product.letterbox.numbers_to("cut@example.org"), product.told)
            row = f"SELECT 1 FROM core_mail WHERE id = {mail} FOR UPDATE"
            held = holding.enter_context(product.database.holding(row))
        for pid in held.waiters():
            product.database.query("SELECT pg_terminate_backend(%s)", pid)
        product.wait_for(pk, "waiting")
    product.time_passes(pk)
    assert product.wait_for(pk, "done")["result"] == {"text": "Sent"}
    first, second = product.wait_for_mail("cut@example.org")
    assert first == second


def test_an_import_whose_database_is_shut_down_at_once(product):
    """Everything finds its way back by itself: the worker, the scheduler and the web server are not started again."""
    taken = AnImport(product, "XF")
    with product.acting():
        person = Person(product, make_actor("secretariat"))
    with product.database.holding(taken.stops_at) as held:
        pk = taken.start()
        held.waiters()
        product.database.stop_at_once()
    assert person.get("/healthz").status == 503
    product.database.start()
    assert (taken.read, product.row(pk)["claim"]) == (BATCH, 1)
    product.time_passes(pk)
    row = product.wait_for(pk, "done")
    assert (row["claim"], row["done_count"]) == (2, ROWS)
    taken.check_done_once()
    assert person.get("/").status == 200
    assert [each for each in ("web", "worker", "beat") if not product.lives(each)] == []
