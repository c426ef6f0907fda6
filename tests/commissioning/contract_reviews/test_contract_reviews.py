"""Reviews by the procedure that was agreed; findings that the next cycle and its plan read, and that plans used."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from commissioning.contract_reviews import actions
from commissioning.contract_reviews.deadlines import to_review
from commissioning.contract_reviews.reading import findings_for, to_take_up
from commissioning.contract_reviews.sections import found
from commissioning.cycles.checklist import Standing
from commissioning.cycles.models import CommissioningCycle, CyclePartner
from commissioning.cycles.principles import Principle, Verdict, verdict
from commissioning.next_cycles.carried import was_carried
from core import clock
from core.acts import Refused
from tests.factories.commissioning_plans import PlanFactory
from tests.factories.contracts import ContractFactory, priority_of
from tests.factories.monitoring import ContractReviewFactory, FindingFactory
from tests.factories.organisations import OrganisationFactory, PublicBodyFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
DAY = datetime.date


def test_only_the_latest_review_says_when_the_next_is_and_none_follows_the_end():
    contract = ContractFactory(active=True)
    by = make_actor("commissioner", organisation=contract.commissioner)
    given = {"by": by, "contract": contract, "took_part": "The manager", "result": "continue"}
    actions.record_contract_review(**given, held_on=DAY(2007, 4, 25), next_on=DAY(2008, 1, 20))
    old = actions.record_contract_review(**given, held_on=DAY(2006, 4, 25), next_on=DAY(2007, 4, 20))
    contract.refresh_from_db()
    assert (old.next_on, contract.review_on) == (DAY(2007, 4, 20), DAY(2008, 1, 20))
    with pytest.raises(Refused, match="It ends on 31 March 2008, so nothing is reviewed after that."):
        actions.record_contract_review(
            **given | {"result": "end", "because": "The need is met."}, held_on=DAY(2007, 9, 1), next_on=DAY(2008, 9, 1)
        )
    with clock.at(DAY(2008, 3, 31)):
        assert list(to_review()) == [contract]
    with clock.at(DAY(2008, 4, 1)):
        assert not to_review().exists()


def test_a_review_is_held_its_findings_followed_and_used_by_the_next_plan():
    """From the day that was agreed to the plan of the next cycle, with what is refused on the way."""
    council, other = PublicBodyFactory(), PublicBodyFactory()
    priority = priority_of(council, other)
    cycle = priority.plan.cycle
    contract = ContractFactory(active=True, commissioner=council, priority=priority, review_on=DAY(2006, 4, 20))
    by = make_actor("commissioner", organisation=council)
    given = {"contract": contract, "held_on": DAY(2006, 4, 25), "took_part": "The manager, two users",
             "result": "vary", "because": "Evenings are missing."}  # fmt: skip
    for wrong, message in (
        ({"because": " "}, "Say why it is varied or ends"),
        ({"next_on": DAY(2006, 4, 25)}, "after this one"),
        ({"held_on": DAY(2004, 4, 1)}, "starts on 1 April 2005"),
        ({"contract": ContractFactory(commissioner=council)}, "made active"),
    ):
        with pytest.raises(Refused) as refusal:
            actions.record_contract_review(by=by, **given | wrong)
        assert message in " ".join(refusal.value.messages)
    review = actions.record_contract_review(by=by, **given, next_on=DAY(2007, 4, 20))
    contract.refresh_from_db()
    assert (review.planned_on, contract.review_on) == (DAY(2006, 4, 20), DAY(2007, 4, 20))
    actions.edit_contract_review(by=by, review=review, version=None, next_on=DAY(2007, 5, 1))
    contract.refresh_from_db()
    assert contract.review_on == DAY(2007, 5, 1)

    finding = {"review": review, "kind": "unmet_need", "title": "Nobody is there in the evening", "follows": ""}
    whole = {"follows": "Ask what it costs", "owner": contract.provider, "due_on": DAY(2006, 6, 30)}
    gone = OrganisationFactory(closed=DAY(2006, 6, 1))
    for wrong, message in (
        ({"follows": "Ask what it costs"}, "all three or none"),
        (whole | {"due_on": DAY(2006, 4, 1)}, "held on 25 April 2006"),
        (whole | {"owner": gone}, "closed on 1 June 2006. Enter who does it now"),
    ):
        with pytest.raises(ValidationError) as refusal:
            actions.add_finding(by=by, **finding | wrong)
        assert message in " ".join(refusal.value.messages)
    need = actions.add_finding(by=by, **finding | whole)
    met = actions.add_finding(by=by, review=review, kind="met", title="People are listened to", follows="")
    with pytest.raises(Refused) as refusal:
        actions.finish_finding(by=by, finding=met)
    assert "nothing to tick off" in refusal.value.messages[0]
    with pytest.raises(Refused) as refusal:
        actions.finish_finding(by=by, finding=need, on=DAY(2006, 4, 1))
    assert "held on 25 April 2006" in refusal.value.messages[0]
    actions.finish_finding(by=make_actor("approver", organisation=contract.provider), finding=need, note="£9,000.")
    with pytest.raises(Refused) as refusal:
        actions.edit_finding(by=by, finding=need, version=None, title="Changed")
    assert "stays as it is" in refusal.value.messages[0]

    later = CommissioningCycle.objects.create(
        title="Next", sort_name="next", client_group=cycle.client_group, area=cycle.area, follows=cycle,
        starts=DAY(2008, 4, 1), ends=DAY(2011, 3, 31),
    )  # fmt: skip
    CyclePartner.objects.create(cycle=later, organisation=other)
    plan = PlanFactory(cycle=later, title="Next plan")
    unrelated = priority_of(other).plan
    FindingFactory(review=ContractReviewFactory(contract=contract, mistaken=True))  # of a void review: counts nowhere
    FindingFactory()  # of a contract that serves nothing
    assert list(findings_for(later)) == [need, met]
    assert list(findings_for(cycle)) == [need, met]
    assert list(findings_for(unrelated.cycle)) == []
    partner = make_actor("commissioner", organisation=other)
    with pytest.raises(Refused) as refusal:
        actions.use_finding(by=partner, finding=need, plan=unrelated, where="Priority 1")
    assert "nor of the one before it" in refusal.value.messages[0]
    with pytest.raises(PermissionDenied):
        actions.use_finding(by=make_actor("approver", organisation=contract.provider), finding=need, plan=plan,
                            where="Priority 1")  # fmt: skip
    assert list(to_take_up(later)) == [need]
    assert [line.text for line in was_carried(partner, later)] == ["Unmet need: Nobody is there in the evening"]
    assert was_carried(make_actor("member"), later) == []  # whoever may not read the finding
    informs = Principle.CONTRACTS_INFORM
    assert verdict(informs, later, clock.today()) == Verdict(
        Standing.NOT_YET,
        "No plan of this cycle has used 1 finding of contract reviews yet.",
        reverse("findings"),
    )
    later.stages.create(kind="2_plan", opened_on=DAY(2007, 1, 8), signed_off_on=DAY(2007, 3, 1))
    pages = [signed_in(each).get(later.get_absolute_url()).content.decode() for each in (partner, make_actor("member"))]
    assert ["Nobody is there in the evening" in each for each in pages] == [True, False]
    assert all("No plan of this cycle has used 1 finding" in each for each in pages)
    assert verdict(informs, later, clock.today()).standing == Standing.FAIL
    assert verdict(informs, later, DAY(2006, 4, 24)).standing == Standing.NOT_YET  # before the review
    actions.use_finding(by=partner, finding=need, plan=plan, where="Priority 2, evenings")
    assert list(to_take_up(later)) == []
    assert verdict(informs, later, clock.today()) == Verdict(
        Standing.PASS, "Of 2 findings of contract reviews none waits for a plan of this cycle to use it."
    )
    page = signed_in(partner).get(plan.get_absolute_url()).content.decode()
    assert "What it used of contract reviews" in page
    assert "reviewed 25 April 2006. Priority 2, evenings" in page
    assert [line.text for line in found(partner, cycle, None)] == [
        "Unmet need: Nobody is there in the evening", "Met: People are listened to",
    ]  # fmt: skip
    with pytest.raises(ValidationError):
        actions.use_finding(by=partner, finding=need, plan=plan, where="Again")
    page = signed_in(partner).get(need.get_absolute_url()).content.decode()
    for words in ("Priority 2, evenings", "Next plan", "£9,000."):
        assert words in page
    assert signed_in(partner).get(review.get_absolute_url()).status_code == 404  # a partner reads findings, no more
    rows = signed_in(by).get(reverse("api_findings"), {"used": "yes"}).json()["results"]
    assert [row["title"] for row in rows] == ["Nobody is there in the evening"]

    actions.void_contract_review(by=by, review=review, reason="Entered twice.")
    contract.refresh_from_db()
    assert contract.review_on == DAY(2006, 4, 20)
    assert list(findings_for(later)) == []
    with pytest.raises(Refused) as refusal:
        actions.add_finding(by=by, **finding | {"title": "More"})
    assert f"declared void on {clock.today().day} " in refusal.value.messages[0]
