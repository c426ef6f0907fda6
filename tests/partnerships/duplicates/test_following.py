"""A duplicate is no body of its own on any day, anywhere; what is recorded of it is followed from the kept entry."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from consultation.responses.actions import save_answers
from consultation.responses.models import Response
from core import clock
from core.acts import Refused
from partnerships.bodies.models import Seat
from partnerships.duplicates.actions import merge_organisations, undo_merge
from partnerships.organisations.fields import OrganisationField
from partnerships.organisations.lineage import funded_until, heir_until, with_successors
from partnerships.organisations.models import Identifier, Organisation, OrganisationName
from partnerships.organisations.reports import OrganisationsByKind
from partnerships.organisations.succession import record_funding, record_succession
from partnerships.people.actors import actor_for
from tests.consultation.pages import words
from tests.factories.bodies import SeatFactory
from tests.factories.consultation import DURING, a_consultation, given, sent
from tests.factories.duplicates import SuggestionFactory
from tests.factories.organisations import FundingFactory, OrganisationFactory, PublicBodyFactory
from tests.factories.people import make_actor
from tests.partnerships.organisations.imports.files import ods, ods_row, said

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2006, 5, 4)
BEFORE = datetime.date(2005, 5, 4)


@pytest.fixture(autouse=True)
def today():
    with clock.at(TODAY):
        yield


@pytest.fixture
def office(actor):
    return actor("secretariat")


@pytest.fixture
def pair(db):
    """Wye Carers, a partner here, and the same entered twice with a code and a name of its own."""
    kept = OrganisationFactory(name="Wye Carers", ods="W1", partner=True)
    twice = OrganisationFactory(name="Carers of the Wye", ods="W2", partner=True)
    OrganisationName.objects.create(organisation=twice, name="The Tuesday Club", kind="also")
    return SuggestionFactory(first=kept, second=twice)


@pytest.fixture
def merged(pair, office):
    """The same, merged."""
    merge_organisations(by=office, suggestion=pair, keep=pair.first, why="One committee.")
    pair.refresh_from_db()
    return pair


def listed(browser, query="") -> list[str]:
    """The names on the list of partners in the API."""
    return sorted(each["name"] for each in browser.get(f"/api/organisations/?{query}").json()["results"])


@pytest.mark.parametrize("query", ["", "as_at=2005-05-04", "state=open", "state=closed", "standing=partner", "q=W2"])
def test_it_stands_on_no_list_on_any_day(merged, client_for, query):
    trust = make_actor("secretariat", organisation=PublicBodyFactory(name="Trust"))
    found = listed(client_for(trust), query)
    assert "Carers of the Wye" not in found
    assert ("Wye Carers" in found) == (query != "state=closed")


def test_reports_count_it_once_on_any_day(merged, office):
    for day in (TODAY, BEFORE):
        [figures, _] = OrganisationsByKind().sections(office, day, sector="voluntary")
        assert [figure.value for _, figure in figures.figures] == [1, 1]


@pytest.mark.parametrize("typed", ["W2", "Carers of the Wye", "Carers of the Wye, W2", "#{}", "W1"])
def test_whoever_names_it_means_the_kept_one(merged, typed):
    assert OrganisationField().clean(typed.format(merged.second.pk)) == merged.first


def test_a_pick_list_offers_the_kept_one_by_the_names_of_either(merged, client):
    for typed in ("W2", "carers of the wye", "tuesday"):
        assert client.get("/partners/suggest/", {"q": typed}).json() == ["Wye Carers, W1"]
    with pytest.raises(ValidationError, match="Did you mean Wye Carers, W1"):
        OrganisationField().clean("tuesday cl")


def test_the_search_box_leads_to_the_kept_one(merged, client):
    page = client.get("/search", {"q": "Tuesday Club"}).content.decode()
    assert (f"/partners/{merged.first.pk}/" in page, f"/partners/{merged.second.pk}/" in page) == (True, False)


def test_after_the_undo_each_is_found_by_its_own(merged, office):
    undo_merge(by=office, suggestion=merged, reason="Two committees.")
    assert [list(Organisation.objects.matching(word)) for word in ("W1", "W2", "tuesday")] == [
        [merged.first], [merged.second], [merged.second],
    ]  # fmt: skip
    assert OrganisationField().clean("W2") == merged.second


def test_both_pages_say_it(merged, client_for, office):
    kept = client_for(office).get(f"/partners/{merged.first.pk}/").content.decode()
    assert "Also entered as" in kept
    assert "ODS code W2, The Tuesday Club" in " ".join(kept.split())
    twice = " ".join(client_for(office).get(f"/partners/{merged.second.pk}/").content.decode().split())
    assert ("Entered twice" in twice, "It was entered twice, as" in twice) == (True, True)
    assert ("Last day" in twice and "3 May 2006" in twice, "1900" in twice) == (False, False)
    assert ("Take back" in twice, "What became of it" in twice.split("Before and after")[0]) == (False, False)


def test_programs_are_told(merged, client):
    kept = client.get(f"/api/organisations/{merged.first.pk}/").json()
    twice = client.get(f"/api/organisations/{merged.second.pk}/").json()
    assert (kept["duplicate_of"], kept["also_entered_as"]) == (None, [merged.second.pk])
    assert (twice["duplicate_of"], twice["also_entered_as"]) == (merged.first.pk, [])


def test_the_line_holds_on_every_day(merged):
    """Also before the merge: it always was the same body."""
    line = {merged.first.pk: None, merged.second.pk: None}
    assert heir_until(merged.first.pk, TODAY) == line
    assert heir_until(merged.first.pk, BEFORE) == line
    assert with_successors([merged.second.pk]) == {merged.second.pk: {merged.first.pk, merged.second.pk}}


def test_the_wall_stands_for_both_on_every_day(merged):
    """Who funds either has funded both; what either funds is closed to the people of both."""
    funder = FundingFactory(funded=merged.second).funder
    paid = FundingFactory(funder=merged.second).funded
    for day in (TODAY, BEFORE):
        assert set(funded_until([funder.pk], day)) == {merged.first.pk, merged.second.pk}
        assert paid.pk in funded_until([merged.first.pk], day)


def test_its_predecessors_are_the_kept_ones(merged, office):
    old = OrganisationFactory(name="Old Carers", closed=BEFORE)
    with pytest.raises(ValidationError, match="Record this of Wye Carers"):
        record_succession(by=office, ancestor=old, descendant=merged.second, kind="renaming", on=TODAY)
    record_succession(by=office, ancestor=old, descendant=merged.first, kind="renaming", on=TODAY)
    assert set(heir_until(merged.first.pk, TODAY)) == {merged.first.pk, merged.second.pk, old.pk}


def test_its_seats_go_on(pair, office):
    """On a board's page and in the list; they end with the kept one, not with the merge."""
    seat = SeatFactory(organisation=pair.second)
    merge_organisations(by=office, suggestion=pair, keep=pair.first, why="One committee.")
    found = Seat.objects.get(pk=seat.pk)
    assert (found.holds_on(TODAY), found.until, list(Seat.objects.in_force(TODAY))) == (True, "", [seat])
    Organisation.objects.filter(pk=pair.first.pk).update(closed=BEFORE)
    found = Seat.objects.get(pk=seat.pk)
    assert (found.holds_on(TODAY), list(Seat.objects.in_force(TODAY))) == (False, [])


