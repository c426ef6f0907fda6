"""Local Compacts for tests, as the acts would leave them."""

import datetime
from typing import Any

import factory
from factory.django import DjangoModelFactory

from compacts.local.models import LocalCompact
from compacts.signups.models import Signup, SignupStatus
from core.fields import fold
from tests.factories.organisations import AreaFactory, OrganisationFactory, PublicBodyFactory

BEGUN, AGREED, LAUNCHED = datetime.date(2002, 4, 15), datetime.date(2003, 2, 20), datetime.date(2003, 5, 14)
REVIEWED, REFRESHED, LAPSED = datetime.date(2005, 4, 18), datetime.date(2005, 11, 9), datetime.date(2008, 3, 31)
DUE = datetime.date(2030, 3, 31)


class CompactFactory(DjangoModelFactory):
    """One that was begun; `agreed=True`, `launched=True` and so on: one that came so far."""

    class Meta:
        model = LocalCompact

    class Params:
        begun = factory.Trait()
        agreed = factory.Trait(agreed_on=AGREED, review_due=DUE)
        launched = factory.Trait(agreed=True, launched_on=LAUNCHED)
        under_review = factory.Trait(launched=True, review_began_on=REVIEWED)
        refreshed = factory.Trait(under_review=True, refreshed_on=REFRESHED)
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
