"""What the register holds of the organisations that a batch of rows is about, read by a few queries for all."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from core import clock
from core.fields import fold
from core.imports.models import ImportRun, RunState
from core.trail.models import Event
from partnerships.organisations.imports.entries import PLACE, Code, Entry, place_of
from partnerships.organisations.imports.naming import same_name, words_of
from partnerships.organisations.models import (
    Area,
    Identifier,
    Lineage,
    NameKind,
    Organisation,
    OrganisationName,
    Tie,
    TieKind,
)
from partnerships.organisations.reading import twin_words
from partnerships.organisations.rules import normal_postcode

EVERYTHING = "*"


@dataclass
class Age:
    """From when a fact in the register is, and which import it came from, if one."""

    on: datetime.date
    run: int | None = None


Replaced = tuple[str, int, dict[str, Any]]
"""A row that an import changes: its table, its key, and the values it had."""


@dataclass
class Body:
    """An organisation of the register, or one that is about to be put in, with what a plan has added so far."""

    organisation: Organisation
    is_new: bool = False
    codes: set[Code] = field(default_factory=set)
    current_codes: set[Code] = field(default_factory=set)
    names: list[tuple[str, str]] = field(default_factory=list)
    twin_words: list[str] = field(default_factory=list)
    part_of: dict[int, "Body"] = field(default_factory=dict)
    passed_to: set[int] = field(default_factory=set)
    ages: dict[str, Age] = field(default_factory=dict)
    given_on_line: int | None = None

    changed: dict[str, Any] = field(default_factory=dict)
    before: dict[str, Any] = field(default_factory=dict)
    replaced: list[Replaced] = field(default_factory=list)
    added: dict[str, list[Any]] = field(default_factory=dict)
    new_rows: list[Any] = field(default_factory=list)
    ended_codes: list[tuple[Code, datetime.date]] = field(default_factory=list)
    kind_from: datetime.date | None = None

    @property
    def name(self) -> str:
        return self.organisation.name

    @property
    def is_touched(self) -> bool:
        """Whether anything is to be written."""
        return bool(self.changed or self.added)

    def known_as(self, name: str) -> str | None:
        """The kind of further name that it has in these words, None where it has none such."""
        return next((kind for known, kind in self.names if same_name(known, name)), None)

    def age_of(self, fact: str) -> Age | None:
        """From when the register's fact is; None where nobody knows."""
        return self.ages.get(fact) or self.ages.get(EVERYTHING)

    def change(self, fact: str, value: Any) -> None:
        """Put another value into a field, remembering what it was."""
        before = self.changed[fact][0] if fact in self.changed else getattr(self.organisation, fact)
        column = Organisation._meta.get_field(fact).attname
        self.before.setdefault(column, getattr(self.organisation, column))
        setattr(self.organisation, fact, value)
        self.changed[fact] = [before, value]

    def add_name(self, name: str, kind: str) -> None:
        """Add a further name, without dates."""
        self.names.append((name, kind))
        self.new_rows.append(OrganisationName(organisation=self.organisation, name=name, kind=kind))
        self.added.setdefault("names", []).append(f"{name} ({NameKind(kind).label.lower()})")

    def add_code(self, code: Code, ends: datetime.date | None = None) -> None:
        """Add a code."""
        self.codes.add(code)
        if ends is None:
            self.current_codes.add(code)
        self.new_rows.append(Identifier(organisation=self.organisation, scheme=code[0], value=code[1], ends=ends))
        self.added.setdefault("codes", []).append(code[1])

    def end_code(self, code: Code, ends: datetime.date) -> None:
        """Say that a code is no longer current."""
        self.current_codes.discard(code)
        self.ended_codes.append((code, ends))
        self.added.setdefault("former codes", []).append(code[1])

    def add_part_of(self, main: "Body") -> None:
        """Say that it is part of another."""
        self.part_of[id(main)] = main
        self.new_rows.append(Tie(organisation=self.organisation, other=main.organisation, kind=TieKind.PART_OF))
        self.added.setdefault("part of", []).append(main.name)

    def add_passing(self, successor: "Body", kind: str, on: datetime.date, source: str) -> None:
        """Say that its work passed to another."""
        self.passed_to.add(id(successor))
        self.new_rows.append(
            Lineage(
                ancestor=self.organisation, descendant=successor.organisation, kind=kind, on=on, source=source[:200]
            )
        )
        self.added.setdefault("succeeded by", []).append(successor.name)


