"""A session that ends while somebody writes: they sign in again, and what they wrote comes back and is taken once."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from consultation.consultations.models import Consultation
from consultation.responses.models import Answer, Response
from core import clock
from partnerships.organisations.models import Organisation
from tests.factories.consultation import DURING, ConsultationFactory, SectionFactory, a_consultation
from tests.factories.organisations import KindFactory, OrganisationFactory, PublicBodyFactory
from tests.factories.people import PASSWORD, UserFactory, make_actor, signed_in
from tests.journeys.pages import form_to

pytestmark = pytest.mark.django_db
LINES = "\n  A line of theirs: <b>é</b> & \"1 < 2\" = 'yes' 🙂\n\nAnd another.\n"
LONG = f"We agree.{LINES * 1_500}The end."


@pytest.fixture(autouse=True)
def during():
    cache.clear()
    with clock.at(DURING):
        yield


@pytest.fixture
def person():
    return UserFactory(password=True)


def sent_again(browser, person, url: str, **typed):
    """Open the form, lose the session, send; sign in, and press the button of the page of kept words: what it answers,
    and what a second press answers."""
    form = form_to(browser.get(url), url)
    browser.session.flush()
    asked = browser.post(url, form.data(**typed))
    assert asked.url == f"{reverse('account_login')}?next={reverse('kept_words')}"
    onward = browser.post(asked.url, {"login": person.email, "password": PASSWORD})
    page = browser.get(onward.url)
    assert "You had been signed out. Send it now" in page.content.decode()
    again = form_to(page, url)
    for name, words in typed.items():
        assert again.values[name] == [words]
    return browser.post(again.action, again.data()), browser.post(again.action, again.data())


def test_a_long_answer_is_kept_for_the_body_it_was_written_for(person):
    """The person answers for two; after signing in they act for the first, and the answer is still the second's."""
    asked = a_consultation()
    first = make_actor("approver", organisation=OrganisationFactory(name="Malvern Carers"), user=person)
    second = make_actor("drafter", organisation=OrganisationFactory(name="Devon Advice"), user=person)
    assert 90_000 < len(LONG) < 100_000
    url = reverse("answer_question", args=[asked.pk, "q1"])
    saved, _ = sent_again(signed_in(second), person, url, q1=LONG)
    assert saved.status_code == 302
    answer = Answer.objects.get()
    assert (answer.text, answer.version.response.organisation_id) == (LONG, second.organisation_id)
    assert Response.objects.filter(organisation_id=first.organisation_id).count() == 0


def test_an_answer_that_a_colleague_changed_meanwhile_is_shown_beside_theirs(person):
    asked, group = a_consultation(), OrganisationFactory()
    mine, other = make_actor("drafter", organisation=group, user=person), make_actor("approver", organisation=group)
    url = reverse("answer_question", args=[asked.pk, "q1"])
    browser = signed_in(mine)
    form = form_to(browser.get(url), url)
    browser.session.flush()
    asked_to_sign_in = browser.post(url, form.data(q1="Mine"))
    signed_in(other).post(url, {"q1": "Theirs"})
    onward = browser.post(asked_to_sign_in.url, {"login": person.email, "password": PASSWORD})
    again = form_to(browser.get(onward.url), url)
    page = browser.post(again.action, again.data())
    assert (page.status_code, "Mine" in page.content.decode(), "Theirs" in page.content.decode()) == (409, True, True)
    assert Answer.objects.get().text == "Theirs"


def test_the_form_of_an_entry_comes_back_whole(person):
    group = OrganisationFactory(name="Malvern Carers")
    browser = signed_in(make_actor("administrator", organisation=group, user=person))
    about = f"We sit with people.{LINES * 40}We listen."
    typed = {"name": "=Malvern <Carers>", "about": about, "postcode": "WR14 2AA", "telephone": "+44 1684 960106"}
    saved, again = sent_again(browser, person, reverse("organisation_edit", args=[group.pk]), **typed)
    assert (saved.status_code, again.status_code) == (302, 409)
    group.refresh_from_db()
    assert {name: getattr(group, name) for name in typed} == typed
    assert group.version == 2


