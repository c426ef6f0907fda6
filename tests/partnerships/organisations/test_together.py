"""Two people at the same moment, on PostgreSQL."""

import datetime
import html
import threading
import uuid

import pytest
from django.db import connections, transaction

from core.acts import Conflict, Refused
from core.trail.actions import save_new
from core.trail.models import Event
from partnerships.organisations.actions import add_identifier, update_organisation
from partnerships.organisations.models import Identifier, Lineage, Organisation
from partnerships.organisations.succession import record_succession
from partnerships.terms.actions import add_term
from partnerships.terms.models import Term
from tests.factories.organisations import KindFactory, OrganisationFactory, PublicBodyFactory
from tests.factories.people import make_actor, signed_in

pytestmark = [pytest.mark.served, pytest.mark.django_db(transaction=True)]


def at_once(*works):
    """What each of these did, begun at the same moment on connections of their own: its answer, or what it raised."""
    found, ready = [None] * len(works), threading.Barrier(len(works))

    def run(place, work):
        try:
            ready.wait(10)
            found[place] = work()
        except Exception as problem:
            found[place] = problem
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(place, work)) for place, work in enumerate(works)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(30)
    return found


def test_of_two_who_edit_the_same_entry_one_is_told():
    body, by = OrganisationFactory(name="Wye Group"), make_actor("secretariat")
    found = at_once(
        lambda: update_organisation(by=by, organisation=body, version=1, telephone="1"),
        lambda: update_organisation(by=by, organisation=body, version=1, telephone="2"),
    )
    assert sorted(type(each).__name__ for each in found) == ["Conflict", "Organisation"]
    conflict = next(each for each in found if isinstance(each, Conflict))
    won = next(each for each in found if isinstance(each, Organisation))
    assert (conflict.current.telephone, conflict.current.version) == (won.telephone, 2)


def test_the_page_of_who_lost_shows_both_and_keeps_the_words():
    body, person = OrganisationFactory(name="Wye Group"), make_actor("secretariat")
    browsers = [signed_in(person), signed_in(person)]
    posts = [
        lambda number=number, browser=browser: browser.post(
            f"/partners/{body.pk}/edit/", {"name": f"Wye Group {number}", "version": 1}
        )
        for number, browser in enumerate(browsers)
    ]
    answers = sorted(at_once(*posts), key=lambda answer: answer.status_code)
    assert [answer.status_code for answer in answers] == [302, 409]
    page = answers[1].content.decode()
    assert ("Wye Group 0" in page, "Wye Group 1" in page) == (True, True)
    assert "Nothing of yours is lost" in page


def test_the_same_form_posted_twice_at_once_makes_one_row():
    kind, person = KindFactory(), make_actor("secretariat")
    form = {"name": "Wye Group", "kind": kind.pk, "once": str(uuid.uuid4())}
    answers = at_once(*[lambda: signed_in(person).post("/partners/add/", form)] * 2)
    made = Organisation.objects.get(name="Wye Group")
    assert [answer.url for answer in answers] == [f"/partners/{made.pk}/"] * 2


def test_two_successions_at_once_cannot_make_a_circle():
    one, two = PublicBodyFactory(name="One"), PublicBodyFactory(name="Two")
    by, on = make_actor("secretariat"), datetime.date(2006, 10, 1)
    found = at_once(
        lambda: record_succession(by=by, ancestor=one, descendant=two, kind="merger", on=on),
        lambda: record_succession(by=by, ancestor=two, descendant=one, kind="merger", on=on),
    )
    assert sorted(type(each).__name__ for each in found) == ["Lineage", "Refused"]
    refused = next(each for each in found if isinstance(each, Refused))
    assert "itself came from" in refused.messages[0]
    assert Lineage.objects.count() == 1


def test_shares_that_pass_on_at_once_never_exceed_the_whole():
    old, new, third = (PublicBodyFactory(name=name) for name in ("Old", "New", "Third"))
    by, on = make_actor("secretariat"), datetime.date(2006, 10, 1)
    found = at_once(
        lambda: record_succession(by=by, ancestor=old, descendant=new, kind="split", on=on, share=60),
        lambda: record_succession(by=by, ancestor=old, descendant=third, kind="split", on=on, share=60),
    )
    assert sorted(type(each).__name__ for each in found) == ["Lineage", "Refused"]


def test_a_long_line_of_bodies_cannot_be_closed_to_a_circle_by_two_at_once():
    """Three bodies: the two acts lock different rows, and would each see only half of the circle."""
    one, two, three, four = (PublicBodyFactory(name=name) for name in ("One", "Two", "Three", "Four"))
    by, on = make_actor("secretariat"), datetime.date(2006, 10, 1)
    record_succession(by=by, ancestor=one, descendant=two, kind="merger", on=on)
    record_succession(by=by, ancestor=three, descendant=four, kind="merger", on=on)
    found = at_once(
        lambda: record_succession(by=by, ancestor=two, descendant=three, kind="merger", on=on),
        lambda: record_succession(by=by, ancestor=four, descendant=one, kind="merger", on=on),
    )
    assert sorted(type(each).__name__ for each in found) == ["Lineage", "Refused"]


def test_one_code_given_to_two_bodies_at_once_is_refused_in_the_words_of_a_code_that_is_taken():
    bodies, by = (
        [OrganisationFactory(name="Wye Group"), OrganisationFactory(name="Lugg Group")],
        make_actor("secretariat"),
    )
    found = at_once(
        *[
            lambda body=body: add_identifier(by=by, organisation=body, scheme="charity", value="1000001")
            for body in bodies
        ]
    )
    refused, held = sorted(found, key=lambda each: isinstance(each, Identifier))
    assert refused.message_dict == {"value": [f"{held.organisation.name} already has the Charity number 1000001."]}
    assert Event.objects.filter(verb="added a code").count() == 1


def test_the_page_says_so_when_one_code_makes_two_entries_at_once():
    kind, person = KindFactory(), make_actor("secretariat")
    form = {"kind": kind.pk, "charity": "1000001"}
    posts = [
        lambda name=name: signed_in(person).post("/partners/add/", form | {"name": name, "once": str(uuid.uuid4())})
        for name in ("Wye Group", "Lugg Group")
    ]
    answers = sorted(at_once(*posts), key=lambda answer: answer.status_code)
    assert [answer.status_code for answer in answers] == [302, 422]
    made = Organisation.objects.get(name__in=("Wye Group", "Lugg Group"))
    assert f"{made.name} already has the Charity number 1000001." in html.unescape(answers[1].content.decode())


def test_one_title_put_on_a_list_twice_at_once_stands_there_once():
    by = make_actor("secretariat")
    found = at_once(
        *[lambda title=title: add_term(by=by, vocabulary="serves", title=title) for title in ("Drivers", "drivers")]
    )
    refused, term = sorted(found, key=lambda each: isinstance(each, Term))
    assert refused.message_dict in [{"title": [f"The list has '{title}' already."]} for title in ("Drivers", "drivers")]
    assert list(Term.objects.filter(title__iexact="drivers")) == [term]


def test_what_a_constraint_forbids_is_refused_in_its_words_when_saved_at_once():
    bodies, by = [OrganisationFactory(), OrganisationFactory()], make_actor("secretariat")
    codes = [Identifier(organisation=body, scheme="charity", value="1000001") for body in bodies]

    @transaction.atomic
    def save(code):
        save_new(by, "added a code", code)

    found = at_once(*[lambda code=code: save(code) for code in codes])
    [refused] = [each for each in found if each is not None]
    assert refused.messages == ["Another organisation in the register already has this code."]
