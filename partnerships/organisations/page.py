"""What the page of one organisation shows."""

import datetime
from typing import Any
from urllib.parse import urlencode

from core import clock
from core.acts import Actor
from core.pages import words
from core.pages.addresses import fixed, numbered
from partnerships.organisations.facts import Fact
from partnerships.organisations.lineage import WHOLE, Step, percent
from partnerships.organisations.models import (
    AreaKind,
    NameKind,
    Organisation,
    Scheme,
    SuccessionKind,
    TieKind,
    UmbrellaClass,
)
from partnerships.terms.models import Vocabulary

UPDATE = "partnerships.update_organisation"
PEOPLE = "partnerships.view_people"
LINKS = (
    (PEOPLE, "People", "organisation_people"),
    (UPDATE, "Change the entry", "organisation_edit"),
    (UPDATE, "Describe it", "organisation_describe"),
    (UPDATE, "Areas served", "organisation_areas"),
    (UPDATE, "Add a code", "organisation_add_code"),
    (UPDATE, "A code is not its own", "organisation_drop_code"),
    (UPDATE, "Add a name", "organisation_add_name"),
    (UPDATE, "A name is not its own", "organisation_drop_name"),
    (UPDATE, "Belongs to an umbrella body", "organisation_join_umbrella"),
    (UPDATE, "Part of another, or acts for it", "organisation_tie"),
    ("partnerships.confirm_organisation", "Confirm the entry", "organisation_confirm"),
    ("partnerships.mark_partner", "Partner here", "organisation_partner"),
    ("partnerships.name_duplicate", "This was entered twice", "organisation_entered_twice"),
    ("partnerships.record_succession", "What became of it", "organisation_succession"),
    ("partnerships.record_succession", "Became another kind of body", "organisation_change_kind"),
    ("partnerships.record_funding", "Who funds it", "organisation_fund"),
)

HAPPENED = {
    SuccessionKind.MERGER: "was merged into",
    SuccessionKind.SPLIT: "was split, and {part} became",
    SuccessionKind.ABOLITION: "was abolished, and {part} passed to",
    SuccessionKind.RENAMING: "was renamed",
    SuccessionKind.DUPLICATE: "was entered twice, as",
}
"""What became of an organisation, in words."""
IN_WHOLE = {SuccessionKind.SPLIT: "it", SuccessionKind.ABOLITION: "its work"}


def record_page(
    actor: Actor,
    organisation: Organisation,
    *,
    on: datetime.date,
    facts: dict[str, list[Fact]],
    came_from: list[Step] = (),  # type: ignore[assignment]
    became: list[Step] = (),  # type: ignore[assignment]
    history: list[dict[str, Any]] = (),  # type: ignore[assignment]
) -> dict[str, Any]:
    """The context of the page, judged on a day."""
    pk = organisation.pk
    named = {each.kind: each.text for each in facts["entry"]}
    kind = kind_on(facts, on) or named["kind"]
    may = {need for need in {need for need, _, _ in LINKS} if actor.may(need, organisation)}
    merged = organisation.duplicate_of_id is not None  # what is recorded of the body is recorded of the kept entry
    links = [link for link in LINKS if link[0] in may and (not merged or link[0] == PEOPLE)]
    return {
        "organisation": organisation,
        "on": on,
        "today": on == clock.today(),
        "kind": kind,
        "standing": standing(organisation, facts, on),
        "summary_rows": [*entry(organisation, named | {"kind": kind}), *dated(facts, on)],
        "earlier": [*earlier(facts, on)],
        "ties": ties(facts, on),
        "members": members(organisation, facts),
        "funders": holding(facts["funder"], on) if actor.may("partnerships.view_funding") else [],
        "may_end_funding": on == clock.today() and bool(actor.may("partnerships.record_funding")),
        "came_from": [passed(step, onwards=False) for step in came_from],
        "twins": twins(facts),
        "became": [passed(step, onwards=True) for step in became],
        "history": history,
        "acts": [(text, numbered(name, pk)) for need, text, name in links],
        "changes": [(text, numbered(name, pk)) for need, text, name in links if need == UPDATE],
        "may_update": UPDATE in may,
        "may_undo": bool(actor.may("partnerships.record_succession")),
        "breadcrumbs": [("Partners", fixed("organisations"))],
    }


