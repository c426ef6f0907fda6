"""What a boundary change would do, before anything is changed: worked out beside what is known, and written nowhere."""

import datetime
from dataclasses import replace
from typing import Any

from partnerships.organisations.models import Area, Organisation
from partnerships.places.areas import COLOURS, address, share
from partnerships.places.judging import DAY, STILL, Count, Figures, Known, PairKey, Share, Spell
from partnerships.places.models import BoundaryChange, Verdict
from partnerships.places.reading import known
from partnerships.places.rules import counts_after

COLUMNS = ("Health body", "Council area", "Before", "Co-terminous before", "Since", "Co-terminous since")


def effect_of(change: BoundaryChange) -> dict[str, Any]:
    """The share before and after on the first day, and the pairs that would be otherwise. Five statements."""
    on = change.first_day
    now = known()
    then = beside(now, change)
    before, after = now.on(on), then.on(on)
    bodies = {body for body, _ in (*before, *after)}
    there = set(Organisation.objects.open_on(on).filter(pk__among=bodies).values_list("pk", flat=True))
    before, after = ({pair: each for pair, each in found.items() if pair[0] in there} for found in (before, after))
    changed = sorted(pair for pair in {*before, *after} if before.get(pair) != after.get(pair))
    lost = [pair for pair in changed if verdict(before, pair) == Verdict.YES != verdict(after, pair)]
    return {
        "before": Share.of(each.verdict for each in before.values()).in_words,
        "after": Share.of(each.verdict for each in after.values()).in_words,
        "lost": len(lost),
        "columns": [{"title": title} for title in COLUMNS],
        "rows": rows_of(changed, before, after, on),
    }


def beside(now: Known, change: BoundaryChange) -> Known:
    """What would be known once the change is carried out."""
    on = change.first_day
    held = {(each.organisation, each.area): each for each in now.counts if each.spell.holds_on(on)}
    wanted = counts_after(change, lambda key: held[key].number if key in held else None)
    ended = {held[key] for key, number in wanted.items() if number is not None and key in held}
    counts = [each._replace(spell=Spell(each.spell.starts, on - DAY)) if each in ended else each for each in now.counts]
    new = [Count(*key, number, Spell(on, STILL)) for key, number in wanted.items() if number is not None and number > 0]
    return replace(now, counts=[*counts, *new])


def verdict(found: dict[PairKey, Figures], pair: PairKey) -> str:
    """What is found of a pair; nothing where there is none."""
    return found[pair].verdict if pair in found else ""


def rows_of(
    changed: list[PairKey], before: dict[PairKey, Figures], after: dict[PairKey, Figures], on: datetime.date
) -> list[list[Any]]:
    """The pairs that would be otherwise, with their shares before and after."""
    bodies = Organisation.objects.in_bulk({body for body, _ in changed})
    areas = Area.objects.in_bulk({area for _, area in changed})
    lines = []
    for pair in changed:
        body, area = bodies[pair[0]], areas[pair[1]]
        line: list[Any] = [
            {"text": body.name, "href": body.get_absolute_url()},
            {"text": area.name, "href": address(area.pk, on)},
        ]
        for found in (before, after):
            line += cells(found.get(pair))
        lines.append(line)
    return lines


def cells(figures: Figures | None) -> list[Any]:
    """What a pair shares, and whether it is co-terminous."""
    if figures is None:
        return ["Nothing shared", ""]
    shares = f"{share(figures.of_organisation)} of the body, {share(figures.of_area)} of the council"
    return [shares, {"text": figures.verdict.label, "tag": COLOURS[figures.verdict]}]
