"""What the commands of a fresh machine promise."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import conftest
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
    assert "\n\t@env -u SERVED $(PYTEST) -n $(PROCESSES)\n" in text
    assert "\n\t@SERVED=1 $(PYTEST) -n $(PROCESSES)\n" in text


class FreshMachine:
    """A clone whose system is told of by stubs: what is installed, and what was asked of it, in order."""

    STUB = '#!/bin/sh\necho "{name} $*" >>{log}\n{does}\n'

    def __init__(self, folder: Path, installed: set[str], make: str = "true") -> None:
        self.clone, self.bin, self.log = folder / "clone", folder / "bin", folder / "asked"
        for name in (".ci/run", "deploy/apt-packages.txt", "deploy/services"):
            (self.clone / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, self.clone / name)
        self.stub(
            self.bin / "dpkg-query", f'case " {" ".join(installed)} " in *" $3 "*) echo installed;; *) exit 1;; esac'
        )
        self.stub(self.bin / "apt-get")
        self.stub(self.bin / "sudo", 'exec "$@"')
        self.stub(self.bin / "make", f'echo "CI=$CI $DATABASE_URL $REDIS_URL" >>{self.log}\n{make}')
        self.stub(self.bin / "psql", "echo 1")
        self.stub(self.bin / "redis-cli", "echo PONG")
        self.stub(self.clone / ".venv/bin/python")

    def stub(self, path: Path, does: str = "true") -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self.STUB.format(name=path.name, log=self.log, does=does))
        path.chmod(0o755)

    def check(self) -> int:
        """Run `.ci/run` as on a machine of which nothing was said before. Its exit status."""
        unsaid = ("CI", "DATABASE_URL", "REDIS_URL", "PYTHON")
        kept = {name: text for name, text in os.environ.items() if name not in unsaid}
        path = {"PATH": f"{self.bin}:{os.environ['PATH']}", "PYTHON": sys.executable}
        return subprocess.run([self.clone / ".ci/run"], env=kept | path, capture_output=True, timeout=60).returncode

    @property
    def asked(self) -> list[str]:
        """What was asked, without the looks at what is there."""
        looks = ("dpkg-query", "psql", "redis-cli", "sudo")
        return [line for line in self.log.read_text().splitlines() if line.split()[0] not in looks]


LISTED = [
    line.strip() for line in (ROOT / "deploy/apt-packages.txt").read_text().splitlines() if line and line[0] != "#"
]
CHECKED = ["make check", "CI=true postgres://root@127.0.0.1:5432/test redis://127.0.0.1:6379/9"]


def test_the_checks_install_what_is_missing_and_only_that_then_check_and_try_the_demonstration(tmp_path):
    assert {"chromium-headless-shell", "postgresql", "redis-server", "libpango-1.0-0"} <= set(LISTED)
    machine = FreshMachine(tmp_path, installed=set(LISTED) - {"chromium-headless-shell", "redis-server"})
    assert machine.check() == 0
    *before, tried = machine.asked
    assert before == [
        "apt-get update -qq",
        "apt-get install -qq -y --no-install-recommends chromium-headless-shell redis-server",
        *CHECKED,
    ]
    assert tried.startswith("python deploy/try_demo.py /")


def test_on_a_machine_that_has_all_the_checks_install_nothing(tmp_path):
    machine = FreshMachine(tmp_path, installed=set(LISTED))
    assert machine.check() == 0
    assert machine.asked[:2] == CHECKED


def test_a_check_that_fails_fails_the_whole(tmp_path):
    machine = FreshMachine(tmp_path, installed=set(LISTED), make="exit 2")
    assert (machine.check(), machine.asked) == (2, CHECKED)


class ATest:
    """A test that needs a browser, as pytest knows it."""

    nodeid, fixturenames = "tests/browser/test_a.py::test_a", ("live_server",)

    def __init__(self) -> None:
        self.added = []

    def get_closest_marker(self, name: str) -> bool:
        return name in ("browser", "at_once")

    def add_marker(self, marker) -> None:
        self.added.append(marker)


@pytest.mark.parametrize("complete", [False, True])
def test_where_chromium_is_missing_its_tests_say_so_and_with_ci_true_they_fail(monkeypatch, complete):
    words = "Chromium is not installed: see deploy/apt-packages.txt"
    monkeypatch.setattr(conftest, "NEEDS", {"browser": (None, words)})
    monkeypatch.setattr(conftest, "MUST_BE_COMPLETE", complete)
    test = ATest()
    conftest.pytest_collection_modifyitems(None, [test])
    assert [(each.name, each.kwargs) for each in test.added] == ([] if complete else [("skip", {"reason": words})])
    if complete:
        with pytest.raises(pytest.fail.Exception, match=words):
            conftest.pytest_runtest_setup(test)
    else:
        conftest.pytest_runtest_setup(test)
