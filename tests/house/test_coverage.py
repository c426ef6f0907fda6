"""docs/coverage.md names tests that exist, none of them for more than five rows."""

import ast
import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "coverage.md").read_text()
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def rows() -> list[list[str]]:
    """The rows of its tables, as cells."""
    return [
        [cell.strip() for cell in line.strip("|").split("|")] for line in TEXT.splitlines() if line.startswith("| S")
    ]


def test_every_test_it_names_exists():
    missing = []
    for path, name in NAMED.findall(TEXT):
        tree = ast.parse((ROOT / path).read_text()) if (ROOT / path).exists() else ast.Module([], [])
        if name not in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}:
            missing.append(f"{path}::{name}")
    assert missing == []


def test_no_test_proves_more_than_five_rows():
    used = Counter(found for row in rows() for found in set(NAMED.findall(row[2])))
    assert {test: count for test, count in used.items() if count > 5} == {}


def test_every_row_is_proved_or_said_not_to_be_covered_with_the_reason():
    assert len(rows()) > 20
    silent = [row[0] for row in rows() if not NAMED.search(row[2]) and not (row[1] == "not covered" and row[2])]
    assert silent == []
