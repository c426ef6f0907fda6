"""Which organisation a supplier of a published register is: by its identifier, its name, or what a person has said."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from commissioning.contract_sheets.models import SupplierName
from commissioning.contract_sheets.rows import Entry
from core.fields import sort_name
from partnerships.organisations.fields import ENTRIES
from partnerships.organisations.models import Identifier, Organisation, OrganisationName, Scheme

PREFIXES = {
    "GB-CHC": Scheme.CHARITY,
    "GB-SC": Scheme.CHARITY_SCOTLAND,
    "GB-NIC": Scheme.CHARITY_NI,
    "GB-COH": Scheme.COMPANY,
    "GB-NHS": Scheme.ODS,
}
"""How org-id.guide writes whose number it is."""


@dataclass(frozen=True)
class Found:
    """The organisation that is meant, or why that is not known; `ask` where a person can say."""

    organisation: Organisation | None = None
    problem: str = ""
    doubt: str = ""
    ask: bool = False


ENTRY = ("organisation__kind", "organisation__duplicate_of__kind")
"""What is read of an entry, and of the one that is kept where it was merged as a duplicate."""


class Suppliers:
    """The suppliers of some rows, found by four queries for all of them."""

    def __init__(self, entries: Iterable[Entry], body: Organisation) -> None:
        entries = list(entries)
        codes = {code for each in entries for _, code in codes_of(each.supplier_identifier)}
        names = {sort_name(each.supplier, 255) for each in entries}
        self.by_code: dict[str, list[tuple[str, Organisation]]] = defaultdict(list)
        for row in Identifier.objects.filter(value__in=codes).select_related(*ENTRY):
            self.by_code[row.value.upper()].append((row.scheme, row.organisation.stands_as))
        self.by_name: dict[str, dict[int, Organisation]] = defaultdict(dict)
        for each in ENTRIES.filter(sort_name__in=names):
            self.by_name[each.sort_name][each.stands_as.pk] = each.stands_as
        called = {each.supplier for each in entries}
        also = OrganisationName.objects.filter(name__in=called, organisation__voided_on=None)
        for further in also.select_related(*ENTRY):
            meant = further.organisation.stands_as
            self.by_name[sort_name(further.name, 255)].setdefault(meant.pk, meant)
        said = SupplierName.objects.filter(body=body, sort_name__in=names, organisation__isnull=False)
        self.said = {each.sort_name: each.organisation.stands_as for each in said.select_related(*ENTRY)}

    def of(self, entry: Entry) -> Found:
        """The supplier of a row: by identifier first, then by what a person said, then by its exact name."""
        name = sort_name(entry.supplier, 255)
        called = list(self.by_name.get(name, {}).values())
        coded = {
            organisation.pk: organisation
            for scheme, code in codes_of(entry.supplier_identifier)
            for of, organisation in self.by_code.get(code, ())
            if scheme in ("", of)
        }
        if len(coded) > 1:
            coded = {each.pk: each for each in coded.values() if each in called} or coded
        if len(coded) == 1:
            [found] = coded.values()
            named = sort_name(found.name, 255) == name or any(each.pk == found.pk for each in called)
            doubt = (
                "" if named else f"By its identifier the supplier is {found.name}; the sheet calls it {entry.supplier}."
            )
            return Found(found, doubt=doubt)
        if name in self.said:
            return Found(self.said[name])
        if len(called) == 1:
            return Found(called[0])
        if called:
            return Found(
                problem=f"Several organisations are called '{entry.supplier[:80]}'. Add the supplier's identifier, or "
                "say on the list of suppliers which one is meant.",
                ask=True,
            )
        return Found(
            problem=f"No organisation is called '{entry.supplier[:80]}'. Say on the list of suppliers who is meant, "
            "then send the refused rows again.",
            ask=True,
        )


def codes_of(identifier: str) -> list[tuple[str, str]]:
    """What an identifier can be: (scheme, number), the scheme empty where the identifier does not say it.

    >>> codes_of("GB-CHC-1051681")
    [('', 'GB-CHC-1051681'), (Scheme.CHARITY, '1051681')]
    """
    text = identifier.strip().upper()
    if not text:
        return []
    found: list[tuple[str, str]] = [("", text)]
    parts = re.fullmatch(r"(GB-[A-Z]+)-(.+)", text)
    if parts and parts[1] in PREFIXES:
        found.append((PREFIXES[parts[1]], parts[2]))
    return found
