"""Before sending, everybody sees exactly who will read the answer: the list is what the rule says, for every person."""

import pytest
from django.urls import reverse

from consultation import demo
from consultation.consultations.demo import CARERS_PLAN
from consultation.consultations.models import Consultation
from consultation.responses import actions
from consultation.responses.models import Respondent, Response
from consultation.responses.people import as_sent, readers_of, readers_once_matched
from core import clock
from partnerships import demo as partners
from partnerships.organisations.demo import LIFTS, YOUTH
from partnerships.people.actors import actors_of
from partnerships.people.models import User
from tests.consultation.pages import words
from tests.factories.consultation import given
from tests.factories.organisations import FundingFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
READ = "consultation.view_response"


def named(readers) -> set[tuple[str, str]]:
    """(capacity, name) of everybody listed."""
    return {(each.capacity, name) for each in readers for name in each.names}


def by_the_rule(response: Response) -> set[tuple[str, str]]:
    """The same of everybody in the product, one by one, outside the organisation."""
    found = set()
    for user in User.objects.filter(is_active=True):
        for actor in actors_of(user):
            outside = response.organisation_id is None or actor.organisation_id != response.organisation_id
            if outside and actor.may(READ, as_sent(response)):
                found.add((actor.label, str(user)))
    return found


def test_for_every_person_of_the_demonstration_the_list_is_the_rule():
    """The board that asks pays one of the groups: its people are not among that group's readers, and among others'."""
    partners.load()
    demo.load()
    plan = Consultation.objects.get(title=CARERS_PLAN)
    daniel = {each.label for each in actors_of(User.objects.get(email="daniel@example.org"))}
    assert len(daniel) == 1
    seen = {}
    for response in Response.objects.filter(consultation=plan).select_related("consultation", "respondent"):
        listed = named(readers_of(response))
        assert listed == by_the_rule(response), response
        assert listed
        seen[str(response.organisation)] = bool(daniel & {capacity for capacity, _ in listed})
    assert (seen[LIFTS], seen[YOUTH]) == (True, False)
    assert sorted(seen.values()) == [False, True, True, True, True]


def test_the_page_names_them_and_leaves_out_who_pays(consultation, approver, commissioner, secretariat, host, forum):
    actions.save_answers(by=approver, consultation=consultation, given=[given(consultation, "q1", text="We agree.")])
    client = signed_in(approver)
    where = reverse("answer_check", args=[consultation.pk])
    before = words(client.get(where))
    assert "Your own people, and these, once it is sent:" in before
    assert f"{commissioner.user}: {commissioner.label}" in before
    assert f"{secretariat.user}: {secretariat.label}" in before
    FundingFactory(funder=host, funded=forum)
    after = words(client.get(where))
    assert str(commissioner.user) not in after
    assert f"{secretariat.user}: {secretariat.label}" in after


@pytest.fixture
def from_outside(consultation):
    """An answer begun without an account, by a group that the register does not know yet."""
    who = Respondent.objects.create(
        kind="organisation", name="Luncheon Club", email="club@example.org", confirmed_at=clock.now()
    )
    made = Response(consultation=consultation, respondent=who, channel="guest")
    return actions.start_response(make_actor("visitor"), made)


def test_of_a_group_that_nobody_has_matched_both_lists_are_told(from_outside, commissioner, secretariat):
    other = make_actor("commissioner")
    assert named(readers_of(from_outside)) == by_the_rule(from_outside) == {(secretariat.label, str(secretariat.user))}
    assert named(readers_once_matched(from_outside)) == {(commissioner.label, str(commissioner.user))}
    assert other.label not in {each.capacity for each in readers_once_matched(from_outside)}


def test_of_an_individual_there_is_nothing_to_match(from_outside, commissioner, secretariat):
    from_outside.respondent.kind = "individual"
    assert {capacity for capacity, _ in named(readers_of(from_outside))} == {commissioner.label, secretariat.label}
    assert readers_once_matched(from_outside) == []
