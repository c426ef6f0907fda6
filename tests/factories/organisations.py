"""Partners for tests: kinds, areas, terms and organisations, as the acts would leave them."""

import datetime

import factory
from factory.django import DjangoModelFactory

from core.fields import fold
from partnerships.organisations.models import (
    Area,
    AreaKind,
    Funding,
    Identifier,
    KindSpell,
    Organisation,
    OrganisationKind,
    PartnerSpell,
    Scheme,
    Sector,
)
from partnerships.terms.models import Term, Vocabulary


class KindFactory(DjangoModelFactory):
    """A kind of organisation; the same code gives the same kind."""

    class Meta:
        model = OrganisationKind
        django_get_or_create = ("code",)

    code = "charity"
    title = factory.LazyAttribute(lambda kind: kind.code.replace("-", " ").capitalize())
    plural = factory.LazyAttribute(lambda kind: f"{kind.title}s")
    sector = Sector.VOLUNTARY
    is_public_body = False


class TermFactory(DjangoModelFactory):
    """A term of a taxonomy."""

    class Meta:
        model = Term

    vocabulary = Vocabulary.CLIENT_GROUP
    code = factory.Sequence(lambda number: f"term-{number}")
    title = factory.LazyAttribute(lambda term: term.code.replace("-", " ").capitalize())


class AreaFactory(DjangoModelFactory):
    """A place."""

    class Meta:
        model = Area

    name = factory.Sequence(lambda number: f"Area {number}")
    kind = AreaKind.DISTRICT
    gss_code = factory.Sequence(lambda number: f"E07{number:06}")


class OrganisationFactory(DjangoModelFactory):
    """An organisation with its dated kind. `ods="5CN"` gives it that code, `partner=True` the mark 'partner here'."""

    class Meta:
        model = Organisation
        skip_postgeneration_save = True

    class Params:
        partner = False

    name = factory.Sequence(lambda number: f"Group {number}")
    sort_name = factory.LazyAttribute(lambda organisation: fold(organisation.name))
    code = ""
    search_text = factory.LazyAttribute(lambda organisation: fold(f"{organisation.name} {organisation.code}"))
    kind = factory.SubFactory(KindFactory)
    is_partner = factory.SelfAttribute("partner")

    @factory.post_generation
    def dated(self, create, extracted, **kwargs) -> None:
        """The dated rows that the columns repeat."""
        if create:
            KindSpell.objects.create(organisation=self, kind=self.kind, starts=self.opened, ends=self.closed)
            if self.is_partner:
                PartnerSpell.objects.create(organisation=self, starts=datetime.date(2004, 4, 1))

    @factory.post_generation
    def ods(self, create, extracted, **kwargs) -> None:
        """Its code in the Organisation Data Service."""
        if create and extracted:
            Identifier.objects.create(organisation=self, scheme=Scheme.ODS, value=extracted)
            self.code, self.search_text = extracted, fold(f"{self.name} {extracted}")
            self.save(update_fields=["code", "search_text"])


class PublicBodyFactory(OrganisationFactory):
    """A primary care trust."""

    name = factory.Sequence(lambda number: f"Trust {number}")
    kind = factory.SubFactory(KindFactory, code="primary-care-trust", sector=Sector.NHS, is_public_body=True)


class FundingFactory(DjangoModelFactory):
    """A funds B."""

    class Meta:
        model = Funding

    funder = factory.SubFactory(PublicBodyFactory)
    funded = factory.SubFactory(OrganisationFactory)
