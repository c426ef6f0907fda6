"""The lock files pin every package by hash and name no place to fetch it from."""

import re
import tomllib

import pytest

from tests.house.code import ROOT

LOCKS = ["requirements.txt", "requirements-dev.txt", "requirements-uv.txt"]
PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)(?:\[[a-z0-9,_-]+\])?==\S+", re.IGNORECASE)


def entries(name: str) -> dict[str, str]:
    """Package -> its lines in a lock file."""
    found: dict[str, str] = {}
    package = ""
    for line in (ROOT / "deploy" / name).read_text().splitlines():
        if pin := PIN.match(line):
            package = pin[1].lower()
            found[package] = ""
        if not line.lstrip().startswith("#"):
            assert package, f"{name} begins with {line!r}"
            found[package] += line + "\n"
    return found


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_is_pinned_by_hash(name):
    locked = entries(name)
    assert locked
    assert [package for package, lines in locked.items() if "--hash=sha256:" not in lines] == []


@pytest.mark.parametrize("name", LOCKS)
def test_no_address_is_named(name):
    text = (ROOT / "deploy" / name).read_text()
    assert re.findall(r"\w+://\S+|--(?:extra-)?index-url.*|--find-links.*", text) == []


def test_every_declared_package_is_locked_and_the_two_locks_agree():
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())
    product, development = entries("requirements.txt"), entries("requirements-dev.txt")
    names = [re.match(r"[A-Za-z0-9._-]+", text)[0].lower() for text in declared["project"]["dependencies"]]
    assert [name for name in names if name not in product] == []
    tools = [re.match(r"[A-Za-z0-9._-]+", text)[0].lower() for text in declared["dependency-groups"]["dev"]]
    assert [name for name in tools if name not in development] == []
    assert {name: lines for name, lines in product.items() if development.get(name) != lines} == {}


def test_psycopg_3_is_not_locked():
    """Django would take it silently, and our COPY goes through psycopg2."""
    assert "psycopg" not in entries("requirements-dev.txt")
