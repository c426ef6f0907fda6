"""Reading the machine: processor time and memory of the workers, and the load that is put on them."""

import http.client
import os
import re
import subprocess
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

TICKS = os.sysconf("SC_CLK_TCK")
SCRIPT = """
done = function(summary, latency, requests)
  io.write(string.format("RES %d %f %f %d\\n", summary.requests, latency:percentile(50) / 1000,
    latency:percentile(95) / 1000, summary.errors.status + summary.errors.connect + summary.errors.read))
end
"""
FORM = "application/x-www-form-urlencoded"
Filled = tuple[str, str]
"""A form as it is posted: the cookies of who posts it, and what they filled in."""


@dataclass(frozen=True)
class Load:
    """What a run found: requests, milliseconds at the median, the 95th percentile and to the first byte, errors."""

    requests: int
    median: float
    p95: float
    errors: int
    first: float = 0


def children(pid: int) -> list[int]:
    """The workers of a gunicorn."""
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def cpu(pids: list[int]) -> float:
    """Seconds of processor time these processes have used, their own and the system's."""
    total = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICKS


def memory(pid: int | str, what: str = "VmRSS") -> float:
    """Megabytes that stand in memory for a process; with VmHWM the most there were since `forget_peak`."""
    text = Path(f"/proc/{pid}/status").read_text()
    found = re.search(rf"{what}:\s+(\d+)", text)
    return int(found.group(1)) / 1024 if found else 0.0


def forget_peak(pid: int | str) -> float:
    """Let the peak of a process count from now on. Returns the megabytes that it has now."""
    Path(f"/proc/{pid}/clear_refs").write_text("5")
    return memory(pid)


def wrk(url: str, cookie: str, *, at_once: int, seconds: int, script: Path) -> Load:
    """Load one address for some seconds."""
    script.write_text(SCRIPT)
    command = ["wrk", "-t1", f"-c{at_once}", f"-d{seconds}s", "--timeout", "60s", "-s", str(script)]
    command += ["-H", f"Cookie: {cookie}", url]
    found = re.search(
        r"RES (\d+) ([\d.]+) ([\d.]+) (\d+)", subprocess.run(command, capture_output=True, text=True).stdout
    )
    if found is None:
        raise RuntimeError(f"wrk found nothing at {url}")
    return Load(int(found[1]), float(found[2]), float(found[3]), int(found[4]))


def asked(
    browser: http.client.HTTPConnection, address: str, cookie: str, body: str | None = None
) -> http.client.HTTPResponse:
    """The answer to one request, which is a post where there is a body; a redirection is not followed."""
    headers = {"Cookie": cookie} | ({"Content-Type": FORM} if body is not None else {})
    browser.request("GET" if body is None else "POST", address, body, headers)
    return browser.getresponse()


def posts(url: str, forms: Sequence[Filled], *, at_once: int) -> Load:
    """Post each form once, by so many browsers at the same time. What does not lead on is an error."""
    where = urlsplit(url)

    def posted(share: Sequence[Filled]) -> list[tuple[float, bool]]:
        browser, found = http.client.HTTPConnection(where.netloc, timeout=60), []
        for cookie, body in share:
            begun = time.perf_counter()
            answer = asked(browser, where.path, cookie, body)
            answer.read()
            found.append((1000 * (time.perf_counter() - begun), answer.status == 302))
        browser.close()
        return found

    with ThreadPoolExecutor(at_once) as browsers:
        done = [each for share in browsers.map(posted, [forms[n::at_once] for n in range(at_once)]) for each in share]
    taken = sorted(each for each, _ in done)
    return Load(len(done), taken[len(done) // 2], taken[len(done) * 95 // 100], sum(not good for _, good in done))


def downloads(url: str, cookie: str, *, times: int) -> Load:
    """Fetch a long file some times, one after the other and each to its end.

    wrk stops by the clock: what it had half fetched by then would be paid for by the requests that came to their end.
    """
    where = urlsplit(url)
    taken, firsts, errors = [], [], 0
    for _ in range(times):
        browser, begun = http.client.HTTPConnection(where.netloc, timeout=120), time.perf_counter()
        answer = asked(browser, where.path, cookie)
        answer.read(1)
        firsts.append(1000 * (time.perf_counter() - begun))
        while answer.read(1 << 18):
            pass
        taken.append(1000 * (time.perf_counter() - begun))
        errors += answer.status != 200
        browser.close()
    taken.sort()
    return Load(times, taken[times // 2], taken[-1], errors, min(firsts))
