"""Start `make demo` as a person would, ask it for pages, end it, and see that nothing of it is left.

Usage: try_demo.py FOLDER (an empty one, for all that the demonstration writes)
"""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
START_PATIENCE = 300
END_PATIENCE = 10
PAGES = ["/healthz", "/"]


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def status_of(address: str) -> int:
    """The status of a page; 0 when nothing answers."""
    try:
        with urllib.request.urlopen(address, timeout=10) as page:
            page.read()
            return int(page.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def left_running(var: Path) -> list[str]:
    """The command lines of processes that work on this folder (Linux only)."""
    left = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if f"VAR_DIR={var}".encode() in (process / "environ").read_bytes().split(b"\0"):
                left.append((process / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:  # ended while we looked, or another person's
            continue
    return left


def wait_for_first_page(demo: subprocess.Popen[bytes], base: str) -> str | None:
    """Wait for the health page. What went wrong, if anything."""
    end = time.monotonic() + START_PATIENCE
    while status_of(f"{base}/healthz") != 200:
        if demo.poll() is not None:
            return f"make demo ended with {demo.returncode}"
        if time.monotonic() > end:
            return f"no healthy page after {START_PATIENCE} s"
        time.sleep(0.5)
    return None


def main() -> int:
    var, port = Path(sys.argv[1]).resolve(), free_port()
    base, begun = f"http://127.0.0.1:{port}", time.monotonic()
    command = ["make", "demo", f"PORT={port}", f"VAR_DIR={var}"]
    environment = {name: value for name, value in os.environ.items() if name != "MAKEFLAGS"}
    demo = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
    problems = [wait_for_first_page(demo, base)]
    print(f"first healthy page after {time.monotonic() - begun:.1f} s", flush=True)
    for path in PAGES:
        status = status_of(base + path)
        print(f"GET {path} {status}", flush=True)
        problems.append(None if status == 200 else f"{path} gave {status}")
    asked = time.monotonic()
    os.kill(demo.pid, signal.SIGTERM)
    try:
        demo.wait(END_PATIENCE)
        print(f"ended in {time.monotonic() - asked:.1f} s", flush=True)
    except subprocess.TimeoutExpired:
        problems.append(f"make demo did not end within {END_PATIENCE} s of TERM")
        os.killpg(demo.pid, signal.SIGKILL)
    problems += [f"left running: {command_line}" for command_line in left_running(var)]
    for problem in filter(None, problems):
        print(f"FAILED: {problem}")
    return 1 if any(problems) else 0


if __name__ == "__main__":
    sys.exit(main())
