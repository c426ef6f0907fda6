"""Who agrees a variation for a side: whoever leads it; all of it where nobody does; heirs for who has closed."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from commissioning.contract_signatures.actions import sign_contract
from commissioning.contracts import activating
from commissioning.contracts.deadlines import commissioners
from commissioning.contracts.models import Contract
from commissioning.variations.actions import agree_variation, propose_variation
from commissioning.variations.models import Variation
from core import clock
from core.acts import Refused
from partnerships.organisations.models import Lineage
from tests.commissioning.partners import signer
from tests.factories.contracts import SIGNED, ContractFactory, VariationFactory
from tests.factories.organisations import OrganisationFactory, PublicBodyFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
DAY = datetime.date
IN_2006 = DAY(2006, 3, 1)


def test_equal_partners_agree_together_and_a_lead_for_its_side():
    lifts, council = OrganisationFactory(name="Lifts"), PublicBodyFactory(name="The council")
    parties = {lifts: "provider", council: "lead_commissioner"}
    variation = VariationFactory(contract=(contract := ContractFactory(active=True, parties=parties)))
    trust, one, two, lead = (
        make_actor(role, organisation=body)
        for role, body in (("commissioner", contract.commissioner), ("approver", contract.provider),
                           ("approver", lifts), ("commissioner", council))
    )  # fmt: skip
    with clock.at(IN_2006):
        with pytest.raises(Refused, match="The council leads your side and agrees it for all of you."):
            agree_variation(by=trust, variation=variation)
        for by, provider, commissioner, names in (
            (one, None, None, {contract.provider.name}), (lead, None, IN_2006, {contract.provider.name, council.name}),
            (one, None, IN_2006, {contract.provider.name, council.name}),
        ):  # fmt: skip
            found = agree_variation(by=by, variation=variation)
            assert (found.provider_agreed_on, found.commissioner_agreed_on, found.agreed_on) == (
                provider, commissioner, None,
            )  # fmt: skip
            assert {each.organisation.name for each in found.agreed_by.all()} == names
        page = signed_in(two).get(variation.get_absolute_url()).content.decode()
        assert "Agreed by" in page
        with pytest.raises(Refused, match="You have agreed it for another party."):
            agree_variation(by=make_actor("approver", organisation=lifts, user=one.user), variation=variation)
        assert agree_variation(by=two, variation=variation).agreed_on == IN_2006


def test_who_came_after_a_commissioner_that_closed_acts_for_it_and_an_exception_lapses_as_the_value_rises():
    contract = ContractFactory(active=True, exception_reason="So.", exception_approved_on=SIGNED)
    board = PublicBodyFactory(name="The board")
    old, new = contract.commissioner, make_actor("commissioner", organisation=board)
    Lineage.objects.create(ancestor=old, descendant=board, kind="merger", on=DAY(2006, 10, 1))
    new = make_actor("commissioner", organisation=board)
    acts = ("end_contract", "review_contract", "set_monitoring", "propose_variation")

    def may():
        rows = [Contract.objects.filter(new.q(f"commissioning.{act}")).exists() for act in acts]
        return [bool(new.may(f"commissioning.{act}", contract)) for act in acts], rows

    with clock.at(DAY(2006, 10, 2)):
        assert may() == ([False] * 4, [False] * 4)
        assert commissioners([contract])[contract.pk] == {old.pk}
        old.closed = DAY(2006, 9, 30)
        old.save()
        contract = Contract.objects.get(pk=contract.pk)
        assert may() == ([True] * 4, [True] * 4)
        assert commissioners([contract])[contract.pk] == {old.pk, board.pk}
        chair = make_actor("approver", organisation=contract.provider)
        more = dict.fromkeys((2005, 2006, 2007), Decimal(20000))
        variation = propose_variation(by=new, contract=contract, reason="More.", value=Decimal(60000), years=more)
        for by in (new, chair):
            agree_variation(by=by, variation=variation)
        found = Contract.objects.get(pk=contract.pk)
        assert (found.value, found.exception_approved_on) == (Decimal(60000), None)
        assert Variation.objects.get().commissioner_agreed_on == DAY(2006, 10, 2)
        page = signed_in(new).get(contract.get_absolute_url()).content.decode()
        assert reverse("contract_exception_approve", args=[contract.pk]) in page
        assert activating.approve_exception(by=new, contract=found).exception_approved_on == DAY(2006, 10, 2)


def test_who_came_after_another_party_signs_and_agrees_for_both_and_nobody_for_both_sides():
    old, new = OrganisationFactory(name="Lifts"), OrganisationFactory(name="Transport")
    draft = ContractFactory(provider=new, parties={old: "provider"})
    running = ContractFactory(active=True, provider=new, parties={old: "provider"})
    Lineage.objects.create(ancestor=old, descendant=new, kind="merger", on=DAY(2006, 2, 1))
    old.closed = DAY(2006, 1, 31)
    old.save()
    chair = signer(new, "approver", "Chair")
    with clock.at(IN_2006):
        for _ in range(2):
            sign_contract(by=chair, contract=draft, version=1, authority="Trustees.")
        assert {each.party.organisation for each in draft.signatures.all()} == {old, new}
        variation = VariationFactory(contract=running)
        for _ in range(2):
            found = agree_variation(by=chair, variation=variation)
        assert found.provider_agreed_on == IN_2006
        assert {each.organisation for each in found.agreed_by.all()} == {old, new}


def test_one_person_does_not_agree_for_both_sides_though_one_body_came_after_both():
    trust, care = PublicBodyFactory(name="The trust"), PublicBodyFactory(name="The care trust")
    running = ContractFactory(active=True, commissioner=trust, provider=care)
    Lineage.objects.create(ancestor=trust, descendant=care, kind="merger", on=DAY(2006, 2, 1))
    trust.closed = DAY(2006, 1, 31)
    trust.save()
    variation, by = VariationFactory(contract=running), make_actor("commissioner", organisation=care)
    chair = make_actor("approver", organisation=care)
    with clock.at(IN_2006):
        agree_variation(by=by, variation=variation)
        with pytest.raises(Refused, match="You have agreed it for another party."):
            agree_variation(by=by, variation=variation)
        assert agree_variation(by=chair, variation=variation).agreed_on == IN_2006
