"""What a provider is asked for: how closely, whether that is proportionate, for which periods, whose return counts."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from commissioning.monitoring import actions, schedule_actions
from commissioning.monitoring.models import MonitoringRequirement, Question
from commissioning.monitoring.schedule import periods
from core import clock
from core.acts import Refused
from tests.factories.contracts import BandFactory, ContractFactory
from tests.factories.measures import MeasureFactory
from tests.factories.monitoring import PeriodFactory, RequirementFactory, returned
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
DAY = datetime.date
NO = dict.fromkeys(Question.values, ("no", ""))


def said(refusal) -> str:
    return " ".join(refusal.value.messages)


def days(requirement) -> list[tuple[str, str, str]]:
    """The periods for which it is reported, with the day by which each is due."""
    found = [line.period for line in requirement.lines.order_by("period__starts")]
    return [(str(each.starts), str(each.ends), str(each.due_on)) for each in found]


@pytest.mark.parametrize(
    ("first", "last", "months", "ends"),
    [
        (DAY(2007, 9, 1), DAY(2008, 3, 31), 3, ["2007-11-30", "2008-02-29", "2008-03-31"]),
        (DAY(2004, 2, 29), DAY(2006, 2, 27), 12, ["2005-02-27", "2006-02-27"]),
        (DAY(2008, 1, 31), DAY(2008, 4, 29), 1, ["2008-02-28", "2008-03-30", "2008-04-29"]),
        (DAY(2005, 4, 1), DAY(2005, 4, 1), 6, ["2005-04-01"]),
    ],
)
def test_periods_end_with_months_and_on_leap_days(first, last, months, ends):
    found = periods(first, last, months)
    assert [str(each) for _, each in found] == ends
    assert found[0][0] == first
    assert all(
        after[0] - before[1] == datetime.timedelta(days=1) for before, after in zip(found, found[1:], strict=False)
    )


def test_a_contract_is_set_up_from_its_value_to_its_schedule():
    """One contract: tier, requirement, the eight questions, quarterly returns, one moved, one taken out."""
    contract = ContractFactory(active=True)
    BandFactory(body=contract.commissioner, title="Large", monitoring="standard")
    by = make_actor("commissioner", organisation=contract.commissioner)
    measure = MeasureFactory(title="People served")

    with pytest.raises(Refused) as refusal:
        actions.add_requirement(by=by, contract=contract, measure=measure, to_whom="The board")
    assert "Decide first how closely" in said(refusal)
    with pytest.raises(Refused) as refusal:
        actions.decide_monitoring(by=by, contract=contract, risk="high", tier="light")
    assert "'Close: a return each quarter'. Say why" in said(refusal)
    plan = actions.decide_monitoring(by=by, contract=contract, risk="high", tier="standard", reason="We know them.")
    assert (plan.tier, plan.reason) == ("standard", "We know them.")
    again = actions.decide_monitoring(by=by, contract=contract, risk="medium", version=plan.version)
    assert (again.pk, again.tier, again.reason) == (plan.pk, "standard", "")

    asked = actions.add_requirement(by=by, contract=contract, measure=measure, to_whom="The board", target=Decimal(40))
    with pytest.raises(ValidationError) as refusal:
        actions.add_requirement(by=by, contract=contract, measure=measure, to_whom="Another board")
    assert "reports that measure already" in said(refusal)
    with pytest.raises(Refused) as refusal:
        schedule_actions.schedule_returns(by=by, requirement=asked, frequency="half_yearly")
    assert "8 questions are not answered" in said(refusal)
    with pytest.raises(Refused) as refusal:
        actions.answer_proportion(by=by, requirement=asked, answers=NO | {"sample": ("yes", " ")})
    assert refusal.value.message_dict == {
        "sample_followed": ["Say what followed from it: what is asked less, or otherwise."]
    }
    actions.answer_proportion(by=by, requirement=asked, answers=NO)

    with pytest.raises(Refused) as refusal:
        schedule_actions.schedule_returns(by=by, requirement=asked, frequency="quarterly")
    assert "a return covers 6 months or more" in said(refusal)
    actions.answer_proportion(by=by, requirement=asked, answers={"less_often": ("no", "The board meets each quarter.")})
    schedule_actions.schedule_returns(
        by=by, requirement=asked, frequency="quarterly", last=DAY(2006, 3, 31), due_after=30
    )
    assert days(asked) == [
        ("2005-04-01", "2005-06-30", "2005-07-30"),
        ("2005-07-01", "2005-09-30", "2005-10-30"),
        ("2005-10-01", "2005-12-31", "2006-01-30"),
        ("2006-01-01", "2006-03-31", "2006-04-30"),
    ]
    schedule_actions.schedule_returns(by=by, requirement=asked, frequency="quarterly", last=DAY(2006, 3, 31))
    assert len(days(asked)) == 4  # again changes nothing

    with pytest.raises(Refused) as refusal:
        schedule_actions.schedule_returns(by=by, requirement=asked, frequency="yearly")
    assert "1 April 2005 to 30 June 2005 already, which overlaps" in said(refusal)
    odd = {"starts": DAY(2006, 4, 1), "ends": DAY(2006, 5, 17), "due_on": DAY(2006, 5, 31)}
    schedule_actions.add_period(by=by, requirement=asked, **odd)
    assert days(asked)[-1] == ("2006-04-01", "2006-05-17", "2006-05-31")
    for wrong, message in (
        ({"ends": DAY(2006, 3, 1)}, "before its first day"),
        ({"due_on": DAY(2006, 5, 17)}, "due after that"),
        ({"starts": DAY(2004, 4, 1), "ends": DAY(2004, 9, 30)}, "starts on 1 April 2005"),
        ({"starts": DAY(2008, 1, 1), "ends": DAY(2008, 6, 1), "due_on": DAY(2008, 7, 1)}, "until 31 March 2008"),
    ):
        with pytest.raises(Refused) as refusal:
            schedule_actions.add_period(by=by, requirement=asked, **odd | wrong)
        assert message in said(refusal)

    first, second = [line.period for line in asked.lines.order_by("period__starts")][:2]
    with clock.at(DAY(2005, 7, 1)):
        schedule_actions.move_due_day(by=by, period=first, due_on=DAY(2005, 8, 15), version=first.version)
    with clock.at(DAY(2005, 7, 1)), pytest.raises(ValidationError) as refusal:
        schedule_actions.move_due_day(by=by, period=second, due_on=DAY(2005, 9, 30), version=second.version)
    assert "due after its period has ended" in said(refusal)
    schedule_actions.drop_period(by=by, period=second)
    assert [each[0] for each in days(asked)] == ["2005-04-01", "2005-10-01", "2006-01-01", "2006-04-01"]
    returned(first, state="draft")
    with pytest.raises(Refused) as refusal:
        schedule_actions.drop_period(by=by, period=first)
    assert "begun its return" in said(refusal)

    actions.drop_requirement(by=by, requirement=asked, reason="Nobody reads it.")
    assert [each[0] for each in days(asked)] == ["2005-04-01"]  # what was begun stays
    with pytest.raises(Refused) as refusal:
        actions.edit_requirement(by=by, requirement=asked, version=None, to_whom="The board")
    assert "no longer asked" in said(refusal)


def test_light_monitoring_asks_no_questions_and_one_return_a_year():
    contract = ContractFactory(active=True)
    asked = RequirementFactory(contract=contract, tier="light", answered=False)
    by = make_actor("secretariat")
    schedule_actions.schedule_returns(by=by, requirement=asked, frequency="yearly")
    assert [each[1] for each in days(asked)] == ["2006-03-31", "2007-03-31", "2008-03-31"]
    another = RequirementFactory(contract=contract, answered=False)
    schedule_actions.add_period(
        by=by, requirement=another, starts=DAY(2005, 4, 1), ends=DAY(2005, 12, 31), due_on=DAY(2006, 1, 31)
    )
    with pytest.raises(Refused) as refusal:
        schedule_actions.add_period(
            by=by, requirement=another, starts=DAY(2006, 1, 1), ends=DAY(2006, 3, 31), due_on=DAY(2006, 4, 30)
        )
    assert "a return covers 12 months or more" in said(refusal)


def test_one_return_serves_two_funders():
    """Another funder's return is used: the provider is not asked again, and who drops it is told who reads it."""
    first = PeriodFactory()
    source = first.lines.get().requirement
    ours = ContractFactory(active=True, provider=first.contract.provider)
    asked = RequirementFactory(contract=ours, measure=source.measure)
    PeriodFactory(contract=ours, requirements=[asked])
    by = make_actor("commissioner", organisation=ours.commissioner)

    elsewhere, other = ContractFactory(active=True), ContractFactory(active=True, provider=ours.provider)
    for contract, message in (
        (ours, "the contract itself"),
        (elsewhere, "Name a contract with the same provider"),
        (other, f"does not ask for '{source.measure.title}'"),
    ):
        with pytest.raises(Refused) as refusal:
            actions.reuse_return(by=by, requirement=asked, other=contract)
        assert message in said(refusal)

    actions.reuse_return(by=by, requirement=asked, other=first.contract)
    actions.allow_reuse(by=make_actor("approver", organisation=ours.provider), requirement=asked)
    assert not ours.periods.exists()  # the return that nobody had begun is asked for no more
    with pytest.raises(Refused) as refusal:
        schedule_actions.schedule_returns(by=by, requirement=asked, frequency="yearly")
    assert f"The return for {first.contract.title} is used for it" in said(refusal)
    with pytest.raises(Refused) as refusal:
        actions.drop_requirement(by=make_actor("secretariat"), requirement=source, reason="Enough.")
    assert f"{ours.title} uses these returns" in said(refusal)
    third = RequirementFactory(contract=ContractFactory(active=True, provider=ours.provider), measure=source.measure)
    with pytest.raises(Refused) as refusal:
        actions.reuse_return(by=make_actor("secretariat"), requirement=third, other=ours)
    assert "itself uses the return for another contract" in said(refusal)

    returned(first, state="accepted", value=Decimal(44))
    page = signed_in(by).get(reverse("contract_monitoring", args=[ours.pk])).content.decode()
    assert first.contract.title in page
    assert "44 people" in page
    assert signed_in(by).get(first.get_absolute_url()).status_code == 404  # nothing else of that contract
    actions.stop_reuse(by=by, requirement=asked)
    assert MonitoringRequirement.objects.get(pk=asked.pk).counts_from is None


def test_nothing_is_asked_for_a_contract_that_is_void():
    contract = ContractFactory(active=True, void=True)
    with pytest.raises(Refused) as refusal:
        actions.decide_monitoring(by=make_actor("secretariat"), contract=contract, risk="low")
    assert "declared void" in said(refusal)


def test_the_pages_ask_and_keep_what_was_typed():
    asked = RequirementFactory(answered=False)
    browser = signed_in(make_actor("commissioner", organisation=asked.contract.commissioner))
    url = reverse("requirement_proportion", args=[asked.pk])
    reply = browser.post(url, {"sample": "yes", "sample_followed": ""})
    assert reply.status_code == 422
    assert "what is asked less, or otherwise" in reply.content.decode()
    sent = {"sample": "yes", "sample_followed": "One month in four."}
    assert browser.post(url, sent).status_code == 302
    assert asked.answers.get().followed == "One month in four."
    page = browser.get(asked.get_absolute_url()).content.decode()
    assert "7 questions are not answered" in page
    assert "One month in four." in page
