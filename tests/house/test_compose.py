"""docker-compose.yml holds what it says: each service's very command, environment and health check are run here."""

import http.client
import os
import re
import socket
import socketserver
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path, PurePosixPath
from urllib.parse import urlencode, urlsplit

import psycopg2
import psycopg2.extensions
import pytest
import redis
import yaml
from django.conf import settings

from core.work.actions import RESEND_AFTER
from tests.house.code import ROOT

README = (ROOT / "README.md").read_text()
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
OURS = ["migrate", "web", "worker", "beat"]
AT_THE_LATEST = RESEND_AFTER.total_seconds() + 2 * settings.WORK_SWEEP_SECONDS
"""Seconds after which work is done of which the broker was told in vain: the sweep tells it once more."""
GIVEN = {
    "SECRET_KEY": "a long random text for the test of the compose file",
    "ALLOWED_HOSTS": "concordat.example.org",
    "BASE_URL": "https://concordat.example.org",
    "POSTGRES_PASSWORD": "letters123",
    "EMAIL_URL": "smtp://127.0.0.1:1",
    "OPERATOR": "Three Counties Voluntary Sector Forum",
    "CONTACT_NAME": "Ivy Helper",
    "CONTACT_EMAIL": "help@example.org",
}
MAKE_ACCOUNT = """
from partnerships.organisations.models import OrganisationKind
from partnerships.people import actions
from partnerships.people.actors import the_house
from partnerships.people.models import User
from partnerships.organisations.actions import add_organisation
house = the_house("command", "Test")
forum = add_organisation(by=house, name="Malvern Carers", kind=OrganisationKind.objects.get(code="charity"))
anna = User.objects.create_user("anna@example.org", "words for one test", name="Anna Bright")
actions.join(by=house, user=anna, place=forum, roles=["administrator"])
print(forum.pk)
"""
REQUIRED = re.compile(r"\$\{([A-Z_]+):\?set \1 to [^}]+\}")


def value(text: str) -> str:
    """A value as compose would fill it in."""
    return REQUIRED.sub(lambda match: GIVEN[match[1]], text).replace("$$", "$")


def environment_of(service: str) -> dict[str, str]:
    """What compose gives it where nothing is exported but what it asks for."""
    return {name: value(text) for name, text in SERVICES[service]["environment"].items() if text is not None}


# What the file says ---------------------------------------------------------------------------------------------------


def test_the_services_are_these():
    assert set(SERVICES) == {"database", "redis", *OURS}


@pytest.mark.parametrize("service", SERVICES)
def test_no_secret_has_a_default(service):
    for name, text in SERVICES[service].get("environment", {}).items():
        if text is None:  # passed on as it is exported
            continue
        assert "$" not in REQUIRED.sub("", text), name
        if re.search("SECRET|PASSWORD|KEY|TOKEN", name):
            assert REQUIRED.fullmatch(text), name


def test_every_variable_of_the_readme_can_be_set():
    """But those that belong to the demonstration, and the folder that the image chose."""
    told = set(re.findall(r"`([A-Z_]+)`", "\n".join(re.findall(r"^\| (`[A-Z].*?) \|", README, re.MULTILINE))))
    assert len(told) > 15
    assert told - {"DEMO", "STATIC_ROOT"} == set(SERVICES["web"]["environment"])


def test_only_the_web_server_listens_and_only_on_this_machine():
    assert {name: service["ports"] for name, service in SERVICES.items() if "ports" in service} == {
        "web": ["127.0.0.1:8000:8000"]
    }


def test_every_lasting_service_has_a_health_check():
    tests = {name: service.get("healthcheck", {}).get("test") for name, service in SERVICES.items()}
    assert [name for name, test in tests.items() if not test] == ["migrate"]


def test_redis_keeps_its_queue():
    assert SERVICES["redis"]["command"][:3] == ["redis-server", "--appendonly", "yes"]


def place_of_files(service: str) -> tuple[str, str]:
    """Where the service writes what lasts: the volume, and the folder within it."""
    folder = PurePosixPath(environment_of(service)["VAR_DIR"])
    mounts = dict(reversed(each.split(":")) for each in SERVICES[service]["volumes"])
    mounted = max((path for path in mounts if folder.is_relative_to(path)), key=len)
    return mounts[mounted], str(folder.relative_to(mounted))


