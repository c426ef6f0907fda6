"""A form field in which an organisation is named."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, QuerySet
from django.urls import reverse_lazy

from core.fields import fold
from core.pages.fields import OneLinePick
from partnerships.organisations.models import Organisation

SHOWN = 5


def suggestions(text: str) -> QuerySet:
    """Organisations that match what is being typed: partners here first, the open before the closed."""
    open_first = F("closed").desc(nulls_first=True)  # databases disagree on which end nothing stands at
    found = Organisation.objects.matching(text).select_related("kind")
    return found.order_by("-is_partner", open_first, "sort_name", "pk")


class OrganisationField(forms.CharField):
    """One line: a code, a name, or 'name, code' as the lists write it. Cleans to the organisation."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", OneLinePick(reverse_lazy("organisation_suggest")))
        kwargs.setdefault("max_length", 320)
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return str(value) if isinstance(value, Organisation) else value

    def clean(self, value: Any) -> Organisation | None:  # type: ignore[override]
        text = super().clean(value)
        return find(text) if text else None


def find(text: str) -> Organisation:
    """The one organisation meant. Raises ValidationError with those that could be meant, or how to name it."""
    name, _, code = text.rpartition(",")
    exact = Organisation.objects.filter(identifiers__value__iexact=code.strip() if name else text.strip()).distinct()
    named = [each for each in exact[:SHOWN] if not name or fold(each.name) == fold(name)]
    if len(named) == 1:
        return named[0]
    found = list(Organisation.objects.filter(sort_name=fold(text))[: SHOWN + 1]) or list(suggestions(text)[: SHOWN + 1])
    if len(found) == 1:
        return found[0]
    if not found:
        raise ValidationError(f"No organisation in the register is called or coded '{text[:80]}'. Check the spelling.")
    listed = "; ".join(str(each) for each in found[:SHOWN])
    raise ValidationError(f"Several could be meant. Enter one of these with its code: {listed}.")
