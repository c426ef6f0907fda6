"""Agreements between partners for tests, as the acts would leave them."""

import datetime

import factory
from factory.django import DjangoModelFactory

from compacts.agreements.models import Agreement, AgreementDraft, AgreementParty
from compacts.frameworks.models import Framework
from compacts.funding_changes.models import FundingChange
from compacts.relations.models import AgreementRelation, RelationKind
from compacts.signatures.models import Signature
from core.fields import fold
from tests.factories.organisations import AreaFactory, PublicBodyFactory

DRAFTED, FINAL, SIGNED = datetime.date(2008, 1, 14), datetime.date(2008, 3, 3), datetime.date(2008, 3, 12)
PUBLISHED, ENDED = datetime.date(2008, 4, 1), datetime.date(2013, 3, 31)
TEXT = "Aims\n\nWe plan together."


class AgreementFactory(DjangoModelFactory):
    """One that was begun. `drafted`, `final`, `in_force`, `published`, `ended`: one that came so far.

    `parties=[council, trust]` are its parties.
    """

    class Meta:
        model = Agreement
        skip_postgeneration_save = True

    class Params:
        begun = factory.Trait()
        drafted = factory.Trait(latest=1)
        final = factory.Trait(drafted=True, final_on=FINAL)
        in_force = factory.Trait(final=True, in_force_on=SIGNED)
        published = factory.Trait(in_force=True, published_on=PUBLISHED)
        ended = factory.Trait(published=True, ended_on=ENDED, end_reason="Another took its place.")

    title = factory.Sequence(lambda number: f"Agreement {number}")
    area = factory.SubFactory(AreaFactory)
    aims = "To plan together."
    values = "We are frank."
    vision = "One service."
    why_jointly = "People have one life."
    action_plan = "A joint post by June."
    sort_name = factory.LazyAttribute(lambda each: fold(each.title))
    search_text = factory.LazyAttribute(lambda each: fold(f"{each.title} {each.area}"))

    @factory.post_generation
    def parties(self, create, extracted, **kwargs) -> None:
        """Its parties."""
        for each in extracted or () if create else ():
            AgreementParty.objects.create(agreement=self, organisation=each)

    @factory.post_generation
    def draft(self, create, extracted, **kwargs) -> None:
        """Its drafts, of which the latest stands as the agreement does."""
        for number in range(1, self.latest + 1) if create else ():
            last = number == self.latest
            AgreementDraft.objects.create(
                agreement=self,
                number=number,
                text=extracted or TEXT,
                made_on=DRAFTED,
                final_on=self.final_on if last else None,
                in_force_on=self.in_force_on if last else None,
                published_on=self.published_on if last else None,
                whole_since=self.published_on if last else None,
            )


def between(*parties, **how) -> Agreement:
    """An agreement between these organisations, or two new bodies."""
    return AgreementFactory(parties=parties or (PublicBodyFactory(), PublicBodyFactory()), **how)


def signed_by(agreement: Agreement, party: AgreementParty, **how) -> Signature:
    """A signature of the latest draft, on paper."""
    given = {
        "way": "paper", "name": "Pat Lowe", "designation": "Chief Executive", "authority": "The board's decision",
        "signed_on": SIGNED, "recorded_on": SIGNED, "kept_at": "The council's deeds",
    }  # fmt: skip
    draft = agreement.drafts.get(number=agreement.latest)
    return Signature.objects.create(draft=draft, party=party, **given | how)


def related(agreement: Agreement, other: Agreement, kind: str = RelationKind.SUPERSEDES) -> AgreementRelation:
    """How one agreement stands to another."""
    return AgreementRelation.objects.create(agreement=agreement, other=other, kind=kind)


class FrameworkFactory(DjangoModelFactory):
    """The terms of an agreement in force, of the five years from April 2008."""

    class Meta:
        model = Framework

    agreement = factory.LazyFunction(lambda: between(in_force=True, kind="framework"))
    kind = "to_commission"
    basis = "s75"
    pooled_budget = True
    starts = PUBLISHED
    ends = ENDED


def change_of(framework: Framework, **how) -> FundingChange:
    """Money that the first party withdrew."""
    given = {
        "direction": "withdrawn", "amount": 120_000, "reason": "Less grant.", "notice_on": SIGNED,
        "takes_effect_on": PUBLISHED, "partner": framework.agreement.parties.first(),
    }  # fmt: skip
    return FundingChange.objects.create(framework=framework, **given | how)
