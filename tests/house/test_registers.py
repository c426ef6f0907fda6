"""Every register alike: page, sheet and API list hold the same rows, at a cost that does not grow with them.

A register needs no test of its own for this, only a factory of its model in tests/factories/.
"""

import importlib
import pkgutil

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from factory.django import DjangoModelFactory

from core import clock
from core.imports.models import ImportRun
from core.registers.register import PAGE_SIZE, REGISTERS, Register
from partnerships.organisations.models import UmbrellaClass, UmbrellaMembership
from partnerships.people.permissions import ALL, PERMISSIONS, VISITOR
from tests import factories
from tests.factories.consultation import DURING, a_consultation, sent
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db


def factories_by_model() -> dict:
    """Every factory of tests/factories/, the first of each model."""
    found: dict = {}
    for each in pkgutil.iter_modules(factories.__path__):
        module = importlib.import_module(f"tests.factories.{each.name}")
        for made in vars(module).values():
            if isinstance(made, type) and issubclass(made, DjangoModelFactory) and made._meta.model:
                found.setdefault(made._meta.model, made)
    return found


FACTORIES = factories_by_model()
BY_HAND = {
    "consultations": lambda: a_consultation(),
    "responses": lambda: sent(a_consultation()),
    "imports": lambda: ImportRun.objects.create(source="pct", file_name="PCO_2012.csv", asked_at=clock.now()),
    "umbrella_members": lambda: UmbrellaMembership.objects.create(
        member=OrganisationFactory(), umbrella=OrganisationFactory(), membership_class=UmbrellaClass.MEMBER
    ),
}
"""Registers whose rows no factory makes alone."""


@pytest.fixture(autouse=True)
def during():
    with clock.at(DURING):
        yield


def make_rows(name: str, count: int) -> None:
    register = REGISTERS[name]
    make = BY_HAND.get(name) or FACTORIES.get(register.model)
    assert make, f"Write a factory of {register.model.__name__} in tests/factories/."
    for _ in range(count):
        make()


def statements(browser, url: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        reply = browser.get(url)
        assert reply.status_code == 200, url
        b"".join(reply.streaming_content) if reply.streaming else reply.content
    return len(asked)


@pytest.fixture
def browser():
    return signed_in(make_actor("secretariat"))


@pytest.mark.parametrize("name", sorted(REGISTERS))
def test_a_longer_list_costs_no_more(name, browser):
    urls = [reverse(name), reverse(f"{name}_csv"), reverse(f"api_{name}")]
    make_rows(name, 2)
    few = [min(statements(browser, url) for _ in range(2)) for url in urls]  # what is looked up once is then kept
    make_rows(name, 6)
    assert [statements(browser, url) for url in urls] == few


@pytest.mark.parametrize("name", sorted(REGISTERS))
def test_page_sheet_and_api_hold_the_same_rows(name, browser):
    make_rows(name, 3)
    register = REGISTERS[name]
    page = browser.get(reverse(name)).content.decode()
    sheet = b"".join(browser.get(reverse(f"{name}_csv")).streaming_content).decode("utf-8-sig")
    rows = browser.get(reverse(f"api_{name}")).json()["results"]
    count = page.count('class="nhsuk-table__row"') - 1
    assert len(rows) == count == min(sheet.count("\n") - 1, PAGE_SIZE)
    assert count >= 3
    assert set(rows[0]) == {"id"} | {each.name for each in register.columns}
    assert sheet.splitlines()[0].startswith(register.columns[0].title)


@pytest.mark.parametrize("name", sorted(REGISTERS))
def test_an_empty_list_says_what_it_is_for(name, browser):
    register = REGISTERS[name]
    page = browser.get(reverse(name)).content.decode()
    assert register.empty != Register.empty, f"Say in {type(register).__name__}.empty what the list is for."
    assert register.title in page


@pytest.mark.parametrize("name", sorted(REGISTERS))
def test_its_permissions_are_in_the_table(name):
    register = REGISTERS[name]
    assert {register.permission, register.export_permission or register.permission} <= set(PERMISSIONS)
    seeing = getattr(register.model, "view_permission", None)
    everybody = PERMISSIONS[register.permission].get(VISITOR) is ALL
    assert seeing == register.permission or everybody or register.model._meta.app_label == "core", (
        f"Give {register.model.__name__} view_permission = {register.permission!r}: whoever may not see it gets a 404."
    )
