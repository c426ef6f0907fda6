"""A consultation's answers as sheets: one row for each response, stable columns, nothing that is a formula."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from consultation.responses import actions, exports
from consultation.responses.models import Response
from core.files.models import StoredFile
from core.work.actions import run_waiting
from core.work.models import WorkRow
from tests.factories.consultation import given, sent
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
ONCE = {"once": "00000000-0000-4000-8000-000000000001"}
HEADINGS = [
    "Reference",
    "Organisation",
    "Kind of organisation",
    "How it came",
    "Sent",
    "Received late",
    "Unverified",
    "May be published",
    "Letter",
    "q1: 1. What about 1?",
    "q2a: 2a. What about 2a?",
    "q2a_why: 2a. What about 2a? (why)",
    "q2b: 2b. What about 2b?",
]


@pytest.fixture
def full(consultation):
    """An answer with something to every question, in a name that looks like a formula."""
    by = make_actor("approver", organisation=OrganisationFactory(name="=SUM(A1) Trust"))
    actions.save_answers(
        by=by,
        consultation=consultation,
        given=[
            given(consultation, "q1", text='We "agree",\nmostly. é'),
            given(consultation, "q2a", yes=False, text="-1 is not enough"),
            given(consultation, "q2b", choice="Later"),
        ],
    )
    actions.submit_response(by=by, consultation=consultation, consent="with_name")
    return Response.objects.get(organisation_id=by.organisation_id)


def sheet(actor, consultation):
    page = signed_in(actor).get(reverse("answers_csv", args=[consultation.pk]))
    return b"".join(page.streaming_content)


def test_the_csv_has_one_row_for_each_response(full, consultation, commissioner, forum):
    partly = sent(consultation, forum, q1="@SUM(1)")
    content = sheet(commissioner, consultation)
    assert content.startswith(b"\xef\xbb\xbfReference,")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert rows[0] == HEADINGS
    told = ["On this site, with an account", "2026-10-10 11:00:00", "", "", "Publish our answer with our name", ""]
    assert rows[1:] == [
        [
            full.reference,
            "'=SUM(A1) Trust",
            "Registered charity",
            *told,
            'We "agree",\nmostly. é',
            "No",
            "'-1 is not enough",
            "Later",
        ],
        [partly.reference, "Malvern Carers Forum", "Registered charity", *told, "'@SUM(1)", "", "", ""],
    ]


def test_the_workbook_has_the_same_and_no_formula(full, consultation, commissioner):
    page = signed_in(commissioner).get(reverse("answers_xlsx", args=[consultation.pk]))
    book = load_workbook(io.BytesIO(page.content))
    rows = [[cell.value for cell in row] for row in book.active.iter_rows()]
    assert rows[0] == HEADINGS
    assert rows[1][0] == full.reference
    assert rows[1][1] == "'=SUM(A1) Trust"
    assert rows[1][len(exports.HEAD_TITLES) :] == ['We "agree",\nmostly. é', "No", "'-1 is not enough", "Later"]
    told = [cell for row in book.active.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in told} == {"s", "d"}


def test_only_what_counts_is_taken(consultation, commissioner, drafter, approver):
    actions.save_answers(by=drafter, consultation=consultation, given=[given(consultation, "q1", text="First")])
    assert b"First" not in sheet(commissioner, consultation)
    actions.submit_response(by=approver, consultation=consultation, consent="with_name")
    actions.change_response(by=approver, consultation=consultation)
    changed = [given(consultation, "q1", text="Second", edition=1)]
    actions.save_answers(by=drafter, consultation=consultation, given=changed)
    assert b"First" in sheet(commissioner, consultation)
    assert b"Second" not in sheet(commissioner, consultation)


@pytest.mark.parametrize(
    ("role", "status"), [("approver", 403), ("auditor", 403), ("commissioner", 403), ("visitor", 302)]
)
def test_others_take_nothing(role, status, consultation):
    client = signed_in(make_actor(role))
    for name in ("answers_csv", "answers_xlsx"):
        assert client.get(reverse(name, args=[consultation.pk])).status_code == status


@pytest.mark.parametrize("count", [1, 10])
def test_the_rows_cost_one_statement(count, consultation, secretariat):
    for _ in range(count):
        sent(consultation)
    exports.definition_of(consultation)
    assert secretariat.funded_until == {}
    with CaptureQueriesContext(connection) as found:
        assert len(list(exports.rows(secretariat, consultation))) == count
    assert len(found) == 1


def test_many_answers_are_made_into_a_workbook_in_the_background(monkeypatch, consultation, commissioner):
    monkeypatch.setattr(exports, "AT_ONCE", 1)
    sent(consultation), sent(consultation)
    client, url = signed_in(commissioner), reverse("answers_xlsx", args=[consultation.pk])
    offered = client.get(url)
    assert "There are more than 1 answers, so the workbook is made in the background." in offered.content.decode()
    assert reverse("answers_csv", args=[consultation.pk]) in offered.content.decode()
    assert WorkRow.objects.filter(kind="answers_workbook").count() == 0
    asked, again = client.post(url, ONCE), client.post(url, ONCE)
    row = WorkRow.objects.get(kind="answers_workbook")
    assert asked.url == again.url == reverse("work_detail", args=[row.pk])
    run_waiting()
    row.refresh_from_db()
    assert (row.state, row.result["rows"]) == ("done", 2)
    stored = StoredFile.objects.get()
    assert load_workbook(io.BytesIO(stored.path.read_bytes())).active.max_row == 3


def test_a_long_workbook_is_not_asked_for_without_the_token_of_its_page(monkeypatch, consultation, commissioner):
    monkeypatch.setattr(exports, "AT_ONCE", 1)
    sent(consultation), sent(consultation)
    refused = signed_in(commissioner).post(reverse("answers_xlsx", args=[consultation.pk]))
    assert refused.status_code == 422
    assert "The page you sent this from was not whole." in refused.content.decode()
    assert WorkRow.objects.filter(kind="answers_workbook").count() == 0


def test_who_does_not_read_the_answers_cannot_ask_for_a_long_workbook(monkeypatch, consultation):
    monkeypatch.setattr(exports, "AT_ONCE", 0)
    sent(consultation)
    elsewhere = make_actor("commissioner")
    assert signed_in(elsewhere).post(reverse("answers_xlsx", args=[consultation.pk]), ONCE).status_code == 403
    assert WorkRow.objects.filter(kind="answers_workbook").count() == 0


def test_a_workbook_asked_for_before_the_role_was_revoked_is_not_made(monkeypatch, consultation, commissioner):
    monkeypatch.setattr(exports, "AT_ONCE", 0)
    sent(consultation)
    signed_in(commissioner).post(reverse("answers_xlsx", args=[consultation.pk]), ONCE)
    commissioner.membership.roles.update(revoked_at=consultation.opens_at)
    run_waiting()
    assert WorkRow.objects.get(kind="answers_workbook").state == "failed"
    assert StoredFile.objects.count() == 0