def kind_on(facts: dict[str, list[Fact]], on: datetime.date) -> str:
    """What kind it was on the day, empty where that is not known."""
    return next((each.text for each in holding(facts["kind"], on)), "")


def passed(step: Step, *, onwards: bool) -> dict[str, Any]:
    """One step of a line as a sentence around the link to the other organisation: before, other, after."""
    row, near = step.lineage, step.depth == 1
    twice = row.kind == SuccessionKind.DUPLICATE
    in_part = row.share and row.share < WHOLE
    part = f"{percent(row.share)} of its area" if in_part else IN_WHOLE.get(SuccessionKind(row.kind), "")
    happened = HAPPENED[row.kind].format(part=part)
    on = "." if twice else f" on {words.date(row.on)}."
    if in_part and row.source:
        on = f"{on} Source of the share: {row.source}."
    told = {"pk": row.pk, "depth": min(step.depth, 4), "may_undo": near and onwards and not twice}
    if onwards:
        subject = "It" if near else row.ancestor.name
        return told | {"before": f"{subject} {happened} ", "other": row.descendant, "after": on}
    target = "it" if near else row.descendant.name
    return told | {"before": "", "other": row.ancestor, "after": f" {happened} {target}{on}"}


ASKED = {
    "What it does": "organisation_edit",
    "Home area": "organisation_edit",
    "Address": "organisation_edit",
    "Telephone": "organisation_edit",
    "E-mail address": "organisation_edit",
    "Website": "organisation_edit",
    "Size": "organisation_edit",
    "Latest yearly income": "organisation_edit",
    "Codes": "organisation_add_code",
    "Also known as": "organisation_add_name",
    "Areas served": "organisation_areas",
    "Client group": "organisation_describe",
    "Led by": "organisation_describe",
    "Serves": "organisation_describe",
}
"""What an organisation is asked to confirm, each with the page on which it is changed."""


