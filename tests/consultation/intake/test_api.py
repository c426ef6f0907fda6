"""The desk in the API: the same acts, with the same words of refusal."""

import pytest
from django.urls import reverse

from consultation.responses import actions as answering
from consultation.responses.models import Response
from consultation.responses.rules import mark_of
from core import clock
from partnerships.people.actions import make_api_key
from tests.factories.answers import AFTERWARDS, from_guest, keyed
from tests.factories.consultation import sent
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(secretariat, client):
    return poster(secretariat, client)


def poster(actor, client):
    _, key = make_api_key(by=actor, membership=actor.membership, label="Program")

    def send(address: str, *args, **body):
        url = reverse(address, args=args)
        return client.post(url, body, content_type="application/json", headers={"authorization": f"Token {key}"})

    return send


KEY = {"channel": "post", "received_on": "2026-10-02", "name": "Luncheon Club", "is_letter": True}


def sentences(reply) -> dict[str, str]:
    return {each["attr"]: each["detail"] for each in reply.json()["errors"]}


def test_a_letter_is_keyed_in_and_recorded(post, consultation, forum):
    chosen = KEY | {"organisation": forum.pk}
    assert list(sentences(post("api_response_key", consultation.pk, **chosen))) == ["confirmed"]
    made = post("api_response_key", consultation.pk, **chosen, confirmed=True).json()
    response = Response.objects.get()
    assert made == {
        "id": response.pk,
        "reference": response.reference,
        "channel": "post",
        "received_on": "2026-10-02",
        "is_letter": True,
        "organisation": forum.pk,
    }
    body = {"letter": "Dear Sirs\r\nwe agree.", "answers": [{"key": "q2a", "yes": True}]}
    kept = post("api_keyed_answers", response.pk, **body).json()
    assert kept["letter_mark"] == mark_of("Dear Sirs\nwe agree.")
    changed = post("api_keyed_record", response.pk, consent="not_at_all", seen=kept["seen"] + 1)
    assert changed.json()["errors"][0]["detail"].startswith("Somebody in your organisation changed an answer")
    done = post("api_keyed_record", response.pk, consent="not_at_all", seen=kept["seen"]).json()
    assert (done["version"], done["late"], done["reference"]) == (1, False, response.reference)
    response.refresh_from_db()
    assert response.counts
    assert response.counted_version.answers.get().yes is True


def test_what_is_wrong_is_said_in_the_same_words(post, consultation):
    reply = post("api_response_key", consultation.pk, **KEY | {"received_on": "2026-08-31", "name": ""})
    assert reply.status_code == 400
    assert sentences(reply) == {
        "received_on": "Enter the day it arrived: 1 September 2026, when the consultation opened, or later.",
        "name": "Enter the organisation as the register has it. If it is not in the register, enter the name on the "
        "letter.",
    }
    assert sentences(post("api_response_key", consultation.pk, **KEY | {"channel": "account"}))["channel"]
    assert Response.objects.count() == 0


def test_a_letter_that_somebody_else_changed_is_a_conflict(post, consultation):
    response = keyed(consultation, record=False)
    reply = post("api_keyed_answers", response.pk, letter="Other words.", letter_seen=mark_of(""))
    assert reply.status_code == 409
    assert post("api_keyed_answers", response.pk, letter="Other.", letter_seen=mark_of("We agree, mostly.")).json()[
        "letter_mark"
    ] == mark_of("Other.")


def test_what_was_keyed_over_a_draft_that_was_begun_anew_is_a_conflict(post, secretariat, consultation):
    response = keyed(consultation, record=False)
    first = post("api_keyed_answers", response.pk, answers=[{"key": "q1", "text": "First"}]).json()
    assert [(each["key"], each["text"], each["edition"]) for each in first["answers"]] == [("q1", "First", 1)]
    answering.submit_response(by=secretariat, consultation=consultation, response=response, consent="not_at_all")
    answering.change_response(by=secretariat, consultation=consultation, response=response)
    over = {"answers": [{"key": "q1", "text": "Second", "edition": 1}]}
    assert list(sentences(post("api_keyed_answers", response.pk, **over))) == ["draft"]
    refused = post("api_keyed_answers", response.pk, **over, draft=first["draft"])
    assert refused.status_code == 409
    assert refused.json()["errors"][0]["detail"].startswith("Somebody else changed this while you had it open.")
    now = signed_in(secretariat).get(reverse("api_keyed_answers", args=[response.pk])).json()
    assert (now["version"], now["letter"], now["answers"]) == (2, "We agree, mostly.", first["answers"])
    kept = post("api_keyed_answers", response.pk, **over, draft=now["draft"]).json()
    assert [(each["text"], each["edition"]) for each in kept["answers"]] == [("Second", 2)]


