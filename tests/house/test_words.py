"""Words that the product's files may not hold."""

import re
from pathlib import Path

import pytest

from tests.house.code import ROOT, product_files, short, template_files

UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK|TBD|WIP|coming soon|lorem ipsum)\b", re.IGNORECASE)
IN_CODE = {
    "marks text as safe": re.compile(r"\bmark_safe\b|\bSafeString\(|\bSafeText\b|\bMarkup\("),
    "switches off the forgery check": re.compile(r"\bcsrf_exempt\b"),
    "asks the broker on the way to a response": re.compile(r"\.(delay|apply_async)\("),
    "runs text as code": re.compile(r"\b(eval|exec)\("),
}
IN_TEMPLATES = {
    "switches off escaping": re.compile(r"\|\s*safe\b|autoescape\s+(off|false)", re.IGNORECASE),
    "holds a script": re.compile(r"<script(?![^>]*\ssrc=)", re.IGNORECASE),
    "holds a style": re.compile(r"<style\b|\sstyle\s*=\s*[\"']", re.IGNORECASE),
    "holds an event handler": re.compile(r"\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
    "names an address elsewhere": re.compile(r"(src|href)\s*=\s*[\"'](https?:)?//(?![^\"']*w3\.org)", re.IGNORECASE),
}
ALLOWED = {
    ("commissioning/thread/drawn.py", "marks text as safe"): "lines of the golden thread, whose words it has escaped",
    ("core/pages/markdown.py", "marks text as safe"): "what its renderer made of Markdown, cleaned once more",
    ("core/pages/rows.py", "marks text as safe"): "rows of a table, whose cells it has escaped",
    ("core/registers/views.py", "marks text as safe"): "rows of values that each column's drawer has made harmless",
}
"""(file, what it does) -> why it may."""


def problems(path: Path, rules: dict[str, re.Pattern[str]]) -> list[str]:
    text = path.read_text()
    return [
        f"{short(path)} {what}"
        for what, pattern in rules.items()
        if (short(path), what) not in ALLOWED and pattern.search(text)
    ]


@pytest.mark.parametrize("path", product_files(), ids=short)
def test_code_does_nothing_forbidden(path):
    assert problems(path, IN_CODE) == []


def test_templates_do_nothing_forbidden():
    assert [problem for path in template_files() for problem in problems(path, IN_TEMPLATES)] == []


def test_nothing_is_left_unfinished():
    files = [*product_files(), *template_files(), *ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "Makefile"]
    files += [path for path in (ROOT / "tests").rglob("*.py") if path != Path(__file__)]
    assert [short(path) for path in files if UNFINISHED.search(path.read_text())] == []


def test_what_is_allowed_is_still_there():
    rules = IN_CODE | IN_TEMPLATES
    assert [key for key in ALLOWED if not rules[key[1]].search((ROOT / key[0]).read_text())] == []
