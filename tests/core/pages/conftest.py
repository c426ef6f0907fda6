"""Pages for tests alone."""

import pathlib

import pytest

from core.pages import nav

PAGES = pathlib.Path(__file__).parents[2] / "browser"


@pytest.fixture
def example_pages(settings, monkeypatch):
    """The pages of tests/browser/pages.py instead of the product's."""
    templates = [dict(each) for each in settings.TEMPLATES]
    templates[0]["DIRS"] = [*templates[0]["DIRS"], PAGES / "templates"]
    settings.TEMPLATES = templates
    settings.ROOT_URLCONF = "tests.browser.pages"
    monkeypatch.setattr(nav, "_places", [])
    monkeypatch.setattr(nav, "_footer", [])
