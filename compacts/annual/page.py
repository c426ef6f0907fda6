"""What the page of an annual agreement shows: its components with what is missing, and how the year goes."""

import datetime
from dataclasses import dataclass
from typing import Any

from compacts.annual.composing import TITLES, Entry, entries_of
from compacts.annual.models import LINE_COLOURS, AnnualAgreement, LineState
from compacts.annual.parts import PARTS
from compacts.annual.reading import by_partner, figures_of, overdue
from compacts.annual.rules import SIX
from core.acts import Actor
from core.gates import Check
from core.pages import words
from core.pages.addresses import numbered


@dataclass(frozen=True)
class Shown:
    """One component: its title, what it says, with the addresses of what may be done to each, and what is missing."""

    part: str
    title: str
    lines: list[tuple[Entry, int | None]]
    check: Check
    add: str = ""
    noun: str = ""


def components(annual: AnnualAgreement, on: datetime.date, may_change: bool) -> list[Shown]:
    """The six components. Asks no query of a loaded row."""
    entries, found = entries_of(annual), []
    for (part, title), gate in zip(TITLES.items(), SIX, strict=True):
        check = gate.check(annual, on)
        rows = [each.pk for each in getattr(annual, part).all()] if part in PARTS else [None] * len(entries[part])
        kind = PARTS.get(part)
        found.append(
            Shown(
                part, title, list(zip(entries[part], rows, strict=True)), check if may_change else check.without_a_way,
                add=f"Add {kind.article} {kind.noun}" if kind and may_change else "", noun=kind.noun if kind else "",
            )
        )  # fmt: skip
    return found


def totals(annual: AnnualAgreement) -> tuple[list[dict[str, Any]], list[list[str]]]:
    """The columns and rows of what each partner intends, added up, with the total of all below."""
    rows = by_partner(annual)
    columns = [
        {"title": "Partner"},
        {"title": "In all", "number": True},
        {"title": "Of it pooled", "number": True},
        {"title": "Of it recurrent", "number": True},
    ]
    lines = [[each.partner, *map(words.money, (each.total, each.pooled, each.recurrent))] for each in rows]
    if len(rows) > 1:
        sums = [sum(getattr(each, name) for each in rows) for name in ("total", "pooled", "recurrent")]
        lines.append(["All partners", *map(words.money, sums)])
    return columns, lines


def work(annual: AnnualAgreement, on: datetime.date) -> tuple[list[dict[str, Any]], list[list[Any]]]:
    """The columns and rows of the work plan: each line with how it stands, and its latest progress."""
    late = {each.pk for each in overdue(annual, on)}
    columns = [{"title": each} for each in ("What is done", "Who leads", "By when", "State", "Latest progress")]
    rows = []
    for line in annual.work.all():
        noted, state = list(line.progress.all()), line.state_on(on)
        tag = {"text": "Overdue", "tag": "red"} if line.pk in late else tag_of(state)
        rows.append([
            {"text": line.what, "href": line.get_absolute_url()}, line.lead.name, words.date(line.due_on), tag,
            f"{words.date(noted[-1].noted_on)}: {noted[-1].note}" if noted else "Nothing noted yet",
        ])  # fmt: skip
    return columns, rows


def tag_of(state: LineState) -> dict[str, str]:
    """A state as a tag of a table."""
    return {"text": state.label, "tag": LINE_COLOURS[state]}


def measured(annual: AnnualAgreement, actor: Actor) -> tuple[list[dict[str, Any]], list[list[Any]]]:
    """The columns and rows of its measures with the figures of its year. One query."""
    figures = figures_of(annual, actor)
    columns = [{"title": each} for each in ("Measure", "National or local", "It is to come to", "Figures of the year")]
    rows = []
    for each in annual.measures.all():
        told = [f"{reading.of}, {reading.period}: {reading.figure}" for reading in figures.get(each.measure_id, [])]
        rows.append([
            {"text": each.measure.title, "href": numbered("measure", each.measure_id)}, each.get_level_display(),
            each.aim or "Not said", {"lines": told} if told else "No figure yet",
        ])  # fmt: skip
    return columns, rows
