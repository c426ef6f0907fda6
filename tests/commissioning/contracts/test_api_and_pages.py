"""A contract by a program and by a person in the browser: the same acts, the same refusals."""

import datetime

import pytest
from django.urls import reverse

from commissioning.bands.models import ValueBand
from commissioning.contract_templates.models import ContractTemplate
from commissioning.contracts.models import Contract
from core import clock
from tests.compacts.local.test_views import day, send
from tests.consultation.pages import words
from tests.factories.contracts import ContractFactory, VariationFactory, signed
from tests.factories.organisations import AreaFactory, OrganisationFactory, PublicBodyFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
DAY = datetime.date


def test_a_program_begins_changes_and_ends_one(tmp_path, settings):
    office = make_actor("secretariat")
    browser = signed_in(office)
    trust, group, area = PublicBodyFactory(area=AreaFactory()), OrganisationFactory(), AreaFactory()

    def post(name, *args, **sent):
        return browser.post(reverse(f"api_{name}", args=args), sent, "application/json")

    terms = {"title": "Advocacy", "starts": "2005-04-01", "initial_end": "2007-03-31", "value": "2000"}
    sent = {"commissioner": trust.pk, "provider": group.pk, "area": area.pk} | terms
    twice = post("contract_begin", **sent, years=[{"year": 2005, "amount": "1"}] * 2)
    assert twice.status_code == 400
    assert twice.json()["errors"][0]["detail"] == "Name each year once."
    short = post("contract_begin", **sent, years=[{"year": 2005, "amount": "1999.5"}])
    assert short.json()["errors"][0]["detail"] == (
        "Its years come to £0.50 less than its value of £2,000. Change a year, or the value."
    )
    made = post("contract_begin", **sent, maximum_end="2009-03-31").json()
    pk = made["id"]
    assert (made["reference"], made["state"], [each["role"] for each in made["parties"]]) == (
        f"C{pk}", "draft", ["commissioner", "provider"],
    )  # fmt: skip
    years = [{"year": 2005, "amount": "900"}, {"year": 2006, "amount": "1100"}]
    assert post("contract_values", pk, version=9, value="2000", years=years).status_code == 409
    spread = post("contract_values", pk, version=made["version"], value="2000", years=years).json()
    assert spread["years"] == [{"year": 2005, "amount": "900.00"}, {"year": 2006, "amount": "1100.00"}]
    done = post("contract_outcome", pk, title="People speak.").json()
    option = post("contract_extension", pk, until="2008-03-31", decide_by="2006-09-30").json()["extensions"][0]
    assert post("contract_party", pk, organisation=OrganisationFactory().pk, role="subcontractor").status_code == 200
    gone = post("contract_outcomes_remove", pk, done["outcomes"][0]["id"]).json()
    assert gone["outcomes"] == []
    refused = post("contract_activate", pk)
    assert refused.json()["errors"][0]["detail"] == "Add what is to be different for people."
    assert post("contract_extend", pk, option["id"], on="2006-09-30").status_code == 400
    Contract.objects.update(agreed_on=DAY(2005, 3, 1), activated_on=DAY(2005, 3, 1))
    with clock.at(DAY(2006, 10, 2)):
        assert post("contract_extend", pk, option["id"], on="2006-09-30").json()["current_end"] == "2008-03-31"
    assert post("contract_edit", pk, version=99, title="Else").status_code == 409
    assert post("contract_void", pk, reason="Entered twice.").json()["state"] == "void"
    band = post("band_set", body=trust.pk, title="Small", short_form=True).json()
    small = {"commissioner": trust.pk, "provider": group.pk, "title": "Tea", "value": "800", "outcome": "People meet."}
    grant = post("contract_small", **small, starts="2005-04-01", initial_end="2005-09-30").json()
    assert (grant["kind"], grant["years"]) == ("grant", [{"year": 2005, "amount": "800.00"}])
    assert post("band_end", band["id"], on="2005-04-01").json()["ends"] is not None
    standard = post("template_add", title="Standard", text="1. Pay.").json()
    newer = post("template_version", standard["id"], version=1, text="1. Pay soon.", note="Soon.").json()
    assert (newer["latest"], ContractTemplate.objects.get().versions.count()) == (2, 2)


