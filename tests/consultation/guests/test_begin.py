"""Beginning to answer without an account."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404
from django.test import Client
from django.urls import reverse

from consultation.guests import actions
from consultation.guests.actions import MOST_BEGUN
from consultation.responses.models import Respondent, Response
from core import clock
from core.trail.models import Event
from partnerships.people.actors import Actor
from tests.consultation.pages import boxes, words
from tests.factories.consultation import CLOSED, OPENS, a_consultation
from tests.factories.guests import CLUB, begun, browser_of, guest, link_mails
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db


def begin_page(consultation) -> str:
    return reverse("guest_begin", args=[consultation.pk])


def send(client, url: str, **typed):
    """Open a page and send its form as a browser would."""
    return client.post(url, boxes(client.get(url)) | typed)


def test_somebody_begins_and_is_told_to_look_in_their_mail(consultation):
    client = Client()
    typed = {"name": "  Ledbury Luncheon Club ", "charity_number": "", "person": "Ann Lee", "email": "Club@Example.org"}
    reply = send(client, begin_page(consultation), **typed)
    assert reply.url == reverse("guest_sent", args=[consultation.pk])
    response = Response.objects.select_related("respondent").get()
    who = response.respondent
    assert (who.kind, who.name, who.charity_number, who.person, who.email, who.confirmed_at) == (
        "organisation", "Ledbury Luncheon Club", "", "Ann Lee", "club@example.org", None
    )  # fmt: skip
    assert (response.channel, response.organisation_id, response.submitted_at) == ("guest", None, None)
    assert [each.to_address for each in link_mails()] == ["club@example.org"]
    page = words(client.get(reply.url))
    assert (
        "An e-mail with a link to your answer is on its way to Club@Example.org . The link works once, for 7 days."
        in page
    )
    assert "Ruth Vale, Herefordshire Primary Care Trust Telephone: 01432 000 100" in page
    event = Event.objects.get(verb="began to answer")
    assert (event.user_id, event.capacity) == (None, "Visitor")


def test_what_is_missing_is_said_beside_the_field_and_what_was_typed_stays(consultation):
    client = Client()
    page = send(client, begin_page(consultation), name="Ledbury Luncheon Club", email="club@", person="Ann Lee")
    assert page.status_code == 422
    text = words(page)
    assert "Enter an e-mail address in the right form, like name@example.org." in text
    assert 'value="Ledbury Luncheon Club"' in page.content.decode()
    assert (Response.objects.count(), link_mails()) == (0, [])
    empty = words(send(client, begin_page(consultation)))
    assert "Enter the name of the organisation." in empty
    assert "Enter your e-mail address." in empty


def test_a_double_click_begins_one_answer_and_sends_one_mail(consultation):
    client = Client()
    sent = boxes(client.get(begin_page(consultation))) | {"name": "Luncheon Club", "email": CLUB}
    assert [client.post(begin_page(consultation), sent).status_code for _ in range(2)] == [302, 302]
    assert (Response.objects.count(), len(link_mails())) == (1, 1)


def test_begun_again_in_the_same_name_it_is_the_same_answer(consultation):
    first = begun(consultation, name="Luncheon Club")
    again = begun(consultation, name="luncheon  club", email="CLUB@example.org")
    assert (again, Response.objects.count(), len(link_mails())) == (first, 1, 2)
    other = begun(consultation, name="Lunch Club")
    elsewhere = begun(consultation, name="Luncheon Club", email="else@example.org")
    assert len({first, other, elsewhere}) == 3


def test_what_was_declared_void_is_not_gone_on_with(consultation):
    first = begun(consultation)
    Response.objects.filter(pk=first.pk).update(voided_at=clock.now(), void_reason="A joke.")
    assert begun(consultation) != first


def test_who_has_proven_the_address_goes_straight_to_the_questions(consultation):
    begun(consultation)
    client = browser_of()
    url = begin_page(consultation)
    assert f'value="{CLUB}"' in client.get(url).content.decode()
    reply = send(client, url, name="Toy Library", email=CLUB)
    made = Response.objects.select_related("respondent").order_by("pk").last()
    assert reply.url == reverse("response_answer", args=[made.pk])
    assert (made.respondent.confirmed_at, len(link_mails())) == (clock.now(), 1)


def test_another_address_than_the_proven_one_gets_a_link(consultation):
    client = browser_of("other@example.org")
    reply = send(client, begin_page(consultation), name="Luncheon Club", email=CLUB)
    assert reply.url == reverse("guest_sent", args=[consultation.pk])
    assert Response.objects.get().respondent.confirmed_at is None
    assert client.get(reverse("response_answer", args=[Response.objects.get().pk])).status_code == 404


def test_individuals_answer_where_the_consultation_asks_them_too(for_everybody):
    page = words(Client().get(begin_page(for_everybody)))
    assert page.count("Your name") == 1
    assert "(optional)" not in page.replace("Charity number (optional)", "")
    assert "If you answer for yourself, nothing more is needed." in page
    assert "your organisation" not in page[page.index("What happens to your answer") :]
    typed = {"kind": "individual", "name": "Not mine", "person": "Ann Lee", "charity_number": "1", "email": CLUB}
    send(Client(), begin_page(for_everybody), **typed)
    who = Response.objects.get().respondent
    assert (who.kind, who.name, who.person, who.charity_number) == ("individual", "Ann Lee", "", "")


@pytest.mark.parametrize(
    ("kind", "typed", "sentence"),
    [
        ("individual", {"name": "Luncheon Club"}, "Enter your name."),
        ("individual", {"person": "www.example.org"}, "Enter a name, without a link to a page."),
        ("organisation", {"person": "Ann Lee"}, "Enter the name of the organisation."),
    ],
)
def test_the_name_that_is_missing_is_asked_for_by_the_kind(for_everybody, kind, typed, sentence):
    page = send(Client(), begin_page(for_everybody), kind=kind, email=CLUB, **typed)
    assert (page.status_code, sentence in words(page), Response.objects.count()) == (422, True, 0)


def test_whom_one_answers_for_must_be_said_where_there_is_a_choice(for_everybody):
    page = send(Client(), begin_page(for_everybody), name="Ann Lee", email=CLUB)
    assert (page.status_code, "Answer the question: Whom do you answer for?" in words(page)) == (422, True)
    assert "Enter your name." not in words(page)
    assert words(page).count("(optional)") == 1, "the charity number"


def test_a_group_reads_that_it_needs_no_number_where_individuals_answer_too(consultation, for_everybody):
    number, oneself = "If it has one. Leave empty if it has none, or you do not know it.", "If you answer for yourself,"
    for asked, more in ((consultation, ""), (for_everybody, f" {oneself} leave it empty.")):
        page = words(Client().get(begin_page(asked)))
        assert f"As it is known. A group needs no number or constitution.{more} " in page
        assert f"{number}{more} " in page


def test_individuals_are_refused_where_organisations_are_asked(consultation):
    with pytest.raises(ValidationError) as refused:
        begun(consultation, kind="individual", name="Ann Lee")
    assert refused.value.message_dict == {
        "kind": ["This consultation asks organisations. Answer for the one you belong to."]
    }
    page = Client().get(begin_page(consultation))
    assert "For myself" not in words(page)
    send(Client(), begin_page(consultation), kind="individual", name="Ann Lee", email=CLUB)
    assert Response.objects.get().respondent.kind == "organisation"


def test_nothing_is_begun_before_it_opens_nor_once_it_is_withdrawn(consultation):
    client = Client()
    with clock.at(OPENS - datetime.timedelta(days=1)):
        assert client.get(begin_page(consultation)).url == consultation.get_absolute_url()
        with pytest.raises(ValidationError, match="opens on 1 September 2026"):
            begun(consultation)
    consultation.withdrawn_at, consultation.withdrawal_reason = clock.now(), "Not needed."
    consultation.save()
    reply = client.get(begin_page(consultation), follow=True)
    assert "This consultation has been withdrawn, and takes no answers any more." in words(reply)
    with pytest.raises(ValidationError, match="has been withdrawn"):
        begun(consultation)
    assert Response.objects.count() == 0


def test_after_the_closing_one_can_begin_and_is_told_that_it_is_late(consultation):
    with clock.at(CLOSED):
        page = Client().get(begin_page(consultation))
        said = words(page)
        assert "Answer late, without an account It has closed This consultation closed at 11:59pm on 20 Nov" in said
        assert "it is marked as received late, and does not count unless the Forum secretariat decides that it" in said
        assert "Your answer is counted." not in said
        assert said.index("It has closed") < said.index("Name of the organisation")
        assert begun(consultation).channel == "guest"


def test_a_draft_is_not_there(draft):
    for name in ("guest_begin", "guest_sent", "guest_return"):
        assert Client().get(reverse(name, args=[draft.pk])).status_code == 404
    with pytest.raises(Http404):
        begun(draft)


def test_who_is_signed_in_answers_with_the_account(consultation, drafter):
    client = signed_in(drafter)
    for name in ("guest_begin", "guest_return"):
        page = client.get(reverse(name, args=[consultation.pk]))
        assert page.status_code == 409
        assert "An account and an answer without one are never mixed." in words(page)
        assert client.post(reverse(name, args=[consultation.pk]), {"name": "x", "email": CLUB}).status_code == 409
    assert client.get(reverse("guest_again")).status_code == 409
    for act in (
        lambda: begun(consultation, by=drafter),
        lambda: actions.ask_for_link(by=drafter, email=CLUB),
    ):
        with pytest.raises(ValidationError, match="You are signed in"):
            act()
    assert Response.objects.count() == 0


def test_the_answers_of_a_guest_and_of_the_organisation_stand_side_by_side(consultation, approver):
    """Neither keeps the other from beginning."""
    from consultation.responses.actions import save_answers
    from tests.factories.consultation import given

    mine = begun(consultation, name=str(approver.organisation), by=guest())
    own = save_answers(by=approver, consultation=consultation, given=[given(consultation, "q1", text="We agree.")])
    assert {mine.channel, own.channel} == {"guest", "account"}


def test_links_are_asked_for_so_often_and_no_more_from_one_place_or_with_one_address(consultation):
    """Counted by what was typed: the same whether the address is known or not."""
    known, unknown = Client(REMOTE_ADDR="192.0.2.1"), Client(REMOTE_ADDR="192.0.2.2")
    begun(consultation)
    url = reverse("guest_return", args=[consultation.pk])
    for client, address in ((known, CLUB), (unknown, "nobody@example.org")):
        assert [send(client, url, email=address).status_code for _ in range(11)] == [302] * 10 + [422]
        page = send(client, url, email=address.upper())
        assert "Wait an hour, then try again." in words(page)
        assert send(client, begin_page(consultation), name="Club", email=address).status_code == 422
        assert send(client, url, email="third@example.org").status_code == 302
    assert Response.objects.count() == 1


def test_one_place_asks_for_sixty_links_an_hour(consultation):
    client, url = Client(REMOTE_ADDR="192.0.2.3"), reverse("guest_again")
    told = [send(client, url, email=f"{number}@example.org").status_code for number in range(61)]
    assert told == [302] * 60 + [422]
    assert send(Client(REMOTE_ADDR="192.0.2.4"), url, email="61@example.org").status_code == 302


def test_the_page_says_what_was_begun_already_to_its_owner_alone(consultation):
    begun(consultation)
    begun(a_consultation(), name="Toy Library")
    page = words(browser_of().get(begin_page(consultation)))
    assert "You have begun already Luncheon Club: go on with the answer of Luncheon Club" in page
    assert "Toy Library" not in page
    for client in (Client(), browser_of("other@example.org")):
        assert "You have begun already" not in words(client.get(begin_page(consultation)))


@pytest.mark.parametrize("who", ["visitor", "guest"])
def test_a_begun_answer_is_nobodys_to_read(consultation, who):
    response = begun(consultation)
    client = Client() if who == "visitor" else browser_of("other@example.org")
    reply = client.get(response.get_absolute_url())
    assert reply.status_code == (302 if who == "visitor" else 404)
    assert not Actor().may("consultation.view_response", response)
    assert not make_actor("secretariat").may("consultation.view_response", response)


@pytest.mark.parametrize("field", ["name", "person"])
def test_a_name_is_no_place_for_a_letter_to_somebody_else(consultation, field):
    """It stands in a mail to an address that nobody has proven."""
    browser, where = Client(), reverse("guest_begin", args=[consultation.pk])
    typed = {"name": "Lunch Club", "email": "stranger@example.org"}
    for bad in ("See https://evil.example/login", "WWW.evil.example"):
        refused = browser.post(where, boxes(browser.get(where)) | typed | {field: bad})
        assert (refused.status_code, "Enter a name, without a link to a page." in words(refused)) == (422, True)
    assert link_mails() == []
    browser.post(where, boxes(browser.get(where)) | typed | {field: "Your account\n\nis locked"})
    assert Respondent.objects.values_list(field, flat=True).get() == "Your account is locked"


def test_one_address_begins_so_many_answers_and_no_more(consultation):
    browser, where = browser_of(CLUB), reverse("guest_begin", args=[consultation.pk])
    for number in range(MOST_BEGUN):
        begun(consultation, name=f"Club {number}")
    refused = browser.post(where, boxes(browser.get(where)) | {"name": "One more", "email": CLUB})
    assert (refused.status_code, "20 answers were begun with this address already" in words(refused)) == (422, True)
