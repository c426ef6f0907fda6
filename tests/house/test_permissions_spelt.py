"""Every permission that the code names is in the table, and every one in the table is named by the code."""

import re

from partnerships.people.permissions import GUEST, PERMISSIONS, SIGNED_IN, VISITOR
from partnerships.people.roles import Role
from tests.house.code import product_files, short, template_files, texts

SHAPE = re.compile(r"^(core|partnerships|consultation|compacts|commissioning)\.([a-z]+)_\w+$")
VERBS = {permission.partition(".")[2].partition("_")[0] for permission in PERMISSIONS}
IN_A_TEMPLATE = re.compile(r"""may\(\s*["']([\w.]+)["']""")
TABLE = "partnerships/people/permissions.py"
NO_PERMISSIONS = {"core.run_work": "the name of the Celery task"}
"""Texts that look like a permission and are something else."""


def named() -> dict[str, str]:
    """Permission -> a file that names it."""
    found = {
        text: short(path)
        for path in product_files()
        if short(path) != TABLE
        for _, text in texts(path)
        if (match := SHAPE.match(text)) and match[2] in VERBS and text not in NO_PERMISSIONS
    }
    for path in template_files():
        found |= dict.fromkeys(IN_A_TEMPLATE.findall(path.read_text()), short(path))
    return found


def test_every_permission_that_is_named_exists():
    assert {name: where for name, where in named().items() if name not in PERMISSIONS} == {}


def test_every_permission_that_exists_is_named():
    assert set(PERMISSIONS) - set(named()) == set()


def test_roles_and_rules_of_the_table_are_known():
    for permission, table in PERMISSIONS.items():
        assert set(table) <= {VISITOR, SIGNED_IN, GUEST, *Role.values}, permission
        assert all(hasattr(rule, "holds") and hasattr(rule, "q") for rule in table.values()), permission
        assert SHAPE.match(permission), f"{permission} is not 'app.verb_noun'."
