"""Controls of forms that were drawn before: by the macros of the design system that takes most of the time of a form.

What a macro draws depends on its options alone. So where they are the same, what it drew is shown again. What stands in
a box is put in afterwards, so that what is typed is not kept; where an error may repeat it, all is drawn each time.
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
"""Stands where the value will. Nobody knows it, so that nobody can write it elsewhere."""

kept: dict[Hashable, Markup] = {}


def drawn(control: dict[str, Any], draw: Callable[[str, dict[str, Any]], Markup]) -> Markup:
    """A control (`core.pages.controls.control`), by the macro `draw` where nothing was drawn for the same options."""
    macro, options = control["macro"], control["options"]
    if options["errorMessage"] and control["filled"]:
        return draw(macro, options)
    value = options.get("value", "") if macro in BOXES else None
    if value is not None:
        options = {**options, "value": MARK}
    known = (macro, frozen(options))
    markup = kept.get(known)
    if markup is None:
        markup = draw(macro, options)
        keep(known, markup)
    return markup if value is None else markup.replace(MARK, escape(value))


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
