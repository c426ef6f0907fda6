"""Run the demonstration in the foreground: web server, background worker and scheduler on one SQLite file.

Sets up what is missing first. Ends all it started, within ten seconds, on Ctrl-C, TERM or when one of them dies.
"""

import argparse
import contextlib
import ctypes
import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import IO, NoReturn

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PATIENCE = 7
"""Seconds a child may take to end before it is killed."""
START_PATIENCE = 90
"""Seconds the web server may take to give its first page."""
OF_A_REAL_INSTALLATION = ["DATABASE_URL", "REDIS_URL", "EMAIL_URL", "SECRET_KEY", "ALLOWED_HOSTS", "BASE_URL", "SERVED"]
"""Never read by the demonstration: it must not fill, or mail from, a real installation."""
MADE_BY_THE_DEMONSTRATION = [
    "demo.sqlite3*",
    "files",
    "mail",
    "charts",
    "broker",
    "log",
    "beat-schedule*",
    "secret-key",
]

stopping = False


def say(sentence: str) -> None:
    print(sentence, flush=True)


def give_up(sentence: str) -> NoReturn:
    say(sentence)
    sys.exit(1)


def environment(var: Path, port: int) -> dict[str, str]:
    """The environment of everything the demonstration runs."""
    kept = {
        name: value for name, value in os.environ.items() if name.removesuffix("_FILE") not in OF_A_REAL_INSTALLATION
    }
    return kept | {"DEMO": "1", "VAR_DIR": str(var), "PORT": str(port), "DJANGO_SETTINGS_MODULE": "config.settings"}


# Setting up ----------------------------------------------------------------------------------------------------------


def only_one(var: Path) -> IO[str]:
    """The lock that allows one demonstration, and so one scheduler, for one folder."""
    var.mkdir(parents=True, exist_ok=True)
    lock = (var / "demo.lock").open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.seek(0)
        process = lock.read().strip() or "unknown"
        give_up(f"The demonstration in {var} is running already (process {process}). End that one first.")
    lock.truncate(0)
    lock.write(str(os.getpid()))
    lock.flush()
    return lock


def throw_away(var: Path) -> None:
    """Remove what the demonstration keeps, and nothing else."""
    for pattern in MADE_BY_THE_DEMONSTRATION:
        for path in var.glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def manage(env: dict[str, str], *arguments: str) -> None:
    """Run a management command to its end, or end it when told to stop."""
    child = start([sys.executable, "manage.py", *arguments], env)
    wait_until(lambda: stopping or child.poll() is not None, float("inf"))
    if stopping:
        end({"command": child})
        sys.exit(0)
    if child.returncode:
        give_up(f"`manage.py {' '.join(arguments)}` did not work (above); the demonstration was not started.")


def static_files_are_current(var: Path) -> bool:
    """Whether no static file, of ours or of a package, is newer than the last collection."""
    manifest = var / "static" / "staticfiles.json"
    if not manifest.exists():
        return False
    settings, packages = ROOT / "config" / "settings.py", ROOT / ".venv" / ".ready"
    sources = [settings, packages, *(ROOT / "static").rglob("*"), *(ROOT / "core" / "static").rglob("*")]
    return all(path.stat().st_mtime <= manifest.stat().st_mtime for path in sources if path.exists())


def set_up(var: Path, env: dict[str, str]) -> None:
    """Bring database, demonstration data and static files to where this version of the code expects them."""
    say("Setting up ...")
    if not static_files_are_current(var):
        manage(env, "collectstatic", "--noinput", "--clear", "--verbosity", "0")
    manage(env, "load_demo", "--migrate", "--if-new", "--accounts")


# Running -------------------------------------------------------------------------------------------------------------


def commands(var: Path, port: int) -> dict[str, list[str]]:
    """What runs beside this process. The scheduler is its own child: a killed worker leaves an embedded one behind."""
    celery = [str(BIN / "celery"), "--app", "config", "--quiet"]
    return {
        "web server": [
            *[str(BIN / "gunicorn"), "config.wsgi", "--bind", f"127.0.0.1:{port}", "--worker-class", "gthread"],
            *["--workers", "2", "--threads", "4", "--graceful-timeout", "5", "--log-level", "warning"],
            *["--worker-tmp-dir", str(var), "--no-control-socket"],
        ],
        "background worker": [
            *[*celery, "worker", "--pool", "threads", "--concurrency", "2", "--loglevel", "WARNING"],
            *["--without-gossip", "--without-mingle", "--without-heartbeat"],
        ],
        "scheduler": [
            *[*celery, "beat", "--loglevel", "WARNING", "--pidfile", ""],
        ],
    }


