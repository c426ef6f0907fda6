"""Pages for tests alone."""

import pathlib

import pytest

PAGES = pathlib.Path(__file__).parents[2] / "browser"


@pytest.fixture
def example_pages(settings):
    """The pages of tests/browser/pages.py instead of the product's."""
    templates = [dict(each) for each in settings.TEMPLATES]
    templates[0]["DIRS"] = [*templates[0]["DIRS"], PAGES / "templates"]
    settings.TEMPLATES = templates
    settings.ROOT_URLCONF = "tests.browser.pages"
