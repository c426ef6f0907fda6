"""make bench: each hot path beside its bare reference, in one run, interleaved. See README.md in this folder."""

import argparse
import http.client
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from operator import itemgetter
from pathlib import Path

from tests.load import machine
from tests.load.jobs import JOBS
from tests.load.paths import CALLED, PATHS, HotPath

DATABASE = os.environ.get("BENCH_DATABASE", "concordat_bench")
BASE = os.environ.get("DATABASE_URL", "postgres://root@127.0.0.1:5432/postgres").rpartition("/")[0]
FOLDER = Path(tempfile.gettempdir()) / DATABASE
PRODUCT, LIMIT = 8931, 8932
HERE = Path(__file__).parent
SECONDS, ROUNDS, DOWNLOADS, POSTS, WARM = 3, 3, 3, 120, 6
SEEDS = (
    "defaults.sql", "seed.sql", "consultations.sql", "targets.sql", "signups.sql", "commissioning.sql", "monitoring.sql"
)  # fmt: skip
FLOOR = "/floor/"
LARGEST_WORKER = 180
HEADING = (
    f"{'':26} {'cpu ms':>8} {'floor':>7} {'limit':>7} {'ratio':>14} {'SQL':>9} {'rows/limit':>15} {'limit B':>9} "
    f"{'err':>4}  ms median/p95 at 1, 8, 32 at once"
)