def test_what_one_service_writes_the_others_read():
    """Uploads come to the web server and are read by the worker, whose exports the web server gives out."""
    places = {place_of_files(service) for service in OURS}
    assert len(places) == 1
    volume, _ = places.pop()
    assert volume in COMPOSE["volumes"]
    assert [name for name in ("database", "redis") if volume in str(SERVICES[name]["volumes"])] == []


def test_the_folder_of_all_services_is_one_that_the_image_may_write_to():
    dockerfile = (ROOT / "Dockerfile").read_text()
    [made] = re.findall(r"install -d -o concordat -g concordat (\S+)", dockerfile)
    assert {environment_of(service)["VAR_DIR"] for service in OURS} == {made}
    assert re.findall(r"^VOLUME (\S+)$", dockerfile, re.MULTILINE) == [made]


def test_the_image_is_built_as_agreed():
    dockerfile = (ROOT / "Dockerfile").read_text()
    users = re.findall(r"^USER (\S+)$", dockerfile, re.MULTILINE)
    assert users == ["concordat"]
    assert dockerfile.index("USER concordat") > dockerfile.index("collectstatic")
    assert dockerfile.count("--require-hashes") == 2
    assert "HEALTHCHECK" in dockerfile
    for source in re.findall(r"^COPY (?!--from)(.+) \S+$", dockerfile, re.MULTILINE):
        assert all((ROOT / name).exists() for name in source.split())


def test_the_image_installs_its_group_of_the_one_list():
    command = re.search(r"&& (sed -n .*?) \\\n\s+\| xargs", (ROOT / "Dockerfile").read_text(), re.DOTALL)[1]
    command = command.replace("/tmp/apt-packages.txt", str(ROOT / "deploy" / "apt-packages.txt"))
    found = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True).stdout.split()
    assert found == ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-dejavu-core"]


# What it does ---------------------------------------------------------------------------------------------------------


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextmanager
def database_of_its_own() -> Iterator[str]:
    """An empty PostgreSQL database beside the one the tests are given."""
    given = os.environ["DATABASE_URL"]
    name = f"compose_{os.getpid()}"
    connection = psycopg2.connect(given)
    connection.set_isolation_level(psycopg2.extensions.ISOLATION_LEVEL_AUTOCOMMIT)
    cursor = connection.cursor()
    cursor.execute(f"CREATE DATABASE {name}")
    try:
        yield urlsplit(given)._replace(path=f"/{name}").geturl()
    finally:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
        connection.close()


