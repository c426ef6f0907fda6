"""make bench: each hot path beside its bare reference, in one run, interleaved. See README.md in this folder."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from tests.load import machine

DATABASE = "concordat_bench"
BASE = os.environ.get("DATABASE_URL", "postgres://root@127.0.0.1:5432/postgres").rpartition("/")[0]
PRODUCT, LIMIT = 8931, 8932
HERE = Path(__file__).parent
SECONDS, ROUNDS, DOWNLOADS = 3, 3, 3
DEEP = quote('"hospice network 1"~1')


@dataclass(frozen=True)
class HotPath:
    """One hot path: what it is called, its address, how many times floor + limit it may cost, and what marks a row."""

    title: str
    address: str
    most: float
    mark: str = "<tr"
    limit: str = ""
    floor: bool = True


PATHS = [
    HotPath("register, first page", "/partners/", 1.5),
    HotPath("register, one kind", "/partners/?kind=charity", 1.5),
    HotPath("register, deep", f"/partners/?after={DEEP}", 1.5),
    HotPath("register, narrow search", "/partners/?q=hospice+00", 1.5),
    HotPath("register, broad search", "/partners/?q=age", 2),
    HotPath("search box", "/search?q=hospice+00", 2, mark="<li", limit="/partners/?q=hospice+00"),
    HotPath("record page", "/partners/{pk}/", 2, mark="<dd"),
    HotPath("register as CSV", "/partners/export.csv", 2, mark="\n", floor=False),
]


def environment(port: int) -> dict[str, str]:
    """What both applications run with."""
    folder = Path(tempfile.gettempdir()) / "concordat-bench"
    folder.mkdir(exist_ok=True)
    return os.environ | {
        "SECRET_KEY": "bench", "ALLOWED_HOSTS": "127.0.0.1", "BASE_URL": f"http://127.0.0.1:{port}",
        "DATABASE_URL": f"{BASE}/{DATABASE}", "VAR_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "tests.load.settings",
        "BENCH_LIMIT": "1" if port == LIMIT else "0", "STAFF_TWO_FACTOR": "0",
    }  # fmt: skip


def psql(database: str, *arguments: str) -> str:
    """Run psql, and give what it prints."""
    command = ["psql", f"{BASE}/{database}", "-qAt", "-v", "ON_ERROR_STOP=1", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def manage(*arguments: str) -> str:
    """Run a command of manage.py in the bench's database."""
    command = [sys.executable, "manage.py", *arguments]
    found = subprocess.run(command, check=True, capture_output=True, text=True, env=environment(PRODUCT))
    return found.stdout.strip()


def prepare(fresh: bool) -> None:
    """Make the database and fill it, unless it is there."""
    there = psql("postgres", "-c", f"SELECT 1 FROM pg_database WHERE datname = '{DATABASE}'") == "1"
    if there and fresh:
        drop()
    if not there or fresh:
        psql("postgres", "-c", f"CREATE DATABASE {DATABASE}")
        manage("migrate", "-v0")
        print("Filling the national data set: some minutes.", flush=True)
        psql(DATABASE, "-f", str(HERE / "seed.sql"))
    manage("migrate", "-v0")
    manage("collectstatic", "--noinput", "-v0")


def drop() -> None:
    """Take the database away."""
    psql("postgres", "-c", f"DROP DATABASE IF EXISTS {DATABASE}")


SIGN_IN = """
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.conf import settings
from partnerships.organisations.models import Organisation
from partnerships.people.models import Membership, RoleHeld, User
user = User.objects.filter(email="bench@example.org").first()
user = user or User.objects.create_user("bench@example.org", name="Bench")
membership, _ = Membership.objects.get_or_create(user=user, organisation=Organisation.objects.order_by("pk").first())
RoleHeld.objects.get_or_create(membership=membership, role="secretariat")
session = SessionStore()
session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), settings.AUTHENTICATION_BACKENDS[0]
session[HASH_SESSION_KEY] = user.get_session_auth_hash()
session.save()
print(session.session_key)
"""


@contextmanager
def serving(port: int) -> Iterator[int]:
    """One of the two applications under gunicorn with two workers; gives the number of its master process."""
    command = [sys.executable, "-m", "gunicorn", "tests.load.wsgi:application", "--workers=2", "--threads=4"]
    command += ["--worker-class=gthread", f"--bind=127.0.0.1:{port}", "--log-level=error", "--timeout=120"]
    process = subprocess.Popen(command, env=environment(port))
    try:
        for _ in range(200):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/partners/", timeout=20).read()
                break
            except OSError:
                time.sleep(0.1)
        yield process.pid
    finally:
        process.terminate()
        process.wait(20)