def test_a_letter_that_is_recorded_is_read_back_and_corrected_by_its_mark(post, secretariat, consultation):
    response = keyed(consultation)
    read = signed_in(secretariat).get(reverse("api_keyed_answers", args=[response.pk])).json()
    assert (read["letter"], read["letter_mark"], read["draft"]) == (
        "We agree, mostly.",
        mark_of("We agree, mostly."),
        None,
    )
    kept = post("api_keyed_answers", response.pk, letter="We agree.", letter_seen=read["letter_mark"]).json()
    assert (kept["version"], kept["letter"]) == (2, "We agree.")


def test_what_is_recorded_is_corrected_and_counts_meanwhile(post, secretariat, consultation):
    response = keyed(consultation, record=False)
    first = post("api_keyed_answers", response.pk, answers=[{"key": "q1", "text": "First"}]).json()
    answering.submit_response(by=secretariat, consultation=consultation, response=response, consent="not_at_all")
    begun = post("api_keyed_change", response.pk).json()
    assert (begun["version"], begun["answers"], begun["draft"] == first["draft"]) == (2, first["answers"], False)
    assert post("api_keyed_change", response.pk).json()["draft"] == begun["draft"]
    over = {"answers": [{"key": "q1", "text": "Second", "edition": 1}], "draft": begun["draft"]}
    assert post("api_keyed_answers", response.pk, **over).status_code == 200
    response.refresh_from_db()
    assert (response.counts, response.counted_version.answers.get().text) == (True, "First")
    assert post("api_keyed_record", response.pk, consent="not_at_all").json()["version"] == 2
    response.refresh_from_db()
    assert response.counted_version.answers.get().text == "Second"


def came_of(actor, response) -> dict:
    """How it came, as a program reads it."""
    return signed_in(actor).get(reverse("api_keyed_answers", args=[response.pk])).json()["came"]


def test_how_and_when_it_came_is_put_right(post, secretariat, consultation):
    response = keyed(consultation)
    read = came_of(secretariat, response)
    assert (read["channel"], read["received_on"], read["person"]) == ("post", "2026-10-02", "")
    came = {"channel": "email", "received_on": "2026-10-03", "person": "J. Price", "charity_number": "", "email": ""}
    done = post("api_keyed_correct", response.pk, **came, seen=read["seen"]).json()
    assert done == came | {"id": response.pk, "reference": response.reference, "seen": done["seen"]}
    response.refresh_from_db()
    assert response.respondent.person == "J. Price"
    late = came | {"received_on": "2026-08-31"}
    assert sentences(post("api_keyed_correct", response.pk, **late, seen=done["seen"])) == {
        "received_on": "Enter the day it arrived: 1 September 2026, when the consultation opened, or later."
    }
    assert list(sentences(post("api_keyed_correct", response.pk, channel="email", received_on="2026-10-03"))) == [
        "person",
        "charity_number",
        "email",
        "seen",
    ]


def test_how_it_came_is_not_corrected_over_what_somebody_else_corrected(post, secretariat, consultation):
    response = keyed(consultation)
    read = came_of(secretariat, response)
    first = post("api_keyed_correct", response.pk, **read | {"channel": "email"}).json()
    refused = post("api_keyed_correct", response.pk, **read | {"channel": "telephone"})
    assert refused.status_code == 409
    assert refused.json()["errors"][0]["detail"].startswith("Somebody else changed this while you had it open.")
    assert came_of(secretariat, response)["channel"] == "email"
    after = post("api_keyed_correct", response.pk, **read | {"channel": "telephone", "seen": first["seen"]})
    assert after.json()["channel"] == "telephone"


