"""Reading the machine: processor time and memory of the workers, and the load that wrk makes."""

import os
import re
import subprocess
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
SCRIPT = """
done = function(summary, latency, requests)
  io.write(string.format("RES %d %f %f %d\\n", summary.requests, latency:percentile(50) / 1000,
    latency:percentile(95) / 1000, summary.errors.status + summary.errors.connect + summary.errors.read))
end
"""


@dataclass(frozen=True)
class Load:
    """What a run of wrk found: requests, milliseconds at the median and the 95th percentile, errors."""

    requests: int
    median: float
    p95: float
    errors: int


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


def memory(pid: int) -> float:
    """Megabytes that stand in memory for a process."""
    text = Path(f"/proc/{pid}/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+)", text)
    return int(found.group(1)) / 1024 if found else 0.0


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


def downloads(url: str, cookie: str, *, times: int) -> Load:
    """Fetch a long file some times, one after the other and each to its end.

    wrk stops by the clock: what it had half fetched by then would be paid for by the requests that came to their end.
    """
    request, taken = urllib.request.Request(url, headers={"Cookie": cookie}), []
    for _ in range(times):
        begun = time.perf_counter()
        with urllib.request.urlopen(request, timeout=120) as answer:
            while answer.read(1 << 18):
                pass
        taken.append(1000 * (time.perf_counter() - begun))
    taken.sort()
    return Load(times, taken[times // 2], taken[-1], 0)
