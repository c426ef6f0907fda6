"""The permission table against the hand-written expectations, and the two faces of every rule against each other."""

from typing import Any

import pytest

from partnerships.people.permissions import PERMISSIONS
from partnerships.people.roles import Role
from tests.house.expected import EXPECTED, KINDS
from tests.house.things import THINGS, UNSAVED
from tests.house.world import World
from tests.once import kept_for_the_module

pytestmark = pytest.mark.django_db
PLACELESS = {("partnerships.view_people", "area")}
"""Asked by a page only: the people of an area are seen through their memberships."""


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """One world for all tests of this module; each test's own rows are taken back after it."""
    with kept_for_the_module(django_db_blocker):
        made = World()
        made.strike()
        yield made


def cases():
    return [(permission, side) for permission, sides in EXPECTED.items() for side in sides]


def test_every_permission_is_expected_and_no_other():
    assert set(EXPECTED) == set(PERMISSIONS)


def test_every_role_and_kind_stands_in_the_expectations():
    assert {role.value for role in Role} <= set(KINDS)
    named = {kind for sides in EXPECTED.values() for kinds in sides.values() for kind in kinds.split()}
    assert named == set(KINDS)


def test_every_permission_on_a_thing_is_asked_of_one():
    on_a_thing = {permission for permission, sides in EXPECTED.items() if "" not in sides}
    assert on_a_thing == set(THINGS) | set(UNSAVED)


def thing_of(permission: str) -> Any:
    """What makes the thing that the permission is asked of; nothing for one that is asked of none."""
    return THINGS.get(permission) or UNSAVED.get(permission) or (lambda world, side, kind: None)


@pytest.mark.parametrize(("permission", "side"), cases())
def test_who_may(world, permission, side):
    """`may` says what was written by hand; `q` filters the same rows; a refusal has its reason."""
    if (permission, side) in PLACELESS:
        return
    expected = set(EXPECTED[permission][side].split())
    allowed = set()
    for kind, thing in world.each(world.actors, side, thing_of(permission)):
        actor = world.actors[kind]
        verdict = actor.may(permission, thing)
        if verdict:
            allowed.add(kind)
        else:
            assert verdict.reason.endswith("."), (kind, verdict)
        if permission in THINGS:
            rows = type(thing)._base_manager.filter(actor.q(permission), pk=thing.pk)
            assert rows.exists() is bool(verdict), f"{kind}: may and q disagree"
    assert allowed == expected


def questions(world, permission: str) -> list[tuple[Any, Any]]:
    """Everybody with everything the table can be asked of. A rule asks no query of a row, so the rows need not stay."""
    asked = []
    for side in EXPECTED[permission]:
        if (permission, side) in PLACELESS:
            continue
        for kind, thing in world.each(world.actors, side, thing_of(permission)):
            asked.append((world.actors[kind], thing))
            world.actors[kind].may(permission, thing)  # loads what the rule goes through
    return asked


def who_may(permission: str, asked: list[tuple[Any, Any]]) -> list[bool]:
    """What the table answers now."""
    return [bool(actor.may(permission, thing)) for actor, thing in asked]


@pytest.mark.parametrize("permission", [permission for permission, table in PERMISSIONS.items() if table])
def test_a_rule_that_is_deleted_would_be_missed(world, permission, monkeypatch):
    """Every line of the table changes what somebody may: without it an expectation above fails."""
    table = PERMISSIONS[permission]
    asked = questions(world, permission)
    before = who_may(permission, asked)
    for role in table:
        monkeypatch.setitem(PERMISSIONS, permission, {each: rule for each, rule in table.items() if each != role})
        assert who_may(permission, asked) != before, f"nobody would miss the rule for {role}"