class Standing:
    """The bodies that a batch of entries names, by their codes."""

    def __init__(self, entries: Iterable[Entry], *, lock: bool) -> None:
        entries = list(entries)
        self.by_code: dict[Code, Body] = {}
        self.bodies: dict[int, Body] = {}
        self.areas: list[Area] = []
        self.new_areas: list[Area] = []
        self.ended_areas: list[Area] = []
        self.several: set[Code] = set()
        self.places = {entry.key: entry.name for entry in entries if entry.key[0] == PLACE}
        self._read_codes({code for entry in entries for code in entry.all_codes}, lock)
        if self.bodies:
            self._read_further(list(self.bodies))
        if any(entry.passing for entry in entries):
            self._read_lineage(list(self.bodies))
        if any(entry.place for entry in entries):
            self.areas = list(Area.objects.select_related("parent"))

    def _read_codes(self, codes: set[Code], lock: bool) -> None:
        wanted = Q(pk__in=[])
        for scheme in {scheme for scheme, _ in codes} - {PLACE}:
            wanted |= Q(scheme=scheme, value__in=[value for each, value in codes if each == scheme])
        held = list(Identifier.objects.filter(wanted).values_list("organisation_id", "scheme", "value").order_by())
        held += self._read_places() if self.places else []
        rows = Organisation.objects.filter(pk__in={pk for pk, _, _ in held}).order_by("pk").defer("search_text")
        rows = rows.select_related("duplicate_of")
        for organisation in rows.select_for_update(of=("self",)) if lock else rows:
            self.bodies[organisation.pk] = Body(organisation)
        for pk, scheme, value in held:
            if pk in self.bodies:  # else deleted between the two queries
                self.by_code[scheme, value] = self.bodies[pk]

    def _read_places(self) -> list[tuple[int, str, str]]:
        """Those that have the name and postcode of a row without a code, among those called so by any spelling."""
        wanted = {spelt for name in self.places.values() for spelt in (fold(name), words_of(name), bare(name)) if spelt}
        rows = Organisation.objects.once().filter(sort_name__in=wanted).order_by("pk")
        found: dict[Code, int] = {}
        for pk, name, postcode in rows.values_list("pk", "name", "postcode"):
            key = place_of(name, normal_postcode(postcode))
            if key in self.places and found.setdefault(key, pk) != pk:
                self.several.add(key)
        return [(pk, *key) for key, pk in found.items() if key in self.places]

    def _read_further(self, pks: list[int]) -> None:
        """All codes, names, ties and the age of what is known, of the bodies found."""
        codes = Identifier.objects.filter(organisation__in=pks).order_by()
        for pk, scheme, value, ends in codes.values_list("organisation_id", "scheme", "value", "ends"):
            self.bodies[pk].codes.add((scheme, value))
            if ends is None:
                self.bodies[pk].current_codes.add((scheme, value))
        names = OrganisationName.objects.filter(organisation__in=pks).order_by("pk")
        for pk, name, kind in names.values_list("organisation_id", "name", "kind"):
            self.bodies[pk].names.append((name, kind))
        ties = Tie.objects.filter(organisation__in=pks, kind=TieKind.PART_OF, ends=None).select_related("other")
        for tie in ties:
            main = self.bodies.get(tie.other_id) or Body(tie.other)
            self.bodies[tie.organisation_id].part_of[id(main)] = main
        self._read_twins(pks)
        self._read_ages(pks)

    def _read_twins(self, pks: list[int]) -> None:
        """What the duplicates of these bodies are called and coded."""
        for pk in Organisation.objects.filter(duplicate_of__in=pks).values_list("duplicate_of", flat=True).distinct():
            self.bodies[pk].twin_words = twin_words(pk)

    def _read_ages(self, pks: list[int]) -> None:
        """From when the facts are: the latest event that set each. A file's facts are from when it was published."""
        events = Event.objects.filter(
            model=Organisation._meta.label_lower,
            object_id__in=pks,
            verb__in=("added", "changed", "became another kind"),
        ).order_by("pk")
        found = list(events.values_list("object_id", "verb", "detail", "at", "story_at"))
        undone = undone_among({detail["import"] for _, _, detail, _, _ in found if detail.get("import")})
        for pk, verb, detail, at, story_at in found:
            if detail.get("import") in undone:
                continue
            stated = detail.get("as at")
            on = datetime.date.fromisoformat(stated) if stated else clock.london(story_at or at).date()
            age = Age(on, detail.get("import"))
            facts = {EVERYTHING} if verb == "added" else {"kind"} if verb.startswith("became") else set(detail)
            for fact in facts:
                held = self.bodies[pk].ages.get(fact)
                self.bodies[pk].ages[fact] = age if held is None or held.on <= age.on else held

    def _read_lineage(self, pks: list[int]) -> None:
        for ancestor, descendant in Lineage.objects.filter(ancestor__in=pks).values_list("ancestor", "descendant"):
            if descendant in self.bodies:
                self.bodies[ancestor].passed_to.add(id(self.bodies[descendant]))

    def find(self, code: Code) -> Body | None:
        """The body with a code."""
        return self.by_code.get(code)

    def put(self, code: Code, body: Body) -> None:
        """Remember whose code it is from now on."""
        self.by_code[code] = body

    def area_of(self, body: Body) -> Area | None:
        """The area that a body has already."""
        pk = body.organisation.area_id
        return next((each for each in self.areas if each.pk == pk), None) if pk else None

    def area(self, *, gss: str | None = None, name: str = "", kind: str = "") -> Area | None:
        """An area by its GSS code, or by name and kind among those without one."""
        if gss:
            return next((each for each in self.areas if each.gss_code == gss), None)
        same = (each for each in self.areas if each.kind == kind and each.name == name and not each.gss_code)
        return next(same, None)

    def make_area(self, **fields: Any) -> Area:
        """An area that is put in with the batch."""
        area = Area(**fields)
        self.areas.append(area)
        self.new_areas.append(area)
        return area


def bare(name: str) -> str:
    """A name as lists sort it where '&' stands for an 'and' that is written out here."""
    return " ".join(word for word in fold(name).split() if word != "and")


def undone_among(runs: set[int]) -> set[int]:
    """The imports that were undone: nothing of what they said is known from them any more."""
    if not runs:
        return set()
    return set(ImportRun.objects.filter(pk__in=runs, state=RunState.UNDONE).values_list("pk", flat=True))
