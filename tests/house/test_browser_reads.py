"""Browser tests wait for what they read: an instant read after a click may still see the old page."""

import ast
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from tests.house.code import ROOT, short, tree

BROWSER = ROOT / "tests" / "browser"
READS = {
    "all_inner_texts", "all_text_contents", "content", "count", "element_handle", "element_handles", "evaluate",
    "evaluate_all", "get_attribute", "inner_html", "inner_text", "input_value", "is_checked", "is_disabled",
    "is_editable", "is_enabled", "is_hidden", "is_visible", "query_selector", "query_selector_all", "text_content",
    "title", "wait_for_timeout",
}  # fmt: skip
ALLOWED = {
    ("tests/browser/conftest.py", "evaluate"): "how wide a page is, for the sentence of a failure",
    ("tests/browser/steps.py", "inner_text"): "what a part says, after it was waited for",
}
"""File and read -> what it reads, and why that is no race."""
PRESS = re.compile(r"\.(click|dblclick|tap)\(.*\)$|\.press\('Enter'.*\)$", re.DOTALL)
WAIT = re.compile(r"^(expect|follow)\(|^\w+\.(get_by_\w+|locator)\(|\.keyboard\.")
READING = """
assert page.get_by_text("Saved").is_visible()
assert page.locator("h1").count() == 1
assert box.input_value().strip() == "word"
if page.title() == "Home":
    page.wait_for_timeout(100)
"""
WAITING = """
expect(page.get_by_text("Saved")).to_be_visible()
assert words.count("x") == 1
assert "x" in answer.text()
"""
HASTY = """
def test_one():
    page.get_by_role("button").click()
    assert Response.objects.exists()
    box.press("Enter")
    page.goto("/")
    if last:
        box.click()
"""
PATIENT = """
def test_one():
    box.click()
    expect(box).to_be_focused()
    box.click()
    follow(page.get_by_role("button"))
    box.press("Control+A")
    page.keyboard.type("x")
    box.click()
    page.get_by_label("Name").fill("x")
    box.click()
    page.keyboard.type("x")
    with page.expect_download() as download:
        page.get_by_role("link").click()
"""


def reads(path: Path) -> list[tuple[int, str]]:
    """What a file asks a page at once, with its lines. `count` of something is of a string, not of a page."""
    return sorted(
        (node.lineno, node.func.attr)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in READS
        if node.func.attr != "count" or not node.args
    )


def hasty_presses(path: Path) -> list[int]:
    """The lines of presses after which nothing is waited for. Those in a `with` are left out: it waits as it ends."""
    return sorted(
        step.lineno
        for node in ast.walk(tree(path))
        for steps in blocks(node)
        for step, after in pairwise([*steps, None])
        if presses(step) and not waits(after)
    )


def blocks(node: ast.AST) -> Iterator[list[ast.stmt]]:
    """The series of steps that a node is made of."""
    for name in ("body", "orelse", "finalbody"):
        steps = getattr(node, name, None)
        if isinstance(steps, list) and not isinstance(node, ast.With):
            yield steps


def presses(step: ast.stmt) -> bool:
    """Whether all that a step does is to click or to press Enter."""
    return isinstance(step, ast.Expr) and PRESS.search(ast.unparse(step)) is not None


def waits(step: ast.stmt | None) -> bool:
    """Whether Playwright waits in it: for what is expected, for a page, or for the part that is acted upon."""
    return isinstance(step, ast.Expr) and WAIT.search(ast.unparse(step)) is not None


def test_nothing_is_read_before_it_is_there():
    found = [(short(path), line, name) for path in sorted(BROWSER.glob("*.py")) for line, name in reads(path)]
    assert [each for each in found if (each[0], each[2]) not in ALLOWED] == []
    assert {(path, name) for path, _, name in found} == set(ALLOWED)


def test_every_press_is_waited_for():
    found = {short(path): lines for path in sorted(BROWSER.glob("*.py")) if (lines := hasty_presses(path))}
    assert found == {}


def test_instant_reads_and_hasty_presses_are_found_and_others_are_not(tmp_path):
    for name, text in (("reading", READING), ("waiting", WAITING), ("hasty", HASTY), ("patient", PATIENT)):
        (tmp_path / f"{name}.py").write_text(text)
    assert [line for line, _ in reads(tmp_path / "reading.py")] == [2, 3, 4, 5, 6]
    assert reads(tmp_path / "waiting.py") == []
    assert hasty_presses(tmp_path / "hasty.py") == [3, 5, 8]
    assert hasty_presses(tmp_path / "patient.py") == []
