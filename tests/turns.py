"""What is asked of each database (ADR 30)."""

from collections.abc import Sequence
from typing import TypeVar
from zlib import crc32

from tests.environment import SERVED

T = TypeVar("T")
EVERY = 3


def in_turn(all_of_them: Sequence[T], name: str) -> list[T]:
    """All of them on SQLite; on PostgreSQL every third, beginning with another for another name."""
    return list(all_of_them[crc32(name.encode()) % EVERY :: EVERY] if SERVED else all_of_them)