def test_a_program_that_names_it_means_the_kept_one(merged, client_for, office):
    body = {"funder": 1}
    third = OrganisationFactory(name="Lugg Advice")
    sent = {"organisation": third.pk, "other": merged.second.pk, "why": "The same chair."}
    reply = client_for(office).post("/api/duplicates/name/", sent, content_type="application/json")
    assert (reply.status_code, reply.json()["first"], body) == (200, merged.first.pk, {"funder": 1})


def test_an_import_leaves_it_as_it_is(lists, office):
    """And still finds the kept one by all that it is called, after it changed that."""
    lists.take("ods", ods(ods_row("05F", "NHS WYE CCG"), ods_row("05G", "NHS WYE VALLEY CCG")))
    kept, twice = (Organisation.objects.get(code=code) for code in ("05F", "05G"))
    pair = SuggestionFactory(first=kept, second=twice)
    merge_organisations(by=office, suggestion=pair, keep=kept, why="One group.")
    rows = ods_row("05F", "NHS WYE CCG", c18="01432 1"), ods_row("05G", "NHS RENAMED CCG", c18="01432 2")
    run = lists.take("ods", ods(*rows))
    kept.refresh_from_db(), twice.refresh_from_db()
    assert (kept.telephone, twice.telephone, twice.name, twice.duplicate_of) == (
        "01432 1",
        "",
        "NHS Wye Valley CCG",
        kept,
    )
    assert said(run, "doubtful") == [
        (2, "NHS Wye Valley CCG was entered twice and merged into NHS Wye CCG, 05F. Left as it is.")
    ]
    assert list(Organisation.objects.matching("05G")) == [kept]


