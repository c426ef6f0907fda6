"""A consultation's answers as sheets: one row for each response, stable columns, nothing that is a formula."""

import csv
import datetime
import io
import uuid
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from consultation.consultations.models import WhoMayAnswer
from consultation.consultations.text_actions import correct_question, withdraw_question
from consultation.guests.actions import begin_as_guest
from consultation.intake.actions import decide_late, key_response, void_response
from consultation.responses import actions, exports
from consultation.responses.models import Response
from core import clock
from core.fields import fold
from core.files.models import StoredFile
from core.files.writers import local, stream_csv
from core.work.actions import run_waiting
from core.work.models import WorkRow
from partnerships.people.actors import Actor
from tests.factories.consultation import CLOSED, CLOSES, DURING, OPENS, given, letter, of_every_kind, sent
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
    assert {cell.data_type for row in book.active.iter_rows() for cell in row if cell.value is not None} == {"s", "d"}


def test_only_what_counts_is_taken(consultation, commissioner, drafter, approver):
    actions.save_answers(by=drafter, consultation=consultation, given=[given(consultation, "q1", text="First")])
    assert b"First" not in sheet(commissioner, consultation)
    actions.submit_response(by=approver, consultation=consultation, consent="with_name")
    actions.change_response(by=approver, consultation=consultation)
    changed = [given(consultation, "q1", text="Second", edition=1)]
    actions.save_answers(by=drafter, consultation=consultation, given=changed)
    assert b"First" in sheet(commissioner, consultation)
    assert b"Second" not in sheet(commissioner, consultation)


@pytest.fixture
def every_kind(host):
    """A consultation with a question of each kind; 2b's first choice looks like a formula."""
    asked = of_every_kind(host=host, title="Every kind")
    asked.questions.get(key="q2b").choices.filter(label="Now").update(label="=Now")
    asked.questions.get(key="q2c").choices.filter(label="Day").update(label="-Day; and evening")
    asked.text_key = uuid.uuid4()
    asked.save(update_fields=["text_key"])
    return asked


def answer_all(asked, by, **values):
    """Answer with these, by key, and send."""
    answers = [given(asked, key, **value) for key, value in values.items()]
    actions.save_answers(by=by, consultation=asked, given=answers)
    actions.submit_response(by=by, consultation=asked, consent="not_at_all")
    return Response.objects.get(consultation=asked, organisation_id=by.organisation_id)


def without_account(asked, name, kind, at, **values):
    """An answer of somebody without an account, sent at a moment."""
    by = Actor(address=f"{fold(name).replace(' ', '.')}@example.org")
    with clock.at(at):
        response = begin_as_guest(by=by, consultation=asked, kind=kind, name=name, email=by.address)
        answers = [given(asked, key, **value) for key, value in values.items()]
        actions.save_answers(by=by, consultation=asked, response=response, given=answers)
        actions.submit_response(by=by, consultation=asked, response=response, consent="without_name")
    return response


def lines_of(actor, asked):
    text = sheet(actor, asked).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.fixture
def of_each_kind(every_kind, approver, secretariat):
    """One answer with everything, one of an individual, one of an unmatched group, and a letter that came late."""
    asked = every_kind
    asked.who_may_answer = WhoMayAnswer.EVERYBODY
    asked.save()
    file = letter(name="+plan.txt")
    first = answer_all(
        asked,
        approver,
        q1={"text": "\twe agree"},
        q2a={"yes": True, "text": ""},
        q2b={"choice": "=Now"},
        q2c={"several": ("-Day; and evening", "Weekend")},
        q3={"number": Decimal("-1200.5")},
        q4={"day": datetime.date(2026, 12, 1)},
        q5={"file": file.pk},
    )
    minute = datetime.timedelta(minutes=1)
    second = without_account(
        asked,
        "Ann Lee",
        "individual",
        DURING + minute,
        q2a={"yes": None, "text": "In part."},
        q3={"number": Decimal(3)},
    )
    third = without_account(
        asked, "Lunch Club", "organisation", DURING + 2 * minute, q2c={"several": ("Night",)}, q4={"day": OPENS}
    )
    with clock.at(CLOSED + minute):
        late = key_response(
            by=secretariat, consultation=asked, channel="post", received_on=CLOSES + datetime.timedelta(days=1),
            is_letter=True, organisation=OrganisationFactory(name="Bell Ringers"),
        )  # fmt: skip
        actions.save_answers(by=secretariat, consultation=asked, response=late, given=[], letter="=Dear Sir,\nno.")
        version = actions.submit_response(by=secretariat, consultation=asked, response=late, consent="with_name")
        decide_late(by=secretariat, version=version, verdict="accepted", reason="The post was slow.")
    return [each.reference for each in (first, second, third, late)]