class Stack:
    """The four services of our own image, run here with their own words."""

    def __init__(self, folder: Path, database: str, broker: str) -> None:
        self.folder, self.port = folder, free_port()
        self.here = {
            "DATABASE_URL": database,
            "REDIS_URL": broker,
            "VAR_DIR": str(folder),
            "STATIC_ROOT": str(folder / "static"),
            "PORT": str(self.port),
            "GUNICORN_CMD_ARGS": f"--bind 127.0.0.1:{self.port}",  # never on an outside address in a test
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        }
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.cookies: dict[str, str] = {}

    def environment(self, service: str) -> dict[str, str]:
        """What compose gives it, with the addresses of this machine."""
        said = environment_of(service)
        assert urlsplit(said["DATABASE_URL"]).netloc == "concordat:letters123@database:5432"
        assert said["REDIS_URL"] == "redis://redis:6379/0"
        return said | self.here

    def run(self, service: str, command: list[str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=ROOT, env=self.environment(service), capture_output=True, text=True, timeout=120
        )

    def start(self, service: str) -> None:
        with (self.folder / f"{service}.log").open("wb") as log:
            self.running[service] = subprocess.Popen(
                [value(word) for word in SERVICES[service]["command"]],
                cwd=ROOT, env=self.environment(service), stdout=log, stderr=subprocess.STDOUT,
            )  # fmt: skip

    def is_healthy(self, service: str) -> bool:
        kind, *words = [value(word) for word in SERVICES[service]["healthcheck"]["test"]]
        command = ["sh", "-c", *words] if kind == "CMD-SHELL" else words
        assert kind in ("CMD", "CMD-SHELL")
        assert self.running[service].poll() is None, (self.folder / f"{service}.log").read_text()
        return self.run(service, command).returncode == 0

    def wait_for(self, what: str, true, seconds: float) -> None:
        end = time.monotonic() + seconds
        while not true():
            logs = {path.name: path.read_text()[-3000:] for path in self.folder.glob("*.log")}
            assert time.monotonic() < end, f"{what}, after {seconds} s: {logs}"
            time.sleep(0.5)

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], str]:
        return self.ask("GET", path, "", headers)

    def ask(self, method: str, path: str, body: str, headers: dict[str, str]) -> tuple[int, dict[str, str], str]:
        """A page as the proxy in front would ask for it, with the cookies it was given so far."""
        cookies = "; ".join(f"{name}={text}" for name, text in self.cookies.items())
        proxy = {"Host": "concordat.example.org", "X-Forwarded-Proto": "https", "Cookie": cookies}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, body, proxy | headers)
            answer = connection.getresponse()
            for set_cookie in answer.headers.get_all("Set-Cookie", []):
                assert "; Secure" in set_cookie
                name, _, text = set_cookie.split(";")[0].partition("=")
                self.cookies[name] = text
            return answer.status, dict(answer.getheaders()), answer.read().decode()
        finally:
            connection.close()

    def fill_in(self, path: str, **typed: str) -> tuple[int, str]:
        """Fill in the form of a page as a browser does. The status, and where it leads."""
        _, _, page = self.get(path)
        form = next(each for each in page.split("<form")[1:] if all(f'name="{name}"' in each for name in typed))
        hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form.split("</form>")[0]))
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Referer": f"https://concordat.example.org{path}",
        }
        status, headers, _ = self.ask("POST", path, urlencode(hidden | typed), headers)
        return status, headers.get("Location", "")

    def sign_in(self, email: str, password: str) -> int:
        """Fill in the sign-in form."""
        return self.fill_in("/account/login/", login=email, password=password)[0]

    def end(self) -> None:
        for process in self.running.values():
            process.terminate()
        for process in self.running.values():
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


class Letterbox(socketserver.ThreadingTCPServer):
    """A mail server that keeps what it is given."""

    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Postman)
        self.letters: list[EmailMessage] = []


class Postman(socketserver.StreamRequestHandler):
    """Takes letters from one connection, whatever they are."""

    def handle(self) -> None:
        self.wfile.write(b"220 ready\r\n")
        for line in self.rfile:
            if line.upper().startswith(b"DATA"):
                self.wfile.write(b"354 go on\r\n")
                letter = b"".join(iter(self.rfile.readline, b".\r\n"))
                self.server.letters.append(message_from_bytes(letter, policy=default))
            self.wfile.write(b"221 bye\r\n" if line.upper().startswith(b"QUIT") else b"250 well\r\n")


@contextmanager
def redis_as_written(folder: Path, port: int) -> Iterator[redis.Redis]:
    """A Redis of our own, started by the very command of the file, on a port and in a folder of the test."""
    here = ["--port", str(port), "--bind", "127.0.0.1", "--dir", str(folder), "--save", ""]
    with (folder / "redis.log").open("wb") as log:
        running = subprocess.Popen([*SERVICES["redis"]["command"], *here], stdout=log, stderr=subprocess.STDOUT)
    client = redis.Redis(port=port)
    program, *asked = SERVICES["redis"]["healthcheck"]["test"][1:]
    command = [program, "-p", str(port), *asked]
    try:
        end = time.monotonic() + 20
        while subprocess.run(command, capture_output=True, text=True).stdout.strip() != "PONG":
            assert running.poll() is None, (folder / "redis.log").read_text()
            assert time.monotonic() < end, "Redis is not healthy"
            time.sleep(0.1)
        yield client
    finally:
        client.close()
        running.kill()
        running.wait(10)


@pytest.fixture
def letterbox() -> Iterator[Letterbox]:
    with Letterbox() as box:
        threading.Thread(target=box.serve_forever, daemon=True).start()
        yield box
        box.shutdown()


@pytest.fixture
def stack(tmp_path, letterbox) -> Iterator[Stack]:
    port = free_port()
    with database_of_its_own() as database, redis_as_written(tmp_path, port):
        stack = Stack(tmp_path, database, f"redis://127.0.0.1:{port}/0")
        stack.here["EMAIL_URL"] = f"smtp://127.0.0.1:{letterbox.server_address[1]}"
        try:
            yield stack
        finally:
            stack.end()