def environment(port: int) -> dict[str, str]:
    """What both applications run with. Work is noted in a folder of the bench's own: no real worker is told of it."""
    FOLDER.mkdir(exist_ok=True)
    return os.environ | {
        "SECRET_KEY": "bench", "ALLOWED_HOSTS": "127.0.0.1", "BASE_URL": f"http://127.0.0.1:{port}",
        "DATABASE_URL": f"{BASE}/{DATABASE}", "VAR_DIR": str(FOLDER), "DJANGO_SETTINGS_MODULE": "tests.load.settings",
        "BENCH_LIMIT": "1" if port == LIMIT else "0", "STAFF_TWO_FACTOR": "0", "REDIS_URL": "",
        "MALLOC_ARENA_MAX": "1",  # as the Dockerfile has it
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


def told_by(module: str, function: str) -> dict:
    """What a function of this folder says, run by the product in the bench's database."""
    said = manage("shell", "-v0", "-c", f"from tests.load.{module} import {function}; print({function}())")
    return json.loads(said.splitlines()[-1])


def prepare(fresh: bool) -> None:
    """Make the database and fill it, unless it is there."""
    there = psql("postgres", "-c", f"SELECT 1 FROM pg_database WHERE datname = '{DATABASE}'") == "1"
    if there and fresh:
        drop()
    if not there or fresh:
        psql("postgres", "-c", f"CREATE DATABASE {DATABASE}")
        manage("migrate", "-v0")
        print("Filling the national data set: some minutes.", flush=True)
        try:
            for seed in SEEDS:
                psql(DATABASE, "-f", str(HERE / seed))
            manage("check_compact_signup_deadlines")
            manage("run_job", "compute_target_progress")  # says which figures are awaited
        except subprocess.CalledProcessError as problem:
            drop()  # half of it would be taken for the whole next time
            raise SystemExit(f"The data set could not be filled: {problem.stderr}") from None
    manage("migrate", "-v0")
    manage("collectstatic", "--noinput", "-v0")
    psql(DATABASE, "-f", str(HERE / "drafts.sql"))


def drop() -> None:
    """Take the database away."""
    psql("postgres", "-c", f"DROP DATABASE IF EXISTS {DATABASE}")


def keys() -> dict[str, str]:
    """The numbers of the records that addresses name."""
    found = {"record": psql(DATABASE, "-c", "SELECT max(ancestor_id) FROM partnerships_lineage")}
    for name, number in CALLED.items():
        asked = f"SELECT id FROM consultation_consultation WHERE reference = 'CON-BNCH-000{number}'"
        found[name] = psql(DATABASE, "-c", asked)
    for name in ("contract", "commissioningcycle", "commissioningplan"):
        found[name] = psql(DATABASE, "-c", f"SELECT max(id) FROM commissioning_{name}")
    found["signups"] = psql(DATABASE, "-c", "SELECT id FROM compacts_signuptarget WHERE sort_name = 'bench target'")
    return found


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


class Bench:
    """One run."""

    def __init__(self, product: int, limit: int, people: dict) -> None:
        self.masters = {PRODUCT: product, LIMIT: limit}
        self.cookies = {False: people["session"], True: "visitor=1"}
        self.forms = {name: iter(each) for name, each in people["forms"].items()}
        self.script = FOLDER / "report.lua"

    def next_form(self, port: int, path: HotPath) -> machine.Filled:
        """A form that has not been sent yet."""
        cookies, body = next(self.forms[path.posted + (" at the limit" if port == LIMIT else "")])
        return cookies, body

    def fetch(self, port: int, path: HotPath, address: str) -> tuple[str, int]:
        """An answer and how many statements it took."""
        cookies, body = self.cookies[path.anonymous], None
        if path.posted and address != FLOOR:
            cookies, body = self.next_form(port, path)
        browser = http.client.HTTPConnection(f"127.0.0.1:{port}", timeout=120)
        answer = machine.asked(browser, address, cookies, body)
        text = answer.read().decode()
        if answer.status not in (200, 302):
            raise RuntimeError(f"{path.title}: {answer.status} at {address} of {port}")
        return text, int(answer.headers["X-Statements"])

    def once(self, port: int, path: HotPath, address: str, at_once: int = 1) -> tuple[float, machine.Load]:
        """Processor milliseconds a request, and what the client saw."""
        workers, url, cookies = machine.children(self.masters[port]), f"http://127.0.0.1:{port}{address}", ""
        posted = path.posted and address != FLOOR
        forms = [self.next_form(port, path) for _ in range(POSTS)] if posted else []
        before = machine.cpu(workers)
        if forms:
            load = machine.posts(url, forms, at_once=at_once)
        elif path.sheet:
            load = machine.downloads(url, self.cookies[path.anonymous], times=DOWNLOADS)
        else:
            cookies = self.cookies[path.anonymous and address != FLOOR]
            load = machine.wrk(url, cookies, at_once=at_once, seconds=SECONDS, script=self.script)
        return 1000 * (machine.cpu(workers) - before) / max(load.requests, 1), load

    def measure(self, path: HotPath) -> bool:
        """Print a path's line. Returns whether it is within its bounds."""
        page, statements = min(
            (self.fetch(PRODUCT, path, path.address) for _ in range(1 if path.sheet else WARM)), key=itemgetter(1)
        )
        bare, _ = self.fetch(LIMIT, path, path.address)
        _, beneath = self.fetch(PRODUCT, replace(path, sheet=False), FLOOR)
        workers = machine.children(self.masters[PRODUCT])
        stood = {each: machine.forget_peak(each) for each in workers}
        mine, limits, floors, loads = [], [], [0.0], {}
        for number in range(ROUNDS):
            limits.append(self.once(LIMIT, path, path.address))
            if path.floor:
                floors = [*(floors if number else []), self.once(PRODUCT, path, FLOOR)[0]]
            cost, loads[1] = self.once(PRODUCT, path, path.address)
            mine.append(cost)
        for at_once in () if path.sheet else (8, 32):
            loads[at_once] = self.once(PRODUCT, path, path.address, at_once)[1]
        floor, limit, cost = min(floors), min(each for each, _ in limits), min(mine)
        grew = max(machine.memory(each, "VmHWM") - stood[each] for each in workers)
        ratio = cost / (floor + limit)
        errors = sum(load.errors for load in loads.values())
        more = sheet_words(loads[1], limits[0][1], grew) if path.sheet else ""
        print(
            f"{path.title:26} {cost:8.2f} {floor:7.2f} {limit:7.2f} {ratio:6.2f} of {path.most:<4} "
            f"{statements - beneath:>3} of {path.statements:<2} {page.count(path.mark):>7}/{bare.count(path.mark):<7} "
            f"{len(bare):>9} {errors:>4}  {waits(loads)}{more}",
            flush=True,
        )
        within = ratio <= path.most and statements - beneath <= path.statements
        return within and not errors and (not path.sheet or grew <= path.memory)


def waits(loads: dict[int, machine.Load]) -> str:
    """How long the client waited, by how many asked at once."""
    return "  ".join(f"{n}: {load.median:.0f}/{load.p95:.0f}" for n, load in loads.items())


def sheet_words(load: machine.Load, limit: machine.Load, grew: float) -> str:
    """What else is said of a sheet."""
    return f" (limit {limit.median:.0f}; first byte {load.first:.0f}; a worker grew by {grew:.0f} MB)"


def chosen(only: str) -> list[str]:
    """The titles of the paths asked for: all, or those that hold one of the names between commas."""
    titles = [*(each.title for each in PATHS), *JOBS]
    names = [each.strip() for each in only.split(",") if each.strip()]
    return [title for title in titles if not names or any(name in title for name in names)]


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure the hot paths.")
    parser.add_argument("--fresh", action="store_true", help="make the database anew")
    parser.add_argument("--drop", action="store_true", help="take the database away and do nothing else")
    parser.add_argument("--only", default="", metavar="NAME[,NAME]", help="only paths whose title holds one of these")
    asked = parser.parse_args()
    if shutil.which("wrk") is None:
        print("Install wrk first: apt-get install wrk", file=sys.stderr)
        return 2
    if asked.drop:
        drop()
        return 0
    titles = chosen(asked.only)
    if not titles:
        parser.error(f"No path is called so. There are: {'; '.join(chosen(''))}.")
    prepare(asked.fresh)
    named, people = keys(), told_by("people", "told")
    told_by("drawn", "drawn")
    print(HEADING)
    with serving(PRODUCT) as product, serving(LIMIT) as limit:
        bench = Bench(product, limit, people)
        paths = [replace(each, address=each.address.format(**named)) for each in PATHS if each.title in titles]
        good = [bench.measure(each) for each in paths]
        largest = max(machine.memory(pid) for pid in machine.children(product))
    good += [measure(told_by) for title, measure in JOBS.items() if title in titles]
    print(f"memory of the largest worker: {largest:.0f} MB of {LARGEST_WORKER}")
    print(f"{sum(good)} of {len(good)} paths within their bounds")
    return 0


if __name__ == "__main__":
    sys.exit(main())
