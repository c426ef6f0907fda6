"""Consent is kept in the sentence that was read: today's on the site, that of the form on paper."""

import pytest
from django.urls import reverse

from consultation.responses import actions, consents
from consultation.responses.actions import REWORDED
from consultation.responses.models import Consent
from core.acts import Refused
from tests.consultation.pages import boxes, words
from tests.factories.answers import keyed
from tests.factories.consultation import given
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
EARLIER = consents.CURRENT - 1


def test_a_page_that_shows_an_earlier_edition_is_shown_anew_and_sends_nothing(approver, consultation):
    actions.save_answers(by=approver, consultation=consultation, given=[given(consultation, "q1", text="We agree.")])
    client, url = signed_in(approver), reverse("answer_check", args=[consultation.pk])
    opened = boxes(client.get(url))
    assert opened["wording"] == str(consents.CURRENT)
    for before in ({"wording": str(EARLIER)}, {"wording": ""}):
        page = client.post(url, opened | before | {"consent": "without_name"})
        assert (page.status_code, REWORDED in words(page)) == (422, True)
    assert not Consent.objects.exists()
    client.post(url, boxes(page) | {"consent": "without_name"})
    kept = Consent.objects.get()
    assert (kept.wording, kept.words) == (
        consents.CURRENT,
        consents.EDITIONS[consents.CURRENT].sentences["without_name"],
    )


def test_a_program_that_read_an_earlier_edition_is_refused(approver, consultation):
    actions.save_answers(by=approver, consultation=consultation, given=[given(consultation, "q1", text="We agree.")])
    with pytest.raises(Refused, match="The sentences have changed"):
        actions.submit_response(by=approver, consultation=consultation, consent="with_name", wording=EARLIER)


def test_a_paper_form_is_recorded_in_the_words_it_shows(consultation):
    response = keyed(consultation, record=False)
    client, url = signed_in(make_actor("secretariat")), reverse("response_answer_check", args=[response.pk])
    page = client.get(url)
    assert "Which edition of the sentences does the form show?" in words(page)
    sent = boxes(page) | {"consent": "without_name"}
    assert "Choose the edition." in words(client.post(url, sent | {"wording": "9"}))
    client.post(url, sent | {"wording": str(EARLIER)})
    kept = Consent.objects.get()
    assert (kept.wording, kept.words) == (EARLIER, consents.EDITIONS[EARLIER].sentences["without_name"])
    assert "so is what would give it away" in kept.words


def test_every_paper_says_which_edition_it_shows(consultation, client):
    page = words(client.get(reverse("consultation_print", args=[consultation.pk])))
    assert f"These are the sentences of edition {consents.CURRENT}." in page
