"""Saying which measure each figure of the contract register feeds, and recording the figures as its readings."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction

from commissioning.contract_figures.models import MONEY, SEVERAL, SHARES, ContractFigure, Figure
from commissioning.contract_figures.reading import FIGURES, Worked, last_day, returned, standing, values
from compacts.measures.actions import correct_reading, record_reading, withdraw_reading
from compacts.measures.models import POUNDS, Measure, PriceBasis, Reading
from compacts.measures.periods import financial_year
from core import clock
from core.acts import Actor, Refused, authorise, locked
from core.pages import words
from core.trail.actions import record, save_new
from partnerships.organisations.models import Area

SET = "commissioning.set_figure"
OURS = "Contract register"
CHANGED = "The contract register gives another figure."
GONE = "The contract register gives no figure for this year any more."
NOTHING = "The contract register holds nothing of it for this year."


@transaction.atomic
def set_figure(*, by: Actor, figure: str, measure: Measure) -> ContractFigure:
    """Say that a figure of the contract register feeds a measure, from the next night on."""
    made = ContractFigure(figure=figure, measure=measure, set_on=clock.today())
    authorise(by, SET, made)
    money, share = figure in MONEY, figure in SHARES
    if figure not in SEVERAL and (money != (measure.unit == POUNDS) or share != measure.is_share):
        wanted = "in £" if money else "a share, in %" if share else "neither money nor a share"
        raise Refused({"measure": f"This figure is {wanted}. Choose, or add, a measure that is."})
    if money and measure.price_basis != PriceBasis.CASH:
        raise Refused({"measure": "Contracts are paid in cash, and this measure is in real terms. Choose one in cash."})
    if figure in SEVERAL and measure.is_share:
        raise Refused({"measure": "Shares of several returns do not add up. Choose a measure that can be summed."})
    save_new(by, "set", made, figure=made.get_figure_display(), measure=measure.title)
    return made


@transaction.atomic
def unset_figure(*, by: Actor, figure: ContractFigure) -> Measure:
    """Let it feed its measure no longer. What was recorded stays."""
    figure = locked(ContractFigure, figure.pk)
    authorise(by, SET, figure)
    measure = figure.measure
    record(by, "taken away", figure, figure=figure.get_figure_display(), measure=measure.title)
    figure.delete()
    return measure


def push_figures(*, by: Actor) -> Iterator[int]:
    """Record every figure that is set as readings of its measure, by area and year. Gives how many at each step.

    Again it changes nothing. What somebody recorded otherwise for the same area and year stays as it is.
    """
    asked = list(FIGURES.all())
    on = clock.today()
    stood = standing([each.figure for each in asked if each.figure not in (Figure.VALUE, *SEVERAL)], on)
    for each in asked:
        if each.figure == Figure.VALUE:
            worked = values(on)
        elif each.figure in SEVERAL:
            worked = returned(each.measure_id, on)
        else:
            worked = stood[each.figure]
        yield write(by, each, worked)


@transaction.atomic
def write(by: Actor, figure: ContractFigure, worked: list[Worked]) -> int:
    """Record, correct or withdraw the readings of one figure. Returns how many."""
    measure = locked(Measure, figure.measure_id)
    held = Reading.objects.counting().filter(measure=measure, area__isnull=False).select_related("measure", "area")
    there = {(each.area_id, each.starts, each.ends): each for each in held}
    areas = Area.objects.in_bulk({each.area for each in worked})
    done, meant = 0, set()
    for each in worked:
        starts, ends = financial_year(last_day(each.year))
        meant.add((each.area, starts, ends))
        known = there.get((each.area, starts, ends))
        if known is not None and not known.source.startswith(OURS):
            continue
        nothing = "" if each.value else NOTHING
        given: dict[str, Any] = {"value": each.value, "source": source_of(each), "nothing_reason": nothing}
        if known is None:
            overlapping = any(area == each.area and first <= ends and last >= starts for area, first, last in there)
            area = areas[each.area]
            if overlapping or not was_there(area, starts, ends):
                continue
            record_reading(by=by, measure=measure, area=area, starts=starts, ends=ends, **given)
            done += 1
        elif (known.value, known.source) != (given["value"], given["source"]):
            correct_reading(by=by, reading=known, reason=CHANGED, **given)
            done += 1
    for key, known in there.items():
        if key not in meant and known.source.startswith(OURS):
            withdraw_reading(by=by, reading=known, reason=GONE)
            done += 1
    return done


def source_of(worked: Worked) -> str:
    """'Contract register: 12 contracts and grants'."""
    return f"{OURS}, counted in the night: {words.plural(worked.count, 'row')}"


def was_there(area: Area, starts: object, ends: object) -> bool:
    """Whether an area existed for the whole of a year: nothing is counted of one that did not."""
    return (area.starts is None or area.starts <= starts) and (area.ends is None or area.ends >= ends)  # type: ignore[operator]
