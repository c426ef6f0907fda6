"""Targets of sign-up for tests, as the acts would leave them."""

import datetime

import factory
from factory.django import DjangoModelFactory

from compacts.chasing.models import CompactLead, SignupChaser
from compacts.deadline.models import SignupStanding, SignupTarget, TargetKind, Verdict
from core import clock
from core.fields import fold
from tests.factories.organisations import AreaFactory, KindFactory, PublicBodyFactory

FIRST, LAST = datetime.date(2004, 4, 1), datetime.date(2004, 4, 30)


def trusts():
    """The kind of organisation that the target of 2004 counts first."""
    return KindFactory(code="primary-care-trust", sector="nhs", is_public_body=True)


class SignupTargetFactory(DjangoModelFactory):
    """The target of April 2004: it counts primary care trusts. `taken=day`: with that day taken.

    `beside=[kind]` shows kinds beside it.
    """

    class Meta:
        model = SignupTarget
        skip_postgeneration_save = True

    class Params:
        taken = None
        closed = factory.Trait(closed_on=datetime.date(2008, 3, 31), close_reason="Its bodies are gone.")

    title = factory.Sequence(lambda number: f"Sign-up {number}")
    sort_name = factory.LazyAttribute(lambda each: fold(each.title))
    due_first, due_last = FIRST, LAST
    day = factory.SelfAttribute("taken")
    due_on = factory.LazyAttribute(lambda each: each.day or each.due_first)
    day_reason = factory.LazyAttribute(lambda each: "The last day keeps the promise." if each.day else "")
    day_decided_on = factory.LazyAttribute(lambda each: FIRST if each.day else None)

    @factory.post_generation
    def counted(self, create, extracted, **kwargs) -> None:
        """Whom it counts."""
        for kind in extracted or [trusts()]:
            TargetKind.objects.create(target=self, kind=kind, counts=True)

    @factory.post_generation
    def beside(self, create, extracted, **kwargs) -> None:
        """Whom it shows beside."""
        for kind in extracted or []:
            TargetKind.objects.create(target=self, kind=kind, counts=False)


class SignupStandingFactory(DjangoModelFactory):
    """A trust that is late in its locality."""

    class Meta:
        model = SignupStanding

    target = factory.SubFactory(SignupTargetFactory)
    organisation = factory.SubFactory(PublicBodyFactory)
    area = factory.SubFactory(AreaFactory)
    kind = factory.SelfAttribute("organisation.kind")
    counts = lacking = True
    verdict = overall = Verdict.LATE
    urgency = 0
    late_days = 31
    as_at = datetime.date(2004, 5, 31)


class CompactLeadFactory(DjangoModelFactory):
    """Who leads on Compacts at a trust; reached by e-mail."""

    class Meta:
        model = CompactLead

    organisation = factory.SubFactory(PublicBodyFactory)
    name = "Pat Rowe"
    email = factory.Sequence(lambda number: f"lead{number}@example.org")


class SignupChaserFactory(DjangoModelFactory):
    """A mail that was written to the lead of a trust."""

    class Meta:
        model = SignupChaser

    target = factory.SubFactory(SignupTargetFactory)
    organisation = factory.SubFactory(PublicBodyFactory)
    channel = "mail"
    to_name = "Pat Rowe"
    to_address = factory.Sequence(lambda number: f"chased{number}@example.org")
    recipient = factory.Sequence(lambda number: f"{number:064}")
    subject = "Sign up to the Compact"
    body = "Please sign."
    sent_on = datetime.date(2004, 5, 31)
    written_at = factory.LazyFunction(clock.true_now)
