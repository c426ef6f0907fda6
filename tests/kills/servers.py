"""Servers of these tests' own, on free ports and in a folder of theirs: PostgreSQL, Redis and a mail server.

They can be killed without anybody else noticing.
"""

import json
import os
import random
import shutil
import signal
import socket
import socketserver
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import psycopg2
import redis

from tests.kills.waiting import until

WAITS = "SELECT pid FROM pg_stat_activity WHERE %s = ANY (pg_blocking_pids(pid))"
COMMITS = "SELECT pid FROM pg_stat_activity WHERE wait_event = 'SyncRep' AND pid = ANY (%s)"
HERE = "SELECT pid FROM pg_stat_activity WHERE pid = ANY (%s)"


def free_port() -> int:
    """A port on which nothing listens. The system gives it to nobody while a server is down: those are higher."""
    for port in random.SystemRandom().sample(range(20_000, 32_000), 100):
        with socket.socket() as listener, suppress(OSError):
            listener.bind(("127.0.0.1", port))
            return port
    raise AssertionError("There is no free port.")


def programs_of_postgresql() -> Path | None:
    """The folder with initdb and postgres, the newest where there are several."""
    asked = shutil.which("pg_config")
    told = [subprocess.run([asked, "--bindir"], capture_output=True, text=True).stdout.strip()] if asked else []
    of_debian = Path("/usr/lib/postgresql").glob("*/bin")
    folders = [*map(Path, told), *sorted(of_debian, key=lambda path: path.parent.name.zfill(3), reverse=True)]
    return next((each for each in folders if (each / "initdb").exists() and (each / "postgres").exists()), None)


class Held:
    """What a test holds in the database, so that others wait for it."""

    def __init__(self, database: "Database", connection: Any) -> None:
        self.database, self.connection, self.pid = database, connection, connection.info.backend_pid

    def waiters(self, number: int = 1) -> list[int]:
        """Wait until so many wait for it. Returns the numbers of their connections' processes."""

        def there() -> list[int]:
            pids = [pid for (pid,) in self.database.query(WAITS, self.pid)]
            return pids if len(pids) >= number else []

        return until(f"{number} who wait for a lock", there, self.database.told)

    def let_go(self) -> None:
        """Let the others go on."""
        with suppress(psycopg2.Error):  # PostgreSQL may have been killed meanwhile
            self.connection.rollback()
        self.connection.close()


