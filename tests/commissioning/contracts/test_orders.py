"""Contracts changed in every order: options and variations, notice before there was a contract, who leads a side."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from commissioning.contract_figures.reading import part_of_year
from commissioning.contracts import days, onwards, part_actions, rules
from commissioning.contracts.as_at import end_on
from commissioning.contracts.models import Contract
from commissioning.contracts.reading import LOADED
from commissioning.variations.actions import agree_variation, propose_variation
from core import clock
from tests.factories.contracts import ContractFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import make_actor

pytestmark = pytest.mark.django_db
DAY = datetime.date
LESS = {2005: Decimal(10000), 2006: Decimal(10000)}


def refusal(act, **given):
    with pytest.raises(ValidationError) as found:
        act(**given)
    return found.value.message_dict if hasattr(found.value, "error_dict") else found.value.messages


def officer_of(contract):
    return make_actor("commissioner", organisation=contract.commissioner)


def varied(contract, **what):
    """A variation that both sides agree, now."""
    chair, officer = make_actor("approver", organisation=contract.provider), officer_of(contract)
    made = propose_variation(by=chair, contract=contract, reason="As agreed.", **what)
    for by in (chair, officer):
        agree_variation(by=by, variation=made)


def ends(contract, on):
    """Its end as at a day: as its page and as its register tell it."""
    column = Contract.objects.annotate(last=end_on(Contract.objects, on)).get(pk=contract.pk).last
    return days.end_as_at(LOADED.get(pk=contract.pk), on), column


def test_an_option_is_taken_after_whatever_changed_the_end_before_it():
    contract = ContractFactory(active=True, maximum_end=DAY(2011, 3, 31))
    for year in (2010, 2011):
        contract.extensions.create(until=DAY(year, 3, 31), decide_by=DAY(2007, 9, 30))
    first, second = contract.extensions.all()
    taking = {"by": officer_of(contract), "contract": contract}
    with clock.at(DAY(2006, 5, 1)):
        varied(contract, ends=DAY(2009, 3, 31))
        said = {"on": ["A variation changed its end on 1 May 2006. Take the option on a later day."]}
        assert refusal(part_actions.take_extension, **taking, part=first) == said
        assert refusal(part_actions.take_extension, **taking, part=first, on=DAY(2006, 4, 3)) == said
    with clock.at(DAY(2006, 6, 1)):
        part_actions.take_extension(**taking, part=first, on=DAY(2006, 5, 20))
        assert refusal(part_actions.take_extension, **taking, part=second, on=DAY(2006, 5, 19)) == {
            "on": ["Another option was taken on 20 May 2006. Enter that day or a later one."]
        }
        part_actions.take_extension(**taking, part=second, on=DAY(2006, 5, 20))
    assert [ends(contract, on) for on in (DAY(2006, 4, 30), DAY(2006, 5, 19), DAY(2006, 5, 20))] == [
        (DAY(2008, 3, 31),) * 2, (DAY(2009, 3, 31),) * 2, (DAY(2011, 3, 31),) * 2,
    ]  # fmt: skip


def test_what_a_register_does_not_say_of_its_first_end_is_read_from_what_replaced_it():
    contract = ContractFactory(register=True, initial_end=None, current_end=DAY(2007, 3, 31))
    assert ends(contract, DAY(2006, 1, 1)) == (DAY(2007, 3, 31),) * 2
    Contract.objects.update(ended_early_on=DAY(2006, 6, 30), end_reason="No money.")
    contract.refresh_from_db()
    assert part_of_year(LOADED.get(pk=contract.pk), 2006) == Decimal(91) / 365
    Contract.objects.update(ended_early_on=None, end_reason="", current_end=DAY(2006, 10, 31))
    assert part_of_year(LOADED.get(pk=contract.pk), 2006) == 1
    with clock.at(DAY(2006, 5, 1)):
        varied(contract, ends=DAY(2008, 3, 31))
    assert [ends(contract, on) for on in (DAY(2006, 4, 30), DAY(2006, 5, 1))] == [
        (DAY(2006, 10, 31),) * 2, (DAY(2008, 3, 31),) * 2,
    ]  # fmt: skip


def test_notice_is_not_given_of_what_was_not_agreed_yet():
    contract = ContractFactory(active=True)  # signed on 14 March 2005
    ending = {"by": officer_of(contract), "contract": contract, "reason": "No money."}
    with clock.at(DAY(2005, 4, 4)):
        assert refusal(onwards.end_contract, **ending, on=DAY(2005, 4, 5), notice_given_on=DAY(2004, 12, 1)) == {
            "notice_given_on": ["There was no contract before 14 March 2005. Enter that day or a later one."]
        }
        ended = onwards.end_contract(**ending, on=DAY(2005, 6, 14), notice_given_on=DAY(2005, 3, 14))
    assert ended.ended_early_on == DAY(2005, 6, 14)


def test_days_that_come_too_late_for_a_new_end_are_moved_with_it():
    contract = ContractFactory(active=True, notice_by=DAY(2007, 12, 31), decide_by=DAY(2007, 10, 1))
    with clock.at(DAY(2006, 5, 1)):
        varied(contract, ends=DAY(2007, 3, 31), value=Decimal(20000), years=LESS)
        found = LOADED.get(pk=contract.pk)
        assert (found.notice_by, found.decide_by) == (DAY(2006, 12, 31), DAY(2007, 3, 31))
        assert rules.notice_is_in_time(found, clock.today()) is None
        varied(contract, ends=DAY(2007, 9, 30), value=Decimal(30000), years=LESS | {2007: Decimal(10000)})
        found.refresh_from_db()
        assert (found.notice_by, found.decide_by) == (DAY(2006, 12, 31), DAY(2007, 3, 31))  # they are in time still
        varied(contract, ends=DAY(2006, 6, 30), value=Decimal(20000), years=LESS)
        found.refresh_from_db()
        assert (found.notice_by, found.decide_by) == (None, DAY(2006, 6, 30))


def test_who_is_added_as_a_lead_leads():
    contract = ContractFactory()
    by, (first, second) = officer_of(contract), [OrganisationFactory(name=each) for each in ("First", "Second")]
    for each in (first, second):
        adding = {"organisation": each, "role": "lead_provider"}
        assert part_actions.add_contract_party(by=by, contract=contract, **adding).provider == each
    roles = dict(contract.parties.values_list("organisation__name", "role"))
    assert (roles["First"], roles["Second"], roles[contract.provider.name]) == ("provider", "lead_provider", "provider")
    found = LOADED.get(pk=contract.pk)
    assert {each.organisation for each in rules.still_to_sign(found, clock.today())} == {contract.commissioner, second}
    assert "second" in found.search_text
