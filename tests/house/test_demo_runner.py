"""`make demo`: sets up, serves, refuses a second of itself, and leaves nothing behind however it ends."""

import importlib.util
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from tests.house.code import ROOT

pytestmark = [pytest.mark.embedded, pytest.mark.xdist_group("demo")]
spec = importlib.util.spec_from_file_location("try_demo", ROOT / "deploy" / "try_demo.py")
try_demo = importlib.util.module_from_spec(spec)
spec.loader.exec_module(try_demo)


@pytest.fixture(scope="module")
def var(tmp_path_factory) -> Path:
    """A folder that is set up once, as `make setup` does it."""
    folder = tmp_path_factory.mktemp("demo")
    done = set_up(folder, os.environ)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[-1] == "All is set up. Start it with: make demo"
    assert "The demonstration data is loaded." in done.stdout
    return folder


def set_up(var: Path, environment: Mapping[str, str], *more: str) -> subprocess.CompletedProcess[str]:
    """Set up and no more."""
    command = [*runner(var), *more, "--set-up-only"]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300)


def runner(var: Path, port: int = 8000) -> list[str]:
    return [sys.executable, "deploy/demo.py", "--var", str(var), "--port", str(port)]


def until(true: Callable[[], bool], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.1)
    return True


class Demo:
    """A running demonstration."""

    def __init__(self, var: Path, by_make: bool = False) -> None:
        self.var, self.port, self.words = var, try_demo.free_port(), var / "words.txt"
        command = ["make", "demo", f"PORT={self.port}", f"VAR_DIR={var}"] if by_make else runner(var, self.port)
        outside = {name: value for name, value in os.environ.items() if name != "MAKEFLAGS"}
        with self.words.open("wb") as words:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=outside, stdout=words, stderr=subprocess.STDOUT, start_new_session=True
            )
        assert until(lambda: "Ctrl-C ends it." in self.words.read_text(), 60), self.words.read_text()

    @property
    def left(self) -> list[str]:
        return try_demo.left_running(self.var)

    def end(self, number: int) -> float:
        """End it by a signal; the seconds it took."""
        asked = time.monotonic()
        self.process.send_signal(number)
        self.process.wait(30)
        return time.monotonic() - asked


@pytest.fixture
def demo(var) -> Iterator[Demo]:
    running = Demo(var)
    yield running
    if running.process.poll() is None:
        running.end(signal.SIGTERM)


def children_named(demo: Demo, word: str) -> list[int]:
    """The processes of the demonstration whose command line holds the word."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            ours = f"VAR_DIR={demo.var}".encode() in (folder / "environ").read_bytes().split(b"\0")
            if ours and word.encode() in (folder / "cmdline").read_bytes():
                found.append(int(folder.name))
        except OSError:
            continue
    return found


def test_it_serves_and_ends_all_it_started_within_ten_seconds(demo):
    assert try_demo.status_of(f"http://127.0.0.1:{demo.port}/healthz") == 200
    said = demo.words.read_text()
    assert f"Concordat is at http://127.0.0.1:{demo.port}\n" in said
    assert "Sign in with one of these addresses and the password herefordshire" in said
    assert demo.end(signal.SIGINT) < 10
    assert demo.process.returncode == 0
    assert demo.left == []


def test_ending_make_ends_all_that_make_demo_started(var):
    demo = Demo(var, by_make=True)
    assert demo.end(signal.SIGTERM) < 10
    assert demo.left == []


def test_a_second_one_is_refused_and_when_a_part_dies_all_ends(demo, var):
    second = subprocess.run(runner(var, try_demo.free_port()), cwd=ROOT, capture_output=True, text=True, timeout=30)
    assert (second.returncode, second.stdout) == (
        1,
        f"The demonstration in {var} is running already (process {demo.process.pid}). End that one first.\n",
    )
    os.kill(min(children_named(demo, "\0worker\0")), signal.SIGKILL)
    assert demo.process.wait(15) == 1
    assert "The background worker has ended by itself, so everything ends." in demo.words.read_text()
    assert until(lambda: demo.left == [], 5), demo.left


def test_a_killed_runner_takes_its_children_with_it(demo):
    demo.end(signal.SIGKILL)
    assert until(lambda: demo.left == [], 15), demo.left


def test_a_port_in_use_is_said_plainly(var):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        refused = subprocess.run(runner(var, port), cwd=ROOT, capture_output=True, text=True, timeout=30)
    sentence = f"Port {port} is in use by another program. Choose another: make demo PORT={port + 1}\n"
    assert (refused.returncode, refused.stdout) == (1, sentence)


@pytest.mark.parametrize("port", ["80000", "abc", "0", "-1", "8000.5", "\u0663", ""])
def test_what_is_no_port_is_said_in_one_sentence(tmp_path, port):
    command = [sys.executable, "deploy/demo.py", "--var", str(tmp_path), f"--port={port}"]
    refused = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    sentence = f"'{port}' is not a port: choose a number from 1 to 65535, as in make demo PORT=8100.\n"
    assert (refused.returncode, refused.stdout, refused.stderr) == (1, sentence, "")


OF_A_REAL_INSTALLATION = {
    "DATABASE_URL": "postgres://nobody@127.0.0.1:1/real",
    "REDIS_URL": "redis://127.0.0.1:1/0",
}


def test_data_stay_until_they_are_thrown_away_and_no_real_installation_is_touched(var):
    note = var / "files" / "note.txt"
    note.parent.mkdir(exist_ok=True)
    note.write_text("kept")
    chart = var / "charts" / "kept.svg"
    chart.parent.mkdir(exist_ok=True)
    chart.write_text("<svg/>")
    manifest = var / "static" / "staticfiles.json"
    collected = manifest.stat().st_mtime
    again = set_up(var, os.environ | OF_A_REAL_INSTALLATION)
    assert (again.returncode, note.exists(), chart.exists()) == (0, True, True), again.stdout + again.stderr
    assert "The demonstration data is loaded." not in again.stdout
    assert manifest.stat().st_mtime == collected
    reset = set_up(var, os.environ, "--reset")
    assert (reset.returncode, note.exists(), chart.exists()) == (0, False, False)
    assert "The demonstration data is loaded." in reset.stdout
