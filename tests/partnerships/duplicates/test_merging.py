"""Two entries merged by a person, undone by a person, and what stands in the way of either."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from core import clock
from core.acts import NotVisible, Refused
from core.trail.models import Event
from partnerships.duplicates import actions
from partnerships.duplicates.models import DuplicateSuggestion, Merge
from partnerships.organisations.actions import add_identifier, mark_partner, update_organisation
from partnerships.organisations.models import Identifier, Lineage, Organisation
from partnerships.organisations.succession import record_funding, record_succession, undo_succession
from partnerships.people.actors import actor_for
from partnerships.people.models import Membership, RoleHeld
from tests.factories.duplicates import SuggestionFactory
from tests.factories.organisations import KindFactory, OrganisationFactory, PublicBodyFactory
from tests.factories.people import MembershipFactory, make_actor

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2006, 5, 4)
YESTERDAY = TODAY - datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def today():
    with clock.at(TODAY):
        yield


@pytest.fixture
def office(actor):
    return actor("secretariat")


@pytest.fixture
def pair(db):
    """Wye Carers, and the same entered twice."""
    kept = OrganisationFactory(name="Wye Carers", ods="W1")
    twice = OrganisationFactory(name="The Wye Carers Ltd", ods="W2")
    return SuggestionFactory(first=kept, second=twice)


def merged(by, pair, **more) -> DuplicateSuggestion:
    more = {"keep": pair.first, "why": "One committee."} | more
    return actions.merge_organisations(by=by, suggestion=pair, **more)


def undone(by, pair, reason="Two committees.") -> DuplicateSuggestion:
    return actions.undo_merge(by=by, suggestion=pair, reason=reason)


def entry(pk: int) -> dict:
    """All that stands in the row of an organisation, but for the count of its edits."""
    found = Organisation.objects.filter(pk=pk).values().get()
    del found["version"]
    return found


def test_the_other_is_followed_to_the_one_that_is_kept(office, pair):
    kept, twice = pair.pair
    done = merged(office, pair)
    kept.refresh_from_db(), twice.refresh_from_db()
    assert (done.state, done.decided_on, done.decision, done.decided_by) == (
        "merged",
        TODAY,
        "One committee.",
        office.user,
    )
    assert (twice.duplicate_of, twice.closed, kept.closed) == (kept, YESTERDAY, None)
    step = Lineage.objects.get()
    assert (step.ancestor, step.descendant, step.kind, step.share) == (twice, kept, "duplicate", 100)
    assert list(Organisation.objects.matching("W2")) == [kept]
    assert list(Organisation.objects.matching("ltd")) == [kept]
    assert set(
        Event.objects.filter(object_id=kept.pk, model="partnerships.organisation").values_list("verb", flat=True)
    ) == {"kept of two entries"}
    assert [each.value for each in twice.identifiers.all()] == ["W2"], "nothing is moved"


def test_either_can_be_the_one_that_is_kept(office, pair):
    merged(office, pair, keep=pair.second)
    assert Organisation.objects.get(pk=pair.first.pk).duplicate_of == pair.second


def test_undone_it_is_as_it_stood(office, pair):
    closed = datetime.date(2004, 3, 31)
    Organisation.objects.filter(pk=pair.second.pk).update(closed=closed)
    before = [entry(each.pk) for each in pair.pair]
    merged(office, pair)
    assert entry(pair.second.pk)["closed"] == closed, "it closed before, and that stays"
    done = undone(office, pair)
    assert [entry(each.pk) for each in pair.pair] == before
    assert (done.state, done.decision, Lineage.objects.count()) == ("apart", "Two committees.", 0)
    merge = Merge.objects.get()
    assert (merge.undone_on, merge.undone_by, merge.undo_reason) == (TODAY, office.user, "Two committees.")
    verbs = Event.objects.filter(object_id=pair.second.pk, model="partnerships.organisation").order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == ["merged as a duplicate", "merge undone"]


def test_what_was_open_is_open_again(office, pair):
    merged(office, pair)
    undone(office, pair)
    assert entry(pair.second.pk)["closed"] is None


def test_merged_twice_is_merged_once(office, pair):
    merged(office, pair)
    assert merged(office, pair).state == "merged"
    assert (Merge.objects.count(), Lineage.objects.count()) == (1, 1)


def test_after_an_undo_it_can_be_merged_again(office, pair):
    merged(office, pair)
    undone(office, pair)
    merged(office, pair, keep=pair.second, why="They are one after all.")
    assert Organisation.objects.get(pk=pair.first.pk).duplicate_of == pair.second
    assert Merge.objects.standing().count() == 1


def test_an_entry_is_not_merged_with_itself(office, pair):
    other = OrganisationFactory()
    with pytest.raises(Refused, match="Choose which of the two is kept"):
        merged(office, pair, keep=other)
    with pytest.raises(Refused, match="That is the same entry"):
        actions.name_duplicate(by=office, organisation=other, other=other, why="The same.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.filter(pk=other.pk).update(duplicate_of=other)


def test_what_was_merged_already_is_not_merged_again(office, pair):
    third = OrganisationFactory(name="Carers of the Wye")
    merged(office, pair)
    for keep in (third, pair.second):
        again = DuplicateSuggestion.objects.filter(first=pair.second).first() or SuggestionFactory(
            first=pair.second, second=third
        )
        with pytest.raises(Refused, match=r"The Wye Carers Ltd, W2 was merged already: it is kept as Wye Carers, W1"):
            merged(office, again, keep=keep)


@pytest.mark.parametrize("onwards", [True, False])
def test_a_merge_that_would_make_a_circle_is_refused(office, pair, onwards):
    """Directly or by way of others, whichever is kept."""
    first, last = pair.pair if onwards else reversed(pair.pair)
    between = OrganisationFactory(name="Between")
    for one, other in ((first, between), (between, last)):
        record_succession(by=office, ancestor=one, descendant=other, kind="renaming", on=datetime.date(2005, 4, 1))
    for keep in pair.pair:
        with pytest.raises(Refused, match=f"{last.name}.* came from {first.name}.*, so they are two bodies"):
            merged(office, pair, keep=keep)
    assert (Merge.objects.count(), Lineage.objects.count()) == (0, 2)


def test_a_circle_over_a_merge_is_refused_too(office, pair):
    """What came from the kept one does not become the duplicate's predecessor."""
    merged(office, pair)
    with pytest.raises(Refused, match="was entered twice. Record this of Wye Carers, W1"):
        record_succession(by=office, ancestor=pair.first, descendant=pair.second, kind="merger", on=TODAY)