def test_a_new_entry_is_made_once(person):
    kind = KindFactory()
    browser = signed_in(make_actor("secretariat", organisation=PublicBodyFactory(), user=person))
    typed = {"name": "Wye Group", "kind": str(kind.pk), "opened_day": "1", "opened_month": "May", "opened_year": "1999"}
    saved, again = sent_again(browser, person, reverse("organisation_add"), **typed)
    made = Organisation.objects.get(name="Wye Group")
    assert [saved.url, again.url] == [made.get_absolute_url()] * 2
    assert made.opened.isoformat() == "1999-05-01"


def test_a_long_section_is_kept(person):
    host = PublicBodyFactory()
    draft: Consultation = ConsultationFactory(host=host)
    section = SectionFactory(consultation=draft)
    browser = signed_in(make_actor("commissioner", organisation=host, user=person))
    url = reverse("section_edit", args=[draft.pk, section.pk])
    saved, _ = sent_again(browser, person, url, title="Why", text=LONG + LONG)
    assert saved.status_code == 302
    section.refresh_from_db()
    assert section.text == LONG + LONG


def test_words_are_not_shown_to_another_who_signs_in_on_the_same_computer(person):
    asked = a_consultation()
    browser = signed_in(make_actor("drafter"))
    url = reverse("answer_question", args=[asked.pk, "q1"])
    form = form_to(browser.get(url), url)
    browser.session.flush()
    asked_to_sign_in = browser.post(url, form.data(q1="Between us"))
    make_actor("drafter", user=person)
    onward = browser.post(asked_to_sign_in.url, {"login": person.email, "password": PASSWORD})
    page = browser.get(onward.url, follow=True)
    assert ("Between us" in page.content.decode(), page.redirect_chain) == (False, [("/", 302)])
    assert Answer.objects.count() == 0


def test_what_one_typed_of_their_own_account_is_not_shown_to_the_next(person):
    """Forms of the account carry no capacity: they are bound to the account."""
    browser = signed_in(make_actor("drafter"))
    url = reverse("account_edit")
    form = form_to(browser.get(url), url)
    browser.session.flush()
    asked = browser.post(url, form.data(name="Between Us", telephone="01684 960106"))
    make_actor("drafter", user=person)
    onward = browser.post(asked.url, {"login": person.email, "password": PASSWORD})
    page = browser.get(onward.url, follow=True)
    assert ("Between Us" in page.content.decode(), page.redirect_chain) == (False, [("/", 302)])


def test_the_form_of_ones_account_comes_back_to_its_owner(person):
    browser = signed_in(make_actor("drafter", user=person))
    saved, _ = sent_again(browser, person, reverse("account_edit"), name="Jo Price", telephone="01684 960106")
    assert saved.status_code == 302
    person.refresh_from_db()
    assert (person.name, person.telephone) == ("Jo Price", "01684 960106")


@pytest.mark.parametrize("ended", [True, False], ids=["the session had ended", "signed out by hand"])
def test_an_answer_of_four_hours_whose_person_signed_in_again_in_another_tab(person, ended):
    """Signing in makes the old page's proof worthless: its words come back with a button, and are kept once."""
    asked = a_consultation()
    mine = make_actor("approver", organisation=OrganisationFactory(name="Malvern Carers"), user=person)
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = signed_in(mine).cookies
    url = reverse("answer_question", args=[asked.pk, "q1"])
    form = form_to(browser.get(url), url)
    if ended:
        browser.session.flush()
    else:
        leave = reverse("account_logout")
        browser.post(leave, form_to(browser.get(leave), leave).data())
    again = reverse("account_login")
    there = form_to(browser.get(again), again).data(login=person.email, password=PASSWORD)
    assert browser.post(again, there).status_code == 302
    old = browser.post(url, form.data(q1=LONG, then="list"), headers={"Origin": "http://testserver"})
    assert old.status_code == 403
    assert Answer.objects.count() == 0
    back = form_to(old, url)
    assert back.values["q1"] == [LONG]
    for _ in range(2):
        saved = browser.post(back.action, back.data(), headers={"Origin": "http://testserver"})
        assert saved.status_code == 302
    answer = Answer.objects.get()
    assert (answer.text, answer.edition, answer.version.response.organisation_id) == (LONG, 1, mine.organisation_id)
    script = browser.post(url, form.data(q1="x"), headers={"Origin": "http://testserver", "X-Autosave": "1"})
    assert (script.status_code, Answer.objects.get().text) == (403, LONG)
