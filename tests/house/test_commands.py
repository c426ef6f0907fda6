"""What the commands of a fresh machine promise."""

import os
import subprocess
import sys

import pytest

from tests.house.code import ROOT


def test_an_old_python_is_refused_with_a_sentence(tmp_path):
    old = tmp_path / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    refused = subprocess.run([ROOT / "deploy" / "install", old], capture_output=True, text=True)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == (
        "Concordat needs Python 3.11 or later. Say which one to use: make PYTHON=/path/to/python3 ...\n"
    )


@pytest.mark.parametrize("script", [".ci/run", "deploy/install", "deploy/services"])
def test_shell_scripts_can_be_read(script):
    assert subprocess.run(["bash", "-n", ROOT / script], capture_output=True, text=True).stderr == ""


@pytest.mark.parametrize("script", [".ci/run", "deploy/install"])
def test_scripts_that_are_run_can_be_run(script):
    assert os.access(ROOT / script, os.X_OK)


def database_of_tests(**variables: str) -> str:
    program = (
        "import os, tests.environment as e; e.pytest_unconfigure(); "
        "print(os.environ['DATABASE_URL'], os.environ.get('REDIS_URL'))"
    )
    kept = {name: text for name, text in os.environ.items() if name not in ("SERVED", "DATABASE_URL", "REDIS_URL")}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=kept | variables, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_the_tests_use_sqlite_whatever_database_is_named():
    told = database_of_tests(DATABASE_URL="postgres://real@127.0.0.1/real", REDIS_URL="redis://127.0.0.1/1")
    assert told.startswith("sqlite:///")
    assert told.endswith("/test.sqlite3 None")


def test_the_served_tests_use_what_is_named_or_this_machine():
    assert database_of_tests(SERVED="1") == "postgres://root@127.0.0.1:5432/test redis://127.0.0.1:6379/9"
    named = database_of_tests(SERVED="1", DATABASE_URL="postgres://me@127.0.0.1/mine", REDIS_URL="redis://127.0.0.1/4")
    assert named == "postgres://me@127.0.0.1/mine redis://127.0.0.1/4"


def test_make_test_never_runs_served():
    text = (ROOT / "Makefile").read_text()
    assert "\n\t@env -u SERVED $(PYTEST)\n" in text
    assert "\n\t@SERVED=1 $(PYTEST)\n" in text
