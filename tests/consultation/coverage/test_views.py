"""The pages of inviting and reminding, and what a consultation's page offers to whom."""

import datetime
import re
from html import escape
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from consultation.consultations.actions import withdraw_consultation
from consultation.coverage import actions
from consultation.coverage.models import Invitee
from consultation.coverage.reading import silent
from core import clock
from core.work.testing import run_all
from partnerships.organisations.models import Organisation
from tests.consultation.coverage.steps import CHASER, INVITATION, addresses, chased, invited, mails
from tests.consultation.pages import boxes, words
from tests.factories.consultation import CLOSED, OPENS, sent
from tests.factories.organisations import AreaFactory, FundingFactory, KindFactory, OrganisationFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
OFFERS = ["Invite organisations", "Who was invited", "Coverage", "Remind those who have not answered"]


def at(name, consultation):
    return reverse(name, args=[consultation.pk])


def offered(actor, consultation) -> list[str]:
    """What of ours the consultation's page offers, each of which opens."""
    browser = signed_in(actor)
    page = browser.get(consultation.get_absolute_url()).content.decode()
    links = re.findall(r'<a class="nhsuk-link" href="([^"]+)">([^<]+)</a>', page)
    ours = {name: href.replace("&amp;", "&") for href, name in links if name in OFFERS}
    assert {name: browser.get(href).status_code for name, href in ours.items()} == dict.fromkeys(ours, 200)
    return list(ours)


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("secretariat", OFFERS),
        ("commissioner", OFFERS),
        ("analyst", ["Who was invited", "Coverage"]),
        ("auditor", ["Who was invited", "Coverage"]),
        *((role, []) for role in ("member", "drafter", "approver", "administrator")),
    ],
)
def test_the_page_of_a_consultation_offers_what_each_may(consultation, host, forum, role, expected):
    invited(consultation, forum)
    assert offered(make_actor(role, organisation=host), consultation) == expected


def test_it_offers_nothing_to_a_visitor_nor_to_another_commissioner(consultation, forum, others_commissioner):
    invited(consultation, forum)
    assert offered(others_commissioner, consultation) == []
    assert offered(make_actor(), consultation) == []


def test_it_offers_only_what_would_work(consultation, draft, commissioner, forum):
    assert offered(commissioner, draft) == []
    assert offered(commissioner, consultation) == OFFERS[:-1]  # nobody is silent yet
    invited(consultation, forum)
    with clock.at(OPENS - datetime.timedelta(days=1)):
        assert offered(commissioner, consultation) == OFFERS[:-1]
    assert offered(commissioner, consultation) == OFFERS
    with clock.at(CLOSED):
        assert offered(commissioner, consultation) == ["Who was invited", "Coverage"]
    sent(consultation, forum)
    assert offered(commissioner, consultation) == OFFERS[:-1]
    withdraw_consultation(by=commissioner, consultation=consultation, reason="Not now.")
    assert offered(commissioner, consultation) == []


def test_choosing_seeing_and_inviting(consultation, commissioner):
    county = AreaFactory(name="Herefordshire")
    OrganisationFactory(name="Ross Advice", partner=True, area=county, email="ross@example.org")
    OrganisationFactory(name="Devon Advice", partner=True)
    browser = signed_in(commissioner)
    here = at("consultation_invite", consultation)
    fresh = browser.get(here)
    assert "Nobody has been invited yet." in words(fresh)
    assert "to invite" not in words(fresh)
    page = browser.get(here, {"area": county.pk})
    text = words(page)
    assert "1 organisation to invite" in text
    assert ("Ross Advice, Registered charity" in text, "Devon Advice" in text) == (True, False)
    done = browser.post(f"{here}?area={county.pk}", boxes(page), follow=True)
    run_all()
    assert done.status_code == 200
    assert "Invitations to answer" in words(done)
    where = f"{reverse('invitees')}?consultation={consultation.pk}"
    assert f'href="{where}"' in browser.get(done.redirect_chain[-1][0]).content.decode()  # back to who is invited
    assert addresses(INVITATION) == ["ross@example.org"]
    assert "Nobody fits, or all who do are invited already." in words(browser.get(here, {"area": county.pk}))
    assert "1 organisation invited so far." in words(browser.get(here))


