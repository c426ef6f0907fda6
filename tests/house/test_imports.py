"""Imports run downwards only: not inside a function, not by name, not by get_model."""

import re
from collections import defaultdict
from pathlib import Path

import pytest

from tests.house.code import FLOORS, ROOT, imported, product_files, short, texts

MATRIX = ROOT / "partnerships" / "people" / "permissions.py"
"""The one page of who may do what: it names the permissions of every floor, and imports none of them."""


def floors_above(path: Path) -> list[str]:
    return FLOORS[FLOORS.index(path.relative_to(ROOT).parts[0]) + 1 :]


def upward_imports(path: Path) -> list[str]:
    above = floors_above(path)
    return [f"{short(path)}:{line} imports {name}" for line, name in imported(path) if name.split(".")[0] in above]


def upward_names(path: Path) -> list[str]:
    above = "|".join(floors_above(path))
    name = re.compile(rf"(?!config$)({above})(\.[A-Za-z_][A-Za-z_.]*)?")  # 'config' alone is a word like any other
    return [f"{short(path)}:{line} names {text!r}" for line, text in texts(path) if name.fullmatch(text)]


@pytest.mark.parametrize("floor", FLOORS[:-1])
def test_no_file_imports_a_floor_above(floor):
    assert [problem for path in product_files(floor) for problem in upward_imports(path)] == []


@pytest.mark.parametrize("floor", FLOORS[:-1])
def test_no_file_names_a_model_permission_or_module_of_a_floor_above(floor):
    assert [problem for path in product_files(floor) if path != MATRIX for problem in upward_names(path)] == []


def subject_of(name: str) -> tuple[str, str] | None:
    """The app and subject a module belongs to, if it belongs to one."""
    parts = name.split(".")
    if len(parts) > 1 and parts[0] in FLOORS and (ROOT / parts[0] / parts[1]).is_dir():
        return parts[0], parts[1]
    return None


def uses_between_subjects(app: str) -> dict[str, set[str]]:
    """Which subjects of an app each of its subjects imports."""
    uses: dict[str, set[str]] = defaultdict(set)
    for path in product_files(app):
        own = subject_of(".".join(path.relative_to(ROOT).with_suffix("").parts))
        if own is None or own[1] == "management" or path.name == "demo.py":  # commands and stories go across subjects
            continue
        for _, name in imported(path):
            other = subject_of(name)
            if other and other[0] == app and other != own:
                uses[own[1]].add(other[1])
    return uses


def circle_in(uses: dict[str, set[str]]) -> list[str]:
    """The subjects that stand in a circle, or reach one; empty when there is none."""
    left = {name: set(others) for name, others in uses.items()}
    while left:
        free = [name for name, others in left.items() if not others & left.keys()]
        if not free:
            return sorted(left)
        for name in free:
            del left[name]
    return []


@pytest.mark.parametrize("app", [floor for floor in FLOORS if floor not in ("core", "config")])
def test_subjects_of_an_app_use_each_other_without_a_circle(app):
    assert circle_in(uses_between_subjects(app)) == []


def test_a_circle_is_found():
    assert circle_in({"a": {"b"}, "b": {"c"}, "c": {"b"}}) == ["a", "b", "c"]
    assert circle_in({"a": {"b", "c"}, "b": {"c"}}) == []
