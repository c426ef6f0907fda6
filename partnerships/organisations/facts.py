"""What the register says of one organisation, in as few questions to the database as the page can do with."""

import datetime
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, DateField, F, IntegerField, QuerySet, Value
from django.db.models.functions import Cast

from partnerships.organisations.models import (
    AreaServed,
    Described,
    Identifier,
    KindSpell,
    OrganisationName,
    PartnerSpell,
    Tie,
    UmbrellaMembership,
)


@dataclass(frozen=True)
class Fact:
    """One dated fact: of what kind, its words, the other record it leads to, and from when to when."""

    about: str
    kind: str
    text: str
    pk: int
    other_id: int | None
    starts: datetime.date | None
    ends: datetime.date | None

    def holds_on(self, on: datetime.date) -> bool:
        """Whether it holds on that day."""
        return (self.starts is None or self.starts <= on) and (self.ends is None or self.ends >= on)


def facts_of(pk: int) -> dict[str, list[Fact]]:
    """All dated facts of an organisation, by what they are about. One query."""
    parts = [
        rows(Identifier, "code", pk, kind="scheme", text="value"),
        rows(OrganisationName, "name", pk, kind="kind", text="name"),
        rows(KindSpell, "kind", pk, text="kind__title"),
        rows(AreaServed, "area", pk, kind="area__kind", text="area__name", other="area_id"),
        rows(Described, "term", pk, kind="term__vocabulary", text="term__title", other="term_id"),
        rows(PartnerSpell, "partner", pk, text="organisation__name"),
        rows(Tie, "tie", pk, kind="kind", text="other__name", other="other_id"),
        rows(Tie, "tied", pk, owner="other_id", kind="kind", text="organisation__name", other="organisation_id"),
        rows(
            UmbrellaMembership,
            "umbrella",
            pk,
            owner="member_id",
            kind="membership_class",
            text="umbrella__name",
            other="umbrella_id",
        ),
    ]
    found: dict[str, list[Fact]] = defaultdict(list)
    for values in parts[0].union(*parts[1:], all=True):
        fact = Fact(*values)
        found[fact.about].append(fact)
    for each in found.values():
        each.sort(key=lambda fact: (fact.kind, fact.text, fact.pk))
    return found


def rows(
    model: Any, about: str, pk: int, *, text: str, owner: str = "organisation_id", kind: str = "", other: str = ""
) -> QuerySet:
    """The facts of one table, in the columns that all share."""
    empty = Cast(Value(None, output_field=IntegerField()), IntegerField())
    return model.objects.filter(**{owner: pk}).values_list(
        Value(about, output_field=CharField()),
        Cast(F(kind), CharField()) if kind else Value("", output_field=CharField()),
        Cast(F(text), CharField()),
        Cast(F("pk"), IntegerField()),
        Cast(F(other), IntegerField()) if other else empty,
        Cast(F("starts"), DateField()),
        Cast(F("ends"), DateField()),
    )