def folded(page) -> bool:
    """Whether the list of those that fit is still to be opened."""
    found = re.search(r'<details class="nhsuk-details"( open)?>', page.content.decode())
    return found[1] is None


def test_of_hundreds_each_can_be_seen_and_some_left_out(consultation, commissioner):
    left_out, *others = OrganisationFactory.create_batch(205, partner=True, email="a@example.org")
    browser, here = signed_in(commissioner), f"{at('consultation_invite', consultation)}?everybody=on"
    page = browser.get(here)
    text = words(page)
    assert "205 organisations to invite" in text
    assert "See them one by one, and leave some out" in text
    assert (all(str(each) in text for each in (left_out, *others)), "No mail reaches" in text) == (True, False)
    assert folded(page)
    browser.post(here, boxes(page) | {"leave_out": [left_out.pk]})
    assert set(consultation.invitees.values_list("organisation", flat=True)) == {each.pk for each in others}
    page = browser.get(here)
    assert ("1 organisation to invite" in words(page), str(left_out) in words(page)) == (True, True)
    assert not folded(page)


def test_leaving_out_everybody_invites_nobody_and_says_so(consultation, commissioner, lunch):
    Organisation.objects.filter(pk=lunch.pk).update(is_partner=True)
    browser, here = signed_in(commissioner), f"{at('consultation_invite', consultation)}?everybody=on"
    page = browser.post(here, boxes(browser.get(here)) | {"leave_out": [lunch.pk]})
    assert (page.status_code, "Choose at least one organisation." in words(page)) == (422, True)
    assert f'value="{lunch.pk}" checked' in page.content.decode()


def test_those_with_nobody_to_write_to_are_marked_before_they_are_invited(consultation, commissioner, lunch, mute):
    Organisation.objects.filter(pk__in=[lunch.pk, mute.pk]).update(is_partner=True)
    text = words(signed_in(commissioner).get(at("consultation_invite", consultation), {"everybody": "on"}))
    assert "2 organisations to invite No mail reaches 1 of them, marked in the list:" in text
    assert f"{mute}, {mute.kind.title} (nobody to write to)" in text
    assert f"{lunch}, {lunch.kind.title} (nobody to write to)" not in text


def test_nobody_is_invited_who_was_not_on_the_list_that_was_seen(consultation, commissioner, lunch, mute):
    """Somebody marks another as a partner, or invites one of them, while the list is read."""
    Organisation.objects.filter(pk=lunch.pk).update(is_partner=True)
    browser, here = signed_in(commissioner), f"{at('consultation_invite', consultation)}?everybody=on"
    seen = boxes(browser.get(here))
    Organisation.objects.filter(pk=mute.pk).update(is_partner=True)
    page = browser.post(here, seen)
    assert (page.status_code, Invitee.objects.count()) == (409, 0)
    assert "Somebody else changed this while you had it open Read what it says now." in words(page)
    assert "2 organisations to invite" in words(page)
    invited(consultation, lunch)
    again = browser.post(here, boxes(page) | {"leave_out": [lunch.pk]})  # who is invited already is no wrong choice
    assert (again.status_code, Invitee.objects.count()) == (409, 1)
    browser.post(here, boxes(again))
    assert set(consultation.invitees.values_list("organisation", flat=True)) == {lunch.pk, mute.pk}


def test_in_a_second_window_nobody_is_asked_to_press_a_button_that_is_gone(consultation, commissioner, lunch):
    Organisation.objects.filter(pk=lunch.pk).update(is_partner=True)
    browser, here = signed_in(commissioner), f"{at('consultation_invite', consultation)}?everybody=on"
    one, other = boxes(browser.get(here)), boxes(browser.get(here))
    browser.post(here, one)
    page = browser.post(here, other)
    assert (page.status_code, Invitee.objects.count()) == (422, 1)
    assert "Nobody fits any more, or all who do have been invited meanwhile." in words(page)
    assert "press the button again" not in words(page)


