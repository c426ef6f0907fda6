"""Which organisations of the register may have sent an answer, each with the reason why it is thought of."""

import re
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from consultation.responses.models import Respondent, Response
from core.fields import fold
from partnerships.organisations.models import Area, Identifier, Organisation, Scheme

MOST = 5
CHARITY = (Scheme.CHARITY, Scheme.CHARITY_SCOTLAND, Scheme.CHARITY_NI)
SAID_OF_MANY = frozenset(
    fold(
        "a and at by for from in of on the to with association centre charity club committee council county district "
        "forum friends fund group groups limited local ltd national network project service services society support "
        "trust"
    ).split()
)
"""Words that many organisations have in their name: they do not tell one from another."""
BEGINNING = 4
"""Letters that a word has, at least, to be taken for the same as its plural."""


@dataclass(frozen=True)
class Suggestion:
    """An organisation that may have sent it, and why."""

    organisation: Organisation
    reason: str


def suggestions_for(response: Response) -> list[Suggestion]:
    """By charity number first, then by the same name, then by the words of the name. Four statements at most."""
    respondent = response.respondent
    if respondent is None:
        return []
    found: dict[int, Suggestion] = {}
    if number := charity_number_in(respondent.charity_number):
        rows = Identifier.objects.filter(scheme__in=CHARITY, value=number).select_related(*ENTRY)
        for each in rows.order_by("pk")[:MOST]:
            body = each.organisation.stands_as
            found[body.pk] = Suggestion(body, f"It has the charity number {number}")
    same = Organisation.objects.filter(sort_name=fold(respondent.name)).order_by("-is_partner", "pk")
    put(found, same, "It has the same name")
    put(found, alike(respondent.name), "Its name has the same words")
    telling = telling_words(respondent.name)
    if len(found) < MOST and telling and telling != fold(respondent.name).split():
        put(found, alike(" ".join(telling)), f"Its name has {in_quotes(telling)} in it")
    return [each for each in found.values() if each.organisation.pk != response.organisation_id][:MOST]


ENTRY = ("organisation__kind", "organisation__duplicate_of__kind")
"""What is read of an entry, and of the one that is kept where it was merged as a duplicate."""


def charity_number_in(text: str) -> str:
    """The number in what people write: 'Reg. No. 1093617', 'SC 012345'. Empty where there is none."""
    found = re.search(r"(SC|NIC)?[0-9]{5,7}(-[0-9]{1,4})?", "".join(text.upper().split()))
    return found.group() if found else ""


def put(found: dict[int, Suggestion], rows: Any, reason: str) -> None:
    """Add the first of these organisations, where they are not there already."""
    for entry in rows.select_related("kind", "duplicate_of__kind")[:MOST]:
        found.setdefault(entry.stands_as.pk, Suggestion(entry.stands_as, reason))


def alike(text: str) -> Any:
    """Organisations whose name holds the words, partners here first."""
    return Organisation.objects.matching(text).order_by("-is_partner", "sort_name", "pk")


def what_they_share(respondent: Respondent, organisation: Organisation) -> str:
    """What speaks for a match: the charity number, a name, or words of one; empty where nothing does."""
    number = charity_number_in(respondent.charity_number)
    if number and organisation.identifiers.filter(scheme__in=CHARITY, value=number).exists():
        return f"Both have the charity number {number}."
    names = [organisation.name, *organisation.names.values_list("name", flat=True)]
    if fold(respondent.name) in map(fold, names):
        return "Both have the same name."
    theirs = [word for name in names for word in significant(name)]
    shared = [word for word in significant(respondent.name) if any(is_like(word, each) for each in theirs)]
    telling = [word for word in shared if word not in words_of_areas(shared)]
    return f"Both names have {in_quotes(telling[:2])} in them." if telling else ""


def is_like(word: str, other: str) -> bool:
    """Whether two words are the same, or the one and the many of one thing: 'carer' and 'carers'."""
    short, long = sorted((word, other), key=len)
    return short == long or (len(short) >= BEGINNING and long in (f"{short}s", f"{short}es"))


def words_of_areas(words: list[str]) -> set[str]:
    """Those of the words that are in the name of an area: in a county many organisations are called by it."""
    asked = Q()
    for word in words:
        asked |= Q(name__icontains=word)
    names = Area.objects.filter(asked).values_list("name", flat=True) if words else []
    return {word for name in names for word in fold(name).split()} & set(words)


def significant(name: str) -> list[str]:
    """The words of a name that not many others have in theirs, the longest first."""
    words = [word for word in dict.fromkeys(fold(name).split()) if len(word) > 2 and word not in SAID_OF_MANY]
    return sorted(words, key=lambda word: (-len(word), word))


def telling_words(name: str) -> list[str]:
    """The two longest words of a name that not many others have in theirs."""
    return significant(name)[:2]


def in_quotes(words: list[str]) -> str:
    """Words as they are named in a sentence: 'malvern' and 'newspaper'."""
    return " and ".join(f"'{word}'" for word in words)
