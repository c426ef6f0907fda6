"""Imports by programs: refused rows read, corrected and set aside, an import undone, in the words of the pages."""

import pytest

from core.imports.built import built_on
from core.imports.models import ImportRun, LineOutcome
from core.imports.sources import SOURCES
from core.work.testing import run_all
from partnerships.organisations.actions import mark_partner
from tests.factories.people import make_actor, signed_in
from tests.partnerships.organisations.imports.files import charities, charity, ods, ods_row, pct, the

pytestmark = pytest.mark.django_db
BAD = ["E16000015", "", "Herefordshire"]
WRONG = "The ODS code '5 XX, no' is not one. An ODS code is letters and figures, like 5CN or QGH."


@pytest.fixture
def run(lists):
    return lists.take("pct", pct(BAD, ["E16000121", "5PL", "Worcestershire"]))


def send(client, path, **data):
    return client.post(f"/api/{path}", data, content_type="application/json")


def cells(**changed):
    return [{"column": int(name[1:]), "value": value} for name, value in changed.items()]


def told(reply):
    return [each["detail"] for each in reply.json()["errors"]]


def test_a_refused_row_is_read_corrected_and_taken(client, ruth, run):
    [listed] = client.get("/api/import_lines/").json()["results"]
    where = f"import_lines/{listed['id']}/"
    row = client.get(f"/api/{where}").json()
    assert (row["run"], row["line"], row["outcome"], row["taken_by_row"]) == (run.pk, 2, "refused", True)
    assert row["cells"] == [
        {"column": 1, "heading": "PCO12CD", "value": "E16000015"},
        {"column": 2, "heading": "PCO12CDO", "value": ""},
        {"column": 3, "heading": "PCO12NM", "value": "Herefordshire"},
    ]
    still = send(client, f"{where}correct/", cells=cells(c2="5 XX, no"))
    assert (still.status_code, told(still)) == (400, [WRONG])
    done = send(client, f"{where}correct/", cells=cells(c2="5CN"))
    assert done.status_code == 200, done.content
    assert (done.json()["outcome"], done.json()["resolution"], done.json()["resolved_by"]) == (
        "corrected",
        "Added",
        str(ruth.user),
    )
    assert done.json()["cells"][1]["value"] == "5CN"
    assert the("5CN").name == "Herefordshire Primary Care Trust"
    assert {name: client.get(f"/api/imports/{run.pk}/").json()[name] for name in ("created", "refused", "state")} == {
        "created": 2,
        "refused": 0,
        "state": "done",
    }
    [again] = told(send(client, f"{where}correct/", cells=cells(c2="5CN")))
    assert again.startswith(f"This row was corrected by {ruth.user} at")


def test_a_row_without_headings_is_corrected_by_its_columns(client, lists):
    line = lists.take("ods", ods(ods_row("R1A", ""))).lines.get()
    row = client.get(f"/api/import_lines/{line.pk}/").json()
    assert row["cells"][1] == {"column": 2, "heading": "Name", "value": ""}
    assert send(client, f"import_lines/{line.pk}/correct/", cells=cells(c2="WYE VALLEY NHS TRUST")).status_code == 200
    assert the("R1A").name == "Wye Valley NHS Trust"


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (cells(c4="x"), "Column 4 is not one that this list reads."),
        (cells(c0="x"), "Ensure this value is greater than or equal to 1."),
        (cells(c1="", c2="", c3=""), "Nothing is left of the row. Fill in its cells, or set it aside."),
        (cells(c2="a\0b"), "Null characters are not allowed."),
        (cells(c2="x" * 30_000), "Ensure this field has no more than 20000 characters."),
    ],
)
def test_what_cannot_be_taken_is_refused_in_words(client, run, sent, said):
    line = run.lines.get()
    reply = send(client, f"import_lines/{line.pk}/correct/", cells=sent)
    assert (reply.status_code, told(reply)) == (400, [said])
    line.refresh_from_db()
    assert line.outcome == LineOutcome.REFUSED


def test_a_row_is_set_aside(client, run):
    where = f"import_lines/{run.lines.get().pk}/aside/"
    assert send(client, where, reason=" ").status_code == 400
    done = send(client, where, reason="It was never a trust.").json()
    assert (done["outcome"], done["resolution"]) == ("aside", "It was never a trust.")
    assert told(send(client, where, reason="Again."))[0].startswith("This row was set aside by")


def test_an_import_is_undone_and_what_stands_in_the_way_is_told(client, ruth, lists):
    run = lists.take("charity-extract", charities(charity("1093617", "Malvern Carers")))
    where = f"imports/{run.pk}/"
    assert client.get(f"/api/{where}built/").json() == {"can_be_undone": True, "refusal": "", "built": []}
    mark_partner(by=ruth, organisation=the("1093617"))
    standing = client.get(f"/api/{where}built/").json()
    assert standing["can_be_undone"] is False
    assert {each["title"]: each["count"] for each in standing["built"]} == {
        "Done since to what it added or changed": 1,
        "Mark as a partner here": 1,
    }
    words = [each.sentence for each in built_on(run, SOURCES[run.source], ruth)]
    assert told(send(client, f"{where}undo/", reason="The wrong list."))[1:] == words
    assert ImportRun.objects.get().state == "done"


def test_an_import_is_undone_by_a_program(client, ruth, run):
    where = f"imports/{run.pk}/"
    asked = send(client, f"{where}undo/", reason="The wrong list.").json()
    assert (asked["state"], asked["undo_reason"], asked["undone_by"]) == ("undoing", "The wrong list.", str(ruth.user))
    run_all()
    done = client.get(f"/api/{where}").json()
    assert (done["state"], done["undone_at"] is not None) == ("undone", True)
    standing = client.get(f"/api/{where}built/").json()
    assert (standing["can_be_undone"], standing["refusal"]) == (False, f"This import was undone by {ruth.user}.")
    assert client.get(f"/api/import_lines/{run.lines.get().pk}/").status_code == 404


def test_who_may_only_look_reads_and_does_nothing(run):
    auditor, line = signed_in(make_actor("auditor")), run.lines.get()
    assert auditor.get(f"/api/import_lines/{line.pk}/").status_code == 200
    assert auditor.get(f"/api/imports/{run.pk}/").status_code == 200
    for path in (f"import_lines/{line.pk}/correct/", f"import_lines/{line.pk}/aside/", f"imports/{run.pk}/undo/"):
        assert send(auditor, path, reason="No.", cells=cells(c2="5CN")).status_code == 403
    stranger = signed_in(make_actor("commissioner"))
    assert stranger.get(f"/api/imports/{run.pk}/").status_code == 403
