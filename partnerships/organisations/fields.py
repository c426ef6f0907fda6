"""A form field in which an organisation is named."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, QuerySet
from django.urls import reverse_lazy

from core.fields import fold
from core.pages import words
from core.pages.fields import Explained, OneLinePick, could_mean
from partnerships.organisations.models import Organisation

SHOWN = 8
ENTRIES = Organisation.objects.select_related("kind", "duplicate_of__kind").order_by("pk")
MAY_BE_EMPTY = " If it is not in the register, leave the line empty."


def suggestions(text: str) -> QuerySet:
    """Organisations that match what is being typed: partners here first, the open before the closed."""
    open_first = F("closed").desc(nulls_first=True)  # databases disagree on which end nothing stands at
    found = Organisation.objects.matching(text).select_related("kind")
    return found.order_by("-is_partner", open_first, "sort_name", "pk")


class OrganisationField(forms.CharField):
    """One line: a code, a name, 'name, code' as the lists write it, or '#' and its number. Cleans to the organisation.

    Nothing is guessed: words that are only a part of a name come back with the organisations that they fit, to pick.
    """

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", OneLinePick(reverse_lazy("organisation_suggest")))
        kwargs.setdefault("max_length", 320)
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """What stands in the line: one that was picked by its number stands there by its name."""
        named = numbered(value) if isinstance(value, str) else value
        return str(named) if isinstance(named, Organisation) else value

    def clean(self, value: Any) -> Organisation | None:  # type: ignore[override]
        text = super().clean(value)
        return find(text, "" if self.required else MAY_BE_EMPTY) if text else None


def find(text: str, besides: str = "") -> Organisation:
    """The one organisation meant. Raises ValidationError with those that could be meant, or how to name it, and what
    can be done besides."""
    if picked := numbered(text):
        return picked
    name, _, code = text.rpartition(",")
    exact = ENTRIES.filter(identifiers__value__iexact=code.strip() if name else text.strip()).distinct()
    named = kept([each for each in exact[:SHOWN] if not name or fold(each.name) == fold(name)])
    if len(named) == 1:
        return named[0]
    called = kept(ENTRIES.filter(sort_name=fold(text))[: SHOWN + 1])
    if len(called) == 1:
        return called[0]
    found = called or list(suggestions(text)[: SHOWN + 1])
    if not found:
        raise ValidationError(
            f"No organisation in the register is called or coded '{text[:80]}'. Check the spelling.{besides}"
        )
    raise could_mean(which(text, found) + besides, [(f"#{each.pk}", label_of(each)) for each in found[:SHOWN]])


def numbered(text: str) -> Organisation | None:
    """The organisation of a number in the register, '#12', as it is sent for one that was picked."""
    number = re.fullmatch(r"#([0-9]{1,18})", text.strip())
    return next(iter(kept(ENTRIES.filter(pk=int(number[1])))), None) if number else None


def kept(found: Iterable[Organisation]) -> list[Organisation]:
    """The bodies that these entries stand for, each once: of a duplicate the entry that is kept."""
    return list({each.stands_as.pk: each.stands_as for each in found}.values())


def which(text: str, found: Sequence[Organisation]) -> str:
    """The sentence beside a line that is no whole name and no code."""
    if len(found) == 1:
        return f"Did you mean {found[0]}? Choose it below, or enter the name or code of another in full."
    some = f"The first {SHOWN} are below" if len(found) > SHOWN else "They are below"
    return f"Several organisations fit '{text[:80]}'. {some}: choose one, or enter its name or code in full."


def label_of(organisation: Organisation) -> Explained:
    """How one is offered: by its name and code, with what it is."""
    ended = f", until {words.date(organisation.closed)}" if organisation.closed else ""
    return Explained(str(organisation), f"{organisation.kind.title}{ended}")
