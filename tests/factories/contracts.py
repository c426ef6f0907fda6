"""Contracts and what belongs to them for tests, as the acts would leave them."""

import datetime
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from commissioning.bands.models import ValueBand
from commissioning.contract_documents.models import ContractDocument
from commissioning.contract_sheets.models import SupplierName
from commissioning.contract_signatures.models import ContractSignature
from commissioning.contract_templates.models import ContractTemplate, TemplateVersion
from commissioning.contracts.days import years_between
from commissioning.contracts.models import Contract
from commissioning.contracts.parts import ContractOutcome, ContractParty, ContractYear
from commissioning.costing.models import FullCosting
from commissioning.cycles.models import CommissioningCycle, CyclePartner
from commissioning.plans.models import CommissioningPlan, PlanVersion, Priority
from commissioning.variations.models import Variation
from core.fields import fold
from core.files.actions import store
from tests.factories.compacts import pdf
from tests.factories.organisations import AreaFactory, OrganisationFactory, PublicBodyFactory, TermFactory

STARTS, ENDS, SIGNED = datetime.date(2005, 4, 1), datetime.date(2008, 3, 31), datetime.date(2005, 3, 14)


class ContractFactory(DjangoModelFactory):
    """A draft of three years worth £30,000, spread evenly. `active`, `ended_early`, `void`: one that came so far.

    `outcome=True` (as by default) stipulates one; `years=False` leaves its value unspread.
    """

    class Meta:
        model = Contract
        skip_postgeneration_save = True

    class Params:
        draft = factory.Trait()
        agreed = factory.Trait(agreed_on=SIGNED)
        active = factory.Trait(agreed=True, activated_on=SIGNED)
        ended_early = factory.Trait(
            active=True, ended_early_on=datetime.date(2006, 9, 30), end_reason="The money went.",
            notice_given_on=datetime.date(2006, 6, 1),
        )  # fmt: skip
        void = factory.Trait(voided_on=SIGNED, void_reason="Entered twice.")
        register = factory.Trait(active=True, taken_over_on=SIGNED)

    title = factory.Sequence(lambda number: f"Contract {number}")
    reference = factory.Sequence(lambda number: f"R{number}")
    area = factory.SubFactory(AreaFactory)
    commissioner = factory.SubFactory(PublicBodyFactory)
    provider = factory.SubFactory(OrganisationFactory)
    value = Decimal(30000)
    starts, initial_end = STARTS, ENDS
    current_end = factory.SelfAttribute("initial_end")
    sort_name = factory.LazyAttribute(lambda each: fold(each.title))
    search_text = factory.LazyAttribute(lambda each: fold(f"{each.title} {each.reference}"))

    @factory.post_generation
    def parties(self, create, extracted, **kwargs) -> None:
        """Both sides, and more as {organisation: role}."""
        if create:
            both = {self.commissioner: "commissioner", self.provider: "provider"}
            for organisation, role in (both | (extracted or {})).items():
                ContractParty.objects.create(contract=self, organisation=organisation, role=role)

    @factory.post_generation
    def years(self, create, extracted, **kwargs) -> None:
        """Its value by year, evenly."""
        if create and extracted is not False:
            run = years_between(self.starts, self.initial_end)
            for each in run:
                ContractYear.objects.create(contract=self, year=each, amount=self.value / len(run))

    @factory.post_generation
    def outcome(self, create, extracted, **kwargs) -> None:
        """One outcome."""
        if create and extracted is not False:
            ContractOutcome.objects.create(contract=self, title="People speak for themselves.")


class BandFactory(DjangoModelFactory):
    """A band that asks everything, from nought."""

    class Meta:
        model = ValueBand

    class Params:
        light = factory.Trait(
            title="Small grants", short_form=True, asks_feedback=False, asks_review=False, asks_compact=False,
            asks_priority=False, monitoring="light",
        )  # fmt: skip

    body = factory.SubFactory(PublicBodyFactory)
    title = factory.Sequence(lambda number: f"Band {number}")
    from_value = Decimal(0)
    starts = datetime.date(2000, 4, 1)


