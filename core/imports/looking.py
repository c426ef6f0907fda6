"""Looking at a published file before anything is done: whether it can be used, and what an import would do."""

import datetime
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from core.acts import Actor, authorise
from core.files.sheets import FILE_CAP
from core.imports.sources import Outcome, Plan, Row, Sitting, Source

BATCH = 500
SHOWN = 50
"""How many additions, changes, doubts and refusals a preview shows of each."""


def refuse_unusable(*, by: Actor, source: Source, file: Any, name: str) -> None:
    """Refuse (UnusableFile) a file that was sent, where nothing of it can be taken.

    It reads the whole file: ask before the transaction, in which others who write would wait for it.
    """
    authorise(by, source.permission)
    with at_a_path(file) as path:
        source.read(path, name, cap=FILE_CAP)


@contextmanager
def at_a_path(file: Any) -> Iterator[Path]:
    """Where a file that was sent lies; a small one, which lies in memory, is written out for as long as it is read."""
    if hasattr(file, "temporary_file_path"):
        yield Path(file.temporary_file_path())
        return
    with tempfile.NamedTemporaryFile() as copy:
        for chunk in file.chunks():
            copy.write(chunk)
        copy.flush()
        yield Path(copy.name)


@dataclass
class Preview:
    """What an import would do: the counts, and the first rows of each sort."""

    source: Source
    file_name: str
    as_at: datetime.date | None
    total: int
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(Outcome, 0))
    doubtful: int = 0
    created: list[Plan] = field(default_factory=list)
    updated: list[Plan] = field(default_factory=list)
    doubts: list[Plan] = field(default_factory=list)
    refusals: list[Plan] = field(default_factory=list)

    @property
    def read(self) -> int:
        """How many rows were looked at."""
        return sum(self.counts.values())

    @property
    def is_whole(self) -> bool:
        """Whether every row of the file was looked at."""
        return self.read == self.total

    @property
    def takes_something(self) -> bool:
        """Whether anything would change."""
        return bool(self.counts[Outcome.CREATE] or self.counts[Outcome.UPDATE])

    @property
    def summary(self) -> str:
        """The counts in one line; the last four add up to the first."""
        return " ".join([f"read={self.read}", *(f"{name}={count}" for name, count in self.counts.items())])

    def add(self, plan: Plan, most: int | None) -> None:
        """Count a plan, and keep it while there are few of its sort; `most` is for refusals and doubts."""
        self.counts[plan.outcome] += 1
        self.doubtful += bool(plan.doubts)
        plan.thing = None
        sorts = {Outcome.CREATE: self.created, Outcome.UPDATE: self.updated}
        if plan.outcome in sorts and len(sorts[plan.outcome]) < SHOWN:
            sorts[plan.outcome].append(plan)
        for odd, kept in ((plan.outcome == Outcome.REFUSE, self.refusals), (bool(plan.doubts), self.doubts)):
            if odd and (most is None or len(kept) < most):
                kept.append(plan)


def preview_import(
    *,
    by: Actor,
    source: Source,
    path: Path,
    name: str,
    published_on: datetime.date | None = None,
    cap: int = FILE_CAP,
    most: int | None = SHOWN,
    look_at: int | None = None,
    **given: Any,
) -> Preview:
    """Say what an import would do, changing nothing and holding no lock. `look_at`: no more rows than these."""
    authorise(by, source.permission)
    reading = source.read(path, name, cap=cap)
    sitting = source.sit(reading, published_on=published_on, **given)
    found = Preview(source, name, published_on or reading.as_at, reading.total)
    for rows in batches(islice(reading.rows(), look_at)):
        for plan in planned(sitting, rows, lock=False):
            found.add(plan, most)
    return found


def batches(rows: Iterable[Row], size: int = BATCH) -> Iterator[list[Row]]:
    """Rows, some hundred at a time."""
    rows = iter(rows)
    while batch := list(islice(rows, size)):
        yield batch


def planned(sitting: Sitting, rows: Sequence[Row], *, lock: bool) -> list[Plan]:
    """A plan for each row, in their order; a row that could not be read is refused with its problem."""
    readable = iter(sitting.plan([row for row in rows if not row.problem], lock=lock))
    return [
        Plan(row, Outcome.REFUSE, label=row.label, reason=row.problem) if row.problem else next(readable)
        for row in rows
    ]