class Database:
    """A PostgreSQL server."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self.programs, self.folder, self.port = programs, folder, free_port()
        self.url = f"postgres://postgres@127.0.0.1:{self.port}/postgres"
        self.process: subprocess.Popen[bytes] | None = None
        self.heard = threading.Event()
        # PostgreSQL refuses to run as root.
        self.person: dict[str, Any] = {"user": "postgres", "group": "postgres", "extra_groups": []}
        folder.mkdir()
        if os.getuid():
            self.person = {}
        else:
            shutil.chown(folder, "postgres", "postgres")
        options = ["-D", "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        made = subprocess.run(
            [programs / "initdb", *options], cwd=folder, capture_output=True, text=True, **self.person
        )
        assert made.returncode == 0, made.stdout + made.stderr

    def start(self) -> None:
        """Start it, and wait until it answers."""
        where = ["-D", "data", "-h", "127.0.0.1", "-p", str(self.port), "-k", str(self.folder), "-c", "fsync=off"]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [self.programs / "postgres", *where], cwd=self.folder, stdout=log, stderr=log, **self.person
            )
        until("PostgreSQL", self.answers, self.told)

    def answers(self) -> bool:
        """Whether it takes connections."""
        try:
            self.connect().close()
        except psycopg2.OperationalError:
            return False
        return True

    def told(self) -> str:
        """The end of its log."""
        return (self.folder / "log").read_text()[-3000:]

    def stop_at_once(self) -> None:
        """An immediate shutdown: nobody's transaction is ended, nothing is written."""
        assert self.process is not None
        self.process.send_signal(signal.SIGQUIT)
        self.process.wait(30)

    def connect(self) -> Any:
        """A connection of the test, whose own commits never wait."""
        return psycopg2.connect(self.url, options="-c synchronous_commit=local", connect_timeout=5)

    def query(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """What a statement of its own transaction gives; nothing for one that gives no rows."""
        connection = self.connect()
        try:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(statement, values)
                return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()

    @contextmanager
    def holding(self, *statements: str) -> Iterator[Held]:
        """Hold what the statements lock."""
        connection = self.connect()
        held = Held(self, connection)
        try:
            with connection.cursor() as cursor:
                for each in statements:
                    cursor.execute(each)
            yield held
        finally:
            held.let_go()

    @contextmanager
    def commits_unheard(self) -> Iterator[None]:
        """What is committed inside the block is kept, yet whoever commits gets no answer before its end.

        PostgreSQL is told to wait for a second server that does not exist.
        """
        self.query("ALTER SYSTEM SET synchronous_standby_names = 'nobody'")
        self.query("SELECT pg_reload_conf()")
        self.heard.clear()
        ears = threading.Thread(target=self.commit_until_unheard, daemon=True)
        ears.start()
        waits = "SELECT 1 FROM pg_stat_activity WHERE wait_event = 'SyncRep' AND application_name = 'ears'"
        try:
            until("a commit without an answer", lambda: self.query(waits), self.told)
            yield
        finally:
            self.heard.set()
            self.query("ALTER SYSTEM RESET synchronous_standby_names")
            self.query("SELECT pg_reload_conf()")
            ears.join()

    def commit_until_unheard(self) -> None:
        """Commit again and again: the setting holds once that is not answered any more."""
        connection = psycopg2.connect(self.url, application_name="ears")
        while not self.heard.is_set():
            with connection, connection.cursor() as cursor:
                cursor.execute("SELECT pg_logical_emit_message(true, 'ears', '')")  # as if something were written
        connection.close()

    def commits_wait(self, pids: Sequence[int]) -> None:
        """Wait until all these processes have committed and wait for the answer."""
        until("the commits", lambda: len(self.query(COMMITS, list(pids))) == len(pids), self.told)

    def gone(self, pids: Sequence[int]) -> None:
        """Wait until these processes have ended: they find out once they are to answer somebody who was killed."""
        until("the end of connections", lambda: not self.query(HERE, list(pids)), self.told)


class Broker:
    """A Redis, started by the command of docker-compose.yml."""

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        self.command, self.folder, self.port = command, folder, free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, *, empty: bool = False) -> None:
        """Start it with what its file holds, or without a file; and wait until it answers."""
        if empty:
            shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(exist_ok=True)
        here = ["--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(self.folder), "--save", ""]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen([*self.command, *here], stdout=log, stderr=log)
        until("Redis", self.answers, lambda: (self.folder / "log").read_text()[-3000:])

    def answers(self) -> bool:
        """Whether it is there and has read its file."""
        with redis.Redis(port=self.port) as client, suppress(redis.RedisError):
            return bool(client.ping())
        return False

    def was_told(self, pk: int) -> bool:
        """Whether a message waits, for a worker, that says to do this row."""
        with redis.Redis(port=self.port) as client:
            heads = [json.loads(each)["headers"] for each in client.lrange("celery", 0, -1)]
        return ("core.run_work", f"[{pk}]") in [(each["task"], each["argsrepr"]) for each in heads]

    def kill(self) -> None:
        """kill -9."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()


class Letterbox(socketserver.ThreadingTCPServer):
    """A mail server that keeps what it is given. While it is `held` it takes mail, and does not say so."""

    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Postman)
        self.letters: list[EmailMessage] = []
        self.may_answer = threading.Event()
        self.may_answer.set()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Take mail without an answer inside the block."""
        self.may_answer.clear()
        try:
            yield
        finally:
            self.may_answer.set()

    def numbers_to(self, address: str) -> list[str]:
        """The message ids of what came for an address, as often as it came."""
        return [str(each["Message-ID"]) for each in list(self.letters) if each["To"] == address]


class Postman(socketserver.StreamRequestHandler):
    """Takes letters from one connection."""

    server: Letterbox

    def handle(self) -> None:
        with suppress(ConnectionError):
            self.wfile.write(b"220 ready\r\n")
            for line in self.rfile:
                if line.upper().startswith(b"DATA"):
                    self.wfile.write(b"354 go on\r\n")
                    letter = b"".join(iter(self.rfile.readline, b".\r\n"))
                    self.server.letters.append(message_from_bytes(letter, policy=default))
                    self.server.may_answer.wait()
                self.wfile.write(b"221 bye\r\n" if line.upper().startswith(b"QUIT") else b"250 well\r\n")
