"""What is true of organisations: their numbers, what they are found by, when their entry is confirmed again.

Identifiers: ODS codes and GSS codes as NHS England and ONS publish them; charity numbers as the Charity Commission's
register writes them (a linked charity's number follows a hyphen); company numbers as Companies House writes them.
"""

import datetime
import re
import unicodedata
from collections.abc import Iterable

from core.acts import Refused
from core.fields import fold
from core.pages import words
from partnerships.organisations.models import Scheme, UmbrellaMembership

CONFIRM_EVERY = datetime.timedelta(days=365)
"""A partner's entry is confirmed once a year; after that it is stale (S3-13: the database is kept updated)."""

SHAPES: dict[str, tuple[str, str]] = {
    Scheme.ODS: (r"[A-Z0-9]{1,10}", "letters and figures, like 5CN or QGH"),
    Scheme.GSS: (r"[ENSWKJ][0-9]{8}", "a letter and eight figures, like E06000019"),
    Scheme.CHARITY: (r"[1-9][0-9]{5,6}(-[1-9][0-9]{0,3})?", "six or seven figures, like 1093617"),
    Scheme.CHARITY_SCOTLAND: (r"SC[0-9]{6}", "SC and six figures, like SC012345"),
    Scheme.CHARITY_NI: (r"(NIC)?1[0-9]{5}", "six figures that begin with 1, like 100123"),
    Scheme.COMPANY: (
        r"([A-Z]{2}|[0-9]{2})[0-9]{5}[0-9R]",
        "eight figures, or two letters and six figures, like 00738693",
    ),
    Scheme.ORG_ID: (r"[A-Z]{2}-[A-Z0-9]+-.+", "a list's code and a number, like GB-CHC-1093617"),
    Scheme.COUNCIL: (r"[A-Z]{3,4}(-[A-Z])?", "three or four letters, like HEF"),
}

MAIN_CODE_ORDER = (
    Scheme.ODS,
    Scheme.GSS,
    Scheme.CHARITY,
    Scheme.CHARITY_SCOTLAND,
    Scheme.CHARITY_NI,
    Scheme.COMPANY,
    Scheme.COUNCIL,
    Scheme.ORG_ID,
)
"""Which of its codes stands behind an organisation's name in lists, the first there is."""


def normal_identifier(scheme: str, value: str) -> str:
    """The value as it is kept: without spaces, in capitals, figures as 0 to 9.

    Raises Refused with what such a code looks like.
    """
    text = "".join(unicodedata.normalize("NFKC", value).split())
    text = text if scheme == Scheme.ORG_ID else text.upper()
    if scheme == Scheme.COMPANY and text.isascii() and text.isdigit():
        text = text.zfill(8)
    pattern, looks = SHAPES[scheme]
    if not re.fullmatch(pattern, text, re.ASCII):
        label = Scheme(scheme).label
        raise Refused({"value": f"{'An' if label[0] in 'Oo' else 'A'} {label} is {looks}."})
    return text


def main_code(identifiers: Iterable[tuple[str, str]]) -> str:
    """The code that stands behind the name, from (scheme, value) pairs. Empty where there is none."""
    by_scheme: dict[str, str] = {}
    for scheme, value in sorted(identifiers):
        by_scheme.setdefault(scheme, value)
    return next((by_scheme[each] for each in MAIN_CODE_ORDER if each in by_scheme), "")


def search_text(name: str, names: Iterable[str], codes: Iterable[str]) -> str:
    """What an organisation is found by: its name, its other names, its codes; folded, each word once."""
    words: dict[str, None] = {}
    for text in (name, *names, *codes):
        words.update(dict.fromkeys(fold(text).split()))
    return " ".join(words)


def size_code(income: float | int | None) -> str:
    """The code of the size band an income falls into, as the sector's almanacs band it. Empty where it is not known."""
    if income is None:
        return ""
    bands = (
        (10_000, "micro"),
        (100_000, "small"),
        (1_000_000, "medium"),
        (10_000_000, "large"),
        (100_000_000, "major"),
    )
    return next((code for below, code in bands if income < below), "super-major")


def normal_postcode(text: str) -> str:
    """A postcode with its one space, in capitals; as it was typed where it is none."""
    plain = "".join(text.split()).upper()
    if re.fullmatch(r"[A-Z]{1,2}[0-9][0-9A-Z]?[0-9][A-Z]{2}", plain, re.ASCII):
        return f"{plain[:-3]} {plain[-3:]}"
    return text.strip()


def refuse_two_at_once(
    membership: UmbrellaMembership, starts: datetime.date | None, ends: datetime.date | None
) -> None:
    """Refuse dates on which the organisation belongs to the same umbrella body in another row as well."""
    others = UmbrellaMembership.objects.filter(member=membership.member, umbrella=membership.umbrella)
    for each in others.exclude(pk=membership.pk).order_by("pk"):
        begins_before = ends is None or each.starts is None or each.starts <= ends
        ends_after = starts is None or each.ends is None or each.ends >= starts
        if begins_before and ends_after:
            span = f"from {words.date(each.starts)}" if each.starts else "from the beginning"
            span += f" to {words.date(each.ends)}" if each.ends else " until now"
            name = each.get_membership_class_display().lower()
            raise Refused(f"It belonged as {name} {span} as well. Two at once cannot be: correct that one first.")
