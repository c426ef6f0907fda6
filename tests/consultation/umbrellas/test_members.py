"""An umbrella body sees that its members have answered, never what; and of nobody else, on no other day."""

import datetime

import pytest
from django.urls import reverse

from consultation.responses.actions import save_answers, withdraw_response
from consultation.responses.models import Response, ResponseVersion
from consultation.umbrellas.reading import with_standing
from core import clock
from partnerships.duplicates.actions import merge_organisations
from partnerships.organisations.models import UmbrellaMembership
from tests.factories.answers import from_guest, keyed
from tests.factories.consultation import CLOSED, CLOSES, DURING, OPENS, a_consultation, given, sent
from tests.factories.duplicates import SuggestionFactory
from tests.factories.organisations import FundingFactory, OrganisationFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
LATER = CLOSED + datetime.timedelta(days=40)


class Told:
    """A consultation, and members of an umbrella body that have come differently far."""

    def __init__(self) -> None:
        self.asked = a_consultation(published=True)
        self.umbrella = OrganisationFactory(name="Alliance")
        self.ann = make_actor("member", "administrator", organisation=self.umbrella)
        names = ("Answered", "Begun", "Letter", "Left", "Silent")
        self.members = {name: OrganisationFactory(name=name) for name in names}
        for name, member in self.members.items():
            UmbrellaMembership.objects.create(
                member=member,
                umbrella=self.umbrella,
                membership_class="member",
                ends=OPENS if name == "Left" else None,
            )
        self.stranger = OrganisationFactory(name="Stranger")
        for name in ("Answered", "Left"):
            sent(self.asked, self.members[name], q1="A secret word.")
        sent(self.asked, self.stranger, q1="A secret word.")
        keyed(self.asked, self.members["Letter"])
        with clock.at(DURING):
            drafter = make_actor("drafter", organisation=self.members["Begun"])
            answers = [given(self.asked, "q1", text="A secret word.")]
            save_answers(by=drafter, consultation=self.asked, given=answers)

    def stands(self, at=DURING, by=None):
        with clock.at(at):
            rows = with_standing(by or self.ann, self.asked).order_by("member__name")
            return dict(rows.values_list("member__name", "stands"))


@pytest.fixture
def told():
    return Told()


def test_it_says_who_has_answered_and_of_members_alone(told):
    assert told.stands() == {"Answered": "answered", "Begun": "begun", "Letter": "answered", "Silent": "not"}


def test_members_are_those_of_the_closing_day_once_it_is_closed(told):
    UmbrellaMembership.objects.filter(member=told.members["Silent"]).update(ends=CLOSES)
    UmbrellaMembership.objects.filter(member=told.members["Letter"]).update(starts=LATER.date())
    assert sorted(told.stands(LATER)) == ["Answered", "Begun", "Silent"]


def test_a_body_that_belongs_by_two_entries_that_were_merged_is_one_member(told):
    """The entry that is kept has no membership of its own: the first of the others stands for it."""
    kept, ruth = OrganisationFactory(name="Kept"), make_actor("secretariat")
    with clock.at(DURING):
        for name in ("Silent", "Begun"):
            pair = SuggestionFactory(first=told.members[name], second=kept)
            merge_organisations(by=ruth, suggestion=pair, keep=kept, why="One body.")
        assert told.stands() == {"Answered": "answered", "Begun": "begun", "Letter": "answered"}
        assert f"2 of 3 members answered: {told.asked.title}" in signed_in(told.ann).get("/").content.decode()
        UmbrellaMembership.objects.create(member=kept, umbrella=told.umbrella, membership_class="affiliate")
        assert told.stands() == {"Answered": "answered", "Kept": "begun", "Letter": "answered"}


def test_what_came_without_an_account_is_not_shown(told):
    guest = from_guest(told.asked, "Silent")
    Response.objects.filter(pk=guest.pk).update(organisation=told.members["Silent"])
    assert told.stands()["Silent"] == "not"


def test_of_a_member_that_it_has_funded_it_is_not_told(told):
    FundingFactory(funder=told.umbrella, funded=told.members["Answered"])
    by = make_actor("member", organisation=told.umbrella)
    assert told.stands(by=by)["Answered"] == "closed"
    assert told.stands(by=by)["Letter"] == "answered"


def test_an_answer_that_was_taken_back_is_said_to_be(told):
    response = Response.objects.get(organisation=told.members["Answered"])
    with clock.at(DURING):
        approver = make_actor("approver", organisation=told.members["Answered"])
        withdraw_response(by=approver, response=response, reason="We meet again.")
    assert told.stands()["Answered"] == "withdrawn"


def test_the_page_holds_no_word_of_an_answer_and_the_answer_itself_stays_closed(told):
    browser = signed_in(told.ann)
    with clock.at(DURING):
        page = browser.get(reverse("consultation_members", args=[told.asked.pk])).content.decode()
        assert "Has answered: 2" in page
        assert "secret" not in page
        assert "Stranger" not in page
        home = browser.get("/").content.decode()
        assert f"2 of 4 members answered: {told.asked.title}" in home
        response = Response.objects.get(organisation=told.members["Answered"])
        assert browser.get(response.get_absolute_url()).status_code == 404
        assert not told.ann.may("consultation.view_response", response)
        assert not Response.objects.visible_to(told.ann).exists()
        assert not ResponseVersion.objects.filter(told.ann.q("consultation.view_version")).exists()
        other = make_actor("administrator", organisation=told.stranger)
        assert told.stands(by=other) == {}
        draft = a_consultation(published=False)
        assert browser.get(reverse("consultation_members", args=[draft.pk])).status_code == 404


def test_the_page_asks_as_much_for_many_members(told, django_assert_num_queries):
    browser = signed_in(told.ann)
    address = reverse("consultation_members", args=[told.asked.pk])
    with clock.at(DURING):
        browser.get(address)
        with django_assert_num_queries(6):
            browser.get(address)
        for _ in range(10):
            UmbrellaMembership.objects.create(
                member=OrganisationFactory(), umbrella=told.umbrella, membership_class="affiliate"
            )
        with django_assert_num_queries(6):
            browser.get(address)


def test_a_member_that_was_entered_twice_is_shown_once_as_the_entry_that_is_kept(told):
    """Nothing is moved by a merge: the membership, and an answer of before, stay with the entry that was merged."""
    for name in ("Begun", "Silent", "Answered"):
        kept = told.stranger if name == "Silent" else OrganisationFactory(name=f"Kept {name}")
        merged = told.members[name]
        merged.duplicate_of = kept
        merged.save()
    both = OrganisationFactory(name="Letter again", duplicate_of=told.members["Letter"])
    UmbrellaMembership.objects.create(member=both, umbrella=told.umbrella, membership_class="member")
    assert list(told.stands().values()) == ["answered", "begun", "answered", "answered"]
    with clock.at(DURING):
        page = signed_in(told.ann).get(reverse("consultation_members", args=[told.asked.pk])).content.decode()
    shown = [name for name in ("Kept Answered", "Kept Begun", "Letter", "Stranger") if name in page]
    assert (len(shown), "Silent" in page, "Letter again" in page) == (4, False, False)
