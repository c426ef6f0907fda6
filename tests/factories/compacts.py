"""Local Compacts for tests, as the acts would leave them."""

import datetime
from typing import Any

import factory
from django.core.files.uploadedfile import SimpleUploadedFile
from factory.django import DjangoModelFactory

from compacts.editions.models import CompactEdition
from compacts.local.models import LocalCompact
from compacts.review_actions.models import ReviewAction
from compacts.reviews.models import CompactReview
from compacts.signing.models import Way
from compacts.signups.models import Signup, SignupSignature, SignupStatus
from core.fields import fold
from core.files.actions import store
from tests.factories.organisations import AreaFactory, OrganisationFactory, PublicBodyFactory

BEGUN, AGREED, LAUNCHED = datetime.date(2002, 4, 15), datetime.date(2003, 2, 20), datetime.date(2003, 5, 14)
REVIEWED, REFRESHED, LAPSED = datetime.date(2005, 4, 18), datetime.date(2005, 11, 9), datetime.date(2008, 3, 31)
DUE = datetime.date(2030, 3, 31)


class CompactFactory(DjangoModelFactory):
    """One that was begun; `agreed=True`, `launched=True` and so on: one that came so far."""

    class Meta:
        model = LocalCompact
        skip_postgeneration_save = True

    class Params:
        begun = factory.Trait()
        agreed = factory.Trait(agreed_on=AGREED, review_due=DUE)
        launched = factory.Trait(agreed=True, launched_on=LAUNCHED)
        under_review = factory.Trait(
            launched=True,
            review=factory.RelatedFactory("tests.factories.compacts.ReviewFactory", "compact", began_on=REVIEWED),
        )
        refreshed = factory.Trait(
            launched=True,
            review=factory.RelatedFactory("tests.factories.compacts.ReviewFactory", "compact", refreshing=True),
        )
        lapsed = factory.Trait(launched=True, lapsed_on=LAPSED, lapse_reason="Another took its place.")
        given_up = factory.Trait(lapsed_on=LAPSED, lapse_reason="Nobody came.")

    title = factory.Sequence(lambda number: f"Compact {number}")
    area = factory.SubFactory(AreaFactory)
    about = "What each can expect of the other."
    begun_on = BEGUN
    manager_name = "Ruth Lacey"
    manager_email = "compact@example.org"
    sort_name = factory.LazyAttribute(lambda each: fold(each.title))
    search_text = factory.LazyAttribute(lambda each: fold(f"{each.title} {each.area}"))


def dated(**days: Any) -> LocalCompact:
    """A Compact with these days, which is not saved."""
    return LocalCompact(title="Compact", sort_name="compact", **days)


class ReviewFactory(DjangoModelFactory):
    """A review that goes on; `concluded=True`: one with findings and a score; `refreshing=True`: and a new launch."""

    class Meta:
        model = CompactReview

    class Params:
        concluded = factory.Trait(concluded_on=REFRESHED, score=46, findings="Payments come late.")
        refreshing = factory.Trait(concluded=True, refreshed=True)
        mistaken = factory.Trait(concluded=True, voided_on=LAPSED, void_reason="Of another Compact.")

    compact = factory.SubFactory(CompactFactory, launched=True)
    began_on = REVIEWED
    led_by = "The Compact group"


class ReviewActionFactory(DjangoModelFactory):
    """Something that a concluded review asks a public body to do, and that is still to do."""

    class Meta:
        model = ReviewAction

    class Params:
        given_up = factory.Trait(dropped_on=LAPSED, note="The grants went.")

    review = factory.SubFactory(ReviewFactory, concluded=True)
    what = "Pay grants within ten working days"
    owner = factory.SubFactory(PublicBodyFactory)
    due_on = DUE


def pdf(words: str = "What each can expect of the other.", name: str = "compact.pdf") -> SimpleUploadedFile:
    """A document as somebody sends it."""
    return SimpleUploadedFile(name, f"%PDF-1.4\n1 0 obj<<>>endobj\n% {words}\ntrailer<<>>\n%%EOF".encode())


class EditionFactory(DjangoModelFactory):
    """The first edition of a launched Compact's document; `withdrawn=True`: one that was taken back."""

    class Meta:
        model = CompactEdition

    class Params:
        withdrawn = factory.Trait(withdrawn_on=LAPSED, withdraw_reason="Of another Compact.", note="More pages.")

    compact = factory.SubFactory(CompactFactory, launched=True)
    number = 1
    dated_on = LAUNCHED
    added_on = LAUNCHED
    file = factory.LazyFunction(lambda: store(pdf(), name="compact.pdf", purpose="document", by=None))


class SignupFactory(DjangoModelFactory):
    """A public body that signed a launched Compact; `working=True`: one that works towards it."""

    class Meta:
        model = Signup

    class Params:
        working = factory.Trait(
            status=SignupStatus.WORKING,
            public_body=factory.SubFactory(PublicBodyFactory),
            vcs_partner=factory.SubFactory(OrganisationFactory),
        )
        over = factory.Trait(
            working=True,
            ended_on=LAPSED,
            end_reason="It left.",
            voided_on=LAPSED,
            void_reason="Recorded by mistake.",
        )

    compact = factory.SubFactory(CompactFactory, launched=True)
    organisation = factory.SubFactory(PublicBodyFactory)
    status = SignupStatus.SIGNED
    starts = LAUNCHED
    evidence = "The signed copy."


class SignupSignatureFactory(DjangoModelFactory):
    """Who signed a launched Compact for a public body, on paper."""

    class Meta:
        model = SignupSignature

    signup = factory.SubFactory(SignupFactory)
    way = Way.PAPER
    name = "Pat Lowe"
    designation = "Chief Executive"