@pytest.mark.served
@pytest.mark.xdist_group("compose")
def test_redis_run_as_written_loses_nothing_when_it_is_killed(tmp_path):
    port = free_port()
    with redis_as_written(tmp_path, port) as client:
        client.rpush("queue", "1", "2")
        assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
    with redis_as_written(tmp_path, port) as client:
        assert client.lrange("queue", 0, -1) == [b"1", b"2"]


@pytest.mark.served
@pytest.mark.xdist_group("compose")
def test_the_health_check_of_the_database_is_well_where_postgresql_answers_and_nowhere_else():
    words = SERVICES["database"]["healthcheck"]["test"][1:]
    answering = urlsplit(os.environ["DATABASE_URL"])
    for port, well in ((str(answering.port or 5432), True), (str(free_port()), False)):
        here = os.environ | {"PGHOST": answering.hostname, "PGPORT": port}
        assert (subprocess.run(words, env=here, capture_output=True).returncode == 0) is well


def rows(stack: Stack, statement: str) -> list[tuple]:
    with psycopg2.connect(stack.here["DATABASE_URL"]) as connection, connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


@pytest.mark.served
@pytest.mark.xdist_group("compose")
def test_the_services_run_as_written_and_one_person_invites_another(stack, letterbox):
    built = stack.run("web", ["python", "manage.py", "collectstatic", "--noinput", "--verbosity", "0"])
    assert built.returncode == 0, built.stderr
    migrated = stack.run("migrate", SERVICES["migrate"]["command"])
    assert migrated.returncode == 0, migrated.stderr
    for service in ("web", "worker", "beat"):
        stack.start(service)
    for service in ("web", "worker", "beat"):
        stack.wait_for(f"{service} is not healthy", lambda service=service: stack.is_healthy(service), 60)

    status, headers, home = stack.get("/")
    assert status == 200
    assert headers["Strict-Transport-Security"].startswith("max-age=31536000")
    static = re.search(r'href="(/static/[^"]+\.css)"', home)[1]
    status, headers, style = stack.get(static)
    assert (status, headers["Content-Type"]) == (200, 'text/css; charset="utf-8"')
    assert "immutable" in headers["Cache-Control"]
    status, _, body = stack.get("/healthz")
    assert (status, body) == (
        200, '{"status": "well", "database": "well", "disk": "well", "work": "well", "redis": "well"}',
    )  # fmt: skip
    assert stack.get("/", Host="elsewhere.example.org")[0] == 400
    status, headers, _ = stack.get("/", **{"X-Forwarded-Proto": "http"})
    assert (status, headers["Location"]) == (301, "https://concordat.example.org/")

    made = stack.run("web", ["python", "manage.py", "shell", "-v", "0", "-c", MAKE_ACCOUNT])
    assert made.returncode == 0, made.stderr
    assert stack.sign_in("anna@example.org", "wrong words") == 200
    assert stack.sign_in("anna@example.org", "words for one test") == 302
    status, _, home = stack.get("/")
    assert (status, "Sign out" in home) == (200, True)

    # One journey through every service: she invites a colleague, the worker mails him, he comes in.
    forum = made.stdout.split()[-1]
    invited = stack.fill_in(
        f"/partners/{forum}/people/invite/", name="Jo Price", email="jo@example.org", roles="drafter"
    )
    assert invited == (302, f"/partners/{forum}/people/")
    stack.wait_for("no mail came", lambda: letterbox.letters, AT_THE_LATEST)
    [letter] = letterbox.letters
    link = re.search(r"https://concordat\.example\.org(/invitation/\S+)", letter.get_content())[1]
    assert letter["To"] == "jo@example.org"
    stack.cookies.clear()
    accepted, onward = stack.fill_in(link, name="Jo Price", password="a hedge and a gate")  # noqa: S106
    assert (accepted, onward.startswith("/account/login/")) == (302, True)
    assert stack.sign_in("jo@example.org", "a hedge and a gate") == 302
    assert "Drafter, Malvern Carers" in stack.get("/")[2]

    done = "SELECT count(*) FROM core_workrow WHERE channel = 'schedule' AND state = 'done'"
    stack.wait_for("no scheduled job was done", lambda: rows(stack, done)[0][0] > 0, 60)
