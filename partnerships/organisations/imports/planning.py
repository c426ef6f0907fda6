"""What becomes of a row: compared with what the register holds, fact by fact.

The rules, in short. A body is recognised by its code, not by its name. What is new is added. A fact that differs is
taken when the file is at least as new as what the register holds, and otherwise kept, and said to be doubtful: an old
list never overwrites newer facts silently. A cell that is empty says nothing. Nothing is ever taken away.
"""

import datetime
from collections import Counter
from collections.abc import Mapping
from typing import Any

from core.imports.sources import Outcome, Plan, Row
from partnerships.organisations.imports.entries import PLACE, Code, Entry, Place
from partnerships.organisations.imports.naming import same_name
from partnerships.organisations.imports.standing import Age, Body, Standing
from partnerships.organisations.models import Area, AreaKind, NameKind, Organisation, OrganisationKind, Scheme

FACTS = {
    "about": "what it does",
    "address": "address",
    "postcode": "postcode",
    "telephone": "telephone",
    "email": "e-mail address",
    "website": "website",
    "income": "income",
    "income_year_end": "end of the income's year",
    "size": "size band",
}
"""The plain facts a list may give, as a sentence names them."""


ADDED = {
    "names": "also known as",
    "codes": "code",
    "former codes": "no longer current: code",
    "part of": "part of",
    "succeeded by": "succeeded by",
    "area ended": "end of the area",
}
"""What a list may add to a body, as a sentence names it."""


def said(code: Code) -> str:
    """A code as people say it: 'ODS code 5CN'."""
    return "This name in this postcode" if code[0] == PLACE else f"{Scheme(code[0]).label} {code[1]}"


def day(value: datetime.date | None) -> str:
    """A day as people write it."""
    return f"{value.day} {value:%B %Y}" if value else "no date"