def test_what_became_of_the_duplicate_is_recorded_of_the_kept_one_first(office, pair):
    after = OrganisationFactory(name="Marches Carers")
    step = record_succession(by=office, ancestor=pair.second, descendant=after, kind="merger", on=TODAY)
    with pytest.raises(Refused, match="recorded: merged into Marches Carers. Keep that entry, or take this back"):
        merged(office, pair)
    undo_succession(by=office, lineage=step)
    assert merged(office, pair).state == "merged"


def test_one_ancestor_of_both_is_recorded_once(office, pair):
    before = OrganisationFactory(name="Old Carers")
    for each in pair.pair:
        record_succession(by=office, ancestor=before, descendant=each, kind="split", on=TODAY)
    with pytest.raises(Refused, match="Old Carers is recorded to have come before both"):
        merged(office, pair)


def test_two_sectors_want_a_reason(office):
    trust = PublicBodyFactory(name="Wye")
    pair = SuggestionFactory(first=trust, second=OrganisationFactory(name="Wye", kind=KindFactory(code="charity")))
    with pytest.raises(Refused, match="One is a primary care trust, the other a registered charity"):
        merged(office, pair, keep=trust, why=" ")
    merged(office, pair, keep=trust, why="Its own charity was never registered.")
    told = Event.objects.get(verb="merged", model="partnerships.merge")
    assert told.detail["overridden"] == [
        "One is a primary care trust, the other a registered charity. Say why they are one body."
    ]


def test_the_partner_is_kept_or_the_other_marked(office, pair):
    mark_partner(by=office, organisation=pair.second)
    with pytest.raises(Refused, match="is a partner here, Wye Carers, W1 is not"):
        merged(office, pair, why="")
    assert merged(office, pair, keep=pair.second, why="One.").state == "merged"