class TemplateFactory(DjangoModelFactory):
    """A template with one version."""

    class Meta:
        model = ContractTemplate
        skip_postgeneration_save = True

    title = factory.Sequence(lambda number: f"Template {number}")
    sort_name = factory.LazyAttribute(lambda each: fold(each.title))
    latest = 1

    @factory.post_generation
    def version(self, create, extracted, **kwargs) -> None:
        """Its version."""
        if create:
            TemplateVersion.objects.create(template=self, number=1, text="1. Payment in advance.", made_on=STARTS)


class CostingFactory(DjangoModelFactory):
    """A costing: £20,000 direct with 25% of that, paid at £25,000."""

    class Meta:
        model = FullCosting

    contract = factory.SubFactory(ContractFactory)
    direct, share, price, method, filled_on = Decimal(20000), Decimal(25), Decimal(25000), "direct", SIGNED


class VariationFactory(DjangoModelFactory):
    """A variation that is proposed."""

    class Meta:
        model = Variation

    contract = factory.SubFactory(ContractFactory, active=True)
    number = factory.LazyAttribute(lambda each: each.contract.variations.count() + 1)
    reason = "A day less each week."
    proposed_on = datetime.date(2006, 1, 9)


class ContractDocumentFactory(DjangoModelFactory):
    """The specification of an active contract; `withdrawn=True`: one that was taken back."""

    class Meta:
        model = ContractDocument

    class Params:
        withdrawn = factory.Trait(withdrawn_on=ENDS, withdraw_reason="Of another contract.")

    contract = factory.SubFactory(ContractFactory, active=True)
    kind = "specification"
    title = factory.Sequence(lambda number: f"Specification {number}")
    dated_on = added_on = SIGNED
    file = factory.LazyFunction(lambda: store(pdf(), name="specification.pdf", purpose="document", by=None))


class SupplierFactory(DjangoModelFactory):
    """A supplier of whom nobody has said who is meant."""

    class Meta:
        model = SupplierName

    body = factory.SubFactory(PublicBodyFactory)
    written = factory.Sequence(lambda number: f"Supplier {number} Ltd")
    sort_name = factory.LazyAttribute(lambda each: fold(each.written))
    seen_on = SIGNED


def priority_of(*partners, starts=STARTS, ends=ENDS, title="Advocacy", **more) -> Priority:
    """A priority of a plan of the partners, which was endorsed as it began."""
    cycle = CommissioningCycle.objects.create(
        title="Learning disability", sort_name="learning disability", client_group=TermFactory(),
        area=more.get("area") or AreaFactory(), starts=starts, ends=ends,
    )  # fmt: skip
    for each in partners:
        CyclePartner.objects.create(cycle=cycle, organisation=each)
    plan = CommissioningPlan.objects.create(
        cycle=cycle, title="Plan", sort_name="plan", starts=starts, ends=ends
    )  # fmt: skip
    PlanVersion.objects.create(
        plan=plan, number=1, text="Homes first.", begun_on=starts, submitted_on=starts, endorsed_on=starts
    )
    return Priority.objects.create(plan=plan, number=1, title=title)


def drop(priority, on, *, endorsed=True) -> None:
    """Let it be dropped in a further version of its plan, which the boards endorsed on the same day."""
    number = priority.plan.versions.count() + 1
    sent = {"submitted_on": on, "endorsed_on": on} if endorsed else {}
    PlanVersion.objects.create(plan=priority.plan, number=number, text="Work first.", begun_on=on, **sent)
    Priority.objects.filter(pk=priority.pk).update(dropped_on=on, dropped_in=number, drop_reason="No money.")


def signed(contract, *parties, on=SIGNED) -> None:
    """Let these parties, or all of them, have signed the terms as they stand."""
    for each in parties or contract.parties.all():
        ContractSignature.objects.create(
            contract=contract, party=each, terms=contract.terms, name="Pat Doe", designation="Chief executive",
            authority="Board of 1 March", signed_on=on, recorded_on=on,
        )  # fmt: skip
