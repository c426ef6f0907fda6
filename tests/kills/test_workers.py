"""kill -9 a worker in the middle of its work: another does what is missing, and nothing is there twice.

Where it is killed is not left to chance: it waits for a lock that the test holds, or for a mail server that keeps it
waiting; or PostgreSQL has committed what it did, and does not say so before it is dead.
"""

from contextlib import ExitStack

import pytest
from django.http import QueryDict
from django.urls import reverse

from consultation.coverage.actions import invite_organisations
from consultation.coverage.models import Invitee
from core.files.models import StoredFile
from core.imports.looking import BATCH
from core.mail.models import Mail
from core.reports.actions import keep_report
from core.reports.asking import Asked
from core.work.actions import ask
from core.work.models import WorkRow
from partnerships.organisations.reports import OrganisationsByKind
from tests.factories.coverage import InviteeFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import make_actor
from tests.kills.imports import ROWS, AnImport
from tests.kills.product import Person
from tests.kills.stage import a_mail, open_consultation
from tests.kills.waiting import until

pytestmark = [pytest.mark.served, pytest.mark.xdist_group("kills")]
BEFORE_AND_AFTER = pytest.mark.parametrize("committed", [False, True], ids=["before", "after"])
"""Whether what the worker does is committed, when it is killed."""


def finished_by_another(product, pk):
    """Nobody does a row whose worker is dead before it has been silent for long; then it is done, by the second."""
    assert (product.row(pk)["state"], product.row(pk)["claim"]) == ("running", 1)
    product.time_passes(pk)
    if not product.lives("worker"):
        product.start("worker")
    row = product.wait_for(pk, "done")
    assert (row["claim"], row["error"]) == (2, "")
    return row


@BEFORE_AND_AFTER
def test_an_import(product, committed):
    taken = AnImport(product, f"XB{committed:d}")
    with product.database.holding(taken.stops_at) as held:
        pk = taken.start()
        held.waiters()
        assert (taken.read, product.row(pk)["done_count"]) == (BATCH, BATCH)
        product.kill_while_held("worker", held, committed=committed)
    assert (taken.read, product.row(pk)["done_count"]) == (2 * BATCH if committed else BATCH, BATCH)
    assert finished_by_another(product, pk)["done_count"] == ROWS
    taken.check_done_once()


def test_an_import_whose_process_dies_while_its_worker_lives(product):
    """As when the machine runs out of memory: the worker gives back the message, which says nothing to anybody."""
    taken = AnImport(product, "XC")
    with product.database.holding(taken.stops_at) as held:
        pk = taken.start()
        pids = held.waiters()
        product.kill_children("worker")
    product.database.gone(pids)
    assert taken.read == BATCH
    assert finished_by_another(product, pk)["done_count"] == ROWS
    assert product.lives("worker")
    taken.check_done_once()


@BEFORE_AND_AFTER
def test_an_export(product, committed):
    with product.acting():
        by = make_actor("secretariat")
    with product.database.holding("LOCK TABLE core_storedfile IN SHARE ROW EXCLUSIVE MODE") as held:
        with product.acting():
            pk = ask(by, "export", register="kinds", query="").pk
        product.kill_while_held("worker", held, committed=committed)
    row = finished_by_another(product, pk)
    with product.acting():
        [kept] = StoredFile.objects.filter(owner_user_id=by.user_id)
        browser = Person(product, by)
    assert row["result"]["link"] == reverse("file_download", args=[kept.name])
    assert browser.get(row["result"]["link"]).status == 200


@BEFORE_AND_AFTER
def test_a_kept_report(product, committed):
    """Its files are kept together; made before the worker died, they are not made again."""
    with product.acting():
        by = make_actor("secretariat")
    with product.database.holding("LOCK TABLE core_storedfile IN SHARE ROW EXCLUSIVE MODE") as held:
        with product.acting():
            asked = Asked(OrganisationsByKind(), by, QueryDict(""))
            run, work = keep_report(by=by, asked=asked)
        product.kill_while_held("worker", held, committed=committed)
    with product.acting():
        before = {each.pk for each in StoredFile.objects.filter(owner_user_id=by.user_id)}
    row = finished_by_another(product, work.pk)
    with product.acting():
        run.refresh_from_db()
        files = {run.xlsx_id, run.csv_id, run.docx_id, run.pdf_id} - {None}
        assert {each.pk for each in StoredFile.objects.filter(owner_user_id=by.user_id)} == files
        assert before == (files if committed else set())
        assert Person(product, by).get(row["result"]["link"]).status == 200


def test_invitations_to_answer(product):
    """Three organisations were invited when there was nobody to write to; the worker dies while it writes the third."""
    addresses = [f"invited{number}@example.org" for number in range(5)]
    with product.acting():
        by, asked = make_actor("secretariat"), open_consultation()
        places = [OrganisationFactory(email=address) for address in addresses]
        waiting = [InviteeFactory(consultation=asked, organisation=place) for place in places[:3]]
    with product.database.holding(f"SELECT 1 FROM consultation_invitee WHERE id = {waiting[2].pk} FOR UPDATE") as held:
        with product.acting():
            pk = invite_organisations(by=by, consultation=asked, organisations=[place.pk for place in places]).pk
        held.waiters()
        assert [len(product.wait_for_mail(address)) for address in addresses[:2]] == [1, 1]
        product.kill_while_held("worker", held, committed=False)
    with product.acting():
        assert Mail.objects.filter(to_address__in=addresses).count() == 2
    assert finished_by_another(product, pk)["result"]["text"] == "3 organisations invited"
    numbers = [number for address in addresses for number in product.wait_for_mail(address)]
    assert (len(numbers), len(set(numbers))) == (5, 5)
    with product.acting():
        assert list(Invitee.objects.filter(consultation=asked).values_list("mailed", flat=True)) == [1] * 5
        mails = Mail.objects.filter(to_address__in=addresses)
        keys = [f"mail:{mail.pk}" for mail in mails]
        assert (len(keys), WorkRow.objects.filter(key__in=keys, state="done", claim=1).count()) == (5, 5)


def test_a_mail_that_the_mail_server_has_and_has_not_answered(product):
    address = "unanswered@example.org"
    with product.letterbox.held():
        _, pk = a_mail(product, address)
        until("the mail", lambda: product.letterbox.numbers_to(address), product.told)
        product.kill("worker")
    assert finished_by_another(product, pk)["result"] == {"text": "Sent"}
    first, second = product.wait_for_mail(address)
    assert first == second


@BEFORE_AND_AFTER
def test_a_mail_as_it_is_noted_that_it_is_sent(product, committed):
    """Noted, it is not sent again; not noted, it is sent once more, under the same number."""
    address = f"noted{committed:d}@example.org"
    with ExitStack() as holding:
        with product.letterbox.held():
            mail, pk = a_mail(product, address)
            until("the mail", lambda: product.letterbox.numbers_to(address), product.told)
            row = f"SELECT 1 FROM core_mail WHERE id = {mail} FOR UPDATE"
            held = holding.enter_context(product.database.holding(row))
        product.kill_while_held("worker", held, committed=committed)
    finished_by_another(product, pk)
    numbers = product.wait_for_mail(address)
    assert (len(numbers), len(set(numbers))) == (1 if committed else 2, 1)
