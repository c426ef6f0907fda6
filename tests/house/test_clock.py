"""core/clock.py is the only source of time."""

import ast
import re
from pathlib import Path

import pytest

from tests.house.code import ROOT, product_files, short, texts, tree

CLOCK = ROOT / "core" / "clock.py"
CALLS = {
    ("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"), ("timezone", "now"),
    ("timezone", "localdate"), ("timezone", "localtime"), ("time", "time"), ("time", "time_ns"), ("time", "gmtime"),
    ("time", "localtime"), ("functions", "Now"), ("functions", "TransactionNow"),
}  # fmt: skip
NAMES = {"Now", "TransactionNow", "localdate", "localtime"}
FIELD_OPTIONS = {"auto_now", "auto_now_add"}
SQL = re.compile(
    r"\bnow\(\)|current_(timestamp|date|time)\b|\bclock_timestamp\(|\b(date|datetime)\('now'", re.IGNORECASE
)
OTHER_CLOCKS = """
import datetime
from django.db.models.functions import Now
from django.utils import timezone
one = datetime.datetime.now(datetime.UTC)
two = timezone.now
three = models.DateTimeField(auto_now_add=True)
four = "select now()"
"""


def readings(module: ast.Module) -> list[int]:
    """The lines on which a file reads another clock than ours."""
    return [node.lineno for node in ast.walk(module) if reads(node)]


def reads(node: ast.AST) -> bool:
    if isinstance(node, ast.Attribute):
        owner = node.value
        name = owner.id if isinstance(owner, ast.Name) else owner.attr if isinstance(owner, ast.Attribute) else ""
        return (name, node.attr) in CALLS
    if isinstance(node, ast.ImportFrom):
        return (node.module or "").startswith(("django", "time", "datetime")) and any(
            name.name in NAMES for name in node.names
        )
    return isinstance(node, ast.keyword) and node.arg in FIELD_OPTIONS


def sql_readings(path: Path) -> list[int]:
    return [line for line, text in texts(path) if SQL.search(text)]


@pytest.mark.parametrize("path", [path for path in product_files() if path != CLOCK], ids=short)
def test_no_file_reads_another_clock(path):
    assert readings(tree(path)) == []
    assert sql_readings(path) == []


def test_other_clocks_are_found(tmp_path):
    path = tmp_path / "bad.py"
    path.write_text(OTHER_CLOCKS)
    assert sorted(readings(tree(path))) == [3, 5, 6, 7]
    assert sql_readings(path) == [8]
