"""What an organisation is called besides, and what it is part of or acts for: by page and act."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from core import clock
from core.acts import Refused
from core.trail.models import Event
from partnerships.organisations.models import Organisation, Tie
from partnerships.organisations.names_and_ties import add_name, drop_name, tie, untie
from tests.consultation.pages import words
from tests.factories.organisations import OrganisationFactory, PublicBodyFactory
from tests.factories.people import make_actor, signed_in
from tests.journeys.pages import form_to

pytestmark = pytest.mark.django_db
DAY = datetime.date(2006, 10, 1)


@pytest.fixture
def club():
    return OrganisationFactory(name="Wye Luncheon Club")


@pytest.fixture
def by(club):
    return make_actor("administrator", organisation=club)


@pytest.fixture
def browser(by):
    return signed_in(by)


def send(browser, club, step, **typed):
    """Fill in the form of a step and press its button."""
    url = f"/partners/{club.pk}/{step}/"
    return browser.post(url, form_to(browser.get(url), url).data(**typed))


def found_by(word):
    return list(Organisation.objects.matching(word))


def names_of(club):
    return list(club.names.order_by("name").values_list("name", "kind", "ends"))


def test_a_name_is_added_shown_and_found(browser, club):
    assert send(browser, club, "names/add", name="  The   Dinner Ladies ", kind="also").url == f"/partners/{club.pk}/"
    assert names_of(club) == [("The Dinner Ladies", "also", None)]
    assert "Also known as The Dinner Ladies" in words(browser.get(f"/partners/{club.pk}/"))
    assert found_by("dinner lad") == [club]
    assert Event.objects.get(verb="added a name").detail == {"name": "The Dinner Ladies", "kind": "Also known as"}


def test_a_name_that_says_nothing_new_is_refused(browser, club):
    send(browser, club, "names/add", name="WLC", kind="short")
    for name, sentence in (("wye luncheon club", "That is its name already."), ("WLC", "&#39;WLC&#39; stands there")):
        page = send(browser, club, "names/add", name=name, kind="short")
        assert (page.status_code, sentence in page.content.decode()) == (422, True)
    assert names_of(club) == [("WLC", "short", None)]


def test_a_name_it_had_until_today_is_kept_as_a_former_one_and_a_wrong_one_goes(browser, by, club):
    for name in ("Dinner Ladies", "Wrong Club"):
        add_name(by=by, organisation=club, name=name, kind="also")
    kept, wrong = club.names.order_by("name")
    with clock.at(DAY):
        send(browser, club, "names/drop", name=str(kept.pk), reason="former")
        send(browser, club, "names/drop", name=str(wrong.pk), reason="wrong")
    assert names_of(club) == [("Dinner Ladies", "former", DAY)]
    assert (found_by("dinner"), found_by("wrong")) == ([club], [])
    with pytest.raises(Refused, match="'Wrong Club' is not among the names of Wye Luncheon Club any more."):
        drop_name(by=by, organisation=club, name=wrong, wrong=True)
    add_name(by=by, organisation=club, name="Dinner Ladies", kind="also")
    with clock.at(DAY):
        drop_name(by=by, organisation=club, name=club.names.get(kind="also"), wrong=False)
    assert names_of(club) == [("Dinner Ladies", "former", DAY)]


def test_one_without_further_names_has_none_to_drop(browser, club):
    page = browser.get(f"/partners/{club.pk}/names/drop/", follow=True)
    assert "Wye Luncheon Club has no further name." in words(page)


def test_it_is_part_of_another_until_that_ends(browser, club):
    main = OrganisationFactory(name="Wye Community Trust")
    send(browser, club, "ties/add", kind="part_of", other="Wye Community Trust")
    held = Tie.objects.get()
    assert (held.organisation, held.other, held.kind, held.starts) == (club, main, "part_of", clock.today())
    assert "Is part of Wye Community Trust Say that this has ended" in words(browser.get(f"/partners/{club.pk}/"))
    assert "Has as a part Wye Luncheon Club" in words(browser.get(f"/partners/{main.pk}/"))
    assert "It is no longer part of the other" in words(browser.get(f"/partners/{club.pk}/ties/{held.pk}/end/"))
    send(browser, club, f"ties/{held.pk}/end")
    held.refresh_from_db()
    assert held.ends == clock.today()
    assert "This has ended already." in words(browser.get(f"/partners/{club.pk}/ties/{held.pk}/end/", follow=True))
    verbs = ["joined another organisation", "left another organisation"]
    assert list(Event.objects.filter(verb__in=verbs).order_by("pk").values_list("verb", flat=True)) == verbs


def test_what_cannot_be_is_refused(by, club):
    unit = PublicBodyFactory(name="Support Unit")
    tie(by=by, organisation=club, other=unit, kind="part_of")
    with pytest.raises(Refused, match="An organisation cannot belong to itself."):
        tie(by=by, organisation=club, other=club, kind="part_of")
    with pytest.raises(Refused, match="Wye Luncheon Club is part of Support Unit already."):
        tie(by=by, organisation=club, other=unit, kind="part_of")
    with pytest.raises(Refused, match="each cannot be part of the other"):
        tie(by=make_actor("secretariat"), organisation=unit, other=club, kind="part_of")
    held = tie(by=by, organisation=club, other=unit, kind="acts_for")
    untie(by=by, held=held)
    with pytest.raises(Refused, match="This has ended already."):
        untie(by=by, held=held)


def test_only_those_who_may_change_an_entry_do(by, club):
    name = add_name(by=by, organisation=club, name="WLC", kind="short")
    other = PublicBodyFactory()
    held = tie(by=by, organisation=club, other=other, kind="acts_for")
    for who in (make_actor("member", organisation=club), make_actor("administrator"), make_actor("commissioner")):
        for act in (
            lambda who=who: add_name(by=who, organisation=club, name="X", kind="also"),
            lambda who=who: drop_name(by=who, organisation=club, name=name, wrong=True),
            lambda who=who: tie(by=who, organisation=club, other=other, kind="part_of"),
            lambda who=who: untie(by=who, held=held),
        ):
            with pytest.raises(PermissionDenied):
                act()
    assert (club.names.count(), Tie.objects.filter(ends=None).count()) == (1, 1)
