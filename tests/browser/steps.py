"""What a person does in a browser and then waits for. Playwright's click does not wait for the page it leads to."""

import datetime

from playwright.sync_api import Locator, Page, Response, expect

PAUSE = 2000
"""Milliseconds without a key after which a form saves itself (static/concordat.js)."""


def follow(led_by: Locator, key: str = "") -> Response | None:
    """Press a link or a button that leads to another page, and wait until all of that page is there.

    The answer to the request is returned. With `key` it is pressed with the keyboard.
    """
    with led_by.page.expect_navigation() as led:
        led_by.press(key) if key else led_by.click()
    return led.value


def text_of(shown: Locator) -> str:
    """What one part of a page says, once it says something."""
    expect(shown).not_to_be_empty()
    return shown.inner_text()


def stop_time(page: Page) -> None:
    """From the next page on no time passes but what `page.clock.run_for` lets pass, until `page.clock.resume()`:
    however slow the machine is, a timer of the page never runs out between two steps of a test."""
    now = datetime.datetime(2003, 11, 20, 12, tzinfo=datetime.UTC)
    page.clock.install(time=now)
    page.clock.pause_at(now + datetime.timedelta(days=1))  # it runs until then, and cannot be stopped in its past