def asked_to_confirm(organisation: Organisation, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The lines of the entry with what is missing, each with the way to change it."""
    return [
        row
        | {
            "value": row["value"] or "",
            "nothing": "Not given",
            "change": numbered(ASKED[row["key"]], organisation.pk),
        }
        if row["key"] in ASKED
        else row
        for row in rows
    ]


def standing(organisation: Organisation, facts: dict[str, list[Fact]], on: datetime.date) -> list[tuple[str, str]]:
    """What the page says beside the name, as (words, colour)."""
    found = []
    if organisation.duplicate_of_id is not None:
        return [("Entered twice", "grey")]
    if organisation.voided_on is not None:
        return [("Never came to be", "grey")]
    if organisation.closed and organisation.closed < on:
        found.append((f"Closed {words.date(organisation.closed)}", "grey"))
    elif organisation.opened and organisation.opened > on:
        found.append((f"Opens {words.date(organisation.opened)}", "grey"))
    if holding(facts["partner"], on):
        found.append(("Partner here", "green"))
    if organisation.is_stale and on == clock.today():
        found.append(("To be confirmed", "yellow"))
    return found


def entry(organisation: Organisation, named: dict[str, str]) -> list[dict[str, Any]]:
    """The entry's own lines; `named` are its kind, area and size, which the record itself has only the keys of."""
    income = words.money(organisation.income)
    if income and organisation.income_year_end:
        income = f"{income}, year ending {words.date(organisation.income_year_end)}"
    return [
        {"key": "Kind", "value": named["kind"]},
        {"key": "Opened", "value": words.date(organisation.opened)},
        {"key": "Last day", "value": "" if organisation.duplicate_of_id else words.date(organisation.closed)},
        {"key": "What it does", "value": organisation.about},
        {"key": "Home area", "value": named.get("area", ""), "href": area_of(organisation)},
        {"key": "Address", "value": ", ".join(filter(None, (organisation.address, organisation.postcode)))},
        {"key": "Telephone", "value": organisation.telephone},
        {"key": "E-mail address", "value": organisation.email},
        {"key": "Website", "value": organisation.website, "href": organisation.website},
        {"key": "Size", "value": named.get("size", "")},
        {"key": "Latest yearly income", "value": income},
        {"key": "Last confirmed", "value": words.date(organisation.confirmed_on)},
    ]


def area_of(organisation: Organisation) -> str:
    """The page of its home area; nowhere where none is known."""
    return numbered("area", organisation.area_id) if organisation.area_id else ""


def dated(facts: dict[str, list[Fact]], on: datetime.date) -> list[dict[str, Any]]:
    """What holds on the day: codes, other names, areas, and the terms of each taxonomy."""
    codes = [f"{Scheme(each.kind).label} {each.text}" for each in holding(facts["code"], on)]
    lines = [{"key": "Codes", "value": codes}]
    also = [each for each in facts["name"] if each.kind != NameKind.FORMER]
    lines.append({"key": "Also known as", "value": [each.text for each in also]})
    areas = [f"{each.text} ({AreaKind(each.kind).label.lower()})" for each in holding(facts["area"], on)]
    lines.append({"key": "Areas served", "value": areas})
    terms = holding(facts["term"], on)
    for vocabulary in Vocabulary:
        titles = [each.text for each in terms if each.kind == vocabulary]
        lines.append({"key": vocabulary.label, "value": titles})
    return lines


def earlier(facts: dict[str, list[Fact]], on: datetime.date) -> list[str]:
    """Former names, kinds it was before, and times as a partner here, as sentences."""
    names = [f"Called {each.text}{when(each)}" for each in facts["name"] if each.kind == NameKind.FORMER]
    kinds = [f"{each.text}{when(each)}" for each in facts["kind"] if not each.holds_on(on)]
    partner = [f"Partner here{when(each)}" for each in facts["partner"] if not each.holds_on(on)]
    return [*names, *kinds, *partner]


def twins(facts: dict[str, list[Fact]]) -> list[dict[str, Any]]:
    """The entries that were merged into this one, each with the codes and names by which it is known there."""
    found: dict[int | None, dict[str, Any]] = {
        each.other_id: {"pk": each.other_id, "name": each.text, "also": []} for each in facts["twin"]
    }
    for each in facts["twin_code"]:
        found[each.other_id]["also"].append(f"{Scheme(each.kind).label} {each.text}")
    for each in facts["twin_name"]:
        found[each.other_id]["also"].append(each.text)
    return list(found.values())


def ties(facts: dict[str, list[Fact]], on: datetime.date) -> list[dict[str, Any]]:
    """The organisations it belongs to, and that belong to it."""
    found = []
    for each in holding(facts["tie"], on):
        label = TieKind(each.kind).label.capitalize()
        found.append({"words": label, "name": each.text, "pk": each.other_id, "end": each.pk})
    for each in holding(facts["tied"], on):
        label = "Has as a part" if each.kind == TieKind.PART_OF else "Is acted for by"
        found.append({"words": label, "name": each.text, "pk": each.other_id})
    for each in holding(facts["umbrella"], on):
        label = f"{UmbrellaClass(each.kind).label} of"
        found.append({"words": label, "name": each.text, "pk": each.other_id, "leave": each.pk})
    return found


def members(organisation: Organisation, facts: dict[str, list[Fact]]) -> tuple[str, str] | None:
    """'12 members and 3 affiliates', and the address of the list of them; nothing where it is no umbrella body."""
    counted = [words.plural(int(each.text), UmbrellaClass(each.kind).label.lower()) for each in facts["members"]]
    if not counted:
        return None
    query = urlencode({"umbrella": str(organisation), "as_at": clock.today().isoformat()})
    return " and ".join(reversed(counted)), f"{fixed('umbrella_members')}?{query}"


def holding(facts: list[Fact], on: datetime.date) -> list[Fact]:
    """Those that hold on the day."""
    return [each for each in facts if each.holds_on(on)]


def when(fact: Fact) -> str:
    """', from 1 April 2001 to 30 September 2006', as far as it is known."""
    start = f" from {words.date(fact.starts)}" if fact.starts else ""
    end = f" to {words.date(fact.ends)}" if fact.ends else ""
    return f",{start}{end}" if start or end else ""
