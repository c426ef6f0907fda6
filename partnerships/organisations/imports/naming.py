"""Names that come in capitals, as people write them; and when two names are the same in words."""

import re

from core.fields import fold

SMALL = frozenset(
    ["a", "and", "at", "by", "for", "in", "of", "on", "or", "the", "to", "under", "upon", "with", "le", "la"]
)
CAPITALS = frozenset(
    [
        "NHS",
        "CCG",
        "ICB",
        "ICS",
        "PCT",
        "SHA",
        "CSU",
        "GP",
        "HQ",
        "UK",
        "USA",
        "BME",
        "CIC",
        "CIO",
        "PO",
        "II",
        "III",
        "IV",
        "LLP",
        "PLC",
        "VCS",
        "CVS",
        "HM",
    ]
)
KEPT = {"C/O": "c/o", "CCGS": "CCGs"}


def titled(text: str) -> str:
    """A name given in capitals as it is usually written; one that has small letters is left as it is.

    >>> titled("ST GEORGE'S UNIVERSITY HOSPITALS NHS FOUNDATION TRUST")
    "St George's University Hospitals NHS Foundation Trust"
    """
    if any(each.islower() for each in text):
        return text
    words = text.split(" ")
    return " ".join(_word(word, first=place == 0 or words[place - 1] == "-") for place, word in enumerate(words))


def _word(word: str, *, first: bool) -> str:
    """One word between spaces; its parts between hyphens, brackets and commas each by themselves."""
    if word in KEPT:
        return KEPT[word]
    if re.search(r"\d", word) or re.fullmatch(r"[A-Z](&[A-Z])+", word):
        return word
    parts = re.split(r"([^\w'’&]+)", word)
    lead = first or word[:1] in '(["“'
    shown = [_part(part, first=lead and place <= 2) for place, part in enumerate(parts)]
    return "".join(shown)


def _part(part: str, *, first: bool) -> str:
    if part in CAPITALS:
        return part
    if part.lower() in SMALL and not first:
        return part.lower()
    head, mark, tail = part.replace("’", "'").partition("'")
    if mark and len(head) == 1 and len(tail) > 1:  # O'Brien, D'Arcy
        return f"{head}'{tail.capitalize()}"
    return part[:1] + part[1:].lower()


def words_of(name: str) -> str:
    """A name by its words alone: letters, '&' read as 'and'."""
    return fold(name.replace("&", " and "))


def same_name(one: str, other: str) -> bool:
    """Whether two names differ in spelling only: capitals, stops, '&' for 'and'. Such a change is no change of name.

    >>> same_name("NHS FYLDE & WYRE CCG", "NHS Fylde and Wyre CCG")
    True
    """
    return words_of(one) == words_of(other)
