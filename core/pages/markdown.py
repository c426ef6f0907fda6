"""Text written as Markdown, as a page shows it: the one place where markup is made of what people typed.

Markup in the text itself is shown as it was typed; what the renderer made is cleaned once more before it is used.
"""

from functools import lru_cache
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

TAGS = {"p", "br", "h3", "ul", "ol", "li", "strong", "em", "a", "blockquote", "hr", "code", "table", "thead", "tbody"}
TAGS |= {"tr", "th", "td"}
ATTRIBUTES = {"a": {"href", "class"}, "ul": {"class"}, "ol": {"class", "start"}, "h3": {"class"}, "table": {"class"}}
CLASSES = {
    "bullet_list_open": "nhsuk-list nhsuk-list--bullet",
    "ordered_list_open": "nhsuk-list nhsuk-list--number",
    "heading_open": "nhsuk-heading-s",
    "link_open": "nhsuk-link",
    "table_open": "nhsuk-table",
}
SCHEMES = {"http", "https", "mailto", "tel"}

_reader = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table").disable("image")


KEPT_UP_TO = 10_000
"""Characters of the longest text whose markup a process remembers; of 512 texts, so that memory has a bound."""


def markdown(text: str) -> Markup:
    """The text as markup. Headings of any level become one level, below that of the section they stand in."""
    return remembered(text) if len(text) <= KEPT_UP_TO else rendered(text)


def rendered(text: str) -> Markup:
    """The text as markup, made afresh."""
    tokens = _reader.parse(text)
    for token in tokens:
        _dress(token)
        for inner in token.children or ():
            _dress(inner)
    html = _reader.renderer.render(tokens, _reader.options, {})
    return Markup(  # noqa: S704 - cleaned here
        nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener nofollow")
    )


remembered = lru_cache(maxsize=512)(rendered)


def _dress(token: Any) -> None:
    if token.type in ("heading_open", "heading_close"):
        token.tag = "h3"
    if token.type in CLASSES:
        token.attrSet("class", CLASSES[token.type])