def test_what_goes_on_is_not_merged_into_what_closed_without_a_reason(office, pair):
    Organisation.objects.filter(pk=pair.first.pk).update(closed=datetime.date(2004, 3, 31))
    with pytest.raises(Refused, match="Wye Carers, W1 closed on 31 March 2004, and The Wye Carers Ltd, W2 went on"):
        merged(office, pair, why=" ")
    Organisation.objects.filter(pk=pair.second.pk).update(closed=datetime.date(2004, 3, 31))
    assert merged(office, pair).state == "merged"
    told = Event.objects.get(verb="merged", model="partnerships.merge")
    assert told.detail["overridden"] == []


def test_its_people_get_the_same_roles_at_the_kept_one_and_lose_them_when_it_is_undone(office, pair):
    both = MembershipFactory(organisation=pair.second, roles=["drafter", "approver"], job_title="Chair")
    MembershipFactory(user=both.user, organisation=pair.first, role="drafter")
    gone = MembershipFactory(organisation=pair.second, role="member", role__ends=datetime.date(2005, 3, 31))
    only = MembershipFactory(organisation=pair.second, role="administrator", role__ends=datetime.date(2007, 3, 31))
    merged(office, pair)
    at_kept = RoleHeld.objects.active(TODAY).filter(membership__organisation=pair.first)
    assert {(each.membership.user, each.role, each.starts, each.ends) for each in at_kept} == {
        (both.user, "drafter", None, None),
        (both.user, "approver", TODAY, None),
        (only.user, "administrator", TODAY, datetime.date(2007, 3, 31)),
    }
    assert not Membership.objects.filter(user=gone.user, organisation=pair.first).exists()
    assert RoleHeld.objects.active(TODAY).filter(membership__organisation=pair.second).count() == 3, "they stay there"
    undone(office, pair)
    left = RoleHeld.objects.active(TODAY).filter(membership__organisation=pair.first)
    assert [(each.membership.user, each.role) for each in left] == [(both.user, "drafter")]


def test_without_its_people_nobody_gets_a_role(office, pair):
    MembershipFactory(organisation=pair.second, role="drafter")
    merged(office, pair, people=False)
    assert not RoleHeld.objects.filter(membership__organisation=pair.first).exists()


def test_they_act_for_the_kept_one(office, pair):
    old = MembershipFactory(organisation=pair.second, role="administrator")
    merged(office, pair)
    membership = Membership.objects.get(user=old.user, organisation=pair.first)
    there = make_actor_of(membership)
    update_organisation(by=there, organisation=pair.first, telephone="01432 1")
    assert pair.second.pk in there.line, "and read what is recorded of the other"


def make_actor_of(membership):
    """The person, acting in that membership."""
    return actor_for(membership.user, membership.pk)


def test_what_its_people_did_since_wants_a_reason_to_undo(office, pair):
    old = MembershipFactory(organisation=pair.second, role="administrator")
    merged(office, pair)
    there = make_actor_of(Membership.objects.get(user=old.user, organisation=pair.first))
    update_organisation(by=there, organisation=pair.first, telephone="01432 1")
    with pytest.raises(Refused, match="Since then 1 thing was done for Wye Carers, W1 by people who came"):
        undone(office, pair, reason=" ")
    assert undone(office, pair).state == "apart"
    assert Organisation.objects.get(pk=pair.first.pk).telephone == "01432 1", "it stays there"


def test_an_undo_is_refused_once_the_kept_one_was_merged_further(office, pair):
    """And the other way round, each leaves what was there before it."""
    third = OrganisationFactory(name="Marches Carers", ods="W3")
    further = SuggestionFactory(first=pair.first, second=third)
    merged(office, pair)
    merged(office, further, keep=third)
    everyone = Organisation.objects.filter(pk__in=[pair.first.pk, pair.second.pk])
    assert {each.duplicate_of for each in everyone} == {third}, "it is found from either in one step"
    assert list(Organisation.objects.matching("W2")) == [third]
    with pytest.raises(
        Refused, match="Wye Carers, W1 was merged into Marches Carers, W3 on 4 May 2006. Undo that first"
    ):
        undone(office, pair)
    undone(office, further)
    assert Organisation.objects.get(pk=pair.second.pk).duplicate_of == pair.first
    assert list(Organisation.objects.matching("W2")) == [pair.first]
    assert undone(office, pair).state == "apart"


