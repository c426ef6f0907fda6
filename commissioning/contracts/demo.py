"""The demonstration's contracts: advocacy for people with a learning disability, and what is commissioned today.

The bodies are real; the groups, the people, the money and the days are invented.
"""

import datetime
from decimal import Decimal
from typing import Any

from commissioning.bands.actions import set_band
from commissioning.contract_signatures.actions import record_contract_signature, sign_contract
from commissioning.contract_templates.actions import add_template
from commissioning.contracts import actions, activating, copying_actions, part_actions
from commissioning.contracts.models import Contract
from commissioning.costing.actions import fill_costing
from commissioning.plans.models import Priority
from commissioning.variations.actions import propose_variation
from compacts.codes.demo import LOCAL, code_called
from compacts.codes.models import CompactCode
from compacts.compliance.actions import check_compliance
from compacts.compliance.records import shown_of
from core import clock
from partnerships.organisations.demo import ADVOCACY, CARERS, LIFTS
from partnerships.organisations.models import Area, Organisation
from partnerships.people.actors import Actor, actor_for, the_house
from partnerships.people.models import User
from partnerships.terms.models import Term

DAY = datetime.date
COUNCIL, TRUST = "Herefordshire Council", "Herefordshire Primary Care Trust"
BOARD = "NHS Herefordshire and Worcestershire Integrated Care Board"
SIGNERS = {TRUST: ("Owen Tranter", "Chief Executive"), COUNCIL: ("Maud Ellery", "Director of Social Care"),
           ADVOCACY: ("Col Watkins", "Chair"), BOARD: ("Una Frost", "Director of Partnerships")}  # fmt: skip
FEEDBACK = "Two people who use the service visit each group twice a year and report to the Programme Board."
REVIEW = "Both sides and two people who use the service go through the outcomes together."
TERMS = (
    "1. Outcomes. The provider works towards the outcomes that are stipulated.\n"
    "2. Payment. A quarter of each year's amount is paid in advance on the first day of the quarter.\n"
    "3. Notice. Either side can end the contract with three months' notice.\n"
    "4. Review. The contract is reviewed once a year, with people who use the service."
)


def load() -> None:
    """Tell of terms that were agreed against advice in 2006 and refused in 2008, and of what runs today."""
    by = the_house("command", "The demonstration")
    with clock.at(DAY(2005, 2, 1)):
        standard = add_template(by=by, title="Standard terms for voluntary organisations", text=TERMS)
    first = of_2006(by)
    of_2008(by, first)
    for_three_years(by, standard.versions.get())
    of_today()


def called(name: str) -> Organisation:
    return Organisation.objects.get(name=name)


def hereford() -> Area:
    return Area.objects.get(gss_code="E06000019")


def serves(by: Actor, contract: Contract, on: datetime.date) -> None:
    """Let it serve a priority of the plan for learning disability, where one is in place; else an exception."""
    plans = Priority.objects.filter(plan__starts__lte=on, plan__ends__gte=on, plan__title__icontains="learning")
    priority = plans.order_by("number").first()
    if priority is not None and not activating.rules.why_not_served(priority, on):
        actions.edit_contract(by=by, contract=contract, version=None, priority=priority)
        return
    activating.ask_for_exception(by=by, contract=contract, reason="The plan that follows is still being written.")
    activating.approve_exception(by=by, contract=contract)


def checked(by: Actor, contract: Contract, code: CompactCode, **otherwise: tuple[str, str]) -> None:
    """Check it against the Code: its records answer what they show, and of the rest all is kept but for those named by
    'no' and their number, also where the records show otherwise."""
    found = activating.check_contract(by=by, contract=contract, code=code)
    shown = shown_of(found.scorecard, clock.today())
    results = [
        (each, *otherwise.get(f"no{each.number}", ("" if each.pk in shown else "kept", "")))
        for each in code.criteria.all()
    ]
    check_compliance(by=by, scorecard=found.scorecard, point="agreement", findings=results)


