"""The served product with servers of its own: web, worker and beat by the commands of docker-compose.yml."""

import http.client
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import yaml
from django.conf import settings
from django.core.cache import caches
from django.db import connections

from tests.factories.people import signed_in
from tests.house.code import ROOT
from tests.kills.servers import Broker, Database, Held, Letterbox, free_port
from tests.kills.waiting import until

SERVICES = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
HOST = "concordat.example.org"
LATER = """
UPDATE core_workrow SET beat_at = beat_at - interval '10 minutes', sent_at = sent_at - interval '10 minutes',
    not_before = not_before - interval '10 minutes' WHERE id = %s
"""


class Product:
    """Starts and kills the product's services and what they depend on, and looks at what became of work."""

    def __init__(self, folder: Path, database: Database, broker: Broker, letterbox: Letterbox) -> None:
        self.folder, self.database, self.broker, self.letterbox = folder, database, broker, letterbox
        self.port = free_port()
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        said = SERVICES["web"]["environment"]
        self.environment = {name: text for name, text in said.items() if text is not None and "$" not in text} | {
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "SECRET_KEY": settings.SECRET_KEY,
            "ALLOWED_HOSTS": HOST,
            "BASE_URL": f"https://{HOST}",
            "DATABASE_URL": database.url,
            "REDIS_URL": broker.url,
            "EMAIL_URL": f"smtp://127.0.0.1:{letterbox.server_address[1]}",
            "OPERATOR": "Three Counties Voluntary Sector Forum",
            "CONTACT_NAME": "Ivy Helper",
            "CONTACT_EMAIL": "help@example.org",
            "STAFF_TWO_FACTOR": "0",
            "WORK_SWEEP_SECONDS": "1",
            "VAR_DIR": str(folder / "var"),
            "GUNICORN_CMD_ARGS": f"--bind 127.0.0.1:{self.port}",
        }

    # The services -----------------------------------------------------------------------------------------------------

    def manage(self, *command: str) -> None:
        """Run a management command to its end."""
        done = subprocess.run(
            [sys.executable, "manage.py", *command], cwd=ROOT, env=self.environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr

    def start(self, service: str) -> None:
        """Start a service, in a group of processes of its own."""
        command = [word.replace("$$", "$") for word in SERVICES[service]["command"]]
        with (self.folder / f"{service}.log").open("ab") as log:
            self.running[service] = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )

    def start_all(self) -> None:
        """Start whatever does not run, and wait until it is well and has nothing to do."""
        if not self.database.answers():
            self.database.start()
        if not self.broker.answers():
            self.broker.start()
        for each in ("worker", "beat"):
            if not self.lives(each):
                self.start(each)
        self.start_web()
        until("the scheduled jobs", self.is_idle, self.told)

    def start_web(self) -> None:
        """Start the web server, where it does not run, and wait until it is well."""
        if not self.lives("web"):
            self.start("web")
        until("the web server", self.is_well, self.told)

    def lives(self, service: str) -> bool:
        """Whether it has not ended."""
        return service in self.running and self.running[service].poll() is None

    def is_well(self) -> bool:
        """Whether the web server says so."""
        with suppress(ConnectionError):
            return Person(self).get("/healthz").status == 200
        return False

    def is_idle(self) -> bool:
        """Whether the scheduled jobs have begun and nothing waits or runs."""
        [(some, idle)] = self.database.query(
            "SELECT count(*), coalesce(bool_and(state NOT IN ('waiting', 'running')), true) FROM core_workrow"
        )
        return bool(some and idle)

    def kill(self, service: str) -> None:
        """kill -9 a service with all its processes."""
        os.killpg(self.running[service].pid, signal.SIGKILL)
        self.running[service].wait()

    def kill_children(self, service: str) -> None:
        """kill -9 the processes in which a service does its work, not the one that looks after them."""
        parent = self.running[service].pid
        for path in Path("/proc").glob("[0-9]*/stat"):
            with suppress(FileNotFoundError, ProcessLookupError):
                if int(path.read_text().rpartition(") ")[2].split()[1]) == parent:
                    os.kill(int(path.parent.name), signal.SIGKILL)

    def told(self) -> str:
        """The ends of the logs, and what was to be done."""
        rows = self.database.query("SELECT id, kind, state, claim, error FROM core_workrow ORDER BY id DESC LIMIT 20")
        logs = [f"{path.name}:\n{path.read_text()[-2500:]}" for path in sorted(self.folder.glob("*.log"))]
        return "\n".join([*logs, *map(str, rows)])

    def end(self) -> None:
        """End whatever was started."""
        for service in self.running:
            if self.lives(service):
                self.kill(service)
        for process in (self.broker.process, self.database.process):
            if process is not None and process.poll() is None:
                process.send_signal(signal.SIGQUIT if process is self.database.process else signal.SIGKILL)
                process.wait(30)

    # Work -------------------------------------------------------------------------------------------------------------

    @contextmanager
    def acting(self) -> Iterator[None]:
        """Inside the block, acts of this process are done in the product's database, with its files."""
        kept_connection, kept_folder = connections["default"], settings.MEDIA_ROOT
        kept_caches = caches["local"]
        own = connections.create_connection("default")
        own.settings_dict = {
            **own.settings_dict,
            "NAME": "postgres", "USER": "postgres", "PASSWORD": "", "HOST": "127.0.0.1", "PORT": self.database.port,
            "OPTIONS": {},
        }  # fmt: skip
        connections["default"] = own
        settings.MEDIA_ROOT = self.folder / "var" / "files"
        kept_caches.clear()
        try:
            yield
        finally:
            own.close()
            connections["default"] = kept_connection
            settings.MEDIA_ROOT = kept_folder
            kept_caches.clear()

    def row(self, pk: int) -> dict[str, Any]:
        """A piece of work as it stands."""
        fields = ("state", "claim", "done_count", "error", "result", "sent_at")
        [values] = self.database.query(f"SELECT {', '.join(fields)} FROM core_workrow WHERE id = %s", pk)
        return dict(zip(fields, values, strict=True))

    def wait_for(self, pk: int, state: str) -> dict[str, Any]:
        """Wait until a piece of work is in a state, and return it."""
        until(f"work {pk} to be {state}", lambda: self.row(pk)["state"] == state, self.told)
        return self.row(pk)

    def time_passes(self, pk: int) -> None:
        """Let ten minutes go by for a piece of work: whoever has given no sign of life since is taken for dead."""
        self.database.query(LATER, pk)

    def wait_for_mail(self, address: str) -> list[str]:
        """Wait until every mail to an address is sent. Returns the message ids of what came, as often as it came."""
        sent = "SELECT bool_and(state = 'sent') FROM core_mail WHERE to_address = %s"
        until(f"mail to {address}", lambda: self.database.query(sent, address)[0][0], self.told)
        return self.letterbox.numbers_to(address)

    def kill_while_held(self, service: str, held: Held, *, committed: bool, waiting: int = 1) -> None:
        """kill -9 a service that waits for what is held: in its transaction, or once that is committed unheard."""
        pids = held.waiters(waiting)
        if committed:
            with self.database.commits_unheard():
                held.let_go()
                self.database.commits_wait(pids)
                self.kill(service)
        else:
            self.kill(service)
            held.let_go()
        self.database.gone(pids)


