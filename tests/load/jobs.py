"""What is done in the background, measured apart from the pages: each prints its line of the bench.

`told_by` runs a function of this folder by the product in the bench's database and gives what it says.
"""

from collections.abc import Callable
from typing import Any

from tests.load.paths import TAKEN, TAKEN_MOST, TARGETS, TARGETS_MOST, WORKBOOK, WORKBOOK_MEMORY, WORKBOOK_MOST

Told = Callable[[str, str], dict[str, Any]]


def workbook(told_by: Told) -> bool:
    """Print the line of the workbook that is made in the background. Returns whether it is within its bounds.

    By the clock: of the CSV nearly all is the database's work, which the processor time of Python does not show.
    """
    found = told_by("workbook", "measured")
    (cpu, clock), (csv_cpu, csv_clock) = found["workbook"], found["csv"]
    ratio = clock / csv_clock
    print(
        f"{WORKBOOK:26} {cpu:8.0f} {'-':>7} {csv_cpu:7.0f} {ratio:6.2f} of {WORKBOOK_MOST:<4} {'-':>9} "
        f"{found['rows']:>7}/{found['lines']:<7} {'-':>9} {'-':>4}  1: {clock:.0f} (CSV {csv_clock:.0f}; by Python's "
        f"processor time {cpu / csv_cpu:.0f}; the process grew by {found['grew']:.0f} MB of {WORKBOOK_MEMORY})"
    )
    return ratio <= WORKBOOK_MOST and found["grew"] <= WORKBOOK_MEMORY


def targets(told_by: Told) -> bool:
    """Print the line of the job that works out how far all targets are. Returns whether it is within its bounds.

    By the clock: the database does nearly all of the single best statement.
    """
    found = told_by("targets", "measured")
    (cpu, clock), (_, best) = found["job"], found["best"]
    ratio = clock / best
    print(
        f"{TARGETS:26} {cpu:8.0f} {'-':>7} {best:7.0f} {ratio:6.2f} of {TARGETS_MOST:<4} {'-':>9} "
        f"{found['done']:>7}/{found['readings']:<7} {'-':>9} {'-':>4}  1: {clock:.0f} "
        f"(the single best statement: {best:.0f})"
    )
    return ratio <= TARGETS_MOST


def taken(told_by: Told) -> bool:
    """Print the line of the register of contracts that is taken in. Returns whether it is within its bounds.

    By the clock, as people wait for it; somebody else reads how far it is meanwhile, and sees more than begin and end.
    """
    found = told_by("imported", "measured")
    (cpu, clock), (_, again) = found["taken"], found["again"]
    print(
        f"{TAKEN:26} {cpu:8.0f} {'-':>7} {'-':>7} {clock / 1000:6.1f} of {TAKEN_MOST // 1000:<2} s {'-':>9} "
        f"{found['created']:>7}/{found['refused']:<7} {'-':>9} {'-':>4}  1: {clock:.0f} (sent again: {again:.0f}, "
        f"{found['unchanged']} unchanged; {found['steps']} steps of its progress were seen)"
    )
    return clock <= TAKEN_MOST and found["steps"] > 0


JOBS: dict[str, Callable[[Told], bool]] = {WORKBOOK: workbook, TARGETS: targets, TAKEN: taken}
