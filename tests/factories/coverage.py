"""Organisations that were invited to answer, for tests."""

import factory
from factory.django import DjangoModelFactory

from consultation.coverage.models import Invitee
from core import clock
from tests.factories.consultation import ConsultationFactory
from tests.factories.organisations import OrganisationFactory


class InviteeFactory(DjangoModelFactory):
    """An organisation that was invited to an open consultation, and has not opened it."""

    class Meta:
        model = Invitee

    consultation = factory.SubFactory(ConsultationFactory, published=True)
    organisation = factory.SubFactory(OrganisationFactory)
    invited_at = factory.LazyFunction(clock.now)