def fetch(port: int, address: str, cookie: str) -> tuple[str, str]:
    """An answer and how many statements it took."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}{address}", headers={"Cookie": cookie})
    with urllib.request.urlopen(request, timeout=120) as answer:
        return answer.read().decode(), answer.headers["X-Statements"]


class Bench:
    """One run."""

    def __init__(self, product: int, limit: int, cookie: str) -> None:
        self.masters = {PRODUCT: product, LIMIT: limit}
        self.cookie = cookie
        self.script = Path(tempfile.gettempdir()) / "concordat-bench" / "report.lua"

    def once(self, port: int, address: str, at_once: int, long: bool = False) -> tuple[float, machine.Load]:
        """Processor milliseconds a request, and what the client saw."""
        workers, url = machine.children(self.masters[port]), f"http://127.0.0.1:{port}{address}"
        before = machine.cpu(workers)
        if long:
            load = machine.downloads(url, self.cookie, times=DOWNLOADS)
        else:
            load = machine.wrk(url, self.cookie, at_once=at_once, seconds=SECONDS, script=self.script)
        return 1000 * (machine.cpu(workers) - before) / max(load.requests, 1), load

    def measure(self, path: HotPath) -> bool:
        """Print a path's line. Returns whether it is within its bound."""
        limit_address = path.limit or path.address
        page, statements = fetch(PRODUCT, path.address, self.cookie)
        bare, _ = fetch(LIMIT, limit_address, self.cookie)
        mine, limits, floors, loads = [], [], [], {}
        for _ in range(ROUNDS):
            limits.append(self.once(LIMIT, limit_address, 1, not path.floor)[0])
            floors.append(self.once(PRODUCT, "/floor/", 1)[0] if path.floor else 0)
            cost, loads[1] = self.once(PRODUCT, path.address, 1, not path.floor)
            mine.append(cost)
        for at_once in (8, 32) if path.floor else ():
            loads[at_once] = self.once(PRODUCT, path.address, at_once)[1]
        floor, limit, cost = min(floors), min(limits), min(mine)
        ratio = cost / (floor + limit)
        waits = "  ".join(f"{n}: {load.median:.0f}/{load.p95:.0f}" for n, load in loads.items())
        errors = sum(load.errors for load in loads.values())
        print(
            f"{path.title:26} {cost:8.2f} {floor:7.2f} {limit:7.2f} {ratio:6.2f} of {path.most:<4} {statements:>4} "
            f"{page.count(path.mark):>7}/{bare.count(path.mark):<7} {len(bare):>9} {errors:>4}  {waits}",
            flush=True,
        )
        return ratio <= path.most and not errors


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure the hot paths.")
    parser.add_argument("--fresh", action="store_true", help="make the database anew")
    parser.add_argument("--drop", action="store_true", help="take the database away and do nothing else")
    parser.add_argument("--only", default="", help="only paths whose title holds this")
    asked = parser.parse_args()
    if shutil.which("wrk") is None:
        print("Install wrk first: apt-get install wrk", file=sys.stderr)
        return 2
    if asked.drop:
        drop()
        return 0
    prepare(asked.fresh)
    cookie = f"sessionid={manage('shell', '-v0', '-c', SIGN_IN).splitlines()[-1]}"
    pk = psql(DATABASE, "-c", "SELECT max(ancestor_id) FROM partnerships_lineage")
    print(f"{'':26} {'cpu ms':>8} {'floor':>7} {'limit':>7} {'ratio':>14} {'SQL':>4} {'rows/limit':>15} ", end="")
    print(f"{'limit B':>9} {'err':>4}  ms median/p95 at 1, 8, 32 at once")
    with serving(PRODUCT) as product, serving(LIMIT) as limit:
        bench = Bench(product, limit, cookie)
        paths = [each for each in PATHS if asked.only in each.title]
        good = [bench.measure(HotPath(**{**vars(each), "address": each.address.format(pk=pk)})) for each in paths]
        largest = max(machine.memory(pid) for pid in machine.children(product))
        print(f"memory of the largest worker: {largest:.0f} MB of 180")
    print(f"{sum(good)} of {len(good)} paths within their bound")
    return 0


if __name__ == "__main__":
    sys.exit(main())
