"""A contract from its beginning to its end: what is refused, what its gates ask, and what it was on a day."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from commissioning.contract_signatures.actions import record_contract_signature, sign_contract
from commissioning.contracts import actions, activating, copying_actions, days, onwards, part_actions, rules
from commissioning.contracts.forms import SmallForm
from commissioning.contracts.kinds import State
from commissioning.contracts.models import Contract
from commissioning.contracts.reading import LOADED
from commissioning.variations import actions as varying
from compacts.compliance.actions import check_compliance
from core import clock
from core.acts import Conflict, NotVisible, Refused
from partnerships.organisations.models import Lineage
from tests.compacts.local.test_views import day, send
from tests.consultation.pages import words
from tests.factories.codes import IN_FORCE, LAUNCHED, CodeFactory, CriterionFactory
from tests.factories.contracts import (
    BandFactory,
    ContractFactory,
    TemplateFactory,
    priority_of,
    signed,
)
from tests.factories.organisations import AreaFactory, OrganisationFactory, PublicBodyFactory
from tests.factories.people import make_actor, signed_in
from tests.factories.standards import StandardFactory

pytestmark = pytest.mark.django_db
DAY = datetime.date
IN_2005 = DAY(2005, 3, 1)
TERMS = {
    "starts": DAY(2005, 4, 1), "initial_end": DAY(2008, 3, 31), "maximum_end": DAY(2010, 3, 31),
    "value": Decimal(30000), "title": "Advocacy",
}  # fmt: skip
YEARS = {2005: Decimal(9000), 2006: Decimal(10000), 2007: Decimal(11000)}


@pytest.fixture
def trust():
    return PublicBodyFactory(name="Herefordshire Trust", area=AreaFactory(name="Herefordshire"))


@pytest.fixture
def group():
    return OrganisationFactory(name="Speaking Up")


@pytest.fixture
def by(trust):
    return make_actor("commissioner", organisation=trust)


def begun(by, trust, group, **more):
    return actions.begin_contract(by=by, commissioner=trust, provider=group, area=trust.area, **(TERMS | more))


def loaded(contract):
    return LOADED.get(pk=contract.pk)


def refusal(act, **given):
    with pytest.raises(ValidationError) as found:
        act(**given)
    return found.value.message_dict if hasattr(found.value, "error_dict") else found.value.messages


@pytest.mark.parametrize(
    ("more", "field", "sentence"),
    [
        ({"maximum_end": DAY(2008, 3, 30)}, "maximum_end",
         "Its maximum end is before its end. Enter that day or a later one."),
        ({"initial_end": DAY(2005, 3, 31)}, "initial_end",
         "It ends before it starts. Enter an end on or after its first day."),
        ({"years": YEARS | {2007: Decimal("10999.50")}}, "value",
         "Its years come to £0.50 less than its value of £30,000. Change a year, or the value."),
        ({"years": YEARS | {2007: Decimal(12000)}}, "value",
         "Its years come to £1,000 more than its value of £30,000. Change a year, or the value."),
        ({"years": {2004: Decimal(30000)}}, "value",
         "It does not run in 2004-05. Enter amounts for the years in which it runs."),
        ({"notice_by": DAY(2008, 1, 1)}, "notice_by",
         "Its terms ask for notice of 3 months, and it ends on 31 March 2008. Give notice by 31 December 2007 at the "
         "latest."),
        ({"notice_by": DAY(2008, 3, 1), "notice_months": 1}, "notice_by",
         "Its terms ask for notice of 1 month, and it ends on 31 March 2008. Give notice by 29 February 2008 at the "
         "latest."),
        ({"tier": "supplementary"}, "parent", "Choose the contract it is supplementary to."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_beside_its_field(by, trust, group, more, field, sentence):
    assert refusal(begun, by=by, trust=trust, group=group, **more) == {field: [sentence]}
    assert not Contract.objects.exists()


def test_a_body_that_was_abolished_is_refused_and_its_successor_named(by, trust, group):
    new = OrganisationFactory(name="Voices Together")
    gone = OrganisationFactory(name="Old Voices", closed=DAY(2005, 2, 28))
    assert refusal(begun, by=by, trust=trust, group=gone) == {
        "provider": ["Old Voices closed on 28 February 2005. Nobody is recorded as coming after it: choose another "
                     "provider."]
    }  # fmt: skip
    Lineage.objects.create(ancestor=gone, descendant=new, kind="merger", on=DAY(2005, 3, 1))
    assert refusal(begun, by=by, trust=trust, group=gone) == {
        "provider": ["Old Voices closed on 28 February 2005. Its work passed to Voices Together: enter that as the "
                     "provider."]
    }  # fmt: skip
    contract = begun(by, trust, group)
    group.closed = DAY(2006, 4, 30)
    group.save()
    Lineage.objects.create(ancestor=group, descendant=new, kind="merger", on=DAY(2006, 5, 1))
    page = words(signed_in(by).get(contract.get_absolute_url()))
    assert "Speaking Up closed on 30 April 2006. Its work passed to Voices Together." in page
    copied = copying_actions.copy_contract(by=by, contract=contract)
    assert (copied.provider, copied.starts, copied.reference) == (group, DAY(2006, 4, 1), f"C{copied.pk}")
    later = copying_actions.copy_contract(by=by, contract=copied)
    assert (later.provider, later.starts) == (new, DAY(2007, 4, 1))


def test_copied_from_last_year_the_days_are_a_year_on_and_nothing_is_signed(by, trust, group):
    contract = begun(
        by, trust, group, years=YEARS, outcome="People speak.", review_on=DAY(2008, 2, 29), notice_by=DAY(2007, 11, 30)
    )  # fmt: skip
    signed(contract)
    copied = loaded(copying_actions.copy_contract(by=by, contract=contract, title="Advocacy again"))
    assert (copied.starts, copied.initial_end, copied.maximum_end, copied.review_on, copied.notice_by) == (
        DAY(2006, 4, 1), DAY(2009, 3, 31), DAY(2011, 3, 31), DAY(2009, 2, 28), DAY(2008, 11, 30),
    )  # fmt: skip
    assert {each.year: each.amount for each in copied.years.all()} == {
        2006: Decimal(9000), 2007: Decimal(10000), 2008: Decimal(11000),
    }  # fmt: skip
    assert [each.title for each in copied.outcomes.all()] == ["People speak."]
    assert (copied.signatures.count(), copied.copied_from, copied.state) == (0, contract, State.DRAFT)


def test_its_terms_are_changed_until_it_is_active_and_whoever_signed_signs_anew(by, trust, group):
    contract = begun(by, trust, group, years=YEARS, outcome="People speak.")
    chair = make_actor("approver", organisation=group)
    chair.membership.job_title = "Chair"
    chair.membership.save()
    assert refusal(sign_contract, by=by, contract=contract, version=1, authority="Delegated.") == [
        "It is not known as what you sign. Ask your organisation's administrator to enter your job title on the page "
        "of its people, then come back."
    ]  # fmt: skip
    by.membership.job_title = "Head of commissioning"
    by.membership.save()
    sign_contract(by=by, contract=contract, version=1, authority="Delegated.")
    actions.edit_contract(by=by, contract=contract, version=None, category="Advocacy")
    with pytest.raises(Conflict) as conflict:
        sign_contract(by=chair, contract=contract, version=1, authority="Trustees.")
    assert conflict.value.current.version == 2
    with pytest.raises(PermissionDenied):
        record_contract_signature(
            by=chair, contract=contract, party=contract.parties.first(), signed_on=clock.today(), name="P",
            designation="C", authority="B",
        )  # fmt: skip
    for actor in (by, chair, chair):
        agreed = sign_contract(by=actor, contract=contract, version=2, authority="The board.")
    assert (agreed.agreed_on, agreed.signatures.count(), agreed.state) == (clock.today(), 3, State.AGREED)
    with pytest.raises(NotVisible):
        sign_contract(by=make_actor("approver"), contract=contract, version=2, authority="None.")
    Contract.objects.update(activated_on=clock.today())
    [said] = refusal(actions.edit_contract, by=by, contract=contract, version=None, title="Else")
    assert said.endswith("Propose a variation, which both sides agree.")


def test_the_same_terms_are_advised_against_in_2006_and_refused_in_2008(by, trust, group):
    code = CodeFactory(launched=True, area=trust.area, subject="funding")
    for title in ("It is clear", "It is paid in advance"):
        CriterionFactory(code=code, title=title)
    priority = priority_of(trust)

    def agreed_in(year):
        day = DAY(year, 4, 14)
        with clock.at(day):
            ends = DAY(year + 1, 3, 31)
            more = {"starts": day, "initial_end": ends, "maximum_end": None, "title": f"Advocacy {year}"}
            said = {"feedback_method": "Visits.", "review_procedure": "Jointly.", "review_on": DAY(year, 12, 1)}
            Contract.objects.update(priority=None)
            priority.plan.ends = ends
            priority.plan.save()
            contract = begun(by, trust, group, outcome="People speak.", priority=priority, **more, **said)
            assert activating.check_contract(by=by, contract=contract).scorecard.code == code
            contract.refresh_from_db()
            found = [
                (one, result, "")
                for one, result in zip(code.criteria.all(), ("kept", "not_kept"), strict=True)
            ]  # fmt: skip
            check_compliance(by=by, scorecard=contract.scorecard, point="agreement", findings=found)
            signed(contract, on=day)
            Contract.objects.filter(pk=contract.pk).update(agreed_on=day)
            return contract

    def activate(contract, **more):
        with clock.at(contract.starts):
            return activating.activate_contract(by=by, contract=contract, **more)

    assert (LAUNCHED.year, IN_FORCE) == (2005, DAY(2008, 4, 1))
    first = agreed_in(2006)
    assert refusal(activate, contract=first) == [
        "Not kept: 2. It is paid in advance.", "To go on all the same, give the reason. It is kept with the record.",
    ]  # fmt: skip
    active = activate(first, reason="The service begins in April.")
    assert (active.activated_on, active.activated_because) == (DAY(2006, 4, 14), "The service begins in April.")
    first.scorecard.refresh_from_db()
    assert first.scorecard.agreed_on == DAY(2006, 4, 14)
    second = agreed_in(2008)
    assert refusal(activate, contract=second, reason="It is urgent.") == ["Not kept: 2. It is paid in advance."]
    assert Contract.objects.get(pk=second.pk).activated_on is None


def test_nothing_is_active_before_its_gates_pass_and_an_exception_needs_a_second_person(by, trust, group):
    contract = begun(by, trust, group, initial_end=DAY(2007, 3, 31))
    assert refusal(activating.activate_contract, by=by, contract=contract) == [
        "Its years come to £30,000 less than its value of £30,000. Change a year, or the value.",
        "Add what is to be different for people.",
        "Choose the priority of an endorsed plan that it serves, or ask for an exception.",
        "Say how users are heard.",
        "Enter how it is reviewed and the day of the review.",
        "Still to sign: Herefordshire Trust and Speaking Up.",
    ]
    page = words(signed_in(by).get(contract.get_absolute_url()))
    assert ("Add what is to be different for people." in page, "S3-26" in page, "S1-35" in page) == (True,) * 3
    years = {2005: Decimal(8000), 2006: Decimal(12000)}
    actions.set_values(by=by, contract=contract, value=Decimal(20000), years=years)
    part_actions.add_contract_outcome(by=by, contract=contract, title="People speak.")
    actions.edit_contract(
        by=by, contract=contract, version=None, feedback_method="Visits.", review_procedure="Jointly.",
        review_on=DAY(2006, 1, 9),
    )  # fmt: skip
    activating.ask_for_exception(by=by, contract=contract, reason="An urgent gap.")
    with pytest.raises(PermissionDenied, match="This is yours, so somebody else does it."):
        activating.approve_exception(by=by, contract=contract)
    other = make_actor("commissioner", organisation=trust)
    assert activating.approve_exception(by=other, contract=contract).exception_approved_on == clock.today()
    contract.refresh_from_db()
    signed(contract)
    assert activating.activate_contract(by=by, contract=contract).activated_on == clock.today()
    past = priority_of(trust, ends=DAY(2004, 3, 31), starts=DAY(2003, 4, 1))
    assert refusal(begun, by=by, trust=trust, group=group, priority=past) == {
        "priority": ["The plan of its priority, Plan, expired on 31 March 2004. Choose one of a plan in place."]
    }


def test_a_small_grant_asks_fewer_than_ten_things_and_passes_light_gates(by, trust, group):
    given = {"title": "Tea", "value": Decimal(800), "starts": DAY(2005, 4, 1), "initial_end": DAY(2005, 9, 30)}
    given |= {"provider": group, "outcome": "People meet."}
    assert refusal(actions.begin_small_grant, by=by, commissioner=trust, **given) == {
        "value": ["The short form is not for this value: Herefordshire Trust has no value band. Begin it with the full "
                  "form."]
    }  # fmt: skip
    BandFactory(body=trust, light=True), BandFactory(body=trust, title="Contracts", from_value=Decimal(5000))
    browser = signed_in(by)
    assert 1 < len(SmallForm(actor=by, for_any_body=False).visible_fields()) < 10
    typed = {"title": "Tea", "provider": group.name, "value": "800", "outcome": "People meet."}
    typed |= {**day("starts", DAY(2005, 4, 1)), **day("initial_end", DAY(2005, 9, 30))}
    big = send(browser, reverse("contract_small"), **(typed | {"value": "5000"}))
    assert (big.status_code, "by its value bands Contracts has the full form" in words(big)) == (422, True)
    send(browser, reverse("contract_small"), **typed)
    grant = Contract.objects.get()
    assert (grant.kind, grant.area, [(each.year, each.amount) for each in grant.years.all()]) == (
        "grant", trust.area, [(2005, Decimal(800))],
    )  # fmt: skip
    asked = [each.title for each in rules.to_activate(loaded(grant))]
    assert asked == [
        "Both sides exist on its first day", "Its years add up to its value",
        "Its notice day leaves the whole period of notice", "At least one outcome is stipulated",
        "Both sides have signed its terms",
    ]  # fmt: skip
    signed(grant)
    assert activating.activate_contract(by=by, contract=grant).state == State.ENDED


def test_options_and_variations_say_what_it_was_on_a_day(by, trust, group):
    contract = begun(by, trust, group, years=YEARS, outcome="People speak.")
    for until, decide, field, sentence in (
        (DAY(2008, 3, 31), DAY(2007, 9, 30), "until", "An option extends beyond the initial end. Enter a later day."),
        (DAY(2010, 4, 1), DAY(2007, 9, 30), "until",
         "Its maximum end is 31 March 2010. Enter that day or an earlier one, or change the maximum end."),
    ):  # fmt: skip
        said = refusal(part_actions.add_extension, by=by, contract=contract, until=until, decide_by=decide)
        assert said == {field: [sentence]}
    part_actions.add_extension(by=by, contract=contract, until=DAY(2009, 3, 31), decide_by=DAY(2007, 9, 30))
    option = contract.extensions.get()
    Contract.objects.update(agreed_on=DAY(2005, 3, 14), activated_on=DAY(2005, 3, 14))
    taking = {"by": by, "contract": contract, "part": option}
    with clock.at(DAY(2007, 10, 1)):
        assert refusal(part_actions.take_extension, **taking, on=DAY(2007, 10, 1)) == {
            "on": ["It was to be decided by 30 September 2007. Propose a variation instead."]
        }
        assert refusal(part_actions.take_extension, **taking, on=DAY(2005, 3, 13)) == {
            "on": ["It was agreed on 14 March 2005. Enter that day or a later one."]
        }
    with clock.at(DAY(2008, 4, 1)):
        assert refusal(part_actions.take_extension, **taking, on=DAY(2007, 9, 30)) == [
            "It ended on 31 March 2008. Copy it to begin one that follows."
        ]
    with clock.at(DAY(2007, 10, 1)):
        part_actions.take_extension(by=by, contract=contract, part=option, on=DAY(2007, 9, 30))
    chair = make_actor("approver", organisation=group)
    with clock.at(DAY(2008, 1, 7)):
        assert refusal(
            varying.propose_variation, by=chair, contract=contract, reason="Less.", ends=DAY(2010, 4, 1)
        ) == {"ends": ["Its maximum end is 31 March 2010. Enter that or an earlier day."]}
        less = YEARS | {2008: Decimal(4000)}
        assert refusal(
            varying.propose_variation, by=chair, contract=contract, reason="Less.", value=Decimal(35000), years=less
        ) == {"value": ["Its years come to £1,000 less than its value of £35,000. Change a year, or the value."]}
        variation = varying.propose_variation(
            by=chair, contract=contract, reason="A year of half the hours.", value=Decimal(34000), years=less,
            ends=DAY(2008, 12, 31),
        )  # fmt: skip
        assert refusal(varying.propose_variation, by=by, contract=contract, reason="More.") == {
            "__all__": ["A variation of this contract waits to be agreed. Agree or withdraw it first."]
        }
        varying.agree_variation(by=chair, variation=variation)
        assert loaded(contract).current_end == DAY(2009, 3, 31)
    with clock.at(DAY(2008, 2, 1)):
        varying.agree_variation(by=by, variation=variation)
        assert refusal(varying.withdraw_variation, by=chair, variation=variation) == [
            "It was agreed by both sides already, so nothing of it changes. Propose another."
        ]
    found = loaded(contract)
    assert (found.current_end, found.value) == (DAY(2008, 12, 31), Decimal(34000))
    stood = [
        (days.end_as_at(found, on), days.value_as_at(found, on), sum(days.years_as_at(found, on).values()))
        for on in (DAY(2007, 9, 29), DAY(2007, 9, 30), DAY(2008, 1, 31), DAY(2008, 2, 1))
    ]
    assert stood == [
        (DAY(2008, 3, 31), Decimal(30000), Decimal(30000)), (DAY(2009, 3, 31), Decimal(30000), Decimal(30000)),
        (DAY(2009, 3, 31), Decimal(30000), Decimal(30000)), (DAY(2008, 12, 31), Decimal(34000), Decimal(34000)),
    ]  # fmt: skip
    page = words(signed_in(chair).get(contract.get_absolute_url()))
    assert "How its end and value came about" in page


def test_it_ends_early_only_with_the_notice_of_its_terms_and_of_the_compact(by, trust, group):
    contract = ContractFactory(commissioner=trust, provider=group, active=True)
    given = {"by": by, "contract": contract, "notice_given_on": DAY(2005, 11, 30), "reason": "No money."}
    with clock.at(DAY(2005, 12, 1)):
        assert refusal(onwards.end_contract, on=DAY(2006, 2, 27), **given) == {
            "on": ["Its terms ask for notice of 3 months: it can end on 28 February 2006 at the earliest."]
        }
        StandardFactory(
            kind="notice_of_ending_funding", amount=4, unit="months", starts=DAY(2000, 1, 1), ends=None
        )  # fmt: skip
        [said] = refusal(onwards.end_contract, on=DAY(2006, 2, 28), **given)["on"]
        assert said.startswith("The Compact asks for longer notice.")
        ended = onwards.end_contract(on=DAY(2006, 3, 31), **given)
    assert [ended.state_on(on) for on in (DAY(2006, 3, 31), DAY(2006, 4, 1))] == [State.ACTIVE, State.ENDED_EARLY]
    assert refusal(onwards.end_contract, on=DAY(2006, 4, 30), **given) == [
        "It ended early on 31 March 2006. Begin another contract."
    ]


def test_separate_contracts_are_linked_and_their_payment_compared(by, trust, group):
    first = ContractFactory(commissioner=trust, provider=group, payment_model="block")
    second = ContractFactory(commissioner=trust, title="Transport", payment_model="activity")
    hidden = ContractFactory()
    assert refusal(part_actions.link_contract, by=by, contract=first, other=hidden, kind="co_operate") == {
        "other": ["Choose the other contract from the register."]
    }
    part_actions.link_contract(by=by, contract=first, other=second, kind="co_operate")
    page = words(signed_in(by).get(first.get_absolute_url()))
    assert "Payment models differ: this one is paid block; Transport: by activity." in page
    assert "On the agreement that they work together" in words(signed_in(by).get(second.get_absolute_url()))
    assert refusal(part_actions.link_contract, by=by, contract=second, other=first, kind="alliance") == {
        "other": ["These two are linked already."]
    }


def test_a_lead_signs_for_its_side_and_deviations_from_the_template_are_kept_with_why(by, trust, group):
    contract = begun(by, trust, group, years=YEARS, outcome="People speak.")
    other = OrganisationFactory(name="Lifts")
    part_actions.add_contract_party(by=by, contract=contract, organisation=other, role="provider")
    missing = [each.organisation.name for each in rules.still_to_sign(loaded(contract), clock.today())]
    assert missing == ["Herefordshire Trust", "Lifts", "Speaking Up"]
    party = contract.parties.get(organisation=other)
    assert part_actions.lead_side(by=by, contract=contract, part=party).provider == other
    missing = [each.organisation.name for each in rules.still_to_sign(loaded(contract), clock.today())]
    assert missing == ["Herefordshire Trust", "Lifts"]
    with pytest.raises(Refused, match="It stands in the register for its side."):
        part_actions.remove_part(by=by, contract=contract, part=contract.parties.get(organisation=other))
    part_actions.remove_part(by=by, contract=contract, part=contract.parties.get(organisation=group))
    said = {"term": "Clause 1", "instead": "Paid in arrears.", "reason": "As the provider asked."}
    with pytest.raises(Refused, match="It was not made from a template."):
        part_actions.add_deviation(by=by, contract=contract, **said)
    version = TemplateFactory(title="Standard terms").versions.get()
    actions.edit_contract(by=by, contract=contract, version=None, template_version=version)
    part_actions.add_deviation(by=by, contract=contract, **said)
    page = words(signed_in(by).get(reverse("contract_sign", args=[contract.pk])))
    assert ("Clause 1: Paid in arrears." in page, "Standard terms, version 1" in page) == (True, True)


def test_the_register_is_read_by_everybody_signed_in_and_drafts_by_their_parties(by, trust, group):
    ContractFactory(commissioner=trust, provider=group, title="Draft"), ContractFactory(title="Hidden draft")
    active = ContractFactory(title="Active", active=True, parties={group: "subcontractor"})
    theirs, stranger = make_actor("member", organisation=group), make_actor("member")
    seen = [set(Contract.objects.visible_to(each).values_list("title", flat=True)) for each in (by, theirs, stranger)]
    assert seen == [{"Draft", "Active"}, {"Draft", "Active"}, {"Active"}]
    pages = [words(signed_in(each).get(active.get_absolute_url())) for each in (theirs, stranger)]
    assert ["Signatures" in each for each in pages] == [True, False]
    assert ["How users are heard" in each for each in pages] == [False, False]
