"""Two people at the same moment, on PostgreSQL."""

import datetime
import threading
import uuid

import pytest
from django.db import connections

from core.acts import Conflict, Refused
from partnerships.organisations.actions import update_organisation
from partnerships.organisations.models import Lineage, Organisation
from partnerships.organisations.succession import record_succession
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
