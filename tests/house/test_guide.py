"""docs/adding-a-subject.md tells the truth: what it names is there."""

import ast
import re
from importlib import import_module

import pytest

from core.subjects import DECLARE
from tests.house.code import ROOT

GUIDE = (ROOT / "docs" / "adding-a-subject.md").read_text()
BLOCKS = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
PROSE = re.sub(r"```.*?```", "", GUIDE, flags=re.DOTALL)
PATHS = sorted(set(re.findall(r"`((?:core|config|partnerships|templates|tests|docs)/[\w/.-]+)`", PROSE)))
EXAMPLE = "partnerships/visits/"
STARTED_BY_ITS_FIRST_ROW = "docs/coverage.md"
IMPORTED = [
    (node.module, name.name)
    for block in BLOCKS
    for line in block.splitlines()
    if line.startswith("from ")
    for node in ast.parse(line).body
    for name in node.names
]


@pytest.mark.parametrize("path", [each for each in PATHS if each != STARTED_BY_ITS_FIRST_ROW and EXAMPLE not in each])
def test_every_file_it_names_is_there(path):
    assert (ROOT / path).exists()


def test_house_tests_it_names_by_their_file_alone_are_there():
    named = re.findall(r"`(test_\w+\.py|expected\.py|things\.py|entries\.py)`", PROSE)
    assert [name for name in named if not (ROOT / "tests" / "house" / name).exists()] == []


@pytest.mark.parametrize(("module", "name"), IMPORTED)
def test_every_import_of_its_examples_works(module, name):
    found = import_module(module)
    assert hasattr(found, name) or import_module(f"{module}.{name}")


def test_it_has_examples():
    assert len(IMPORTED) > 15
    assert len(PATHS) > 20


def test_every_file_that_is_found_is_in_it():
    assert [name for name in (*DECLARE, "models", "urls", "api") if f"`{name}.py`" not in PROSE] == []


def test_the_example_is_not_in_the_product():
    assert not (ROOT / EXAMPLE).exists()