@dataclass(frozen=True)
class Answer:
    """What came back from the web server."""

    status: int
    location: str
    text: str


class Person:
    """Somebody with a browser, signed in where an actor is given, in front of the proxy."""

    def __init__(self, product: Product, actor: Any = None) -> None:
        self.port = product.port
        signed = signed_in(actor).cookies if actor else {}
        self.cookies = {name: each.value for name, each in signed.items()}

    def get(self, path: str) -> Answer:
        """Open a page."""
        return self.ask("GET", path, "")

    def filled_in(self, path: str, *names: str, **typed: Any) -> dict[str, Any]:
        """What the form of a page that has boxes of these names would send, with what was typed."""
        forms = self.get(path).text.split("<form")[1:]
        form = next(each for each in forms if all(f'name="{name}"' in each for name in (*names, *typed)))
        hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form.split("</form>")[0])
        return {name: unescape(value) for name, value in hidden} | typed

    def post(self, path: str, sent: dict[str, Any]) -> Answer:
        """Press a form's button."""
        return self.ask("POST", path, urlencode(sent, doseq=True))

    def ask(self, method: str, path: str, body: str) -> Answer:
        """A request as the proxy passes it on. Raises ConnectionError where no answer comes."""
        headers = {
            "Host": HOST, "X-Forwarded-Proto": "https", "Referer": f"https://{HOST}{path}",
            "Cookie": "; ".join(f"{name}={text}" for name, text in self.cookies.items()),
            "Content-Type": "application/x-www-form-urlencoded",
        }  # fmt: skip
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            for each in answer.headers.get_all("Set-Cookie", []):
                name, _, text = each.split(";")[0].partition("=")
                self.cookies[name] = text
            return Answer(answer.status, answer.headers.get("Location", ""), answer.read().decode(errors="replace"))
        finally:
            connection.close()


def what_is_missing(programs: Sequence[tuple[str, Any]]) -> str:
    """Which programs these tests need and do not find, in a sentence; empty where all are there."""
    missing = [name for name, found in programs if not found]
    words = "is not installed" if len(missing) == 1 else "are not installed"
    return f"{' and '.join(missing)} {words}: see deploy/apt-packages.txt" if missing else ""


def redis_server() -> str | None:
    """Where Redis is."""
    return shutil.which(SERVICES["redis"]["command"][0])