def test_only_what_is_keyed_in_is_written_there(post, consultation, forum):
    for response in (sent(consultation, forum), from_guest(consultation)):
        assert post("api_keyed_answers", response.pk, letter="Mine.").status_code in (403, 404)
        assert post("api_keyed_record", response.pk, consent="with_name").status_code in (403, 404)
        assert post("api_keyed_change", response.pk).status_code in (403, 404)
        came = {"channel": "email", "received_on": "2026-10-03", "person": "", "charity_number": "", "email": ""}
        assert post("api_keyed_correct", response.pk, **came, seen=0).status_code in (403, 404)


def test_void_and_restore(post, consultation):
    response = keyed(consultation)
    assert sentences(post("api_response_void", response.pk, reason=" ")) == {
        "reason": "Enter why it is void. The reason is kept with it."
    }
    done = post("api_response_void", response.pk, reason="Keyed in twice.").json()
    assert (done["counts"], done["void_reason"], done["voided_at"]) == (
        False,
        "Keyed in twice.",
        "2026-10-10T11:00:00+01:00",
    )
    done = post("api_response_restore", response.pk, reason="It was not.").json()
    assert (done["counts"], done["void_reason"], done["voided_at"]) == (True, "", None)


def test_the_own_answer_is_not_void_and_the_reason_is_said(post, consultation, forum):
    reply = post("api_response_void", sent(consultation, forum).pk, reason="Because.")
    assert reply.status_code == 403
    assert reply.json()["errors"][0]["detail"] == (
        "An organisation sent this answer itself, so only the organisation takes it back: it can withdraw it."
    )


def test_match_and_unmatch(post, consultation, forum):
    response = from_guest(consultation)
    assert post("api_response_match", response.pk, organisation=999_999).status_code == 400
    refused = sentences(post("api_response_match", response.pk, organisation=forum.pk))
    assert refused["confirmed"].startswith("The names share nothing,")
    done = post("api_response_match", response.pk, organisation=forum.pk, confirmed=True)
    assert done.json()["organisation"] == forum.pk
    assert sentences(post("api_response_unmatch", response.pk, reason=""))["reason"].startswith("Enter why the match")
    assert post("api_response_unmatch", response.pk, reason="Another.").json()["organisation"] is None


def test_decide(post, consultation, forum):
    response = sent(consultation, forum, at=AFTERWARDS)
    with clock.at(AFTERWARDS):
        assert sentences(post("api_response_decide", response.pk, 1, verdict="accepted", reason="")) == {
            "reason": "Enter the reason. It is sent to whoever answered."
        }
        assert post("api_response_decide", response.pk, 1, verdict="maybe", reason="So.").status_code == 400
        assert post("api_response_decide", response.pk, 2, verdict="accepted", reason="So.").status_code == 404
        done = post("api_response_decide", response.pk, 1, verdict="accepted", reason="The postmark.").json()
    assert done == {
        "response": response.pk,
        "version": 1,
        "late_verdict": "accepted",
        "late_reason": "The postmark.",
        "counts": True,
    }


def test_behind_the_wall_nothing_is_there(client, of_the_funder, consultation, forum):
    post, response = poster(of_the_funder, client), keyed(consultation, forum)
    assert post("api_response_key", consultation.pk, **KEY | {"organisation": forum.pk}).status_code == 400
    for name in ("void", "restore", "unmatch"):
        assert post(f"api_response_{name}", response.pk, reason="Why.").status_code == 404
    assert post("api_response_match", response.pk, organisation=forum.pk).status_code == 404
    assert post("api_keyed_answers", response.pk, letter="Mine.").status_code == 404
    assert post("api_response_decide", response.pk, 1, verdict="accepted", reason="Why.").status_code == 404


@pytest.mark.parametrize("role", ["commissioner", "auditor", "approver"])
def test_nobody_but_the_secretariat(client, consultation, host, role):
    post = poster(make_actor(role, organisation=host if role == "commissioner" else None), client)
    response = keyed(consultation)
    assert post("api_response_key", consultation.pk, **KEY).status_code == 403
    assert post("api_response_void", response.pk, reason="Why.").status_code in (403, 404)
    assert post("api_response_match", response.pk, organisation=host.pk).status_code in (403, 404)
    response.refresh_from_db()
    assert (response.voided_at, response.organisation) == (None, None)