def test_too_many_are_said_before_the_button(consultation, commissioner, monkeypatch):
    monkeypatch.setattr(actions, "MOST", 2)
    OrganisationFactory.create_batch(3, partner=True)
    browser = signed_in(commissioner)
    page = browser.get(at("consultation_invite", consultation), {"everybody": "on"})
    assert "Choose fewer, and then the others." in words(page)
    assert "More than 2 organisations to invite" in words(page)
    assert "Invite them" not in words(page)
    refused = browser.post(
        f"{at('consultation_invite', consultation)}?everybody=on", {"once": "9f4c7d0c-1a83-4c62-9a8e-0f6a4f6f2b10"}
    )
    assert refused.status_code == 422
    assert not Invitee.objects.exists()


def test_a_choice_that_is_none_is_said(consultation, commissioner):
    page = signed_in(commissioner).get(at("consultation_invite", consultation), {"kind": "999999", "sector": "choirs"})
    assert page.status_code == 422
    assert "There is a problem" in words(page)


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        ({"sector": "", "beyond": "on"}, "Choose a sector, a kind, a place or a group, or tick 'Everybody in the"),
        ({"sector": "voluntary", "everybody": "on"}, "You have ticked everybody, and chosen some as well."),
    ],
)
def test_everybody_is_invited_only_by_saying_so(consultation, commissioner, chosen, sentence):
    OrganisationFactory(name="Ross Advice", partner=True)
    browser, here = signed_in(commissioner), at("consultation_invite", consultation)
    page = browser.get(here, chosen)
    assert (page.status_code, words(page).count(sentence), "to invite" in words(page)) == (422, 2, False)
    page = browser.post(f"{here}?{urlencode(chosen)}", boxes(browser.get(here, {"everybody": "on"})))
    assert (page.status_code, Invitee.objects.count()) == (422, 0)


def test_what_is_offered_to_choose_from(consultation, commissioner, forum):
    """A kind is one that somebody is of, and a word that is in two taxonomies says of which it is."""
    KindFactory(code="choir", title="Choir")
    text = words(signed_in(commissioner).get(at("consultation_invite", consultation)))
    assert ("Registered charity" in text, "Choir" in text) == (True, False)
    assert ("Client group: Older people" in text, "Community of identity: Older people" in text) == (True, True)


def test_one_is_invited_by_its_name(consultation, commissioner, lunch, host):
    browser = signed_in(commissioner)
    here = at("consultation_invite_one", consultation)
    page = browser.get(here)
    done = browser.post(here, boxes(page) | {"organisation": "Ledbury Lunch Club"}, follow=True)
    assert "1 invited organisation found" in words(done)
    refused = browser.post(here, boxes(browser.get(here)) | {"organisation": host.name})
    assert refused.status_code == 422
    assert "Herefordshire Primary Care Trust, 5CN asks, so it is not invited." in words(refused)
    unknown = browser.post(here, boxes(browser.get(here)) | {"organisation": "Nowhere Choir"})
    assert "No organisation in the register is called or coded 'Nowhere Choir'." in words(unknown)
    assert Invitee.objects.count() == 1


def test_who_invites_one_reads_whether_it_was_invited_before_and_whether_a_mail_reaches_it(consultation, commissioner):
    browser, here = signed_in(commissioner), at("consultation_invite_one", consultation)
    silent_one = OrganisationFactory(name="Bringsty Bell Ringers", email="")

    def said() -> str:
        return words(browser.post(here, boxes(browser.get(here)) | {"organisation": silent_one.name}, follow=True))

    nobody = "No mail goes to it: it has neither a drafter or approver here nor a public e-mail address."
    assert f"Bringsty Bell Ringers is invited. {nobody} Enter an address for it" in said()
    assert f"Bringsty Bell Ringers had been invited before. {nobody}" in said()
    Organisation.objects.filter(pk=silent_one.pk).update(email="bells@example.org")
    assert "Bringsty Bell Ringers had been invited before. No mail had gone to it yet: one goes now." in said()
    run_all()
    assert addresses(INVITATION) == ["bells@example.org"]
    Organisation.objects.filter(pk=silent_one.pk).update(email="")
    assert "Bringsty Bell Ringers had been invited before. Nobody is written to twice." in said()
    run_all()
    assert addresses(INVITATION) == ["bells@example.org"]


