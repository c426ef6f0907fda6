"""Controls of forms that were drawn before: by the macros of the design system that takes most of the time of a form.

What a macro draws depends on its options alone. So where they are the same, what it drew is shown again. What stands in
a box, and what is wrong with it, is put in afterwards, so that nothing is kept of what is typed.
"""

import secrets
from collections.abc import Callable, Hashable
from typing import Any

from markupsafe import Markup, escape

MOST = 1000
"""So many are kept; then it begins again."""
LONGEST = 20_000
"""What is longer, such as a choice of hundreds, is not kept."""
BOXES = ("input", "textarea", "characterCount")
"""The macros that draw one box with a value."""
MARK = f"here {secrets.token_hex(16)}"
"""Stands where a value will, with more behind it where there are several. Nobody knows it, so that nobody can write it
elsewhere."""
WRONG = f"{MARK} wrong"

kept: dict[Hashable, Markup] = {}


def drawn(control: dict[str, Any], draw: Callable[[str, dict[str, Any]], Markup]) -> Markup:
    """A control (`core.pages.controls.control`), by the macro `draw` where nothing was drawn for the same options."""
    macro, options = control["macro"], control["options"]
    options, texts = marked(macro, options)
    known = (macro, frozen(options))
    markup = kept.get(known)
    if markup is None:
        markup = draw(macro, options)
        keep(known, markup)
    for mark, text in texts.items():
        markup = markup.replace(mark, escape(text))
    return markup


def marked(macro: str, options: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The options with marks in place of what is typed and of what is wrong with it, and the text for each mark."""
    texts: dict[str, Any] = {}
    more: dict[str, Any] = {}
    if error := options["errorMessage"]:
        texts[WRONG], more["errorMessage"] = error["text"], {"text": WRONG}
    if macro == "dateInput":
        more["items"] = items = [dict(item) for item in options["items"]]
        for place, item in enumerate(items):
            if item["value"]:  # an empty box is drawn without one
                mark = f"{MARK} {place}"
                texts[mark], item["value"] = item["value"], mark
    elif macro in BOXES:
        texts[MARK] = options.get("value", "")
        more["value"] = MARK
    return {**options, **more}, texts


def keep(known: Hashable, markup: Markup) -> None:
    """Keep what was drawn, in this process."""
    if len(markup) > LONGEST:
        return
    if len(kept) >= MOST:
        kept.clear()
    kept[known] = markup


def frozen(value: Any) -> Hashable:
    """The same as something that can be a key. Of two equal texts one may be marked up: their kinds tell them apart."""
    if isinstance(value, dict):
        return tuple((name, frozen(each)) for name, each in value.items())
    if isinstance(value, list | tuple):
        return tuple(map(frozen, value))
    return value.__class__, value
