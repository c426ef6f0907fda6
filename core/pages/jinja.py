"""The Jinja2 environment of our pages."""

from functools import lru_cache
from typing import Any

from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader, Template
from jinja2.environment import TemplateModule
from jinja2.runtime import Context

from core.pages import conflict, controls, words
from core.pages.addresses import fixed
from core.pages.markdown import markdown


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


class Page(Template):
    """A template whose macros are read once, however often it is imported.

    Jinja2 compares the names that every template knows with those that the importing page knows, each time, in case
    the two differ. Ours know the same.
    """

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        return super()._get_default_module()


def environment(**options: Any) -> Environment:
    """The environment of settings.TEMPLATES: our templates first, then the design system's macros."""
    loader = ChoiceLoader([options.pop("loader"), PackageLoader("nhsuk_frontend_jinja")])
    # The macros of the design system read options that were not given.
    options["undefined"] = ChainableUndefined
    env = Environment(  # noqa: S701 - Django's backend passes autoescape=True, and a test holds it
        loader=loader, trim_blocks=True, lstrip_blocks=True, cache_size=-1, **options
    )
    env.template_class = Page
    env.globals |= {
        "static": lru_cache(maxsize=None)(static),  # its name stays the same as long as the product runs
        "url": url,
        "csrf_field": csrf_field,
        "control": controls.control,
        "problems": controls.problems,
        "differences": conflict.differences,
    }
    env.filters |= {
        "date": words.date,
        "markdown": markdown,
        "datetime": words.moment,
        "money": words.money,
        "number": words.number,
        "plural": words.plural,
    }
    return env
