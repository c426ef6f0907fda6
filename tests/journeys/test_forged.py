"""Ids that are somebody else's, forms that are sent twice, refusals in the same words on pages and in the API."""

import datetime
import json
import threading

import pytest
from django.db import connection
from django.urls import reverse

from consultation.responses.consents import CURRENT
from consultation.responses.models import Answer, Response
from core import clock
from core.files.exports import link_to
from core.files.models import StoredFile
from core.trail.models import Event
from core.work.models import WorkRow
from partnerships.organisations.models import Organisation
from tests.factories.consultation import DURING, QuestionFactory, SectionFactory, a_consultation, sent
from tests.factories.organisations import FundingFactory, KindFactory, OrganisationFactory, PublicBodyFactory
from tests.factories.people import make_actor, signed_in
from tests.house.world import NEXT_YEAR
from tests.journeys.pages import form_to

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def during():
    with clock.at(DURING):
        yield


def api(client, name, consultation, body):
    return client.post(reverse(name, args=[consultation.pk]), json.dumps(body), content_type="application/json")


def test_a_choice_of_another_question_is_refused_and_the_words_stay():
    asked, other = a_consultation(), a_consultation()
    theirs = other.questions.get(key="q2b").choices.first()
    client = signed_in(make_actor("approver"))
    url = reverse("answer_question", args=[asked.pk, "q2"])
    answer = client.post(url, {"q2a": "yes", "q2a_why": "Kept words", "q2b": str(theirs.pk)})
    assert (answer.status_code, "Kept words" in answer.content.decode()) == (422, True)
    assert Answer.objects.count() == 0


@pytest.mark.parametrize("key", ["q9", "q2", "1", "../q1", "q1'--"])
def test_a_question_that_is_not_asked_is_refused_by_the_api(key):
    asked = a_consultation()
    answer = api(signed_in(make_actor("approver")), "api_answers", asked, {"answers": [{"key": key, "text": "x"}]})
    assert (answer.status_code, Response.objects.count()) == (400, 0)
    assert answer.json()["errors"][0]["detail"] == f"No question that takes an answer has the key '{key}'."


def test_an_api_body_cannot_name_the_organisation_that_answers():
    asked, other, mine = a_consultation(), OrganisationFactory(), make_actor("approver")
    forged = {"organisation": other.pk, "organisation_id": other.pk, "acting_as": 1, "submitted_at": "2020-01-01"}
    body = {"answers": [{"key": "q1", "text": "Ours", **forged}], **forged}
    assert api(signed_in(mine), "api_answers", asked, body).status_code == 200
    assert Response.objects.get().organisation_id == mine.organisation_id
    assert Response.objects.get().submitted_at is None


def test_a_part_of_another_consultation_is_not_there():
    actor = make_actor("secretariat")
    mine, other = (a_consultation(published_at=None, host=PublicBodyFactory()) for _ in range(2))
    section, question = SectionFactory(consultation=other), QuestionFactory(consultation=other)
    before = Event.objects.count()
    parts = {
        section: ("section_edit", "section_remove", "section_move"),
        question: ("question_edit", "question_remove", "question_part_add"),
    }
    for name, part in [(name, part) for part, names in parts.items() for name in names]:
        answer = signed_in(actor).post(reverse(name, args=[mine.pk, part.pk]), {"title": "x", "text": "x"})
        assert (name, answer.status_code) == (name, 404)
    assert Event.objects.count() == before


def test_a_section_of_another_consultation_cannot_be_chosen():
    mine, other = a_consultation(published_at=None), a_consultation(published_at=None)
    SectionFactory(consultation=mine)
    theirs, client = SectionFactory(consultation=other), signed_in(make_actor("secretariat"))
    url = reverse("question_add", args=[mine.pk])
    sent_form = form_to(client.get(url), url).data(text="Kept words?", kind="long_text", section=str(theirs.pk))
    answer = client.post(url, sent_form)
    assert (answer.status_code, "Kept words?" in answer.content.decode()) == (422, True)
    assert not mine.questions.filter(text="Kept words?").exists()