def answered(by, consultation) -> Response:
    """A first word of an answer."""
    with clock.at(DURING):
        return save_answers(by=by, consultation=consultation, given=[given(consultation, "q1", text="We agree.")])


def test_it_begins_no_second_answer(pair, office):
    """What its people had begun they can finish; what is new is answered as the kept one."""
    drafter = make_actor("drafter", organisation=pair.second)
    begun, later = a_consultation(), a_consultation()
    answered(drafter, begun)
    merge_organisations(by=office, suggestion=pair, keep=pair.first, why="One committee.")
    with clock.at(DURING):
        drafter = actor_for(drafter.user, drafter.membership_id)
    with pytest.raises(Refused, match="Change who you act as to Wye Carers, W1, and answer for that"):
        answered(drafter, later)
    kept = next(each for each in drafter.others if each.membership.organisation_id == pair.first.pk)
    assert answered(drafter.switched(kept.membership.pk), later).organisation == pair.first
    with clock.at(DURING):
        save_answers(by=drafter, consultation=begun, given=[given(begun, "q2a", yes=True)])
    assert set(Response.objects.values_list("organisation", flat=True)) == {pair.first.pk, pair.second.pk}


def test_two_answers_of_either_entry_are_told_where_they_are_read(pair, office, client_for):
    """Both count, so whoever merges, and whoever reads the answers, learns that they are of one body."""
    both, one = a_consultation(title="Support for carers"), a_consultation(title="Transport")
    first, second = sent(both, pair.first), sent(both, pair.second)
    sent(one, pair.second)
    merge_organisations(by=office, suggestion=pair, keep=pair.first, why="One committee.")
    browser = client_for(office)
    page = words(browser.get(pair.get_absolute_url()))
    assert "Where both have answered one consultation" in page
    assert f"Wye Carers, W1: Support for carers ({first.reference})" in page
    assert f"Carers of the Wye, W2: Support for carers ({second.reference})" in page
    assert ": Transport" not in page, "of one answer there is nothing to say"
    rows = browser.get("/api/responses/").json()["results"]
    assert {(each["organisation"], each["consultation"], each["also"]) for each in rows} == {
        ("Wye Carers", "Support for carers", "Carers of the Wye"),
        ("Carers of the Wye", "Support for carers", "Wye Carers"),
        ("Carers of the Wye", "Transport", ""),
    }
    page = words(browser.get(first.get_absolute_url()))
    assert "This body was entered twice. Of either entry one answer counts" in page
    assert f"{second.reference} , as Carers of the Wye, on this site" in page


def test_whoever_may_not_read_the_other_answer_is_not_told_of_it(pair, office, client_for):
    """Its own people read what it answered, and nothing that another funds is told to that."""
    both = a_consultation(host=PublicBodyFactory(name="Herefordshire PCT"))
    sent(both, pair.first), sent(both, pair.second)
    FundingFactory(funder=both.host, funded=pair.second)
    merge_organisations(by=office, suggestion=pair, keep=pair.first, why="One committee.")
    with clock.at(DURING):
        asks = make_actor("commissioner", organisation=both.host)
        assert "Wye" not in client_for(asks).get("/responses/").content.decode()


def test_its_code_stays_its_own(merged):
    assert Identifier.objects.get(value="W2").organisation == merged.second


def test_funding_of_the_other_is_recorded_of_the_kept_one(merged, office):
    funding = record_funding(by=office, funder=PublicBodyFactory(), funded=OrganisationField().clean("W2"))
    assert funding.funded == merged.first
