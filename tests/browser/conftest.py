"""A real browser for tests: pages as people see them, with the rules of accessibility."""

import threading
import time
from contextlib import suppress

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.signals import request_finished, request_started
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from playwright.sync_api import sync_playwright

from tests.core.pages.conftest import example_pages

__all__ = ["example_pages"]

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(autouse=True)
def answered(transactional_db):
    """What a page sent last, perhaps as it was closed, is answered before the test's rows are taken away: on SQLite the
    server and the test share one connection."""
    under_way: set[int] = set()
    began = lambda **kwargs: under_way.add(threading.get_ident())  # noqa: E731
    ended = lambda **kwargs: under_way.discard(threading.get_ident())  # noqa: E731
    request_started.connect(began)
    request_finished.connect(ended)
    yield
    end, quiet_since = time.monotonic() + 10, time.monotonic()
    while time.monotonic() < min(end, quiet_since + 0.1):
        quiet_since = time.monotonic() if under_way else quiet_since
        time.sleep(0.01)
    request_started.disconnect(began)
    request_finished.disconnect(ended)


@pytest.fixture(scope="session")
def browser(chromium):
    """One Chromium for all tests of a process."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def browser_page(browser, live_server):
    """A fresh page without cookies; paths are taken from the live server. A mistake in a script fails the test."""
    context = browser.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 900}, locale="en-GB")
    page = context.new_page()
    mistakes: list[str] = []
    page.on("pageerror", lambda error: mistakes.append(str(error)))
    page.on("console", lambda line: mistakes.append(line.text) if "Content Security Policy" in line.text else None)
    yield page
    context.close()
    assert mistakes == []


@pytest.fixture
def assert_accessible():
    """A function that fails with every rule of accessibility the page breaks."""

    def check(page) -> None:
        found = Axe().run(page, options={"resultTypes": ["violations"]})
        broken = [
            f"{rule['id']}: {node['html']} ({node['failureSummary']})"
            for rule in found.response["violations"]
            for node in rule["nodes"]
        ]
        assert broken == []

    return check


@pytest.fixture
def widths():
    """A function that fails where the page must be scrolled sideways on a small telephone."""

    def check(page, width: int = 320) -> None:
        before = page.viewport_size
        page.set_viewport_size({"width": width, "height": 800})
        with suppress(PlaywrightTimeout):  # the menu folds a moment after the window has changed
            page.wait_for_function("width => document.documentElement.scrollWidth <= width", arg=width, timeout=2000)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{page.url} is {wide} pixels wide in a window of {width}"
        page.set_viewport_size(before)

    return check
