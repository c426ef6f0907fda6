"""The demonstration, told once for all tests of what it tells that follow one another: telling it takes seconds.

    pytestmark = of_the_story

What such a test writes is taken back to the end of the story.
"""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings

from core import demo
from tests.once import kept_for_the_module

of_the_story = [pytest.mark.django_db, pytest.mark.xdist_group("story"), pytest.mark.usefixtures("the_story")]
"""For a whole module."""
told = ExitStack()
"""What is to be closed when the next test is of something else; empty as long as nothing is told."""
opened: list[Any] = []


def tell(blocker: Any) -> None:
    """Tell the story, where it is not told."""
    if opened:
        return
    folder = Path(told.enter_context(tempfile.TemporaryDirectory()))
    told.enter_context(override_settings(DEMO=True, MEDIA_ROOT=folder / "files", VAR_DIR=folder))
    told.enter_context(kept_for_the_module(blocker))
    opened.append(folder)
    demo.load()


@pytest.fixture(scope="module")
def the_story(django_db_setup, django_db_blocker) -> None:
    """The whole of it, as `make demo` tells it; before the test's own transaction begins."""
    tell(django_db_blocker)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """Forget it before a test of something else."""
    try:
        return (yield)
    finally:
        if opened and (nextitem is None or "the_story" not in nextitem.fixturenames):
            opened.clear()
            told.close()
