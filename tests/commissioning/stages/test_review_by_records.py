"""The lines of Review that records tell of: pass, fail, not yet, with the reason; and by hand where they are silent."""

import datetime

import pytest
from django.urls import reverse

from commissioning.cycles.by_hand import told_by_records, told_of
from commissioning.cycles.checklist import Standing, checked
from commissioning.cycles.models import LineAnswer, Stage, StageKind
from commissioning.monitoring.models import MonitoringRequirement
from commissioning.returns.models import MonitoringReturn
from commissioning.stages import actions
from tests.commissioning.partners import DAY, ENDS, Partners, at, on, refused
from tests.consultation.pages import words
from tests.factories.commissioning_plans import PlanFactory, PriorityFactory
from tests.factories.contracts import ContractFactory
from tests.factories.monitoring import (
    DECIDED,
    DUE,
    SENT,
    ContractReviewFactory,
    FindingFactory,
    PeriodFactory,
    RequirementFactory,
    returned,
)
from tests.factories.people import signed_in

pytestmark = pytest.mark.django_db
ONE = datetime.timedelta(days=1)
CLOSED = DAY(2008, 6, 12)


@pytest.fixture
def they():
    return Partners()


@pytest.fixture
def stage(they):
    """The Review of a cycle, open."""
    cycle = they.begin()
    Stage.objects.filter(cycle=cycle).update(opened_on=DAY(2005, 4, 4), signed_off_on=DAY(2005, 9, 14))
    Stage.objects.filter(cycle=cycle, kind=StageKind.REVIEW).update(opened_on=DAY(2006, 1, 9), signed_off_on=None)
    return at(cycle, StageKind.REVIEW)


@pytest.fixture
def contract(they, stage):
    """One that serves a priority of the cycle's plan."""
    priority = PriorityFactory(plan=PlanFactory(cycle=stage.cycle, stands="endorsed"))
    return ContractFactory(active=True, priority=priority, commissioner=they.trust, client_group=they.group)


def told(stage, code, day):
    found = told_of(stage, code, day)
    return (found.standing, found.reason) if found else None


def test_quality_and_quantity_follow_from_returns(stage, contract):
    assert told(stage, "quality", CLOSED) is None
    requirement = RequirementFactory(contract=contract)
    period = PeriodFactory(contract=contract, requirements=[requirement])
    assert told(stage, "quality", period.ends - ONE) is None
    assert told(stage, "quality", DUE) == (Standing.NOT_YET, "The first returns of its contracts are still to come.")
    missing = (
        "1 return of its contracts is missing. Have what is missing sent, or say of each measure that is not to come "
        "why it is no longer asked."
    )
    assert told(stage, "quality", DUE + ONE) == (Standing.FAIL, missing)
    MonitoringRequirement.objects.filter(pk=requirement.pk).update(dropped_on=DUE + 2 * ONE, dropped_reason="Why.")
    assert told(stage, "quality", DUE + ONE) == (Standing.FAIL, missing)  # as at that day
    assert told(stage, "quality", DUE + 2 * ONE) is None
    MonitoringRequirement.objects.filter(pk=requirement.pk).update(dropped_on=None, dropped_reason="")
    returned(period, state="accepted")
    waits = (Standing.NOT_YET, "1 return of its contracts is sent and not accepted yet. Accept them.")
    assert told(stage, "quality", SENT) == told(stage, "quality", DECIDED - ONE) == waits
    accepted = (Standing.PASS, "1 return of its contracts is accepted, and none is missing.")
    assert told(stage, "quality", DECIDED) == accepted
    second = PeriodFactory(contract=contract, starts=DAY(2006, 4, 1), ends=DAY(2007, 3, 31), due_on=DAY(2007, 4, 28),
                           requirements=[requirement])  # fmt: skip
    assert told(stage, "quality", second.due_on + ONE)[0] == Standing.FAIL
    returned(second, state="queried")
    assert told(stage, "quality", CLOSED)[0] == Standing.NOT_YET


def test_a_return_to_another_funder_counts_once_its_provider_allows_that(stage, contract):
    source = RequirementFactory(contract=ContractFactory(active=True, provider=contract.provider))
    used = RequirementFactory(contract=contract, measure=source.measure, counts_from=source)
    returned(PeriodFactory(contract=source.contract, requirements=[source]), state="accepted")
    assert told(stage, "quality", CLOSED) is None
    MonitoringRequirement.objects.filter(pk=used.pk).update(reuse_allowed_on=SENT)
    assert told(stage, "quality", CLOSED)[0] == told(stage, "data", CLOSED)[0] == Standing.PASS


