"""Reorganisations for tests."""

import datetime

import factory
from factory.django import DjangoModelFactory

from partnerships.people.actors import the_house
from partnerships.reorganisations.actions import carry_out_reorganisation, undo_reorganisation
from partnerships.reorganisations.models import Line, NewBody, Reorganisation
from tests.factories.organisations import KindFactory, OrganisationFactory

DAY = datetime.date(2006, 10, 1)


class ReorganisationFactory(DjangoModelFactory):
    """A draft without lines."""

    class Meta:
        model = Reorganisation

    title = "Trusts of Worcestershire merged"
    first_day = DAY
    basis = "Order of 2006"
    prepared_on = datetime.date(2006, 5, 4)


class LineFactory(DjangoModelFactory):
    """A body whose work passes whole to a successor that is there."""

    class Meta:
        model = Line

    reorganisation = factory.SubFactory(ReorganisationFactory)
    ancestor = factory.SubFactory(OrganisationFactory)
    descendant = factory.SubFactory(OrganisationFactory, opened=DAY)
    kind = "abolition"
    share = 100


class NewBodyFactory(DjangoModelFactory):
    """A body that a reorganisation creates."""

    class Meta:
        model = NewBody

    reorganisation = factory.SubFactory(ReorganisationFactory)
    name = "Worcestershire Primary Care Trust"
    kind = factory.SubFactory(KindFactory)


def carried_out(**more):
    """The line of a reorganisation as the act leaves it."""
    line = LineFactory(**more)
    carry_out_reorganisation(by=the_house("command"), reorganisation=line.reorganisation)
    return Line.objects.get(pk=line.pk)


def undone():
    """A reorganisation that was carried out and taken back."""
    event = carried_out(reorganisation__boundaries="Tenbury to Herefordshire").reorganisation
    return undo_reorganisation(by=the_house("command"), reorganisation=event, reason="Annulled.")