def test_a_commissioner_sets_bands_signs_and_activates_on_the_pages():
    trust = PublicBodyFactory(name="Herefordshire Trust", area=AreaFactory(name="Herefordshire"))
    by = make_actor("commissioner", organisation=trust)
    by.membership.job_title = "Head of commissioning"
    by.membership.save()
    browser, group = signed_in(by), OrganisationFactory(name="Speaking Up")
    send(browser, reverse("band_set"), title="Small", from_value="0", short_form="on", monitoring="light")
    assert ValueBand.objects.get().asks_priority is False
    empty = words(send(browser, reverse("contract_begin"), title=""))
    assert ("Enter the title." in empty, "Enter the value in all." in empty, "This field" in empty) == (
        True, True, False,
    )  # fmt: skip
    typed = {"title": "Advocacy", "kind": "grant", "provider": group.name, "area": "Herefordshire", "value": "900"}
    typed |= {"tier": "direct", "provider_model": "single", "notice_months": "3"}
    send(browser, reverse("contract_begin"), **typed, **day("starts", DAY(2026, 4, 1)),
         **day("initial_end", DAY(2027, 3, 31)))  # fmt: skip
    contract = Contract.objects.get()
    assert (contract.commissioner, contract.years.get().amount) == (trust, 900)
    late = send(browser, reverse("contract_edit", args=[contract.pk]), **typed, parent="Nowhere",
                **day("starts", DAY(2026, 4, 1)), **day("initial_end", DAY(2027, 3, 31)))  # fmt: skip
    assert "No contract that you may see has the reference or title" in words(late)
    send(browser, reverse("contract_outcome", args=[contract.pk]), title="People speak.")
    contract.refresh_from_db()
    sign = reverse("contract_sign", args=[contract.pk])
    page = words(browser.get(sign))
    assert ("What you sign: version 2 of the terms" in page, "People speak." in page) == (True, True)
    assert "Sign version 2" in page
    send(browser, sign, authority="Delegated.")
    signed(contract, contract.parties.get(organisation=group), on=DAY(2026, 4, 1))
    activate = reverse("contract_activate", args=[contract.pk])
    assert "Both sides have signed its terms" in words(browser.get(activate))
    send(browser, activate)
    contract.refresh_from_db()
    assert contract.activated_on is not None
    refused = words(send(browser, reverse("contract_end", args=[contract.pk]), reason="So.",
                         **day("on", DAY(2026, 12, 1)), **day("notice_given_on", DAY(2026, 9, 15))))  # fmt: skip
    assert "it can end on 15 December 2026 at the earliest" in refused


def test_what_has_run_out_is_neither_varied_nor_ended_early_from_its_page():
    trust = PublicBodyFactory(name="Herefordshire Trust", area=AreaFactory(name="Herefordshire"))
    contract = ContractFactory(commissioner=trust, starts=DAY(2005, 4, 1), initial_end=DAY(2006, 3, 31), active=True)
    browser = signed_in(make_actor("commissioner", organisation=trust))
    offered, asked = {}, ["Propose a variation", "End it early", "Copy it for the next year"]
    for on in (DAY(2006, 3, 31), DAY(2006, 4, 1)):
        with clock.at(on):
            page = words(browser.get(contract.get_absolute_url()))
        offered[on] = [each for each in asked if each in page]
    assert offered == {DAY(2006, 3, 31): asked, DAY(2006, 4, 1): ["Copy it for the next year"]}


def test_either_side_proposes_and_only_the_two_agree():
    variation = VariationFactory(contract=ContractFactory(active=True, initial_end=DAY(2099, 3, 31), years=False))
    contract = variation.contract
    chair = signed_in(make_actor("approver", organisation=contract.provider))
    drafter = signed_in(make_actor("drafter", organisation=contract.provider))
    agree = reverse("variation_agree", args=[variation.pk])
    assert [each.get(agree).status_code for each in (chair, drafter)] == [200, 403]
    send(chair, agree)
    page = words(chair.get(variation.get_absolute_url()))
    assert ("Agreed by the provider on" in page, "To be agreed" in page) == (True, True)
    send(drafter, reverse("variation_withdraw", args=[variation.pk]))
    assert "Withdrawn" in words(chair.get(variation.get_absolute_url()))
    assert signed_in(make_actor("member")).get(variation.get_absolute_url()).status_code == 404