def test_data_are_figures_of_contracts_for_the_client_group(stage, contract):
    period = PeriodFactory(contract=contract)
    group = stage.cycle.client_group
    assert told(stage, "data", period.ends - ONE) is None
    assert told(stage, "data", DUE) == (Standing.NOT_YET, f"No figure is accepted yet of contracts for: {group}.")
    returned(period, state="accepted")
    assert told(stage, "data", DECIDED) == (
        Standing.PASS, f"1 figure of contracts for {group} is kept, by measure and period."
    )  # fmt: skip
    contract.client_group = None
    contract.save(update_fields=["client_group"])
    assert told(stage, "data", DECIDED) is None


def test_impact_follows_from_contract_reviews(stage, contract):
    assert told(stage, "impact", CLOSED) is None
    contract.review_on = DAY(2006, 4, 3)
    contract.save(update_fields=["review_on"])
    assert told(stage, "impact", DAY(2006, 4, 3)) is None
    late = "1 contract was not reviewed by the day agreed. Record the review, with what it found."
    assert told(stage, "impact", DAY(2006, 4, 4)) == (Standing.FAIL, late)
    ContractReviewFactory(contract=contract, mistaken=True)
    assert told(stage, "impact", DAY(2006, 5, 9))[0] == Standing.FAIL
    review = ContractReviewFactory(contract=contract, held_on=DAY(2006, 5, 8), planned_on=DAY(2006, 4, 3))
    contract.review_on = None
    contract.save(update_fields=["review_on"])
    assert told(stage, "impact", DAY(2006, 5, 7)) == (Standing.FAIL, late)  # it was still to come
    empty = "Its contracts were reviewed, but no review says what it found."
    assert told(stage, "impact", DAY(2006, 5, 8)) == (Standing.NOT_YET, empty)
    FindingFactory(review=review)
    assert told(stage, "impact", DAY(2006, 5, 8)) == (
        Standing.PASS, "1 review of its contracts, with 1 finding; none is overdue."
    )  # fmt: skip


def test_contracts_that_serve_another_plan_tell_nothing(stage):
    PeriodFactory(contract=ContractFactory(active=True, review_on=DAY(2006, 4, 3)))
    assert {told(stage, code, CLOSED) for code in ("quality", "impact", "data", "resources")} == {None}


def test_records_are_not_answered_against_and_what_was_said_before_stays(they, stage, contract):
    given = {"by": they.of_trust, "stage": stage, "line": "quality", "reply": "yes", "evidence": "The paper of May."}
    with on(ENDS):
        actions.answer_line(**given)
        period = PeriodFactory(contract=contract)
        said = told(stage, "quality", ENDS)[1]
        wrong = [f"Records tell how this stands: {said} If that is wrong, put the records right."]
        assert refused(actions.answer_line, **given) == wrong
        [line, *_] = checked(at(stage.cycle, StageKind.REVIEW), ENDS)
        assert (line.standing, line.by_records, line.answer.evidence) == (Standing.FAIL, True, "The paper of May.")
        assert said in refused(actions.sign_stage, by=they.of_trust, stage=stage)
        page = words(signed_in(they.of_trust).get(stage.get_absolute_url()))
        assert f"{said} Told by the records The paper of May. Answered by hand, which does not count" in page
        answering = signed_in(they.of_trust).get(reverse("stage_answer", args=[stage.pk, "quality"]))
        assert f"Records tell how it stands: {said}" in words(answering)
        returned(period, state="accepted")
        assert refused(actions.answer_line, **given | {"reply": "no"})[0].startswith("Records tell how this stands")
        actions.answer_line(**given | {"evidence": "And the visits."})
    assert LineAnswer.objects.count() == 2
    shown = words(signed_in(they.director).get(stage.get_absolute_url()))
    assert "1 return of its contracts is accepted, and none is missing. Told by the records And the visits." in shown


def test_what_is_told_to_everybody_names_no_contract(they, stage, contract):
    PeriodFactory(contract=contract)
    with on(ENDS):
        page = words(signed_in(they.director).get(stage.get_absolute_url()))
    assert "1 return of its contracts is missing." in page
    assert contract.title not in page
    assert not MonitoringReturn.objects.exists()


def test_one_subject_tells_of_a_line():
    with pytest.raises(ValueError, match="Two subjects tell of the line quality."):
        told_by_records(StageKind.REVIEW, "quality")(lambda stage, on: None)
