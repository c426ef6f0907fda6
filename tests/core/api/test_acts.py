"""What an act in the API is done on and what it gives, where that is not simply fields of the record it is on."""

from typing import Any

import pytest
from django.db import transaction
from django.urls import include, path
from rest_framework import serializers

from core.acts import Actor, NotVisible, authorise, locked
from core.api.acts import Whole, act_api
from core.trail.actions import save_changes
from partnerships.organisations.actions import add_organisation
from partnerships.organisations.models import NameKind, Organisation, OrganisationKind, OrganisationName
from tests.core.registers.example import EDIT, ROWS, open_organisation
from tests.factories.organisations import KindFactory, OrganisationFactory
from tests.factories.people import make_actor, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


class NewIn(serializers.Serializer):
    name = serializers.CharField()
    kind = serializers.PrimaryKeyRelatedField(queryset=OrganisationKind.objects.all())


class NamesOut(serializers.Serializer):
    called = serializers.CharField()
    names = serializers.ListField(child=serializers.CharField())


class WhoAskedOut(serializers.Serializer):
    called = serializers.CharField()
    asked_by = serializers.IntegerField()


def names_of(found: Organisation) -> dict[str, Any]:
    return {"called": found.name, "names": [f"{each.name} ({each.kind})" for each in found.names.order_by("pk")]}


def who_asked(found: Organisation, actor: Actor) -> dict[str, Any]:
    return {"called": found.name, "asked_by": actor.user_id}


def name_of(found: Organisation, number: int) -> OrganisationName:
    name = found.names.filter(pk=number).first()
    if name is None:
        raise NotVisible
    return name


@transaction.atomic
def make_former(*, by: Actor, name: OrganisationName) -> OrganisationName:
    """Say that a name is a former one."""
    name = locked(OrganisationName, name.pk)
    authorise(by, EDIT, name.organisation)
    save_changes(by, "made a name a former one", name, {"kind": NameKind.FORMER})
    return name


ADD, NAMES = "partnerships.add_organisation", Whole(NamesOut, lambda found, by: names_of(found))
urlpatterns = [
    path("made/whole/", act_api(ADD, add_organisation, ROWS, "organisation", takes=NewIn, gives=NAMES, makes=True)),
    path("made/fields/", act_api(ADD, add_organisation, ROWS, "organisation", takes=NewIn, gives=["name"], makes=True)),
    path(
        "<int:pk>/known/", act_api(EDIT, open_organisation, ROWS, "organisation", gives=Whole(WhoAskedOut, who_asked))
    ),
    path("<int:pk>/<int:number>/whole/", act_api(EDIT, make_former, ROWS, "name", gives=NAMES, part=name_of)),
    path("<int:pk>/<int:number>/fields/", act_api(EDIT, make_former, ROWS, "name", gives=["about"], part=name_of)),
    path("", include("config.urls")),
]


@pytest.fixture
def office():
    return make_actor("secretariat")


@pytest.fixture
def browser(office):
    return signed_in(office)


@pytest.fixture
def drivers():
    """An organisation whose number is not that of its second name."""
    group = OrganisationFactory(name="Drivers", about="Drives")
    for called in ("Wheels", "Lifts"):
        OrganisationName.objects.create(organisation=group, name=called, kind=NameKind.SHORT)
    return group


def test_what_was_made_is_given_whole(browser):
    reply = browser.post("/made/whole/", {"name": "Drivers", "kind": KindFactory().pk}, "application/json")
    assert (reply.status_code, reply.json()) == (200, {"called": "Drivers", "names": []})


def test_what_was_made_is_given_by_its_fields(browser):
    reply = browser.post("/made/fields/", {"name": "Drivers", "kind": KindFactory().pk}, "application/json")
    assert (reply.status_code, reply.json()) == (
        200,
        {"id": Organisation.objects.get(name="Drivers").pk, "name": "Drivers"},
    )


def test_a_record_is_given_as_whoever_asks_may_know_it(browser, office, drivers):
    reply = browser.post(f"/{drivers.pk}/known/")
    assert (reply.status_code, reply.json()) == (200, {"called": "Drivers", "asked_by": office.user_id})


def test_an_act_on_a_part_gives_the_record_as_it_is_after_it(browser, drivers):
    reply = browser.post(f"/{drivers.pk}/{drivers.names.get(name='Lifts').pk}/whole/")
    assert (reply.status_code, reply.json()["names"]) == (200, ["Wheels (short)", "Lifts (former)"])


def test_an_act_on_a_part_gives_the_fields_of_the_record(browser, drivers):
    reply = browser.post(f"/{drivers.pk}/{drivers.names.get(name='Lifts').pk}/fields/")
    assert (reply.status_code, reply.json()) == (200, {"id": drivers.pk, "about": "Drives"})


def test_a_part_of_another_record_is_not_found(browser, drivers):
    other = OrganisationFactory()
    lifts = drivers.names.get(name="Lifts")
    assert browser.post(f"/{other.pk}/{lifts.pk}/whole/").status_code == 404
    assert drivers.names.get(name="Lifts").kind == NameKind.SHORT


def test_the_permission_is_asked_for_on_the_record(drivers):
    stranger = signed_in(make_actor("administrator"))
    assert stranger.post(f"/{drivers.pk}/{drivers.names.get(name='Lifts').pk}/whole/").status_code == 403
