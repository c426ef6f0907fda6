"""A contract is void that was a mistake: not one that its provider signed here or reported on."""

import datetime

import pytest
from django.urls import reverse

from commissioning.contract_reviews.reading import FINDINGS
from commissioning.contract_signatures.models import ContractSignature
from commissioning.contracts import activating, voiding
from commissioning.contracts.part_actions import add_contract_outcome
from commissioning.contracts.serving import serve_priority
from commissioning.monitoring.actions import stop_reuse
from commissioning.returns.actions import accept_return, query_return
from core import clock
from core.acts import Refused
from tests.compacts.local.test_views import send
from tests.consultation.pages import words
from tests.factories.contracts import ContractFactory, VariationFactory, priority_of, signed
from tests.factories.monitoring import FindingFactory, PeriodFactory, RequirementFactory, returned
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
DAY = datetime.date


def test_voiding_does_not_stand_in_for_notice():
    contract = ContractFactory(active=True)
    by = make_actor("commissioner", organisation=contract.commissioner)
    signed(contract)
    with pytest.raises(Refused, match="its provider here, so it is not void. End it early"):
        voiding.void_contract(by=by, contract=contract, reason="No money.")
    ContractSignature.objects.update(way="paper", kept_at="File 7")
    returned(PeriodFactory(contract=contract), state="accepted")
    with pytest.raises(Refused, match="Its provider has reported on it, so it is not void."):
        voiding.void_contract(by=by, contract=contract, reason="No money.")
    contract.refresh_from_db()
    assert contract.voided_on is None
    twice = ContractFactory(active=True, commissioner=contract.commissioner)
    assert voiding.void_contract(by=by, contract=twice, reason="Entered twice.").voided_on is not None


def test_of_a_contract_from_a_register_it_is_said_what_it_serves():
    contract = ContractFactory(register=True, outcome=False)
    by = make_actor("commissioner", organisation=contract.commissioner)
    browser, ahead = signed_in(by), clock.today() + datetime.timedelta(days=90)
    page = words(browser.get(contract.get_absolute_url()))
    assert all(said in page for said in ("Say which priority it serves", "Add an outcome", "Ask for an exception"))
    add_contract_outcome(by=by, contract=contract, title="People speak.")
    activating.ask_for_exception(by=by, contract=contract, reason="It is older than the plan.")
    other = make_actor("commissioner", organisation=contract.commissioner)
    assert activating.approve_exception(by=other, contract=contract).exception_approved_on == clock.today()
    priority = priority_of(contract.commissioner, ends=ahead)
    send(browser, reverse("contract_serve", args=[contract.pk]), priority=str(priority.pk))
    contract.refresh_from_db()
    assert (contract.priority, contract.exception_reason, contract.terms) == (priority, "", 1)
    running = ContractFactory(active=True, commissioner=contract.commissioner)
    with pytest.raises(Refused, match="Propose a variation"):
        serve_priority(by=by, contract=running, priority=priority)


def test_of_one_that_ran_years_ago_it_is_said_which_priority_of_a_plan_of_its_days_it_served():
    over = ContractFactory(register=True)  # until March 2008
    by = make_actor("commissioner", organisation=over.commissioner)
    runs = ContractFactory(register=True, commissioner=over.commissioner, current_end=clock.today(), title="Runs")
    then = priority_of(over.commissioner, title="Of 2005")
    now = priority_of(over.commissioner, starts=DAY(2020, 4, 1), ends=clock.today(), title="Of today")
    for contract, right, wrong, said in (
        (over, then, now, "is not endorsed"),
        (runs, now, then, "expired on 31 March"),
    ):
        offered = words(signed_in(by).get(reverse("contract_serve", args=[contract.pk])))
        assert (right.title in offered, wrong.title in offered) == (True, False)
        with pytest.raises(Refused, match=said):
            serve_priority(by=by, contract=contract, priority=wrong)
        assert serve_priority(by=by, contract=contract, priority=right).priority == right


def test_what_was_sent_for_a_contract_that_is_void_is_neither_accepted_nor_queried():
    contract = ContractFactory(active=True, void=True)
    made = returned(PeriodFactory(contract=contract))
    by = make_actor("commissioner", organisation=contract.commissioner)
    for act, more in ((accept_return, {}), (query_return, {"query": "Why?"})):
        with pytest.raises(Refused, match="The contract was declared void, so its returns stay as they are"):
            act(by=by, monitoring_return=made, **more)


def test_what_its_provider_varied_or_another_funder_reads_is_not_void():
    contract = ContractFactory(active=True)
    by = make_actor("commissioner", organisation=contract.commissioner)
    VariationFactory(contract=contract, provider_agreed_on=DAY(2006, 1, 10))
    with pytest.raises(Refused, match="Its provider has agreed a variation of it, so it is not void. End it early"):
        voiding.void_contract(by=by, contract=contract, reason="Twice.")
    source = RequirementFactory(contract=(read := ContractFactory(active=True, commissioner=contract.commissioner)))
    other = RequirementFactory(measure=source.measure, counts_from=source)
    with pytest.raises(Refused, match="Another contract uses the returns for this one. Have that ended first."):
        voiding.void_contract(by=by, contract=read, reason="Twice.")
    stop_reuse(by=make_actor("commissioner", organisation=other.contract.commissioner), requirement=other)
    assert voiding.void_contract(by=by, contract=read, reason="Twice.").voided_on == clock.today()


def test_what_reviews_asked_for_ends_with_a_contract_that_is_void():
    finding = FindingFactory()
    contract = finding.review.contract
    assert list(FINDINGS.open()) == [finding]
    by = make_actor("commissioner", organisation=contract.commissioner)
    voiding.void_contract(by=by, contract=contract, reason="Twice.")
    assert list(FINDINGS.open()) == []
