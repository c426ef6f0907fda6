"""What contracts come to: shares of value as at a day, orphans, what ends; and where contracts stand on other pages."""

import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commissioning.contracts.models import Contract
from commissioning.contracts.shares import shares_on
from core import clock
from core.reports import registry
from partnerships.organisations.models import Described, Lineage
from tests.consultation.pages import words
from tests.factories.contracts import SIGNED, ContractFactory, TemplateFactory, priority_of, signed
from tests.factories.organisations import OrganisationFactory, PublicBodyFactory, TermFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
DAY = datetime.date
ON = DAY(2006, 4, 1)


def test_the_parts_of_the_value_and_the_length_as_at_a_day():
    bme = OrganisationFactory()
    Described.objects.create(organisation=bme, term=TermFactory(vocabulary="led_by", code="bme"))
    version = TemplateFactory().versions.get()
    ContractFactory(active=True, value=Decimal(60000), basis="outcome", provider=bme, template_version=version)
    ContractFactory(active=True, value=Decimal(30000), initial_end=DAY(2006, 9, 30), years=False)
    ContractFactory(active=True, value=Decimal(10000), provider=PublicBodyFactory(), initial_end=DAY(2008, 3, 30))
    ContractFactory(value=Decimal(999)), ContractFactory(active=True, void=True), ContractFactory(ended_early=True)
    found = shares_on(Contract.objects.all(), DAY(2006, 10, 1))
    assert (found.count, found.value, found.vcs, found.long, found.median_months) == (
        2, Decimal(70000), Decimal(60000), Decimal(60000), Decimal(36),
    )  # fmt: skip
    found = shares_on(Contract.objects.exclude(end_reason="The money went."), ON)
    assert (found.count, found.value, found.vcs_count, found.vcs, found.long, found.bme, found.by_outcome) == (
        3, Decimal(100000), 2, Decimal(90000), Decimal(60000), Decimal(60000), Decimal(60000),
    )  # fmt: skip
    assert (found.median_months, found.from_template) == (Decimal(27), 1)
    assert (found.part(found.vcs), shares_on(Contract.objects.none(), ON).part(Decimal(0))) == (Decimal("0.9"), None)
    office = signed_in(make_actor("secretariat"))
    for query, count in (({}, 4), ({"sector": "vcs"}, 3), ({"counted": "long"}, 1), ({"counted": "bme"}, 1),
                         ({"basis": "outcome"}, 1), ({"counted": "template"}, 1)):  # fmt: skip
        asked = {"counted": "yes", "as_at": ON.isoformat()} | query
        assert (query, len(office.get(reverse("api_contracts"), asked).json()["results"])) == (query, count)


def test_orphans_and_what_ends_are_listed():
    by = make_actor("secretariat")
    ContractFactory(active=True, title="Orphan")
    ContractFactory(active=True, title="Excepted", exception_reason="So.", exception_approved_on=SIGNED)
    ContractFactory(active=True, title="Serves", priority=priority_of(), initial_end=DAY(2006, 9, 30), years=False)
    [orphans] = registry.get("orphan-contracts").sections(by, ON)
    assert [row[0].value for row in orphans.rows] == ["Orphan"]
    [ending] = registry.get("contracts-ending").sections(by, ON)
    assert [row[0].value for row in ending.rows] == ["Serves"]
    listed = signed_in(by).get(reverse("api_contracts"), {"ends_within": "6", "as_at": ON.isoformat()}).json()
    assert [row["title"] for row in listed["results"]] == ["Serves"]


def test_they_stand_on_the_page_of_the_organisation_and_of_its_successor():
    group, after = OrganisationFactory(name="Speaking Up", closed=DAY(2006, 4, 30)), OrganisationFactory(name="Voices")
    Lineage.objects.create(ancestor=group, descendant=after, kind="merger", on=DAY(2006, 5, 1))
    ContractFactory(provider=group, active=True, title="Advocacy")
    ContractFactory(provider=group, title="A draft")
    for reader, seen in ((make_actor("member"), True), (make_actor(), False)):
        page = words(signed_in(reader).get(after.get_absolute_url()))
        assert ("Advocacy" in page, "A draft" in page) == (seen, False)


def test_the_home_page_says_what_waits_for_a_signature_and_for_a_second_person():
    chair = make_actor("approver")
    contract = ContractFactory(provider=chair.organisation, title="Advocacy")
    by = make_actor("commissioner", organisation=contract.commissioner)
    homes = [words(signed_in(each).get("/")) for each in (chair, by)]
    assert ["Read its terms and sign them for your organisation" in each for each in homes] == [True, True]
    signed(contract, contract.parties.get(organisation=chair.organisation))
    assert "Read its terms and sign them" not in words(signed_in(chair).get("/"))
    Contract.objects.update(exception_reason="So.", exception_asked_by=by.user)
    colleague = make_actor("commissioner", organisation=contract.commissioner)
    homes = [words(signed_in(each).get("/")) for each in (colleague, by)]
    assert ["Decide whether it may serve no priority" in each for each in homes] == [True, False]


@pytest.mark.parametrize("many", [1, 10])
def test_a_contract_with_many_parts_costs_no_more(many):
    contract = ContractFactory(outcome=False, category="Care")
    for number in range(many):
        contract.outcomes.create(title=f"Outcome {number}")
        contract.extensions.create(until=DAY(2009, 4, 1 + number), decide_by=SIGNED)
        contract.parties.create(organisation=OrganisationFactory(), role="subcontractor")
        contract.links.create(other=ContractFactory(), kind="alliance")
    reader = signed_in(make_actor("auditor"))
    reader.get(contract.get_absolute_url())
    with CaptureQueriesContext(connection) as asked, clock.at(SIGNED):
        page = words(reader.get(contract.get_absolute_url()))
    assert (len(asked), page.count("An alliance")) == (14, many)
