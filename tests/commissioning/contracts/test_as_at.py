"""What contracts came to on a day stays what it was, whatever is varied, taken or ended afterwards."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from commissioning.contract_figures.reading import running, values
from commissioning.contracts import days
from commissioning.contracts.as_at import end_on, value_on
from commissioning.contracts.models import Contract
from commissioning.contracts.reading import LOADED
from commissioning.contracts.shares import shares_on
from commissioning.variations import actions
from core import clock
from tests.factories.contracts import ContractFactory
from tests.factories.people import make_actor

pytestmark = pytest.mark.django_db
DAY = datetime.date


def varied(contract, on, **what):
    """A variation that both sides agree on a day."""
    chair = make_actor("approver", organisation=contract.provider)
    officer = make_actor("commissioner", organisation=contract.commissioner)
    with clock.at(on):
        made = actions.propose_variation(by=chair, contract=contract, reason="As agreed.", **what)
        actions.agree_variation(by=chair, variation=made)
        actions.agree_variation(by=officer, variation=made)


def test_what_is_varied_later_changes_no_year_that_is_past():
    contract = ContractFactory(active=True, maximum_end=DAY(2010, 3, 31))
    contract.extensions.create(until=DAY(2009, 3, 31), decide_by=DAY(2007, 9, 30), taken_on=DAY(2007, 9, 1))
    Contract.objects.update(current_end=DAY(2009, 3, 31))
    less = {2005: Decimal(4000), 2006: Decimal(10000), 2007: Decimal(10000)}
    varied(contract, DAY(2007, 11, 5), value=Decimal(24000), years=less, ends=DAY(2008, 3, 31))
    found = LOADED.get(pk=contract.pk)
    on = (DAY(2007, 8, 31), DAY(2007, 9, 1), DAY(2007, 11, 4), DAY(2007, 11, 5))
    columns = [
        Contract.objects.annotate(last=end_on(Contract.objects, each), worth=value_on(Contract.objects, each)).get()
        for each in on
    ]
    assert [(each.last, each.worth) for each in columns] == [
        (DAY(2008, 3, 31), Decimal(30000)), (DAY(2009, 3, 31), Decimal(30000)), (DAY(2009, 3, 31), Decimal(30000)),
        (DAY(2008, 3, 31), Decimal(24000)),
    ]  # fmt: skip
    assert [each.last for each in columns] == [days.end_as_at(found, each) for each in on]
    rows = Contract.objects.all()
    assert [(shares_on(rows, each).value, shares_on(rows, each).median_months) for each in on[1:]] == [
        (Decimal(30000), Decimal(48)), (Decimal(30000), Decimal(48)), (Decimal(24000), Decimal(36)),
    ]  # fmt: skip
    assert [(each.value, each.last) for each in running(2006)] == [(Decimal(30000), DAY(2008, 3, 31))]
    paid = {(each.year, each.value) for each in values(DAY(2009, 4, 1)) if each.area == contract.area_id}
    assert paid == {(2005, Decimal(10000)), (2006, Decimal(10000)), (2007, Decimal(10000))}


def test_a_contract_that_was_shortened_ran_until_its_end_as_agreed_then():
    contract = ContractFactory(active=True, years=False, initial_end=DAY(2007, 3, 31))
    varied(contract, DAY(2006, 5, 1), ends=DAY(2006, 6, 30), value=Decimal(3000), years={2005: 1000, 2006: 2000})
    assert [shares_on(Contract.objects.all(), each).count for each in (DAY(2006, 4, 30), DAY(2006, 8, 1))] == [1, 0]


def test_of_the_year_in_which_it_ended_early_only_its_part_is_paid():
    ContractFactory(active=True, ended_early=True, value=Decimal(36500), initial_end=DAY(2007, 3, 31))
    paid = {each.year: each.value for each in values(DAY(2009, 4, 1))}
    assert paid == {2005: Decimal(18250), 2006: Decimal(9150)}  # 183 of 365 days, at £50


def test_a_variation_neither_ends_in_the_past_nor_leaves_money_where_it_does_not_run():
    contract = ContractFactory(active=True)
    by = make_actor("commissioner", organisation=contract.commissioner)

    def refused(**given):
        with clock.at(DAY(2006, 7, 1)), pytest.raises(ValidationError) as refusal:
            actions.propose_variation(by=by, contract=contract, reason="So.", **given)
        return refusal.value.message_dict

    assert refused(ends=DAY(2006, 6, 30)) == {
        "ends": ["30 June 2006 is past, and a variation holds from the day on which both agreed it. Propose today or a "
                 "later day."]
    }  # fmt: skip
    outside = {"value": ["It does not run in 2007-08. Enter amounts for the years in which it runs."]}
    assert refused(ends=DAY(2007, 3, 31)) == outside
    years = {2005: Decimal(10000), 2007: Decimal(5000)}
    assert refused(ends=DAY(2007, 3, 31), value=Decimal(15000), years=years) == outside
    with clock.at(DAY(2006, 7, 1)):
        made = actions.propose_variation(by=by, contract=contract, reason="So.", ends=DAY(2007, 12, 31))
        actions.agree_variation(by=by, variation=made)
    with clock.at(DAY(2008, 1, 1)), pytest.raises(ValidationError, match="31 December 2007 is past"):
        actions.agree_variation(by=make_actor("approver", organisation=contract.provider), variation=made)
