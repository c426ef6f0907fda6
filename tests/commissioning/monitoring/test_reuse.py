"""What a provider reports to one funder is read by another once the provider allows it, and no longer than that."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from commissioning.monitoring import actions, schedule_actions
from commissioning.returns.deadlines import to_send
from core import clock
from core.acts import Refused
from tests.consultation.pages import words
from tests.factories.contracts import ContractFactory
from tests.factories.monitoring import PeriodFactory, RequirementFactory, returned
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
DAY = datetime.date


def test_the_return_to_another_funder_is_read_only_while_its_provider_allows_it():
    first = PeriodFactory()
    returned(first, state="accepted", value=Decimal(44))
    source = first.lines.get().requirement
    ours = ContractFactory(active=True, provider=first.contract.provider)
    asked = RequirementFactory(contract=ours, measure=source.measure)
    PeriodFactory(contract=ours, requirements=[asked])
    by = make_actor("commissioner", organisation=ours.commissioner)
    chair = make_actor("approver", organisation=ours.provider)
    reader, page = signed_in(by), reverse("contract_monitoring", args=[ours.pk])
    with pytest.raises(Refused, match="nothing to allow"):
        actions.allow_reuse(by=chair, requirement=asked)
    actions.reuse_return(by=by, requirement=asked, other=first.contract)
    assert ("44 people" in words(reader.get(page)), ours.periods.count()) == (False, 1)
    with pytest.raises(PermissionDenied):
        actions.allow_reuse(by=by, requirement=asked)
    assert "Allow that the return to another funder is read" in words(signed_in(chair).get(asked.get_absolute_url()))
    allowed = signed_in(chair).post(reverse("api_requirement_allow", args=[asked.pk])).json()
    assert allowed["reuse_allowed_on"] == clock.today().isoformat()
    assert ("44 people" in words(reader.get(page)), ours.periods.count()) == (True, 0)
    actions.refuse_reuse(by=chair, requirement=asked)
    assert "44 people" not in words(reader.get(page))
    asked.refresh_from_db()
    assert (asked.counts_from, asked.reuse_allowed_on) == (None, None)


def test_a_due_day_that_is_past_is_not_moved():
    period = PeriodFactory()
    by = make_actor("commissioner", organisation=period.contract.commissioner)
    with clock.at(DAY(2006, 4, 29)), pytest.raises(Refused, match="It was due by 28 April 2006, which is past"):
        schedule_actions.move_due_day(by=by, period=period, due_on=DAY(2006, 6, 30), version=None)
    with clock.at(DAY(2006, 4, 28)):
        moved = schedule_actions.move_due_day(by=by, period=period, due_on=DAY(2006, 6, 30), version=None)
    assert moved.due_on == DAY(2006, 6, 30)


def test_after_its_end_no_return_is_awaited():
    contract = ContractFactory(active=True, ended_early=True)  # on 30 September 2006
    last = PeriodFactory(contract=contract, starts=DAY(2006, 4, 1), ends=DAY(2007, 3, 31), due_on=DAY(2007, 4, 28))
    requirement = last.lines.get().requirement
    after = PeriodFactory(contract=contract, starts=DAY(2007, 4, 1), ends=DAY(2008, 3, 31), due_on=DAY(2008, 4, 28),
                          requirements=[requirement])  # fmt: skip
    assert list(to_send()) == [last]
    assert [each.is_late_on(DAY(2009, 1, 1)) for each in (last, after)] == [True, False]
    office = signed_in(make_actor("secretariat"))
    states = {row["ends"]: row["state"] for row in office.get(reverse("api_returns")).json()["results"]}
    assert states == {"2007-03-31": "Missing", "2008-03-31": "Not due yet"}
    missing = office.get(reverse("api_exceptions"), {"kind": "missing"}).json()["results"]
    assert [row["ends"] for row in missing] == ["2007-03-31"]