def test_a_version_of_another_response_is_not_there():
    asked = a_consultation()
    mine, other = sent(asked), sent(asked)
    client = signed_in(make_actor("member", organisation=mine.organisation))
    assert client.get(reverse("response_version", args=[mine.pk, 1])).status_code == 200
    for url in (
        reverse("response_version", args=[other.pk, 1]),
        reverse("response_version", args=[mine.pk, 99]),
        reverse("receipt", args=[other.pk]),
        reverse("api_response", args=[other.pk]),
    ):
        assert client.get(url).status_code == 404


def test_refusals_are_in_the_same_words_on_the_page_and_in_the_api():
    asked, approver = a_consultation(), make_actor("approver")
    client = signed_in(approver)
    with clock.at(asked.opens_at - datetime.timedelta(seconds=1)):
        page = client.post(reverse("answer_question", args=[asked.pk, "q1"]), {"q1": "Early"})
        told = api(client, "api_answers", asked, {"answers": [{"key": "q1", "text": "Early"}]})
        sentence = told.json()["errors"][0]["detail"]
        body = page.content.decode()
        assert (told.status_code, sentence in body, "Early" in body) == (400, True, True)
    page = client.post(
        reverse("answer_check", args=[asked.pk]), {"seen": "0", "consent": "with_name", "wording": str(CURRENT)}
    )
    told = api(client, "api_submit", asked, {"consent": "with_name"})
    sentence = told.json()["errors"][0]["detail"]
    assert (told.status_code, sentence in page.content.decode()) == (400, True)


def test_an_export_is_its_owners_and_no_longer_theirs_once_the_role_is_revoked():
    owner, other = make_actor("secretariat"), make_actor("secretariat")
    made = StoredFile.objects.create(
        original_name="answers.csv", content_type="text/csv", size=1, sha256="0" * 64, purpose="export",
        created_at=clock.true_now(), kept_until=clock.today() + NEXT_YEAR,
        owner_user=owner.user, membership_id=owner.membership_id,
    )  # fmt: skip
    made.path.parent.mkdir(parents=True, exist_ok=True)
    made.path.write_bytes(b"x")
    url = reverse("file_download", args=[made.name])
    WorkRow.objects.create(
        kind="export", channel="web", created_at=clock.true_now(), asked_by=owner.user, result=link_to(made, owner)
    )
    browser = signed_in(owner)
    given = browser.get(url)
    assert (given.status_code, given.headers["Content-Disposition"]) == (200, 'attachment; filename="answers.csv"')
    assert b"".join(given.streaming_content) == b"x"
    assert signed_in(other).get(url).status_code == 404
    owner.membership.roles.update(revoked_at=clock.now())
    assert browser.get(url).status_code in (403, 404)


def test_answers_are_closed_to_a_funder_by_any_address():
    """PRINCIPLES 13: who pays does not peek, before publication."""
    funder = PublicBodyFactory()
    asked = a_consultation(host=funder)
    given = sent(asked, q1="What we think of our funder")
    FundingFactory(funder=funder, funded=given.organisation)
    client = signed_in(make_actor("commissioner", organisation=funder))
    for name, args in (
        ("response", [given.pk]), ("receipt", [given.pk]), ("response_version", [given.pk, 1]),
        ("api_response", [given.pk]), ("api_consultation_responses", [asked.pk]), ("answers_csv", [asked.pk]),
        ("responses", []), ("api_responses", []), ("responses_csv", []),
    ):  # fmt: skip
        answer = client.get(reverse(name, args=args))
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert (name, b"What we think" in body) == (name, False)


@pytest.mark.served
@pytest.mark.django_db(transaction=True)
def test_a_double_click_makes_one_row_though_both_arrive_at_once():
    """Two posts of the same page at the same moment: one organisation, and both lead to it."""
    office = make_actor("secretariat")
    kind = KindFactory()
    url = reverse("organisation_add")
    browsers = [signed_in(office), signed_in(office)]
    typed = form_to(browsers[0].get(url), url).data(name="Once Only", kind=str(kind.pk))
    together, led = threading.Barrier(2), []

    def click(browser):
        together.wait(10)
        try:
            led.append(browser.post(url, typed).url)
        finally:
            connection.close()

    threads = [threading.Thread(target=click, args=[each]) for each in browsers]
    for each in threads:
        each.start()
    for each in threads:
        each.join(30)
    made = Organisation.objects.get(name="Once Only")
    assert led == [made.get_absolute_url()] * 2