EVERY_KIND = [
    "q1: 1. What about 1?",
    "q2a: 2a. What about 2a?",
    "q2a_why: 2a. What about 2a? (why)",
    "q2b: 2b. What about 2b?",
    "q2c: 2c. What about 2c?",
    "q3: 3. What about 3?",
    "q4: 4. What about 4?",
    "q5: 5. What about 5?",
]
ACCOUNT, GUEST, POST = "On this site, with an account", "On this site, without an account", "By post"
WITH_NAME, WITHOUT, NOT = (
    "Publish our answer with our name",
    "Publish our answer without our name",
    "Do not publish our answer",
)


def test_every_kind_of_answer_every_kind_of_respondent_and_every_way_stand_in_the_csv(
    of_each_kind, every_kind, secretariat
):
    found = lines_of(secretariat, every_kind)
    assert found[0] == [*HEADINGS[:9], *EVERY_KIND]
    charity = "Registered charity"
    assert found[1:] == [
        [of_each_kind[0], "Malvern Carers Forum", charity, ACCOUNT, "2026-10-10 11:00:00", "", "", NOT, "",
         "'\twe agree", "Yes", "", "'=Now", "'-Day; and evening; Weekend", "-1200.5", "2026-12-01", "'+plan.txt"],
        [of_each_kind[1], "Ann Lee", "Individual", GUEST, "2026-10-10 11:01:00", "", "", WITHOUT, "",
         "", "", "In part.", "", "", "3", "", ""],
        [of_each_kind[2], "Lunch Club", "Unverified organisation", GUEST, "2026-10-10 11:02:00", "", "Yes", WITHOUT, "",
         "", "", "", "", "Night", "", "2026-09-01", ""],
        [of_each_kind[3], "Bell Ringers", charity, POST, "2026-11-21 00:01:00", "Yes", "", WITH_NAME,
         "'=Dear Sir,\nno.", "", "", "", "", "", "", "", ""],
    ]  # fmt: skip


def test_the_workbook_holds_numbers_as_numbers_and_dates_as_dates(of_each_kind, every_kind, secretariat):
    page = signed_in(secretariat).get(reverse("answers_xlsx", args=[every_kind.pk]))
    rows = [[cell.value for cell in row] for row in load_workbook(io.BytesIO(page.content)).active.iter_rows()]
    assert rows[0] == [*HEADINGS[:9], *EVERY_KIND]
    assert [row[4] for row in rows[1:3]] == [
        datetime.datetime(2026, 10, 10, 11),
        datetime.datetime(2026, 10, 10, 11, 1),
    ]
    assert rows[1][-3:] == [-1200.5, datetime.datetime(2026, 12, 1), "'+plan.txt"]
    assert rows[1][9:14] == ["'\twe agree", "Yes", None, "'=Now", "'-Day; and evening; Weekend"]
    assert rows[2][-3:] == [3, None, None]


def test_a_withdrawn_question_and_a_corrected_one_keep_their_columns(of_each_kind, every_kind, commissioner):
    number, words = every_kind.questions.get(key="q3"), every_kind.questions.get(key="q1")
    withdraw_question(by=commissioner, question=number, reason="It was asked twice.")
    correct_question(by=commissioner, question=words, version=None, text="What about one?", reason="A figure.")
    found = lines_of(commissioner, every_kind)
    assert [each.partition(":")[0] for each in found[0][9:]] == [each.partition(":")[0] for each in EVERY_KIND]
    assert found[0][9] == "q1: 1. What about one?"
    assert [row[-3] for row in found[1:]] == ["-1200.5", "3", ""]


def test_who_asked_takes_all_but_those_whom_nobody_has_matched(of_each_kind, every_kind, commissioner):
    names = [row[1] for row in lines_of(commissioner, every_kind)[1:]]
    assert names == ["Malvern Carers Forum", "Ann Lee", "Bell Ringers"]


def test_what_does_not_count_is_not_taken(of_each_kind, every_kind, secretariat, approver):
    own, guest = (Response.objects.get(reference=each) for each in (of_each_kind[0], of_each_kind[2]))
    void_response(by=secretariat, response=guest, reason="Nobody of theirs sent it.")
    actions.withdraw_response(by=approver, response=own, reason="Not as we would say it.")
    assert [row[1] for row in lines_of(secretariat, every_kind)[1:]] == ["Ann Lee", "Bell Ringers"]


@pytest.mark.served
def test_the_database_writes_the_same_lines_as_python(of_each_kind, every_kind, secretariat):
    titles = exports.headings(exports.definition_of(every_kind))
    in_python = b"".join(stream_csv(titles, exports.rows(secretariat, every_kind)))
    assert sheet(secretariat, every_kind) == in_python


@pytest.mark.served
def test_the_database_gives_a_workbook_the_same_rows_as_python(of_each_kind, every_kind, secretariat):
    def cells(rows):
        return [[local(cell) if isinstance(cell, datetime.datetime) else cell or None for cell in row] for row in rows]

    found = cells(exports.workbook_rows(secretariat, every_kind))
    assert found == cells(exports.rows(secretariat, every_kind))
    assert len(found) == len(of_each_kind)


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
