"""Words shown back apart from the form they were typed into: called as its page calls them, and choices by their words.

@shown_back("visit_edit")
def fields(actor, data, pk):
    yield "When was it?", VisitForm(data)["done_on"]
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import BoundField
from django.http import Http404, QueryDict
from django.urls import resolve

from core.acts import Actor
from core.pages.conflict import readable, typed
from core.pages.fields import BOXES, DayMonthYearWidget

Fields = Callable[..., Iterable[tuple[str, BoundField]]]
FORMS: dict[str, Fields] = {}
"""By the name of an address: the fields of its form, filled in, each with what its page calls it."""


def shown_back(*addresses: str) -> Callable[[Fields], Fields]:
    """Declare what the fields of the form at some addresses are called: by a function of who asks, what was sent, and
    what the address holds. Other forms are shown back by the names of their fields."""

    def declare(fields: Fields) -> Fields:
        FORMS.update(dict.fromkeys(addresses, fields))
        return fields

    return declare


def as_on_page(sent: list[dict[str, Any]], path: str, actor: Actor) -> list[dict[str, Any]]:
    """What was sent to an address, as its page calls it; as it is where the person may not see that page.

    The values stay, to be sent again; `said` is how they are shown, where that is otherwise.
    """
    data = QueryDict(mutable=True)
    for each in sent:
        data.setlist(each["name"], each["values"])
    try:
        match = resolve(path.partition("?")[0])  # one that begins with '//[' is no address to urlsplit
        declared = FORMS.get(match.view_name)
        found = list(declared(actor, data, *match.args, **match.kwargs)) if declared else []
    except (Http404, PermissionDenied):
        return sent
    told: dict[str, dict[str, Any]] = {}
    for label, bound in found:
        first, *others = [each for each in names_of(bound) if each in data] or [bound.html_name]
        words = readable(bound, typed(bound))
        told[first] = {"label": label, "said": [words], "shown": bool(words.strip())}
        told |= {each: {"shown": False} for each in others}
    return [each | told.get(each["name"], {}) for each in sent]


def names_of(bound: BoundField) -> list[str]:
    """The names under which the boxes of a field are sent."""
    boxes = BOXES if isinstance(bound.field.widget, DayMonthYearWidget) else ()
    return [bound.html_name, *(f"{bound.html_name}_{each}" for each in boxes)]