class Planner:
    """Plans the rows of one batch, each on what the register holds and on what the rows before it added."""

    def __init__(
        self, standing: Standing, kinds: Mapping[str, OrganisationKind], as_at: datetime.date | None, source: str
    ) -> None:
        self.standing = standing
        self.kinds = kinds
        self.as_at = as_at
        self.source = source

    def plan(self, row: Row, entry: Entry) -> Plan:
        """What is to be done with one row."""
        claims = self.claims(entry)
        if entry.key in self.standing.several:
            reason = "Several organisations of this name are in the register in this postcode. Give a code of this one."
            return Plan(row, Outcome.REFUSE, label=entry.name, reason=reason)
        if len(claims) > 1:
            named = " and ".join(f"{body.name} ({said(code)})" for code, body in claims)
            return Plan(
                row,
                Outcome.REFUSE,
                label=entry.name,
                reason=f"Its codes belong to two organisations of the register: {named}. Correct one of them first.",
            )
        plan = Plan(row, Outcome.UNCHANGED, label=entry.label, doubts=list(entry.doubts))
        if claims:
            body = claims[0][1]
            if body.organisation.duplicate_of is not None:
                plan.doubts.append(
                    f"{body.name} was entered twice and merged into {body.organisation.duplicate_of}. Left as it is."
                )
                plan.thing = body
                return plan
            self.compare(plan, entry, body)
        else:
            body = self.begin(entry)
            plan.outcome, plan.changes = Outcome.CREATE, [f"{entry.name}: added as {self.kinds[entry.kind].title}"]
        before = Counter(_related(body))
        self.relate(plan, entry, body)
        if plan.outcome == Outcome.UNCHANGED:
            related = Counter(_related(body)) - before
            plan.changes += [f"{body.name}: {words}" for words in related.elements()]
            if plan.changes:
                plan.outcome = Outcome.UPDATE
        body.given_on_line = row.line
        plan.thing = body
        return plan

    def claims(self, entry: Entry) -> list[tuple[Code, Body]]:
        """The bodies that the row's codes belong to: first by the list's own code, else by one that is beyond doubt.

        A company number alone makes no charity the same as another that has a number of its own.
        """
        found: list[tuple[Code, Body]] = []
        for code in entry.own_codes:
            body = self.standing.find(code)
            if body is None or any(body is other for _, other in found):
                continue
            if code == entry.key or not (found or self.has_another(body, entry.key)) or code[0] != Scheme.COMPANY:
                found.append((code, body))
        return found

    def by_company(self, entry: Entry, body: Body) -> Code | None:
        """The company number by which alone a body was recognised: likely, but not beyond doubt."""
        shared = [code for code in entry.own_codes if self.standing.find(code) is body]
        return shared[0] if shared and all(scheme == Scheme.COMPANY for scheme, _ in shared) else None

    @staticmethod
    def has_another(body: Body, key: Code) -> bool:
        """Whether a body already has another code of the kind by which the list knows its rows."""
        return any(scheme == key[0] for scheme, _ in body.current_codes)

    def begin(self, entry: Entry) -> Body:
        """A body that is put into the register."""
        kind = self.kinds[entry.kind]
        organisation = Organisation(name=entry.name, kind=kind, opened=entry.opened, closed=entry.closed, **entry.facts)
        body = Body(organisation, is_new=True)
        if self.as_at:
            body.ages["*"] = Age(self.as_at)
        body.kind_from = entry.opened
        return body

    def compare(self, plan: Plan, entry: Entry, body: Body) -> None:
        """Take over the plain facts that differ, or keep what is newer."""
        if company := self.by_company(entry, body):
            plan.doubts.append(f"Taken to be {body.name}, which has the same {said(company)}.")
        self.compare_name(plan, entry, body)
        self.compare_kind(plan, entry, body)
        self.compare_dates(plan, entry, body)
        kept = []
        for fact, value in entry.facts.items():
            held = held_value(body, fact, value)
            if value == held:
                continue
            if held in (None, "") or self.is_newer(body, fact):
                self.set(plan, body, fact, value)
            else:
                kept.append(FACTS[fact])
        if kept:
            plan.doubts.append(f"The file is older than what the register holds; kept: {', '.join(kept)}.")

    def compare_name(self, plan: Plan, entry: Entry, body: Body) -> None:
        """A code kept while its name changed, and two names for one body, are taken and said."""
        name, held = entry.name, body.name
        if same_name(name, held):
            return
        known = body.known_as(name)
        if known == NameKind.FORMER:
            plan.doubts.append(f"The file says '{name}', a former name; '{held}' is kept.")
        elif known is not None:
            return
        elif body.given_on_line is not None or self.by_company(entry, body):
            body.add_name(name, NameKind.ALSO)
            plan.changes.append(f"{held}: also known as {name}")
            plan.doubts.append(f"Two names for one body: '{held}' is kept, '{name}' is added as also known as.")
        elif self.is_newer(body, "name"):
            body.add_name(held, NameKind.FORMER)
            self.set(plan, body, "name", name)
            plan.doubts.append(
                f"{said(entry.key)} was kept while the name changed from '{held}' to '{name}'. "
                "The earlier name is kept as a former name; the day is not known."
            )
        else:
            body.add_name(name, NameKind.FORMER)
            plan.changes.append(f"{held}: former name {name}")
            plan.doubts.append(
                f"The file is older than the register's name '{held}', which is kept; "
                f"'{name}' is added as a former name."
            )

    def compare_kind(self, plan: Plan, entry: Entry, body: Body) -> None:
        """It became another kind of body: the day is not in the file."""
        kind, held = self.kinds[entry.kind], body.organisation.kind_id
        if kind.pk == held or not entry.says_kind:
            return
        titles = {each.pk: each.title for each in self.kinds.values()}
        if not self.is_newer(body, "kind"):
            plan.doubts.append(f"The file, which is older, says {kind.title}; {titles.get(held, 'the kind')} is kept.")
            return
        body.change("kind", kind)
        body.changed["kind"][0] = titles.get(held, "")
        body.kind_from = self.as_at
        plan.changes.append(f"{body.name}: {titles.get(held, 'another kind')} to {kind.title}")
        plan.doubts.append(
            f"It was {titles.get(held, 'another kind of body')} and is now {kind.title}; the day is not in the file, "
            f"so {day(self.as_at)} is set. Correct it where you know better."
        )

    def compare_dates(self, plan: Plan, entry: Entry, body: Body) -> None:
        """A body that is closed stays closed, unless a newer list says otherwise."""
        opened, closed = body.organisation.opened, body.organisation.closed
        if entry.opened and entry.opened != opened:
            if opened is None or self.is_newer(body, "opened"):
                self.set(plan, body, "opened", entry.opened)
                if opened:
                    plan.doubts.append(f"It opened on {day(entry.opened)}, the register said {day(opened)}.")
            else:
                plan.doubts.append(f"The file, which is older, says it opened on {day(entry.opened)}; kept.")
        if entry.closed == closed:
            return
        if entry.closed is None:
            if entry.says_open:
                self.reopen(plan, body)
        elif self.is_newer(body, "closed"):
            self.set(plan, body, "closed", entry.closed)
            if closed:
                plan.doubts.append(f"It closed on {day(entry.closed)}, the register said {day(closed)}.")
        else:
            plan.doubts.append(
                f"The file, which is older, says it closed on {day(entry.closed)}; the register: {day(closed)}. Kept."
            )

    def reopen(self, plan: Plan, body: Body) -> None:
        """The list says nothing of a closing that the register has: an older one could not know of a later closing."""
        closed, age = body.organisation.closed, body.age_of("closed")
        is_older = bool(self.as_at and age and self.as_at < age.on)
        is_from_before = bool(self.as_at and closed and self.as_at <= closed)
        if is_older and is_from_before:
            return
        if self.as_at and age and self.as_at > age.on and closed and self.as_at > closed:
            self.set(plan, body, "closed", None)
            plan.doubts.append(f"This newer file says it is open; the register said that it closed on {day(closed)}.")
        else:
            plan.doubts.append(f"The file says it is open; the register, that it closed on {day(closed)}. Kept.")

    def is_newer(self, body: Body, fact: str) -> bool:
        """Whether the file is at least as new as the register's fact. What nobody dated gives way."""
        age = body.age_of(fact)
        return age is None or self.as_at is None or self.as_at >= age.on

    @staticmethod
    def set(plan: Plan, body: Body, fact: str, value: Any) -> None:
        """Change a field, and say so."""
        held = getattr(body.organisation, fact)
        body.change(fact, value)
        plan.changes.append(f"{body.name}: {FACTS.get(fact, fact)} '{held or ''}' to '{value or ''}'")

    def relate(self, plan: Plan, entry: Entry, body: Body) -> None:
        """Codes, further names, the area, the main body and the successors."""
        self.relate_codes(plan, entry, body)
        if entry.short_name and not same_name(entry.short_name, body.name) and not body.known_as(entry.short_name):
            body.add_name(entry.short_name, NameKind.SHORT)
        if entry.place:
            self.relate_area(plan, entry.place, body)
        if entry.part_of:
            self.relate_main(plan, entry.part_of, body)
        if entry.passing:
            self.relate_successors(plan, entry, body)

    def relate_codes(self, plan: Plan, entry: Entry, body: Body) -> None:
        """A code is never given to a second body. One that the list calls former is no longer current."""
        former = dict.fromkeys(entry.former_codes, self.as_at)
        for code, ends in {**dict.fromkeys(entry.own_codes), **former}.items():
            holder = self.standing.find(code)
            if code[0] == PLACE:
                self.standing.put(code, body)
            elif holder is None:
                body.add_code(code, ends)
                self.standing.put(code, body)
            elif holder is not body:
                plan.doubts.append(f"{said(code)} is not added: {holder.name} has it already.")
            elif ends and code in body.current_codes:
                body.end_code(code, ends)

    def relate_main(self, plan: Plan, code: Code, body: Body) -> None:
        """It is part of another body; of two, where an earlier list said otherwise."""
        main = self.standing.find(code)
        if main is None:
            plan.doubts.append(f"It is part of the body with {said(code)}, which is not in the register.")
        elif main is body:
            plan.doubts.append("The file says that it is part of itself. Left out.")
        elif not any(main.organisation is other.organisation or _same(main, other) for other in body.part_of.values()):
            if body.part_of:
                others = ", ".join(other.name for other in body.part_of.values())
                plan.doubts.append(f"It is part of two bodies: of {main.name} by this file, and of {others} before.")
            body.add_part_of(main)

    def relate_successors(self, plan: Plan, entry: Entry, body: Body) -> None:
        """Its work passed to others."""
        passing = entry.passing
        assert passing is not None
        for code in passing.to:
            successor = self.standing.find(code)
            if successor is not None and successor.organisation.duplicate_of is not None:
                plan.doubts.append(f"Its successor, {successor.name}, was merged as a duplicate. Left out.")
                continue
            if successor is None:
                plan.doubts.append(f"Its successor, {said(code)}, is not in the register.")
            elif successor is body or id(body) in successor.passed_to:
                plan.doubts.append(f"The file says it came from its own successor, {successor.name}. Left out.")
            elif id(successor) not in body.passed_to:
                body.add_passing(successor, passing.kind, passing.on, self.source)

    def relate_area(self, plan: Plan, place: Place, body: Body) -> None:
        """The area of a council, within its county or region; it ends with the council that looks after it."""
        area = self.standing.area_of(body) or self.standing.area(gss=place.gss, name=place.name, kind=place.kind)
        if area is None:
            area = self.standing.make_area(
                name=place.name[:120],
                kind=place.kind,
                gss_code=place.gss,
                parent=self.parent_of(plan, place),
                starts=place.starts,
                ends=place.ends,
            )
        if area.ends is None and place.ends and area.gss_code == place.gss:
            area.ends = place.ends
            self.standing.ended_areas.append(area)
            body.added.setdefault("area ended", []).append(area.name)
        if body.organisation.area_id is None and body.organisation.area is None:
            body.change("area", area)

    def parent_of(self, plan: Plan, place: Place) -> Area | None:
        """The county, else the region, else the nation that the area lies in."""
        if place.county:
            council = self.standing.find(place.county)
            if council and council.organisation.area:
                return council.organisation.area
            plan.doubts.append(f"Its county council, {said(place.county)}, is not in the register.")
        nation = self.whole(place.nation, AreaKind.NATION, None)
        if not place.region or place.region == place.nation:
            return nation
        return self.whole(place.region, AreaKind.REGION, nation)

    def whole(self, name: str, kind: AreaKind, parent: Area | None) -> Area | None:
        """A region or nation, put in where it is missing."""
        if not name:
            return parent
        found = next((each for each in self.standing.areas if each.kind == kind and each.name == name), None)
        return found or self.standing.make_area(name=name[:120], kind=kind, parent=parent)


def held_value(body: Body, fact: str, value: Any) -> Any:
    """What the register holds. A size band that is the same is not read again."""
    if fact == "size" and body.organisation.size_id == value.pk:
        return value
    return getattr(body.organisation, fact)


def _same(one: Body, other: Body) -> bool:
    return one.organisation.pk is not None and one.organisation.pk == other.organisation.pk


def _related(body: Body) -> list[str]:
    """What is to be written of a body beside its plain facts, in words."""
    found = [f"{ADDED[kind]} {each}" for kind, added in body.added.items() for each in added]
    if "area" in body.changed:
        found.append(f"home area {body.organisation.area}")
    return found
