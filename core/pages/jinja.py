"""The Jinja2 environment of our pages."""

from collections.abc import MutableMapping
from functools import lru_cache
from typing import Any

from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader, Undefined

from core.pages import conflict, controls, drawn, rows, words
from core.pages.addresses import fixed
from core.pages.markdown import markdown

OF_EVERY_DICTIONARY = frozenset(dir(dict))
"""Names that go before a key of the same name, as Jinja2 has it: `options.items` is the method."""


class Templates(Environment):
    """Jinja2's environment, quicker at what the macros of the design system do again and again on one page: read an
    option that was not given, and import one another."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.not_given = lru_cache(maxsize=None)(self._not_given)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Of a dictionary its keys, without an attempt at an attribute that no dictionary has."""
        if obj.__class__ is not dict or attribute in OF_EVERY_DICTIONARY:
            return super().getattr(obj, attribute)
        return obj[attribute] if attribute in obj else self.not_given(attribute)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """A plain dictionary: each import compares its names with those of the importing template."""
        return {**self.globals, **(d or {})}

    def _not_given(self, name: str) -> Undefined:
        return self.undefined(obj={}, name=name)


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a page by its name: url("organisation", pk=3)."""
    return reverse(name, args=args, kwargs=kwargs) if args or kwargs else fixed(name)


def csrf_field(request: Any) -> str:
    """The hidden fields that prove a post came from our own page, and say to whom it was shown."""
    proof = format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', get_token(request))
    actor = getattr(request, "actor", None)
    if actor is None or not actor.mark:
        return proof
    return proof + format_html('<input type="hidden" name="shown_to" value="{}">', actor.mark)


def as_it_is(markup: str, *_: Any) -> str:
    """Instead of Jinja2's `indent`, by which the macros of the design system line up what they insert: that takes a
    tenth of the time of a form, and shows nowhere."""
    return markup


def environment(**options: Any) -> Environment:
    """The environment of settings.TEMPLATES: our templates first, then the design system's macros."""
    loader = ChoiceLoader([options.pop("loader"), PackageLoader("nhsuk_frontend_jinja")])
    # The macros of the design system read options that were not given.
    options["undefined"] = ChainableUndefined
    # Django's backend passes autoescape=True, and a test holds it.
    env = Templates(loader=loader, trim_blocks=True, lstrip_blocks=True, cache_size=-1, **options)
    env.globals |= {
        "static": lru_cache(maxsize=None)(static),  # its name stays the same as long as the product runs
        "url": url,
        "csrf_field": csrf_field,
        "control": controls.control,
        "drawn": drawn.drawn,
        "problems": controls.problems,
        "differences": conflict.differences,
        "filled": rows.filled,
    }
    env.filters |= {
        "date": words.date,
        "markdown": markdown,
        "datetime": words.moment,
        "indent": as_it_is,
        "money": words.money,
        "number": words.number,
        "plural": words.plural,
    }
    return env
