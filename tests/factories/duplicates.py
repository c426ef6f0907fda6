"""Possible duplicates for tests, and merges as the act makes them."""

import datetime

import factory
from factory.django import DjangoModelFactory

from partnerships.duplicates.models import DuplicateSuggestion
from tests.factories.organisations import OrganisationFactory


class SuggestionFactory(DjangoModelFactory):
    """A pair that waits to be looked at."""

    class Meta:
        model = DuplicateSuggestion

    first = factory.SubFactory(OrganisationFactory)
    second = factory.SubFactory(OrganisationFactory)
    same_name = True
    why = "The same name, in the same area"
    found_on = datetime.date(2006, 5, 4)