def on_paper(by: Actor, contract: Contract, on: datetime.date) -> None:
    """Both sides signed on paper."""
    for party in contract.parties.select_related("organisation"):
        name, designation = SIGNERS[party.organisation.name]
        record_contract_signature(
            by=by, contract=contract, party=party, signed_on=on, name=name, designation=designation,
            authority="Standing orders, limits of delegation.", kept_at="The contracts register of the commissioner.",
        )  # fmt: skip


def advocacy(**more: Any) -> dict[str, Any]:
    """What the contracts for advocacy have in common."""
    return {
        "title": "Advocacy for people with a learning disability", "provider": called(ADVOCACY), "area": hereford(),
        "client_group": Term.objects.filter(code="learning-disability", vocabulary="client_group").first(),
        "description": "Speaking-up groups in five towns, and advocates for reviews of care.", "category": "Advocacy",
        "basis": "outcome", "payment_model": "block", "feedback_method": FEEDBACK, "review_procedure": REVIEW,
    } | more  # fmt: skip


LATE = ("not_kept", "")
A_YEAR = ("", "One year, while the plan for learning disability is being written.")


def of_2006(by: Actor) -> Contract:
    """A year's contract of the trust, paid in arrears: the Code advised against it, and it was agreed all the same."""
    with clock.at(DAY(2006, 3, 6)):
        contract = actions.begin_contract(
            by=by, commissioner=called(TRUST), reference="LD-ADV-06", value=Decimal(24000),
            starts=DAY(2006, 4, 1), initial_end=DAY(2007, 3, 31), review_on=DAY(2006, 11, 30),
            notice_by=DAY(2006, 12, 31), decide_by=DAY(2006, 12, 15), route="Single tender",
            outcome="People decide about their own support at every review.", **advocacy(),
        )  # fmt: skip
        serves(by, contract, DAY(2006, 3, 6))
        checked(by, contract, code_called(LOCAL), no5=A_YEAR, no7=LATE)
    with clock.at(DAY(2006, 3, 27)):
        on_paper(by, contract, DAY(2006, 3, 27))
        why = "The groups meet from April; payment in advance is settled with the finance directorate by June."
        return activating.activate_contract(by=by, contract=contract, reason=why)


def of_2008(by: Actor, first: Contract) -> None:
    """The same terms in 2008, when the Code was in force: both sides signed, and it cannot be made active."""
    with clock.at(DAY(2008, 4, 7)):
        again = copying_actions.copy_contract(
            by=by, contract=first, title="Advocacy for people with a learning disability, 2008"
        )
        actions.edit_contract(
            by=by, contract=again, version=None, reference="LD-ADV-08", starts=DAY(2008, 5, 1),
            initial_end=DAY(2009, 3, 31), review_on=DAY(2008, 11, 30), notice_by=DAY(2008, 12, 31),
            decide_by=DAY(2008, 12, 15), priority=None,
        )  # fmt: skip
        actions.set_values(by=by, contract=again, value=Decimal(24000), years={2008: Decimal(24000)})
        serves(by, again, DAY(2008, 4, 7))
        checked(by, again, code_called(LOCAL), no5=A_YEAR, no7=LATE)
        on_paper(by, again, DAY(2008, 4, 7))