def end_with_parent() -> None:
    """Ask Linux to end this child when the demonstration is killed outright; other systems go without."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def start(
    command: list[str], env: dict[str, str], log: Path | None = None, lock: IO[str] | None = None
) -> subprocess.Popen[bytes]:
    """Start a child in its own process group. Given the lock it holds it too, so that no second scheduler starts
    while it is left over."""
    words = log.open("wb") if log else None
    try:
        return subprocess.Popen(
            command,
            cwd=ROOT,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=words,
            stderr=subprocess.STDOUT if words else None,
            start_new_session=True,
            pass_fds=[lock.fileno()] if lock else [],
            preexec_fn=end_with_parent,
        )
    finally:
        if words:
            words.close()


def signal_group(child: subprocess.Popen[bytes], number: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, number)


def group_is_gone(child: subprocess.Popen[bytes]) -> bool:
    child.poll()
    try:
        os.killpg(child.pid, 0)
    except ProcessLookupError:
        return True
    return False


def wait_until(true: Callable[[], bool], seconds: float) -> bool:
    """Whether it came true in time."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.1)
    return True


def end(children: dict[str, subprocess.Popen[bytes]]) -> None:
    """End every process group: asked first, killed after a while."""
    for child in children.values():
        signal_group(child, signal.SIGTERM)
    if not wait_until(lambda: all(map(group_is_gone, children.values())), PATIENCE):
        for child in children.values():
            signal_group(child, signal.SIGKILL)
        wait_until(lambda: all(map(group_is_gone, children.values())), 1)


def dead(children: dict[str, subprocess.Popen[bytes]]) -> list[str]:
    return [name for name, child in children.items() if child.poll() is not None]


def stop(number: int, frame: FrameType | None) -> None:
    global stopping
    stopping = True


def answers(port: int) -> bool:
    """Whether the web server says that all is well."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as page:
            return bool(page.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def port_is_free(port: int) -> bool:
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def log_of(var: Path, name: str) -> Path:
    return var / "log" / f"{name.replace(' ', '-')}.log"


def mourn(var: Path, name: str) -> None:
    """Say that a child ended by itself, with the end of its log."""
    words = "\n".join(log_of(var, name).read_text(errors="replace").splitlines()[-20:])
    say(f"The {name} has ended by itself, so everything ends. Its last words:\n{words}")


def serve(var: Path, port: int, env: dict[str, str], lock: IO[str]) -> int:
    """Start the children, say where to look, and watch them until told to stop. The exit status."""
    (var / "log").mkdir(exist_ok=True)
    children: dict[str, subprocess.Popen[bytes]] = {}
    try:
        for name, command in commands(var, port).items():
            children[name] = start(command, env, log_of(var, name), lock)
        wait_until(lambda: stopping or bool(dead(children)) or answers(port), START_PATIENCE)
        if not stopping and not dead(children):
            say(f"\nConcordat is at http://127.0.0.1:{port}\nLogs are in {var / 'log'}. Ctrl-C ends it.")
        wait_until(lambda: stopping or bool(dead(children)), float("inf"))
        for name in [] if stopping else dead(children):
            mourn(var, name)
        return 0 if stopping else 1
    finally:
        end(children)
        say("Ended.")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", default="8000")
    parser.add_argument("--var", type=Path, default=ROOT / "var", help="the folder that holds all it writes")
    parser.add_argument("--reset", action="store_true", help="throw its data away first")
    parser.add_argument("--set-up-only", action="store_true", help="do not serve")
    return parser.parse_args()


def port_of(text: str) -> int:
    """The port that was asked for; gives up where it is none."""
    port = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
    if not 1 <= port <= 65535:
        give_up(f"'{text}' is not a port: choose a number from 1 to 65535, as in make demo PORT=8100.")
    return port


def another(port: int) -> int:
    """A port beside one that is taken."""
    return port + 1 if port < 65535 else port - 1


def main() -> int:
    given = arguments()
    given.port = port_of(given.port)
    var = given.var if given.var.is_absolute() else ROOT / given.var
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    lock = only_one(var)
    if not given.set_up_only and not port_is_free(given.port):
        give_up(f"Port {given.port} is in use by another program. Choose another: make demo PORT={another(given.port)}")
    if given.reset:
        throw_away(var)
    env = environment(var, given.port)
    set_up(var, env)
    if stopping:
        return 0
    if given.set_up_only:
        say("All is set up. Start it with: make demo")
        return 0
    return serve(var, given.port, env, lock)


if __name__ == "__main__":
    sys.exit(main())
