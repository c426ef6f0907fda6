"""Full cost recovery: the parts sum to the whole, below 100 per cent needs a reason, and shares add up."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from commissioning.costing.actions import fill_costing
from commissioning.costing.arithmetic import cost_of
from commissioning.costing.models import FullCosting
from core.acts import Conflict, NotVisible
from tests.consultation.pages import words
from tests.factories.contracts import ContractFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
FIGURES = {
    "direct": Decimal("20000.05"), "development": Decimal(1000), "method": "direct", "overheads": Decimal(0),
    "share": Decimal("12.5"), "participation": Decimal(600), "price": Decimal(20000),
}  # fmt: skip


@pytest.fixture
def drafter():
    return make_actor("drafter", organisation=OrganisationFactory(name="Speaking Up"))


@pytest.fixture
def contract(drafter):
    return ContractFactory(provider=drafter.organisation, title="Advocacy")


def refusal(**given):
    with pytest.raises(ValidationError) as found:
        fill_costing(**given)
    return found.value.message_dict


def test_the_full_cost_is_every_part_and_the_price_below_it_is_explained(drafter, contract):
    given = {"by": drafter, "contract": contract, **FIGURES}
    assert refusal(**given) == {"reason": ["The price is £4,100.06 below the full cost. Say why, or change the price."]}
    fill_costing(**given, reason="A legacy pays the rest.")
    cost = cost_of(FullCosting.objects.get())
    assert (cost.full, cost.overheads, cost.gap) == (Decimal("24100.06"), Decimal("2500.01"), Decimal("4100.06"))
    assert cost.full == sum(amount for _, amount in cost.parts())
    assert str(cost.recovery)[:8] == "0.829873"
    page = words(signed_in(drafter).get(reverse("costing", args=[contract.pk])))
    assert ("Recovered 82.987%" in page, "£4,100.06 below the full cost" in page) == (True, True)
    with pytest.raises(Conflict):
        fill_costing(**given, version=7)
    whole = given | {"price": Decimal("24100.06")}
    fill_costing(**whole, version=1)
    assert cost_of(FullCosting.objects.get()).recovery == 1


@pytest.mark.parametrize(
    ("more", "field", "sentence"),
    [
        ({"share": Decimal("100.01")}, "share", "A share lies between 0 and 100 per cent. Enter such a share."),
        ({"method": "staff"}, "overheads", "Enter the overheads of the whole organisation, of which this is a share."),
        ({"overheads": Decimal(5)}, "overheads",
         "The share is a percentage of the direct costs. Leave the overheads nought, or choose another method."),
        ({"direct": Decimal(0), "development": Decimal(0), "participation": Decimal(0)}, "direct",
         "Enter what it costs."),
        ({"direct": Decimal(-1), "reason": "So."}, "__all__", "Enter nought or more for each cost."),
    ],
)  # fmt: skip
def test_figures_that_cannot_be_are_refused(drafter, contract, more, field, sentence):
    assert refusal(by=drafter, contract=contract, **(FIGURES | more)) == {field: [sentence]}


def test_shares_of_the_same_overheads_add_up_to_the_whole_at_most(drafter, contract):
    by_staff = FIGURES | {"method": "staff", "overheads": Decimal(10000), "reason": "So."}
    other = ContractFactory(provider=drafter.organisation, title="Lifts")
    later = {"starts": datetime.date(2009, 4, 1), "initial_end": datetime.date(2010, 3, 31)}
    after = ContractFactory(provider=drafter.organisation, **later)
    fill_costing(by=drafter, contract=contract, **(by_staff | {"share": Decimal(60)}))
    assert refusal(by=drafter, contract=other, **(by_staff | {"share": Decimal("40.5")})) == {
        "share": ["With what other contracts of the provider carry at the same time, more than all of its overheads "
                  "would be shared out. Enter 40.00% or less, or correct the others first."]
    }  # fmt: skip
    fill_costing(by=drafter, contract=after, **(by_staff | {"share": Decimal(100)}))
    fill_costing(by=drafter, contract=other, **(by_staff | {"share": Decimal(40)}))
    assert FullCosting.objects.count() == 3
    long = ContractFactory(provider=drafter.organisation, initial_end=datetime.date(2010, 3, 31))
    assert refusal(by=drafter, contract=long, **(by_staff | {"share": Decimal(1)}))["share"][0].endswith(
        "Nothing of them is left: choose another method, or correct the others first."
    )
    FullCosting.objects.filter(contract=after).update(share=Decimal(90))
    FullCosting.objects.filter(contract=other).update(share=Decimal(25))
    fill_costing(by=drafter, contract=long, **(by_staff | {"share": Decimal(10)}))  # never more than 95% at once


def test_the_price_stands_beside_the_value_and_a_void_contract_is_costed_no_more(drafter, contract):
    fill_costing(by=drafter, contract=contract, **FIGURES, reason="So.")
    browser = signed_in(drafter)
    page = words(browser.get(reverse("costing", args=[contract.pk])))
    assert "£10,000 less than the contract's value of £30,000" in page
    contract.voided_on, contract.void_reason = datetime.date(2005, 4, 2), "Entered twice."
    contract.save()
    with pytest.raises(ValidationError, match="The contract was declared void"):
        fill_costing(by=drafter, contract=contract, **FIGURES, reason="So.")
    assert "Fill it in anew" not in words(browser.get(reverse("costing", args=[contract.pk])))


def test_the_list_of_costings_leads_to_that_of_its_contract(drafter, contract):
    ContractFactory(provider=drafter.organisation)
    later = ContractFactory(provider=drafter.organisation)
    fill_costing(by=drafter, contract=later, **FIGURES, reason="So.")
    page = signed_in(drafter).get(reverse("costings")).content.decode()
    assert reverse("costing", args=[later.pk]) in page
    assert reverse("costing", args=[FullCosting.objects.get().pk]) not in page


def test_both_sides_fill_it_in_and_nobody_else_reads_it(drafter, contract):
    given = {"contract": contract, **FIGURES, "reason": "So."}
    fill_costing(by=make_actor("commissioner", organisation=contract.commissioner), **given)
    with pytest.raises(PermissionDenied):
        fill_costing(by=make_actor("member", organisation=drafter.organisation), **given)
    with pytest.raises(NotVisible):
        fill_costing(by=make_actor("drafter"), **given)
    contract.activated_on = contract.agreed_on = datetime.date(2005, 3, 14)
    contract.save()
    stranger = signed_in(make_actor("member"))
    assert [stranger.get(reverse(name, args=[contract.pk])).status_code for name in ("contract", "costing")] == [
        200,
        404,
    ]
