"""Markdown: what people type never becomes markup that they chose."""

import pytest

from core.pages.markdown import KEPT_UP_TO, markdown, remembered


def test_paragraphs_lists_and_links():
    assert markdown("Two *aims*:\n\n- one\n- two") == (
        '<p>Two <em>aims</em>:</p>\n<ul class="nhsuk-list nhsuk-list--bullet">\n<li>one</li>\n<li>two</li>\n</ul>\n'
    )
    assert markdown("[The plan](https://example.org/plan)") == (
        '<p><a href="https://example.org/plan" class="nhsuk-link" rel="noopener nofollow">The plan</a></p>\n'
    )


def test_headings_become_one_level():
    assert markdown("# Large\n\n#### Small") == (
        '<h3 class="nhsuk-heading-s">Large</h3>\n<h3 class="nhsuk-heading-s">Small</h3>\n'
    )


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "[press](javascript:alert(1))",
        "[press](data:text/html;base64,PHNjcmlwdD4=)",
        '<a href="https://example.org" onclick="alert(1)">press</a>',
        "![x](https://example.org/x.png)",
    ],
)
def test_nothing_dangerous_comes_through(text):
    found = markdown(text)
    for forbidden in (
        "<script",
        "<img",
        '<a href="javascript',
        '<a href="data',
        '<a href="https://example.org" onclick',
    ):
        assert forbidden not in found


def test_only_short_texts_are_remembered():
    remembered.cache_clear()
    short, long = "a" * KEPT_UP_TO, "b" * (KEPT_UP_TO + 1)
    assert [markdown(short), markdown(long), markdown(long)] == [f"<p>{short}</p>\n", *[f"<p>{long}</p>\n"] * 2]
    assert remembered.cache_info().currsize == 1
    assert remembered.cache_info().maxsize == 512
