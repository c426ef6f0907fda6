"""The link in the mail: opened by a button, once, in time, by nobody who guesses."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404
from django.test import Client
from django.urls import reverse

from consultation.guests import actions
from consultation.guests.models import GuestLink
from consultation.responses.models import Response
from core import clock
from core.mail.actions import send_mail
from core.mail.models import Mail
from core.trail.models import Event
from core.work.models import WorkRow
from core.work.testing import run_all
from partnerships.people.actors import Actor
from partnerships.people.middleware import PROVEN
from tests.consultation.pages import boxes, words
from tests.factories.answers import from_guest
from tests.factories.consultation import DURING, a_consultation
from tests.factories.guests import CLUB, begun, browser_of, guest, last_token, link_mails, token_in
from tests.factories.people import signed_in

pytestmark = pytest.mark.django_db
WEEK = datetime.timedelta(days=7)


def page_of(token: str) -> str:
    return reverse("guest_open", args=[token])


def press(client, token: str):
    """Open the page of a link and press its button."""
    return client.post(page_of(token), boxes(client.get(page_of(token))))


def test_opening_the_page_changes_nothing_the_button_lets_in(consultation):
    response = begun(consultation)
    client, token = Client(), last_token()
    before = Event.objects.count()
    for method in (client.get, client.head, client.get):
        assert method(page_of(token)).status_code == 200
    assert "You answer for Luncheon Club ." in words(client.get(page_of(token)))
    assert (GuestLink.objects.get().used_at, Event.objects.count(), PROVEN in client.session) == (None, before, False)
    reply = press(client, token)
    assert reply.url == reverse("response_answer", args=[response.pk])
    assert client.session[PROVEN] == CLUB
    assert GuestLink.objects.get().used_at == clock.now()
    response.respondent.refresh_from_db()
    assert response.respondent.confirmed_at == clock.now()
    assert Event.objects.filter(verb="confirmed the e-mail address", object_id=response.pk).count() == 1
    assert "You are answering for Luncheon Club ." in words(client.get(reply.url))


def test_the_session_gets_a_new_key(consultation):
    """Whoever knew the visitor's session does not know the guest's."""
    begun(consultation)
    client, token = Client(), last_token()
    client.get(reverse("guest_begin", args=[consultation.pk]))
    session = client.session
    session["x"] = 1
    session.save()
    before = client.session.session_key
    press(client, token)
    assert client.session.session_key != before


def test_a_link_is_used_once(consultation):
    begun(consultation)
    token = last_token()
    press(Client(), token)
    other = Client()
    page = other.get(page_of(token))
    assert (page.status_code, "This link has been used" in words(page)) == (410, True)
    assert f'href="{reverse("guest_return", args=[consultation.pk])}"' in page.content.decode()
    assert "Ruth Vale, Herefordshire Primary Care Trust Telephone: 01432 000 100" in words(page)
    assert other.post(page_of(token), {"once": "4f0f46e1-ec0c-4b5c-9d8e-2f2c8b3a1b11"}).status_code == 410
    assert PROVEN not in other.session
    with pytest.raises(ValidationError, match="This link has been used"):
        actions.open_with_link(by=Actor(), token=token)


def test_opened_again_in_the_same_browser_it_leads_on(consultation):
    response = begun(consultation)
    client, token = Client(), last_token()
    press(client, token)
    assert client.get(page_of(token)).url == reverse("response_answer", args=[response.pk])


def test_a_double_click_lets_in_even_where_the_first_answer_got_lost(consultation):
    """The browser drops the first answer with its cookie, and shows the second."""
    response = begun(consultation)
    token = last_token()
    sent = boxes(Client().get(page_of(token)))
    first, second, late = Client(), Client(), Client()
    assert first.post(page_of(token), sent).url == reverse("response_answer", args=[response.pk])
    assert second.post(page_of(token), sent).url == reverse("response_answer", args=[response.pk])
    assert (second.session[PROVEN], GuestLink.objects.get().used_at) == (CLUB, DURING)
    with clock.at(DURING + datetime.timedelta(minutes=1)):
        late.post(page_of(token), sent)
    assert PROVEN not in late.session


def test_the_token_of_another_form_lets_nobody_in(consultation):
    begun(consultation)
    token = last_token()
    thief = Client()
    url = reverse("guest_begin", args=[consultation.pk])
    mine = boxes(thief.get(url)) | {"name": "Thieves", "email": "thief@example.org"}
    thief.post(url, mine)
    press(Client(), token)
    thief.post(page_of(token), {"once": mine["once"]})
    assert PROVEN not in thief.session


def test_without_the_token_of_its_page_the_button_does_nothing(consultation):
    begun(consultation)
    client, token = Client(), last_token()
    page = client.post(page_of(token), {})
    assert (page.status_code, PROVEN in client.session, GuestLink.objects.get().used_at) == (200, False, None)
    assert "The page you sent this from was not whole." in words(page)


def test_a_link_lasts_a_week(consultation):
    begun(consultation)
    token = last_token()
    link = GuestLink.objects.get()
    assert (link.made_at, link.expires_at) == (DURING, DURING + WEEK)
    with clock.at(DURING + WEEK - datetime.timedelta(seconds=1)):
        assert Client().get(page_of(token)).status_code == 200
    with clock.at(DURING + WEEK):
        page = Client().get(page_of(token))
        assert (page.status_code, "This link has expired" in words(page)) == (410, True)
        with pytest.raises(ValidationError, match="its time is over"):
            actions.open_with_link(by=Actor(), token=token)


def test_only_a_hash_of_the_secret_is_kept(consultation):
    begun(consultation)
    token, link = last_token(), GuestLink.objects.get()
    assert len(token) == 43
    assert token not in (link.token_hash, str(link))
    assert link.token_hash == actions.hash_of(token)
    assert not Event.objects.filter(detail__icontains=token).exists()


@pytest.mark.parametrize("token", ["nothing-like-it", "-", "x" * 5000, "../../etc", "%00", "ä"])
def test_a_link_that_is_cut_or_guessed_leads_nowhere(consultation, token):
    begun(consultation)
    assert Client().get(f"/answer/{token}/").status_code in (400, 404)
    with pytest.raises(Http404):
        actions.open_with_link(by=Actor(), token=token)
    page = words(Client().get(page_of("nothing-like-it")))
    assert "copy the whole of it from the e-mail, or ask for a new one" in page


def test_guessing_stops_after_thirty_links_an_hour_from_one_place(consultation):
    begun(consultation)
    good, guesser, neighbour = last_token(), Client(REMOTE_ADDR="192.0.2.9"), Client(REMOTE_ADDR="192.0.2.10")
    told = [guesser.get(page_of(f"guess-{number}")).status_code for number in range(31)]
    assert told == [404] * 30 + [429]
    page = guesser.get(page_of(good))
    assert (page.status_code, "Wait an hour, then open your link again" in words(page)) == (429, True)
    assert guesser.post(page_of(good), {}).status_code == 429
    assert neighbour.get(page_of(good)).status_code == 200


def test_right_links_are_not_counted(consultation):
    begun(consultation)
    client, token = Client(REMOTE_ADDR="192.0.2.11"), last_token()
    assert {client.get(page_of(token)).status_code for _ in range(40)} == {200}


def test_the_page_of_a_link_is_kept_by_no_cache(consultation):
    begun(consultation)
    assert "no-store" in Client().get(page_of(last_token()))["Cache-Control"]
    assert Client().get(page_of(last_token()))["Referrer-Policy"] in ("same-origin", "no-referrer")


def test_who_is_signed_in_is_not_let_in_as_somebody_else(consultation, drafter):
    begun(consultation)
    client, token = signed_in(drafter), last_token()
    for page in (client.get(page_of(token)), client.post(page_of(token), {})):
        assert page.status_code == 409
        text = words(page)
        assert f"You are signed in as {drafter.user}." in text
        assert "To go on with the answer of Luncheon Club, sign out and open the link again." in text
    with pytest.raises(ValidationError, match="You are signed in"):
        actions.open_with_link(by=drafter, token=token)
    assert (PROVEN in client.session, GuestLink.objects.get().used_at) == (False, None)


def test_one_link_proves_the_address_for_all_that_was_begun_with_it(consultation):
    mine, other = begun(consultation), begun(a_consultation(), name="Toy Library")
    someone = begun(consultation, email="else@example.org")
    actions.open_with_link(by=Actor(), token=token_in(link_mails()[0]))
    confirmed = {each.pk: each.respondent.confirmed_at for each in Response.objects.select_related("respondent")}
    assert confirmed == {mine.pk: DURING, other.pk: DURING, someone.pk: None}


def ask(address: str, consultation=None) -> WorkRow:
    row = actions.ask_for_link(by=Actor(), email=address, consultation=consultation)
    run_all()
    row.refresh_from_db()
    return row


def test_a_new_link_leads_back_to_what_was_begun_last(consultation):
    begun(consultation)
    latest = begun(a_consultation(title="Later"), name="Toy Library")
    ask(" Club@Example.org ")
    assert (len(link_mails()), link_mails()[-1].to_address) == (3, CLUB)
    assert actions.link_of(last_token()).response == latest
    ask(CLUB, consultation)
    assert actions.link_of(last_token()).response.consultation == consultation


def test_who_asks_is_told_the_same_whether_an_address_is_known_or_not(consultation):
    begun(consultation)
    url = reverse("guest_return", args=[consultation.pk])
    told = []
    for address in (CLUB, "nobody@example.org"):
        client = Client()
        reply = client.post(url, boxes(client.get(url)) | {"email": address})
        page = words(client.get(reply.url))
        assert f"If an answer was begun with {address} , an e-mail with a link to it is on its way." in page
        told.append((reply.status_code, reply.url, page.replace(address, "...")))
        assert "If an answer was begun with the address you gave" in words(client.get(reply.url))  # said once
    assert told[0] == told[1]
    rows = WorkRow.objects.filter(kind="guest_link")
    assert rows.count() == 2
    run_all()
    assert [(each.args, each.result) for each in rows.order_by("pk")] == [({}, {"text": "Done"})] * 2
    assert len(link_mails()) == 2


def test_five_links_an_hour_are_mailed_to_one_address(consultation):
    begun(consultation)
    for _ in range(7):
        ask(CLUB)
    begun(consultation, name="Toy Library")
    assert len(link_mails()) == 5
    begun(consultation, name="Else", email="else@example.org")
    assert len(link_mails()) == 6
    with clock.at(DURING + datetime.timedelta(hours=1)):
        ask(CLUB)
    assert len(link_mails()) == 7


def test_answers_on_paper_are_not_led_back_to(consultation):
    from tests.factories.answers import keyed

    keyed(consultation, email=CLUB)
    ask(CLUB)
    assert link_mails() == []


def test_nothing_is_mailed_for_a_consultation_that_is_a_draft_again(consultation):
    begun(consultation)
    type(consultation).objects.update(published_at=None)
    ask(CLUB)
    assert len(link_mails()) == 1


def test_what_was_sent_is_shown_where_nothing_is_being_changed(consultation):
    response = from_guest(consultation, email=CLUB)
    ask(CLUB)
    client = Client()
    assert press(client, last_token()).url == response.get_absolute_url()


def test_the_mail_forgets_its_link_once_it_is_sent(consultation, mailoutbox):
    """It is held in the story that these tests tell, so it is let go by hand."""
    begun(consultation)
    token, mail = last_token(), Mail.objects.get()
    Mail.objects.update(state="waiting")
    mail.refresh_from_db()
    send_mail(mail)
    assert (token in mailoutbox[0].body, token in Mail.objects.get().body) == (True, False)


def test_leaving_forgets_the_address(consultation):
    response = begun(consultation)
    client, token = Client(), last_token()
    opened = boxes(client.get(page_of(token)))
    client.post(page_of(token), opened)
    questions = reverse("response_answer", args=[response.pk])
    assert "Finish in this browser" in words(client.get(questions))
    reply = client.post(reverse("guest_leave"), follow=True)
    assert "Whoever uses this browser next does not see your answer." in words(reply)
    assert (
        "The answer of Luncheon Club is saved, and not sent yet. You can go on until 11:59pm on 20 November 2026."
        in words(reply)
    )
    assert reply.redirect_chain[-1][0] == reverse("guest_return", args=[consultation.pk])
    assert PROVEN not in client.session
    assert client.get(questions).url.startswith("/account/login/")
    assert client.get(reverse("guest_leave")).status_code == 405


def test_a_page_left_open_behind_cannot_be_sent_after_leaving(consultation):
    begun(consultation)
    client, token = Client(enforce_csrf_checks=True), last_token()
    opened = boxes(client.get(page_of(token)))
    client.post(page_of(token), opened)
    csrf = boxes(client.get(reverse("guest_answers")))["csrfmiddlewaretoken"]
    client.post(reverse("guest_leave"), {"csrfmiddlewaretoken": csrf})
    assert client.post(page_of(token), opened).status_code == 403
    assert PROVEN not in client.session


def test_signing_in_drops_the_proven_address(consultation, drafter):
    response = from_guest(consultation, email=CLUB)
    client = browser_of()
    assert client.get(response.get_absolute_url()).status_code == 200
    client.force_login(drafter.user)
    assert client.get(response.get_absolute_url()).status_code == 404
    assert PROVEN not in client.session
    client.logout()
    assert client.get(response.get_absolute_url()).status_code == 302


def test_a_person_is_never_a_guest_as_well(drafter):
    from dataclasses import replace

    both = replace(drafter, address=CLUB)
    assert ("guest" in both.roles, "guest" in guest().roles) == (False, True)
