"""Who pays does not peek, and who is not matched is read by the secretariat and auditors alone: on every surface."""

import csv
import io
import uuid

import pytest
from django.urls import reverse

from consultation.results.reading import Results
from core import clock
from core.reports.models import ReportRun
from core.work.testing import run_all
from tests.consultation.pages import words
from tests.consultation.results.small import Small
from tests.factories.organisations import FundingFactory, PublicBodyFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
REPORT = "consultation-results"
ALL = ["Ann Lee", "Bell Ringers", "Lunch Club", "Malvern Carers", "Ross Advice", "Tel Visitors"]
MATCHED = [each for each in ALL if each != "Lunch Club"]
NOT_FUNDED = [each for each in ALL if each != "Malvern Carers"]
WORDS = ["'=1+1 is not enough.", "Because.", "In part.", "Too dear.", "We agree."]
NOT_THEIRS = ["'=1+1 is not enough.", "In part.", "Too dear."]
ASIDE = ["Gone Group", "Joke Society", "Late Refused", "Late Waiting", "Malvern Carers"]

EXPECTED = {
    # who: the names they read, the words, and what was set aside
    "secretariat": (ALL, WORDS, ASIDE),
    "auditor": (ALL, WORDS, ASIDE),
    "analyst of the host": (MATCHED, WORDS, [each for each in ASIDE if each != "Joke Society"]),
    "commissioner of the host": (MATCHED, WORDS, [each for each in ASIDE if each != "Joke Society"]),
    "secretariat of the funder": (NOT_FUNDED, NOT_THEIRS, ASIDE[:-1]),
    "auditor of the funder": (NOT_FUNDED, NOT_THEIRS, ASIDE[:-1]),
    "analyst of the host that funds": (
        [each for each in MATCHED if each != "Malvern Carers"],
        NOT_THEIRS,
        ["Gone Group", "Late Refused", "Late Waiting"],
    ),
    "analyst of the funder": ([], [], []),
    "approver": ([], [], []),
}  # fmt: skip
EXPORT = {"secretariat", "analyst of the host", "commissioner of the host", "secretariat of the funder",
          "analyst of the host that funds"}  # fmt: skip
READ = {who for who, (names, _, _) in EXPECTED.items() if names}


@pytest.fixture
def reader(small: Small, who: str):
    """The funder pays Malvern Carers; where the host does, nobody else need."""
    funder = small.host if who.endswith("that funds") else PublicBodyFactory(name="Payers")
    FundingFactory(funder=funder, funded=small.carers)
    place = small.host if "host" in who else (funder if "funder" in who else None)
    return make_actor(who.split()[0], organisation=place)


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("who", EXPECTED)
def test_the_report(small, reader, who):
    names, in_words, aside = EXPECTED[who]
    query = {"consultation": small.asked.pk, "in_words": "on"}
    answer = signed_in(reader).get(reverse("report", args=[REPORT]), query)
    if who == "approver":
        assert answer.status_code == 403
        return
    text = words(answer)
    if who not in READ:
        assert "Select a valid choice" in text or "Choose from the list" in text
        assert "Responses that count" not in text
        return
    assert f"Responses that count {len(names)} " in text
    assert sorted(each for each in ALL if f"{each} " in text.partition("Who answered Key figures")[2]) == sorted(
        {name for name in names if name in ("Ann Lee", "Malvern Carers", "Ross Advice")}
    )
    assert [each for each in WORDS if each.removeprefix("'") in text] == sorted(in_words)
    results = Results(reader, small.asked, clock.today())
    assert (results.total, sum(results.set_aside.values())) == (len(names), len(aside))


@pytest.mark.parametrize("who", EXPECTED)
def test_the_csv_of_answers_and_the_lists(small, reader, who):
    names, in_words, aside = EXPECTED[who]
    client = signed_in(reader)
    answer = client.get(reverse("answers_csv", args=[small.asked.pk]))
    if who in EXPORT:
        assert sorted(row["Organisation"] for row in rows(b"".join(answer.streaming_content))) == names
        found = rows(b"".join(client.get(reverse("answers_in_words_csv")).streaming_content))
        assert sorted(row["In their words"] for row in found) == in_words
    else:
        assert answer.status_code == 403
        export = client.get(reverse("answers_in_words_csv"))
        assert export.status_code == 403 or not rows(b"".join(export.streaming_content))
    letters = client.get(reverse("api_letters")).json()["results"]
    assert [row["letter"] for row in letters] == ["Dear Sir, no."] * ("Bell Ringers" in names)
    listed = client.get(reverse("api_answers_in_words")).json()["results"]
    assert sorted(row["text"] for row in listed) == sorted(each.removeprefix("'") for each in in_words)
    apart = client.get(reverse("api_responses_set_aside")).json()["results"]
    assert sorted(row["who"] for row in apart) == aside


@pytest.mark.parametrize("who", EXPECTED)
def test_the_api_and_the_search_for_words(small, reader, who):
    names, in_words, _ = EXPECTED[who]
    client = signed_in(reader)
    answer = client.get(reverse("api_consultation_responses", args=[small.asked.pk]))
    if who in READ:
        assert sorted(each["organisation_name"] for each in answer.json()["results"]) == names
    else:
        assert answer.status_code == 403
    for word, text in (
        ("because", "Because."),
        ("dear", "Too dear."),
        ("gone", "Gone."),
        ("drafted", "Drafted words."),
    ):
        page = words(client.get(reverse("answers_in_words"), {"q": word}))
        assert (text in page) == (text in in_words), word


@pytest.mark.parametrize("who", sorted(READ))
def test_a_figure_leads_nobody_to_more_than_they_may_read(small, reader, who):
    found = words(signed_in(reader).get(reverse("responses"), {"consultation": small.asked.pk, "answer": "q2a"}))
    may = [each for each in EXPECTED[who][0] if each != "Bell Ringers"]
    assert f"{len(may)} answers found" in found
    assert [each for each in ALL if each in found] == may


@pytest.mark.pdf
def test_a_kept_report_is_given_out_in_no_form_once_a_funding_is_recorded(small):
    client = signed_in(make_actor("analyst", organisation=small.host))
    address = f"{reverse('report_keep', args=[REPORT])}?consultation={small.asked.pk}"
    assert client.post(address, {"once": uuid.uuid4()}).status_code == 302
    run_all()
    run = ReportRun.objects.get()
    files = [reverse("report_file", args=[run.pk, ending]) for ending in ("pdf", "docx", "xlsx", "csv")]
    starts = [b"".join(client.get(each).streaming_content)[:4] for each in files]
    assert starts == [b"%PDF", b"PK\x03\x04", b"PK\x03\x04", b"\xef\xbb\xbfR"]
    FundingFactory(funder=small.host, funded=small.carers)
    assert [client.get(each).status_code for each in files] == [409] * 4
    assert "its files cannot be downloaded" in words(client.get(reverse("report_run", args=[run.pk])))
    assert "docx" not in client.get(reverse("report_run", args=[run.pk])).content.decode()
