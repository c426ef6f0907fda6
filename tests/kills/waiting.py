"""Waiting for something to become true."""

import time
from collections.abc import Callable
from typing import Any

PATIENCE = 60
"""Seconds after which a test gives up; no assertion depends on how long anything takes."""


def until(what: str, true: Callable[[], Any], told: Callable[[], str] = str) -> Any:
    """Ask again and again until the answer is true, and return it. `told` is what a failure shows beside `what`."""
    end = time.monotonic() + PATIENCE
    while not (found := true()):
        assert time.monotonic() < end, f"In vain waited for: {what}\n{told()}"
        time.sleep(0.03)
    return found