def for_three_years(by: Actor, version: Any) -> None:
    """The council's contract for three years, with an explanation that the Code takes, and an option to extend it."""
    with clock.at(DAY(2008, 4, 14)):
        contract = actions.begin_contract(
            by=by, commissioner=called(COUNCIL), reference="SC-0812", value=Decimal(93000), route="Open tender",
            starts=DAY(2008, 5, 1), initial_end=DAY(2011, 4, 30), maximum_end=DAY(2012, 4, 30),
            review_on=DAY(2009, 5, 29), notice_by=DAY(2011, 1, 31), decide_by=DAY(2010, 10, 29),
            years={2008: Decimal(28000), 2009: Decimal(31000), 2010: Decimal(31500), 2011: Decimal(2500)},
            outcome="Nobody is reviewed without somebody they trust.", template_version=version,
            **advocacy(title="Independent advocacy at reviews"),
        )  # fmt: skip
        part_actions.add_deviation(
            by=by, contract=contract, term="2. Payment", instead="Paid at the end of each month.",
            reason="As the provider asked; its reserves carry it.",
        )  # fmt: skip
        part_actions.add_extension(by=by, contract=contract, until=DAY(2012, 4, 30), decide_by=DAY(2010, 12, 31))
        serves(by, contract, DAY(2008, 4, 14))
        fill_costing(
            by=by, contract=contract, direct=Decimal(71000), development=Decimal(4000), method="direct",
            share=Decimal(22), overheads=Decimal(0), participation=Decimal(5400), price=Decimal(93000),
            reason="The provider pays for a room of its own from its legacy.",
        )  # fmt: skip
        why = "Paid at the end of each month, as the provider asked; its reserves carry it."
        none_yet = "The scheme does not cover advocacy yet."
        checked(by, contract, code_called(LOCAL), no7=("not_kept", why), no12=("does_not_apply", none_yet))
        on_paper(by, contract, DAY(2008, 4, 14))
        activating.activate_contract(by=by, contract=contract)
    with clock.at(DAY(2010, 11, 8)):
        part_actions.take_extension(by=by, contract=contract, part=contract.extensions.get())


def of_today() -> None:
    """A small grant with the short form, on whose hours a variation waits, and a contract to be signed by carers."""
    house, today = the_house("command", "The demonstration"), clock.today()
    daniel, nell = (actor_for(User.objects.get(email=f"{each}@example.org")) for each in ("daniel", "nell"))
    board, year = called(BOARD), today.year if today.month > 3 else today.year - 1
    begins, ends = DAY(year, 4, 1), DAY(year + 1, 3, 31)
    with clock.at(begins - datetime.timedelta(days=30)):
        set_band(
            by=daniel,
            body=board,
            title="Small grants",
            from_value=Decimal(0),
            short_form=True,
            asks_priority=False,
            asks_feedback=False,
            asks_review=False,
            asks_compact=False,
            monitoring="light",
        )
        set_band(by=daniel, body=board, title="Contracts", from_value=Decimal(5000), monitoring="standard")
        grant = actions.begin_small_grant(
            by=daniel,
            commissioner=board,
            provider=called(LIFTS),
            title="Lifts to the new clinic",
            value=Decimal(1800),
            starts=begins,
            initial_end=ends,
            area=hereford(),
            outcome="People from the villages keep their appointments.",
        )
        for each in (daniel, nell):
            sign_contract(by=each, contract=grant, version=1, authority="As recorded in the minutes.")
        activating.activate_contract(by=daniel, contract=grant)
    propose_variation(by=nell, contract=grant, reason="Two more runs a month to the clinic, from our reserves.")
    soon = today + datetime.timedelta(days=45)
    contract = actions.begin_contract(
        by=daniel,
        commissioner=board,
        provider=called(CARERS),
        area=hereford(),
        title="Breaks for carers",
        value=Decimal(42000),
        starts=soon,
        initial_end=soon + datetime.timedelta(days=3 * 365),
        basis="outcome",
        payment_model="block",
        feedback_method="Each carer is telephoned once a year.",
        review_procedure=REVIEW,
        review_on=soon + datetime.timedelta(days=300),
        category="Carers",
        outcome="Carers have a day of their own each month.",
    )
    activating.ask_for_exception(by=daniel, contract=contract, reason="The strategy for carers is being written.")
    activating.approve_exception(by=house, contract=contract)
    years = actions.days.years_between(contract.starts, contract.initial_end)
    spread = {each: Decimal(42000) / len(years) for each in years}
    actions.set_values(by=daniel, contract=contract, value=Decimal(42000), years=spread)
