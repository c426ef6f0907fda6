"""Refused rows, corrected on a page and taken as if they had come so, or set aside."""

import uuid

import pytest
from django.urls import reverse

from core.acts import Refused
from core.imports.line_actions import correct_line, set_line_aside
from core.imports.models import ImportLine, LineOutcome
from core.imports.undo_actions import begin_undo, carry_out_undo
from partnerships.organisations.models import Organisation
from tests.factories.people import make_actor, signed_in
from tests.journeys.pages import forms_of
from tests.partnerships.organisations.imports.files import (
    HOUSE,
    charities,
    charity,
    council,
    councils,
    ods,
    ods_row,
    pct,
    the,
)

pytestmark = pytest.mark.django_db

BAD = ["E16000015", "", "=Herefordshire"]


def ours():
    """The trusts of the lists."""
    return Organisation.objects.filter(identifiers__scheme="gss")


def refused(run):
    return run.lines.get(outcome=LineOutcome.REFUSED)


def test_a_row_is_corrected_on_its_page_and_counted_in_its_run(lists, client, ruth):
    run = lists.take("pct", pct(BAD, ["E16000121", "5PL", "Worcestershire"]))
    line = refused(run)
    where = reverse("import_line", args=[line.pk])
    assert where in client.get(run.get_absolute_url()).content.decode()
    form = next(each for each in forms_of(client.get(where)) if "cell_0" in each.kinds)
    assert {name: form.values[name] for name in form.typed} == {
        "cell_0": ["E16000015"],
        "cell_1": [""],
        "cell_2": ["=Herefordshire"],
    }
    sent = {"once": uuid.uuid4(), "cell_0": "E16000015", "cell_1": "5 XX, no", "cell_2": "Herefordshire"}
    again = client.post(where, sent)
    assert (again.status_code, "is not one" in again.content.decode()) == (422, True)
    assert client.post(where, sent | {"cell_1": "５cn"}).url == run.get_absolute_url()
    run.refresh_from_db()
    assert run.summary == "read=2 created=2 updated=0 unchanged=0 refused=0"
    assert str(the("5CN")) == "Herefordshire Primary Care Trust, 5CN"
    html = client.get(run.get_absolute_url()).content.decode()
    assert f"corrected later by {ruth.user} at" in html
    line.refresh_from_db()
    assert (line.corrected[1], line.resolution, line.raw) == ("５cn", "Added", BAD)
    with pytest.raises(Refused, match=f"This row was corrected by {ruth.user} at"):
        set_line_aside(by=ruth, line=line, reason="No.")


@pytest.mark.parametrize(
    ("source", "content", "cells", "code"),
    [
        ("ods", ods(ods_row("R1A", "", c18="01432 1")), {1: "WYE VALLEY NHS TRUST"}, "R1A"),
        ("charity-extract", charities(charity("12", 'Carers, "the" Group')), {1: "1093617"}, "1093617"),
        ("councils", councils(council("WOR", "Worcester Council", "??")), {9: "NMD"}, "WOR"),
    ],
)
def test_a_row_of_any_list_is_read_by_the_list(lists, ruth, source, content, cells, code):
    line = refused(lists.take(source, content))
    corrected = [cells.get(place, cell) for place, cell in enumerate(line.raw)]
    correct_line(by=ruth, line=line, cells=corrected)
    assert the(code).pk


def test_a_row_that_is_still_wrong_stays_refused(lists, ruth):
    line = refused(lists.take("pct", pct(BAD, ["E16000121", "5PL", "Worcestershire"])))
    for cells, said in (
        (["E16000015", "", "Here"], "The ODS code is missing."),
        (["", " ", ""], "Nothing is left of the row."),
    ):
        with pytest.raises(Refused, match=said):
            correct_line(by=ruth, line=line, cells=cells)
    line.refresh_from_db()
    assert (line.outcome, line.run.refused, ours().count()) == (LineOutcome.REFUSED, 1, 1)


def test_what_a_corrected_row_made_is_undone_with_its_run(lists, ruth):
    run = lists.take("pct", pct(BAD, ["E16000121", "5PL", "Worcestershire"]))
    line = refused(run)
    correct_line(by=ruth, line=line, cells=["E16000015", "5CN", "Herefordshire"])
    carry_out_undo(by=HOUSE, run=begin_undo(HOUSE, run, "The wrong list."))
    assert not ours().exists()
    assert Organisation.every.exclude(voided_on=None).count() == 2


def test_a_row_is_set_aside_and_the_list_holds_those_that_wait(lists, client, ruth):
    run = lists.take("pct", pct(BAD, ["E16", "5PL", "Worcestershire"], ["E16000121", "5PL", "Worcestershire"]))
    first, second = run.lines.order_by("line")
    where = reverse("import_line_aside", args=[first.pk])
    assert client.post(where, {"reason": "", "once": uuid.uuid4()}).status_code == 422
    assert client.post(where, {"reason": "It was never a trust.", "once": uuid.uuid4()}).url == run.get_absolute_url()
    assert "It was never a trust." in client.get(run.get_absolute_url()).content.decode()
    waiting, aside = (client.get(f"/partners/imports/rows/{query}").content.decode() for query in ("", "?state=aside"))
    assert (
        reverse("import_line", args=[second.pk]) in waiting,
        reverse("import_line", args=[first.pk]) in waiting,
    ) == (
        True,
        False,
    )
    assert reverse("import_line", args=[first.pk]) in aside
    assert signed_in(make_actor("auditor")).get(reverse("import_line", args=[first.pk])).status_code == 403


def test_of_an_import_that_was_undone_no_row_waits(lists, ruth):
    run = lists.take("pct", pct(BAD, ["E16000121", "5PL", "Worcestershire"]))
    line = refused(run)
    carry_out_undo(by=HOUSE, run=begin_undo(HOUSE, run, "The wrong list."))
    assert not ImportLine.objects.refused().exists()
    with pytest.raises(Refused, match="The import was undone. Import the file again"):
        correct_line(by=ruth, line=line, cells=["E16000015", "5CN", "Herefordshire"])


def test_text_that_no_cell_can_hold_is_refused_beside_it(lists, client):
    line = refused(lists.take("pct", pct(BAD, ["E16000121", "5PL", "Worcestershire"])))
    where = reverse("import_line", args=[line.pk])
    for bad in ("a\0b", "x" * 30_000, '=HYPERLINK("http://evil.example")'):
        sent = {"once": uuid.uuid4(), "cell_0": "E16000015", "cell_1": bad, "cell_2": "Here"}
        assert client.post(where, sent).status_code == 422, bad[:10]
    line.refresh_from_db()
    assert line.outcome == LineOutcome.REFUSED
