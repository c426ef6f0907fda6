"""A real browser for tests: pages as people see them, with the rules of accessibility."""

import socket
import threading
import time
from contextlib import closing
from types import SimpleNamespace

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from playwright.sync_api import expect, sync_playwright

from tests.core.pages.conftest import example_pages

__all__ = ["example_pages"]

expect.set_options(timeout=30_000)  # a busy machine is slow; where all is well nothing waits that long

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def one_at_a_time():
    """Held while a request is answered on SQLite, where the server and the test share one connection: two at once would
    take part in each other's transactions. A test takes it for its own work while a page asks again by itself."""
    return threading.Lock()


@pytest.fixture(scope="session")
def conversations(live_server, one_at_a_time):
    """The connections to the server that are open, and the addresses of all that ever were."""
    server, now_open, heard = live_server.thread.httpd, set(), set()
    take_up, shut, answer = server.process_request, server.shutdown_request, server.get_app()

    def process_request(connection, address):
        now_open.add(connection)
        heard.add(address)
        take_up(connection, address)

    def shutdown_request(connection):
        shut(connection)
        now_open.discard(connection)

    def answer_alone(environ, start_response):
        with one_at_a_time, closing(answer(environ, start_response)) as answered:
            return list(answered)

    server.process_request, server.shutdown_request = process_request, shutdown_request
    if live_server.thread.connections_override:
        server.set_app(answer_alone)
    return SimpleNamespace(address=server.server_address, now_open=now_open, heard=heard)


@pytest.fixture(autouse=True)
def answered(transactional_db, conversations):
    """What a page sent last, perhaps as it was closed, is answered before the test's rows are taken away. By now every
    page is closed, and with it what it had to say; our own word stands behind all that waits to be heard."""
    yield
    with socket.create_connection(conversations.address) as word:
        last = word.getsockname()
    end = time.monotonic() + 30
    while (last not in conversations.heard or conversations.now_open) and time.monotonic() < end:
        time.sleep(0.005)
    assert not conversations.now_open, "The browser still speaks to the server."


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


COLOURS = "color-contrast"


@pytest.fixture
def assert_accessible():
    """A function that fails with every rule of accessibility the page breaks.

    Whether words stand out from what is behind them takes as long to find out as all else. No page has a colour of its
    own, so this is looked at where every component is (test_components.py), and on lists, records and forms of two
    subjects.
    """

    def check(page, colours: bool = False) -> None:
        rules = {COLOURS: {"enabled": colours}}
        found = Axe().run(page, options={"resultTypes": ["violations"], "preload": False, "rules": rules})
        broken = [
            f"{rule['id']}: {node['html']} ({node['failureSummary']})"
            for rule in found.response["violations"]
            for node in rule["nodes"]
        ]
        assert broken == []

    return check


@pytest.fixture
def widths():
    """A function that fails where the page must be scrolled sideways, on a small telephone or at any width."""

    def check(page, width: int = 320) -> None:
        before = page.viewport_size
        page.set_viewport_size({"width": width, "height": 800})
        try:  # the menu folds a moment after the window has changed
            page.wait_for_function("width => document.documentElement.scrollWidth <= width", arg=width)
        except PlaywrightTimeout:
            wide = page.evaluate("document.documentElement.scrollWidth")
            pytest.fail(f"{page.url} is {wide} pixels wide in a window of {width}")
        page.set_viewport_size(before)

    return check
