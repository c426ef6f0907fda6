"""What holds a contract together: who signed what and when, whose part is whose, and days that can be reckoned with."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from commissioning.contract_signatures.actions import record_contract_signature, sign_contract
from commissioning.contracts import actions, activating, part_actions, rules, voiding
from commissioning.contracts.models import Contract
from commissioning.contracts.reading import LOADED
from compacts.compliance.actions import drop_scorecard
from core import clock
from core.acts import Refused
from tests.factories.codes import CodeFactory, CriterionFactory
from tests.factories.contracts import STARTS, ContractFactory, priority_of, signed
from tests.factories.monitoring import PeriodFactory, RequirementFactory, returned
from tests.factories.organisations import AreaFactory, OrganisationFactory, PublicBodyFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
DAY = datetime.date


def refusal(act, **given):
    with pytest.raises(ValidationError) as found:
        act(**given)
    return found.value.message_dict if hasattr(found.value, "error_dict") else found.value.messages


@pytest.fixture
def trust():
    return PublicBodyFactory(name="Herefordshire Trust")


@pytest.fixture
def by(trust):
    return make_actor("commissioner", organisation=trust)


def loaded(contract):
    return LOADED.get(pk=contract.pk)


def test_a_day_on_paper_moves_no_contract_before_the_code(trust, by):
    area = AreaFactory()
    old = priority_of(trust, starts=DAY(1999, 4, 1), ends=DAY(2003, 3, 31))
    contract = ContractFactory(commissioner=trust, area=area, priority=old, starts=DAY(2007, 1, 1))
    paper = {"by": by, "contract": contract, "signed_on": DAY(1999, 11, 1), "name": "Pat Doe", "designation": "Chair",
             "authority": "The board.", "kept_at": "The safe."}  # fmt: skip
    with clock.at(DAY(2006, 12, 4)):
        for party in contract.parties.all():
            record_contract_signature(party=party, **paper)
        found = loaded(contract)
        assert (found.agreed_on, rules.date_of(found, clock.today())) == (DAY(1999, 11, 1), DAY(2006, 12, 4))
        assert rules.it_serves_a_priority(found, clock.today()).message.startswith("The plan of its priority")


def test_an_old_signature_stays_with_the_organisation_that_gave_it(trust, by):
    contract = ContractFactory(commissioner=trust, parties={(lifts := OrganisationFactory(name="Lifts")): "provider"})
    first, others = contract.provider, OrganisationFactory(name="Others")
    signed(contract, contract.parties.get(organisation=first))
    actions.edit_contract(by=by, contract=contract, version=None, provider=others)
    signature = contract.signatures.get()
    assert (signature.party.organisation, signature.party.ends) == (first, clock.today() - datetime.timedelta(days=1))
    asked = {each.organisation for each in rules.still_to_sign(loaded(contract), clock.today())}
    assert asked == {trust, lifts, others}
    actions.edit_contract(by=by, contract=contract, version=None, provider=lifts)  # it has a part already
    assert set(contract.parties.filter(ends=None).values_list("organisation__name", "role")) == {
        (trust.name, "commissioner"), ("Lifts", "provider"),
    }  # fmt: skip
    actions.edit_contract(by=by, contract=contract, version=None, provider=first)  # and who had left comes back
    assert contract.parties.get(organisation=first).ends is None
    also = PublicBodyFactory(name="The council")
    part_actions.add_contract_party(by=by, contract=contract, organisation=also, role="commissioner")
    assert refusal(actions.edit_contract, by=by, contract=contract, version=None, provider=also) == {
        "provider": ["The council commissions it. Name another provider, or take that part away."]
    }
    assert "lifts" not in loaded(contract).search_text
    part_actions.add_contract_party(by=by, contract=contract, organisation=lifts, role="provider")
    part_actions.lead_side(by=by, contract=contract, part=contract.parties.get(organisation=lifts))
    assert "lifts" in loaded(contract).search_text


def test_one_person_signs_for_one_side_only_and_what_changes_nothing_asks_nobody_to_sign_anew(trust, by):
    contract = ContractFactory(commissioner=trust)
    by.membership.job_title = "Head of commissioning"
    by.membership.save()
    sign_contract(by=by, contract=contract, version=1, authority="Delegated.")
    chair = make_actor("approver", organisation=contract.provider, user=by.user)
    chair.membership.job_title = "Chair"
    chair.membership.save()
    with pytest.raises(Refused, match="You have signed these terms for the other side. Somebody else signs for this"):
        sign_contract(by=chair, contract=contract, version=1, authority="Trustees.")
    same = {each.year: each.amount for each in contract.years.all()}
    assert actions.set_values(by=by, contract=contract, value=Decimal(30000), years=same).terms == 1
    other = make_actor("approver", organisation=contract.provider)
    other.membership.job_title = "Chair"
    other.membership.save()
    assert sign_contract(by=other, contract=contract, version=1, authority="Trustees.").agreed_on == clock.today()
    assert refusal(voiding.void_contract, by=by, contract=contract, reason="Twice.") == [
        "Both sides have signed it, its provider here, so it is not void. Change its terms instead."
    ]
    Contract.objects.filter(pk=contract.pk).update(activated_on=clock.today(), exception_reason="")
    assert refusal(voiding.void_contract, by=by, contract=contract, reason="Twice.") == [
        "Both sides have signed it, its provider here, so it is not void. End it early, with the notice of its terms."
    ]
    reported = ContractFactory(commissioner=trust, active=True)
    period = PeriodFactory(contract=reported, requirements=[RequirementFactory(contract=reported)])
    returned(period, state="accepted", value=Decimal(3), sent_on=DAY(2005, 11, 7))
    assert refusal(voiding.void_contract, by=by, contract=reported, reason="Twice.") == [
        "Its provider has reported on it, so it is not void. End it early, with the notice of its terms."
    ]


def test_an_exception_lapses_once_the_value_rises(trust, by):
    contract = ContractFactory(commissioner=trust, exception_reason="So.", exception_approved_on=STARTS)
    less = dict.fromkeys((2005, 2006, 2007), Decimal(9000))
    assert actions.set_values(
        by=by, contract=contract, value=Decimal(27000), years=less
    ).exception_approved_on == STARTS  # fmt: skip
    more = dict.fromkeys((2005, 2006, 2007), Decimal(20000))
    assert actions.set_values(by=by, contract=contract, value=Decimal(60000), years=more).exception_approved_on is None
    gate = rules.it_serves_a_priority(loaded(contract), clock.today())
    assert gate.message.startswith("An exception was asked for. A second person approves it.")


def test_a_contract_is_not_supplementary_to_itself_by_way_of_others(trust, by):
    first, second, third = (ContractFactory(commissioner=trust, title=each) for each in ("One", "Two", "Three"))
    for contract, above in ((second, first), (third, second)):
        actions.edit_contract(by=by, contract=contract, version=None, tier="supplementary", parent=above)
    for above in (second, third):
        assert refusal(
            actions.edit_contract, by=by, contract=first, version=None, tier="supplementary", parent=above
        ) == {"parent": [f"{above} is supplementary to this one. Choose another."]}


def test_a_scorecard_that_was_given_up_is_begun_anew(trust, by):
    contract = ContractFactory(commissioner=trust)
    CriterionFactory(code=(code := CodeFactory(area=contract.area, launched=True)))
    with clock.at(DAY(2006, 4, 14)):
        given_up = activating.check_contract(by=by, contract=contract, code=code).scorecard
        assert activating.check_contract(by=by, contract=contract, code=code).scorecard == given_up
        drop_scorecard(by=by, scorecard=given_up, reason="Begun for another.")
        again = activating.check_contract(by=by, contract=contract, code=code).scorecard
        assert (again == given_up, again.code, again.dropped_on) == (False, code, None)


def test_a_scorecard_of_another_provider_says_nothing_of_a_contract(trust, by):
    contract = ContractFactory(commissioner=trust)
    CriterionFactory(code=(code := CodeFactory(area=contract.area, launched=True)))
    before, another = contract.provider, OrganisationFactory(name="Others")
    with clock.at(DAY(2006, 4, 14)):
        card = activating.check_contract(by=by, contract=contract, code=code).scorecard
        actions.edit_contract(by=by, contract=contract, version=None, provider=another)
        said = rules.it_keeps_the_compact(loaded(contract), clock.today())
        assert (said.message, said.where) == (
            f"It was checked as funding of {before} by {trust}. Give that scorecard up, and check it anew.",
            card.get_absolute_url(),
        )
        drop_scorecard(by=by, scorecard=card, reason="Another provides it.")
        assert activating.check_contract(by=by, contract=contract, code=code).scorecard.provider == another


def test_days_beyond_the_calendar_and_five_years_of_notice_are_refused():
    office = signed_in(make_actor("secretariat"))
    trust, group = PublicBodyFactory(), OrganisationFactory()
    sent = {"commissioner": trust.pk, "provider": group.pk, "area": AreaFactory().pk, "title": "Tea", "value": "20"}
    days = {"starts": "2026-04-01", "initial_end": "2027-03-31"}

    def said(name, *args, **given):
        answer = office.post(reverse(f"api_{name}", args=args), given, "application/json")
        assert answer.status_code == 400
        return [(each["attr"], each["detail"]) for each in answer.json()["errors"]]

    late, early = "Enter a day on or before 31 December 2200.", "Enter a day on or after 1 January 1000."
    assert said("contract_begin", **sent, **(days | {"starts": "0001-01-01"})) == [("starts", early)]
    assert said("contract_begin", **sent, **(days | {"initial_end": "9999-12-31"})) == [("initial_end", late)]
    [(_, calendar)] = said("contract_begin", **sent, **(days | {"starts": "1000-01-01"}))
    assert calendar == "Enter a day from 1 January 1900 to 31 December 2200."
    long = ("notice_months", "Enter at most 60 months.")
    assert said("contract_begin", **sent, **days, notice_months=30000) == [long]
    active = ContractFactory(active=True, initial_end=DAY(2099, 3, 31), years=False)
    assert said("variation_propose", active.pk, reason="On.", ends="9999-12-31") == [("ends", late)]
    asked = RequirementFactory(contract=active)
    assert said("requirement_schedule", asked.pk, frequency="yearly", last="9999-12-31")[0] == ("last", late)
