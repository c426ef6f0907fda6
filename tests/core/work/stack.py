"""A product of its own for a test: its own database and broker, with real Celery processes."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.environment import SERVED

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 120
"""Seconds after which a test gives up; no assertion depends on how long anything takes."""

ASK = """
import sys, django
django.setup()
import tests.core.work.probe
from core.work.actions import ask
print(ask(None, "probe", path=sys.argv[1], steps=int(sys.argv[2]), pause=float(sys.argv[3])).pk)
"""


class Stack:
    """Starts and kills workers and beats, and looks at the rows."""

    def __init__(self, folder: Path, database_url: str, redis_url: str = "") -> None:
        self.folder, self.database_url, self.redis_url = folder, database_url, redis_url
        self.processes: list[subprocess.Popen] = []
        self.environment = {
            **os.environ,
            "VAR_DIR": str(folder),
            "DATABASE_URL": database_url,
            "REDIS_URL": redis_url,
            "WORK_STALE_SECONDS": "4",
            "WORK_SWEEP_SECONDS": "1",
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "PYTHONPATH": str(ROOT),
        }

    def run(self, *command: str) -> str:
        """The output of a Python command, which must succeed."""
        done = subprocess.run(
            [sys.executable, *command], cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def ask(self, steps: int, pause: float) -> int:
        """Ask for a probe. Returns the number of its row."""
        return int(self.run("-c", ASK, str(self.folder / "steps"), str(steps), str(pause)))

    def start(self, *command: str) -> subprocess.Popen:
        """Start a Celery process in a group of its own."""
        log = (self.folder / "celery.log").open("a")
        celery = [sys.executable, "-m", "celery", "--app", "config"]
        started = subprocess.Popen(
            [*celery, *command], cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
        )
        log.close()
        self.processes.append(started)
        return started

    def worker(self) -> subprocess.Popen:
        """Start a worker as this form of the product does."""
        pool = "prefork" if self.redis_url else "threads"
        name = f"worker{len(self.processes)}@test"
        modules = ["--include", "tests.core.work.probe"]
        return self.start("worker", *modules, "--pool", pool, "--concurrency", "1", "--hostname", name)

    def beat(self) -> subprocess.Popen:
        """Start the scheduler."""
        return self.start("beat", "--pidfile", "", "--schedule", str(self.folder / "beat"))

    @staticmethod
    def kill(process: subprocess.Popen) -> None:
        """kill -9 the process and its children."""
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self) -> None:
        """End whatever still runs."""
        for each in self.processes:
            if each.poll() is None:
                self.kill(each)

    def query(self, sql: str) -> list[tuple]:
        """What the database holds."""
        if not self.database_url.startswith("sqlite"):
            import psycopg2

            connection = psycopg2.connect(self.database_url)
        else:
            connection = sqlite3.connect(self.database_url.removeprefix("sqlite:///"), timeout=20)
        try:
            cursor = connection.cursor()
            cursor.execute(sql)
            return cursor.fetchall()
        finally:
            connection.close()

    def wait_for(self, sql: str) -> list[tuple]:
        """Ask again and again until there is an answer."""
        until = time.monotonic() + PATIENCE
        while not (found := self.query(sql)):
            assert time.monotonic() < until, f"{sql}\n{(self.folder / 'celery.log').read_text()[-4000:]}"
            time.sleep(0.2)
        return found

    def steps(self) -> list[str]:
        """The steps the probe did, in the order in which they were done."""
        return [line.split()[0] for line in (self.folder / "steps").read_text().splitlines()]


@contextmanager
def set_up_once(name: str, folder: Path) -> Iterator[str]:
    """A database with the product's tables, of the kind this run of the tests uses; for copies."""
    url = beside(name) if SERVED else f"sqlite:///{folder}/made.sqlite3"
    if SERVED:
        on_server(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)", f"CREATE DATABASE {name}")
    Stack(folder, url).run("manage.py", "migrate", "--skip-checks", "--verbosity", "0")
    yield url
    drop_database(url)


def copy_of(database_url: str, name: str, folder: Path) -> str:
    """The same in a database of its own."""
    if not SERVED:
        shutil.copy(database_url.removeprefix("sqlite:///"), folder / "stack.sqlite3")
        return f"sqlite:///{folder}/stack.sqlite3"
    made = database_url.rpartition("/")[2]
    on_server(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)", f"CREATE DATABASE {name} TEMPLATE {made}")
    return beside(name)


def drop_database(database_url: str) -> None:
    """Take the database away again."""
    if SERVED:
        on_server(f"DROP DATABASE IF EXISTS {database_url.rpartition('/')[2]} WITH (FORCE)")


def beside(name: str) -> str:
    """The address of another database on the same server."""
    return f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{name}"


def on_server(*statements: str) -> None:
    """Statements that belong to no database."""
    import psycopg2

    connection = psycopg2.connect(beside("postgres"))
    connection.autocommit = True
    with connection.cursor() as cursor:
        for each in statements:
            cursor.execute(each)
    connection.close()