def test_an_undo_is_refused_once_something_became_of_the_kept_one(office, pair):
    after = OrganisationFactory(name="Marches Carers")
    merged(office, pair)
    step = record_succession(by=office, ancestor=pair.first, descendant=after, kind="merger", on=TODAY)
    with pytest.raises(Refused, match="Since then it was recorded of Wye Carers, W1: merged into Marches Carers"):
        undone(office, pair)
    undo_succession(by=office, lineage=step)
    assert undone(office, pair).state == "apart"


def test_what_had_become_of_the_kept_one_before_is_no_obstacle(office, pair):
    after = OrganisationFactory(name="Marches Carers")
    record_succession(by=office, ancestor=pair.first, descendant=after, kind="merger", on=TODAY)
    merged(office, pair)
    assert undone(office, pair).state == "apart"


def test_what_is_not_merged_is_not_undone(office, pair):
    with pytest.raises(Refused, match="These two entries have not been merged"):
        undone(office, pair)
    merged(office, pair)
    undone(office, pair)
    with pytest.raises(Refused, match="The merge was undone on 4 May 2006"):
        undone(office, pair)


def test_the_step_of_a_merge_is_not_taken_back_as_a_succession(office, pair):
    merged(office, pair)
    with pytest.raises(Refused, match="Undo it on the page of the possible duplicate"):
        undo_succession(by=office, lineage=Lineage.objects.get())
    with pytest.raises(Refused, match="Choose what happened"):
        record_succession(by=office, ancestor=pair.first, descendant=OrganisationFactory(), kind="duplicate", on=TODAY)


def test_nothing_more_is_recorded_of_a_duplicate(office, pair):
    merged(office, pair)
    for act in (
        lambda: update_organisation(by=office, organisation=pair.second, telephone="1"),
        lambda: add_identifier(by=office, organisation=pair.second, scheme="ods", value="W9"),
    ):
        with pytest.raises(PermissionDenied, match="This was entered twice and merged"):
            act()
    with pytest.raises(Refused, match="was entered twice"):
        record_funding(by=office, funder=PublicBodyFactory(), funded=pair.second)
    assert not Identifier.objects.filter(value="W9").exists()


def test_a_pair_is_named_by_hand_and_opened_again_after_a_no(office):
    one, other = OrganisationFactory(), OrganisationFactory()
    pair = actions.name_duplicate(by=office, organisation=other, other=one, why="The same chair.")
    assert (pair.first, pair.second, pair.by_hand, pair.state) == (one, other, True, "open")
    actions.reject_duplicate(by=office, suggestion=pair, reason="Two chairs.")
    again = actions.name_duplicate(by=office, organisation=one, other=other, why="I asked.")
    assert (again.pk, again.state, again.why, again.decision, again.decided_on) == (
        pair.pk,
        "open",
        "I asked.",
        "",
        None,
    )


def test_what_is_merged_is_not_rejected(office, pair):
    merged(office, pair)
    with pytest.raises(Refused, match="Undo the merge, and say there"):
        actions.reject_duplicate(by=office, suggestion=pair, reason="No.")


def test_to_name_what_was_merged_is_to_name_the_kept_one(office, pair):
    merged(office, pair)
    third = OrganisationFactory()
    with pytest.raises(Refused, match="was merged already. Name Wye Carers, W1, which is kept"):
        actions.name_duplicate(by=office, organisation=third, other=pair.second, why="The same.")


@pytest.mark.parametrize(
    ("role", "refusal"), [("auditor", PermissionDenied), ("commissioner", NotVisible), ("administrator", NotVisible)]
)
def test_only_the_secretariat_merges(pair, role, refusal):
    by = make_actor(role)
    for act in (
        lambda: merged(by, pair),
        lambda: undone(by, pair),
        lambda: actions.reject_duplicate(by=by, suggestion=pair, reason="No."),
    ):
        with pytest.raises(refusal):
            act()
    with pytest.raises(PermissionDenied):
        actions.name_duplicate(by=by, organisation=pair.first, other=OrganisationFactory(), why="So.")
    pair.refresh_from_db()
    assert (pair.state, Merge.objects.count()) == ("open", 0)


def test_a_pair_is_in_one_order_and_there_once(pair):
    for one, other in ((pair.second, pair.first), (pair.first, pair.second)):
        with pytest.raises(IntegrityError), transaction.atomic():
            SuggestionFactory(first=one, second=other)
