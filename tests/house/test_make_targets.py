"""Every `make x` that a document names exists, and every check that `make check` promises is one of its parts."""

import os
import re
import subprocess

from tests.house.code import ROOT, short

MAKEFILE = (ROOT / "Makefile").read_text()
TARGETS = set(re.findall(r"^([a-z][a-z-]*):", MAKEFILE, re.MULTILINE))
NAMED = re.compile(r"`make ((?:[A-Z]+=\S+ )*)([a-z][a-z-]*)|^ {0,4}make ([a-z][a-z-]*)", re.MULTILINE)
CHECKS = {
    "format-check", "lint", "types", "imports", "migrations-check", "deploy-check", "templates-check",
    "dependencies-check", "test", "test-served",
}  # fmt: skip


def test_every_make_target_in_the_documents_exists():
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    named = {(short(path), match[2] or match[3]) for path in documents for match in NAMED.finditer(path.read_text())}
    assert {("README.md", "demo"), ("README.md", "setup"), ("README.md", "check")} <= named
    assert sorted((path, target) for path, target in named if target not in TARGETS) == []


def test_make_check_is_the_whole_of_the_checks():
    read_only = re.search(r"^READ_ONLY := ([a-z -]+)", MAKEFILE, re.MULTILINE)[1].split()
    [recipe] = re.findall(r"^check:.*\n((?:\t.*\n)+)", MAKEFILE, re.MULTILINE)
    made = [words.split() for words in re.findall(r"\$\(MAKE\)(?: --\S+| \d+|PROCESSES=\d+)* (.*)", recipe)]
    assert made == [["$(READ_ONLY)"], ["PROCESSES=2", "test", "test-served"]]
    assert {*read_only, *made[1][1:]} == CHECKS


def test_the_suites_are_shared_out_by_make_check_alone():
    """`make test` and `make test-served` are each the whole suite (ADR 30)."""
    [where] = [line for line in MAKEFILE.splitlines() if line.startswith("\t") and "IN_TURN" in line]
    assert where.startswith("\t@IN_TURN=1 $(MAKE)")
    assert where.endswith("test test-served")


def test_every_target_is_explained():
    explained = set(re.findall(r"^([a-z][a-z-]*):[^#\n]*## \S", MAKEFILE, re.MULTILINE))
    assert explained == TARGETS


def test_what_python_compiles_is_kept_whatever_the_environment_says():
    """Otherwise every process of the tests compiles everything anew, which is slow and shows in no test."""
    asked = ["make", "--no-print-directory", "--eval", 'asked: ; @echo "[$$PYTHONDONTWRITEBYTECODE]"', "asked"]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(asked, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
    assert re.search(r"^unset PYTHONDONTWRITEBYTECODE", (ROOT / ".ci/run").read_text(), re.MULTILINE)
