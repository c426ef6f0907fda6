"""The time of a guest's session runs out while they write: the words are kept for them, and for nobody else."""

import pytest
from django.test import Client
from django.urls import reverse

from consultation.responses.models import Answer
from core.pages import kept
from core.work.testing import run_all
from tests.consultation.pages import boxes, words
from tests.factories.guests import CLUB, begun, browser_of, guest, last_token
from tests.factories.people import PASSWORD, UserFactory, make_actor, prove
from tests.journeys.pages import form_to

pytestmark = pytest.mark.django_db
LINES = '\n  Lunch matters: <b>é</b> & "1 < 2" 🙂\n\nAnd tea.\n'
LONG = f"We agree.{LINES * 2_000}The end."


@pytest.fixture
def response(consultation):
    return begun(consultation, by=guest())


def question(response) -> str:
    return reverse("response_answer_question", args=[response.pk, "q1"])


def run_out(client, url: str, **typed):
    """Open a form, lose the session, send it: where that leads."""
    form = form_to(client.get(url), url)
    client.session.flush()
    return client.post(url, form.data(**typed))


def get_link(client, url: str, address: str = CLUB) -> str:
    """Ask for a new link, and open the page that it leads to."""
    reply = client.post(url, boxes(client.get(url)) | {"email": address})
    assert reply.url == reverse("guest_again_sent")
    run_all()
    return reverse("guest_open", args=[last_token()])


def go_on(client, link: str):
    return client.post(link, boxes(client.get(link)))


def test_the_words_come_back_after_the_new_link_and_are_saved_once(response, settings):
    settings.CONTACT_NAME, settings.CONTACT_TELEPHONE = "Ruth Penrose", "01632 960 123"
    client = browser_of()
    reply = run_out(client, question(response), q1=LONG)
    assert reply.url == reverse("guest_again")
    page = words(client.get(reply.url))
    assert "Your time ran out, and your words are kept" in page
    link = get_link(client, reply.url)
    assert "what you have just written is shown again" in words(client.get(reverse("guest_again_sent")))
    let_in = go_on(client, link)
    assert let_in.url == reverse("kept_words")
    shown = client.get(let_in.url)
    assert "Your words were kept. Send them now" in words(shown)
    assert "Ruth Penrose Telephone 01632 960 123" in words(shown)
    form = form_to(shown, question(response))
    assert form.values["q1"] == [LONG]
    sent = [client.post(form.action, form.data()).status_code for _ in range(2)]
    assert sent[0] == 302
    answer = Answer.objects.get()
    assert (answer.text, answer.version.response) == (LONG, response)


def test_the_words_are_shown_to_no_other_guest(response, consultation):
    other = begun(consultation, name="Toy Library", email="toys@example.org")
    client = browser_of()
    reply = run_out(client, question(response), q1="Between us")
    link = get_link(client, reply.url, "toys@example.org")
    let_in = go_on(client, link)
    assert let_in.url == reverse("response_answer", args=[other.pk])
    assert "Between us" not in client.get(let_in.url).content.decode()
    page = client.get(reverse("kept_words"))
    assert (page.url, kept.KEPT in client.session) == ("/", False)


def test_the_words_are_shown_to_nobody_who_signs_in_instead(response):
    person = UserFactory(password=True)
    make_actor("drafter", user=person)
    client = browser_of()
    run_out(client, question(response), q1="Between us")
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    assert client.get(reverse("kept_words")).url == "/"
    assert kept.KEPT not in client.session


def test_they_wait_in_the_browser_in_which_they_were_written(response):
    client, other = browser_of(), Client()
    reply = run_out(client, question(response), q1="Between us")
    link = get_link(client, reply.url)
    assert go_on(other, link).url == reverse("response_answer", args=[response.pk])
    assert other.get(reverse("kept_words")).url == "/"


def test_a_visitor_is_not_shown_them(response):
    client = browser_of()
    run_out(client, question(response), q1="Between us")
    assert client.get(reverse("kept_words")).url == reverse("account_login")
    assert kept.KEPT in client.session


def test_who_proves_another_address_in_another_tab_is_shown_their_words_to_copy(response):
    client = browser_of()
    form = form_to(client.get(question(response)), question(response))
    prove(client, "toys@example.org")
    page = client.post(question(response), form.data(q1="Not lost"))
    assert (page.status_code, "Not lost" in page.content.decode()) == (404, True)
    assert Answer.objects.count() == 0


def test_who_only_opens_a_page_after_the_time_ran_out_is_shown_the_way(response):
    client = Client()
    page = client.get(question(response), follow=True)
    assert f'href="{reverse("guest_again")}"' in page.content.decode()
    back = words(client.get(reverse("guest_again")))
    assert "Back to your answer Enter the e-mail address with which you began to answer" in back
    assert "your words are kept" not in back


def test_sending_after_the_time_ran_out_sends_after_the_new_link(response):
    from consultation.responses.actions import save_answers
    from tests.factories.consultation import given

    answer = given(response.consultation, "q1", text="Lunch matters.")
    save_answers(by=guest(), consultation=response.consultation, response=response, given=[answer])
    client = browser_of()
    url = reverse("response_answer_check", args=[response.pk])
    reply = run_out(client, url, consent="with_name")
    assert reply.url == reverse("guest_again")
    let_in = go_on(client, get_link(client, reply.url))
    form = form_to(client.get(let_in.url), url)
    assert client.post(form.action, form.data()).url == reverse("receipt", args=[response.pk])
    response.refresh_from_db()
    assert response.counts