def test_reminding(consultation, commissioner, lunch, forum):
    invited(consultation, lunch, forum)
    sent(consultation, forum)
    browser = signed_in(commissioner)
    here = at("consultation_chase", consultation)
    page = browser.get(here)
    told = "1 of 2 invited organisations has not answered, or has withdrawn its answer."
    assert f"{told} See which It has not been reminded yet." in words(page)
    silent_list = f"{reverse('invitees')}?consultation={consultation.pk}&stands=silent"
    assert f'href="{escape(silent_list)}"' in page.content.decode()
    assert "1 invited organisation found" in words(browser.get(silent_list))
    done = browser.post(here, boxes(page), follow=True)
    run_all()
    where = escape(f"{reverse('invitees')}?consultation={consultation.pk}")
    assert f'href="{where}"' in browser.get(done.redirect_chain[-1][0]).content.decode()
    assert "It was reminded before, last at 11am on 10 October 2026." in words(browser.get(here))
    assert addresses(CHASER) == ["Lunch@example.org"]
    sent(consultation, lunch)
    refused = browser.post(here, boxes(page))
    assert (refused.status_code, "Every organisation that was invited has answered." in words(refused)) == (422, True)
    text = words(browser.get(here))
    assert "There is nobody to remind: every organisation that was invited has answered." in text
    assert "Remind them" not in text


def test_before_reminding_it_is_said_how_many_had_one_and_of_whom_nothing_is_said(consultation, host, lunch, forum):
    """Whether the body that the host funds has answered stays closed to the host's commissioner."""
    by = make_actor("commissioner", organisation=host)
    other = OrganisationFactory(name="Ross Advice")
    browser, here = signed_in(by), at("consultation_chase", consultation)
    assert "Nobody has been invited yet." in words(browser.get(here))
    FundingFactory(funder=host, funded=forum)
    invited(consultation, lunch, forum)
    chased(consultation)
    invited(consultation, other)
    text = words(browser.get(here))
    told = "2 of 3 invited organisations have not answered, or have withdrawn their answers."
    assert f"{told} See which 1 was reminded before, last at 11am on 10 Oct" in text
    assert "whether 1 organisation funded by a body that you act or have acted for has answered" in text


@pytest.mark.parametrize("name", ["consultation_invite", "consultation_invite_one", "consultation_chase"])
def test_once_it_has_closed_each_page_says_so_before_anybody_tries(consultation, commissioner, forum, name):
    invited(consultation, forum)
    with clock.at(CLOSED):
        text = words(signed_in(commissioner).get(at(name, consultation)))
        assert "It has closed. Open it again first, with a later closing day." in text
        page = signed_in(commissioner).post(
            f"{at(name, consultation)}?everybody=on",
            {"organisation": str(forum), "once": "9f4c7d0c-1a83-4c62-9a8e-0f6a4f6f2b10"},
        )
        assert page.status_code == 422
    assert (Invitee.objects.count(), mails(CHASER)) == (1, [])


def test_whoever_pays_is_not_told_by_the_number_of_the_silent(consultation, host, forum):
    FundingFactory(funder=host, funded=forum)
    invited(consultation, forum)
    commissioner, secretariat = make_actor("commissioner", organisation=host), make_actor("secretariat")
    for answered in (False, True):  # the same to whoever pays
        assert not silent(consultation, commissioner).exists()
        assert "Remind those who have not answered" not in offered(commissioner, consultation)
        if not answered:
            sent(consultation, forum)
    assert not silent(consultation, secretariat).exists()


@pytest.mark.parametrize("more", [0, 30])
def test_the_pages_cost_the_same_for_many(consultation, secretariat, forum, more):
    invited(consultation, forum, *(OrganisationFactory() for _ in range(more)), run=False)
    OrganisationFactory.create_batch(1 + more, partner=True)
    browser = signed_in(secretariat)

    def statements(where: str, **query) -> int:
        browser.get(where, query)
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(where, query).status_code == 200
        return len(asked)

    costs = [
        statements(at("consultation_invite", consultation)),
        statements(at("consultation_invite", consultation), everybody="on"),
        statements(at("consultation_chase", consultation)),
        statements(consultation.get_absolute_url()),
    ]
    assert costs == [7, 10, 6, 8]
