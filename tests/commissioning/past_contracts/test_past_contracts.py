"""A contract of the past that is entered from paper: judged as at its day, marked so, and never of a day to come."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from commissioning.contract_signatures.actions import record_contract_signature, sign_contract
from commissioning.contracts import actions, activating, rules, serving
from commissioning.contracts.copying_actions import copy_contract
from commissioning.contracts.home import unsigned
from commissioning.contracts.kinds import State
from commissioning.contracts.models import Contract
from commissioning.contracts.reading import LOADED
from commissioning.past_contracts.actions import begin_past_contract
from compacts.compliance.actions import agree_scorecard, check_compliance
from compacts.compliance.models import Scorecard
from core import clock
from core.acts import Refused
from core.trail.models import Event
from tests.compacts.local.test_views import send
from tests.consultation.pages import words
from tests.factories.codes import CodeFactory, CriterionFactory
from tests.factories.contracts import BandFactory, ContractFactory, priority_of
from tests.factories.organisations import AreaFactory, OrganisationFactory, PublicBodyFactory
from tests.factories.people import make_actor, signed_in
from tests.journeys.made import on_day

pytestmark = pytest.mark.django_db
DAY = datetime.date
NOW, THEN = DAY(2009, 6, 1), DAY(2005, 3, 14)
PAPER = {"past_reason": "It was signed before Concordat was used.", "past_kept_at": "The deeds room, box 14."}


@pytest.fixture(autouse=True)
def today():
    with clock.at(NOW):
        yield


@pytest.fixture
def trust():
    return PublicBodyFactory(name="Herefordshire Trust", area=AreaFactory())


@pytest.fixture
def by(trust):
    return make_actor("commissioner", organisation=trust)


def entered(by, trust, **more):
    """A contract of three years from April 2005, agreed in March, entered in 2009."""
    given = {
        "title": "Advocacy",
        "provider": OrganisationFactory(),
        "area": trust.area,
        "value": Decimal(3000),
        "starts": DAY(2005, 4, 1),
        "initial_end": DAY(2008, 3, 31),
        "past_on": THEN,
        "years": {2005: Decimal(1000), 2006: Decimal(1000), 2007: Decimal(1000)},
        "feedback_method": "A meeting each year.",
        "review_procedure": "Together.",
        "review_on": DAY(2006, 4, 3),
    }
    contract = begin_past_contract(by=by, commissioner=trust, **PAPER, **given | more)
    contract.outcomes.create(title="People speak for themselves.")
    return contract


def on_paper(by, contract, on=THEN):
    for party in contract.parties.all():
        record_contract_signature(
            by=by, contract=contract, party=party, signed_on=on, name="Pat Doe", designation="Chair",
            authority="The board.", kept_at="Box 14",
        )  # fmt: skip


def checked(by, contract, **finds):
    """Its scorecard, with what was found of its one criterion."""
    card = activating.check_contract(by=by, contract=contract).scorecard
    findings = [(each, "not_kept", "") for each in card.code.criteria.all()]
    return check_compliance(by=by, scorecard=card, point="agreement", findings=findings, **finds)


def test_it_is_judged_by_the_plan_the_code_and_the_bands_of_its_day(trust, by):
    """The plan has expired by now, the Code binds by now: then it only advised, so a reason is enough."""
    old, new = (
        priority_of(trust, starts=DAY(2004, 4, 1)),
        priority_of(trust, starts=DAY(2009, 4, 1), ends=DAY(2012, 3, 31)),
    )
    code = CodeFactory(launched=True, area=trust.area, subject="funding", launched_on=DAY(2004, 5, 1),
                       in_force_on=DAY(2006, 1, 1))  # fmt: skip
    CriterionFactory(code=code)
    BandFactory(body=trust, title="Of 2005", ends=DAY(2006, 3, 31))
    BandFactory(body=trust, title="Of today", starts=DAY(2008, 4, 1), light=True)
    contract = entered(by, trust)
    assert str(rules.band_of(contract)).startswith("Of 2005")
    with pytest.raises(Refused, match="is not endorsed|expired"):
        serving.serve_priority(by=by, contract=contract, priority=new)
    serving.serve_priority(by=by, contract=contract, priority=old)
    card = checked(by, contract)
    assert (card.begun_on, card.checks.get().checked_on) == (THEN, THEN)
    on_paper(by, contract)
    with pytest.raises(ValidationError, match="Not kept"):
        activating.activate_contract(by=by, contract=contract)
    activating.activate_contract(by=by, contract=contract, reason="The Code was to come in 2006.")
    contract.refresh_from_db()
    card.refresh_from_db()
    assert (contract.activated_on, contract.agreed_on, card.agreed_on) == (THEN, THEN, THEN)
    assert [contract.state_on(on) for on in (DAY(2005, 3, 20), DAY(2006, 1, 1), NOW)] == [
        State.AGREED, State.ACTIVE, State.ENDED,
    ]  # fmt: skip
    assert Contract.objects.in_state(State.ACTIVE, DAY(2006, 1, 1)).get() == contract


def test_a_later_signature_is_its_day_and_then_the_code_binds(trust, by):
    code = CodeFactory(launched=True, area=trust.area, subject="funding", launched_on=DAY(2004, 5, 1),
                       in_force_on=DAY(2006, 1, 1))  # fmt: skip
    CriterionFactory(code=code)
    contract = entered(by, trust)
    actions.edit_contract(by=by, contract=contract, version=None, priority=priority_of(trust, starts=DAY(2004, 4, 1)))
    checked(by, contract)
    on_paper(by, contract, DAY(2006, 2, 1))
    assert rules.date_of(LOADED.get(pk=contract.pk), NOW) == DAY(2006, 2, 1)
    with pytest.raises(ValidationError, match="Not kept"):
        activating.activate_contract(by=by, contract=contract, reason="All the same.")


def test_terms_that_change_move_its_day_back_and_it_can_be_checked_again(trust, by):
    code = CodeFactory(launched=True, area=trust.area, subject="funding", launched_on=DAY(2004, 5, 1))
    CriterionFactory(code=code)
    contract = entered(by, trust)
    checked(by, contract)
    on_paper(by, contract, DAY(2006, 2, 1))
    checked(by, contract, checked_on=DAY(2006, 2, 1))
    actions.edit_contract(by=by, contract=contract, version=None, title="Speaking up")
    contract.refresh_from_db()
    assert (contract.agreed_on, rules.date_of(contract, NOW)) == (None, THEN)
    assert checked(by, contract).checks.get().checked_on == THEN
    assert rules.it_keeps_the_compact(LOADED.get(pk=contract.pk), NOW).message.startswith("Not kept")


def test_what_follows_it_is_of_today(trust, by):
    again = copy_contract(by=by, contract=entered(by, trust))
    assert (again.past_on, again.past_reason, again.past_kept_at) == (None, "", "")


def test_its_scorecard_is_not_filled_in_after_its_day(trust, by):
    days = {"code__launched_on": DAY(2004, 5, 1), "code__in_force_on": DAY(2004, 6, 1)}
    CriterionFactory(code__area=trust.area, code__subject="funding", code__launched=True, **days)
    contract = entered(by, trust)
    with pytest.raises(Refused) as found:
        checked(by, contract, checked_on=NOW)
    [said] = found.value.message_dict["checked_on"]
    assert said.startswith("It was entered from paper as one of the past and is judged as at 14 March 2005.")
    card = Scorecard.objects.get()
    with pytest.raises(Refused) as found:
        agree_scorecard(by=by, scorecard=card, on=NOW)
    assert "on" in found.value.message_dict
    page = words(signed_in(by).get(reverse("scorecard_check", args=[card.pk, "agreement"])))
    assert "Leave empty: it is one of the past, judged as at 14 March 2005." in page


def test_it_is_never_of_a_day_to_come_and_says_why_and_where(trust, by):
    provider = OrganisationFactory()
    for more, where in (
        ({"past_on": NOW}, "past_on"),
        ({"past_on": None, "starts": DAY(2009, 7, 1), "initial_end": DAY(2010, 3, 31), "years": None}, "past_on"),
        ({"past_on": DAY(1066, 10, 14)}, "past_on"),
        ({"past_on": DAY(2006, 4, 1)}, "past_on"),  # the day after its last
        ({"starts": DAY(2009, 6, 2), "initial_end": DAY(2010, 3, 31)}, "starts"),
        ({"past_reason": "  "}, "past_reason"),
        ({"past_kept_at": "\t"}, "past_kept_at"),
    ):
        with pytest.raises(Refused) as found:
            given = {"provider": provider, "area": trust.area, "title": "Advocacy", "value": Decimal(1)} | PAPER
            given |= {"past_on": THEN, "starts": DAY(2005, 4, 1), "initial_end": DAY(2006, 3, 31), **more}
            begin_past_contract(by=by, commissioner=trust, **given)
        assert list(found.value.message_dict) == [where]
    assert not Contract.objects.exists()
    with pytest.raises(Refused, match="It begins on 2 June 2009, so it is none of the past."):
        actions.edit_contract(by=by, contract=entered(by, trust), version=None, starts=DAY(2009, 6, 2),
                              initial_end=DAY(2010, 3, 31))  # fmt: skip
    contract = ContractFactory()
    for wrong in ({"past_on": NOW, "past_entered_on": NOW, **PAPER}, {"past_on": THEN, "past_entered_on": NOW}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Contract.objects.filter(pk=contract.pk).update(**wrong)
    assert begin_past_contract(
        by=by, commissioner=trust, provider=OrganisationFactory(), area=trust.area, title="Lifts", value=Decimal(1),
        starts=DAY(2005, 4, 1), initial_end=DAY(2006, 3, 31), **PAPER,
    ).past_on == DAY(2005, 4, 1)  # fmt: skip


def test_nobody_signs_it_here_nor_waits_to(trust, by):
    contract = entered(by, trust)
    provider = make_actor("approver", organisation=contract.provider)
    with pytest.raises(Refused, match="entered from paper as one of the past"):
        sign_contract(by=provider, contract=contract, version=1, authority="The board")
    assert list(unsigned(provider)) == []


def test_the_page_begins_it_and_it_is_marked_everywhere(trust, by):
    browser = signed_in(by)
    begin, edit = reverse("contract_past"), "contract_edit"
    assert begin in browser.get(reverse("contracts")).content.decode()
    old = priority_of(trust, starts=DAY(2004, 4, 1), title="Speaking up in 2005")
    new = priority_of(trust, starts=DAY(2009, 4, 1), ends=DAY(2012, 3, 31), title="Homes in 2009")
    provider = OrganisationFactory(name="Malvern Carers")
    typed = {"title": "Advocacy", "kind": "contract", "provider": provider.name, "area": trust.area.name,
             "tier": "direct", "provider_model": "single", "value": "30,000", "notice_months": "3",
             **on_day("starts", 2005), **on_day("initial_end", 2006, 3, 31)}  # fmt: skip
    page = send(browser, begin, **typed | on_day("past_on", 2010), **PAPER)
    assert "Enter the day in the past" in words(page)
    send(browser, begin, **typed, **PAPER)
    contract = Contract.objects.get()
    shown = words(browser.get(contract.get_absolute_url()))
    for each in ("Entered from paper", PAPER["past_reason"], PAPER["past_kept_at"], "Entered as one of the past"):
        assert each in shown
    assert "Read and sign its terms" not in shown
    paper = reverse("contract_paper", args=[contract.pk])
    assert f'<a href="{paper}">Still to sign: ' in browser.get(contract.get_absolute_url()).content.decode()
    offered = words(browser.get(reverse(edit, args=[contract.pk])))
    assert (old.title in offered, new.title in offered) == (True, False)
    today = words(browser.get(reverse("contract_begin")))
    assert (old.title in today, new.title in today) == (False, True)
    ContractFactory(commissioner=trust, title="Of today")
    listed = words(browser.get(reverse("contracts"), {"entered": "paper"}))
    assert "Advocacy" in listed and "Of today" not in listed
    assert Event.objects.of(contract).filter(verb="entered as one of the past").exists()


def test_nobody_agreed_before_they_were_there(trust, by):
    """A day before a party opened would have it judged by rules under which it never was."""
    trust.opened = DAY(2005, 4, 1)
    trust.save()
    with pytest.raises(Refused, match="Herefordshire Trust opened on 1 April 2005"):
        entered(by, trust)
    assert entered(by, trust, past_on=DAY(2005, 4, 1)).past_on == DAY(2005, 4, 1)
