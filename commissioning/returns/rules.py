"""When a return is sent, and which figures are looked at twice.

Source: Making Partnership Work (2003), 2: clear expectations and reporting requirements (S1-31).
"""

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from django.urls import reverse

from commissioning.returns.reading import last_figures
from compacts.measures.models import Better
from core.gates import Obstacle, gate
from core.pages import words

if TYPE_CHECKING:
    from commissioning.monitoring.models import ReportingLine
    from commissioning.returns.models import ReturnVersion
    from compacts.measures.models import Measure

FAR = 5
"""A figure so many times as large as the one before, or as small, is looked at again."""
STEPS = (Decimal(10), Decimal(100), Decimal(1000), Decimal(1_000_000))
"""By how much a figure is off that was entered in another unit."""
NEAR = Decimal("0.05")
MOST = Decimal(10) ** 11
"""Below this, figures with four decimals are kept exactly."""
DECIDE = datetime.timedelta(days=28)
ANSWER = datetime.timedelta(days=14)


class Given(NamedTuple):
    """What is reported of one requirement: the figure, a note, and whether it was looked at again."""

    value: Decimal | None
    note: str = ""
    confirmed: bool = False


def doubt(measure: "Measure", value: Decimal | None, last: Decimal | None) -> str:
    """Why a figure is looked at again before it is sent, in a sentence; nothing where it is as may be expected."""
    if value is None:
        return ""
    if value < 0:
        return f"{measure.amount(value)} is below nought."
    if measure.unit == "%" and value > 100:
        return f"{measure.amount(value)} is more than all of them."
    if not last or last < 0 or not value:
        return ""
    ratio = value / last
    if 1 / Decimal(FAR) < ratio < FAR:
        return ""
    before = f"In the period before it was {measure.amount(last)}, now it is {measure.amount(value)}."
    off = next((each for each in STEPS if near(ratio, each) or near(1 / ratio, each)), None)
    return f"{before} That is {words.number(int(off))} times: is the unit the same?" if off else before


def near(ratio: Decimal, step: Decimal) -> bool:
    """Whether a ratio is about so much."""
    return abs(ratio / step - 1) <= NEAR


def missed(better: str, value: Decimal | None, target: Decimal | None) -> bool:
    """Whether a figure misses what it was to reach."""
    if value is None or target is None:
        return False
    return value < target if better == Better.HIGHER else value > target


def fill_page(version: "ReturnVersion") -> str:
    return reverse("return_fill", args=[version.monitoring_return.period_id])


@gate("The contract was not declared void")
def its_contract_counts(version: "ReturnVersion", on: datetime.date) -> Obstacle | None:
    """Nothing is reported for what was entered by mistake."""
    if version.monitoring_return.period.contract.voided_on is None:
        return None
    return Obstacle("The contract was declared void, so nothing is reported for it.")


@gate("Its period is over")
def its_period_is_over(version: "ReturnVersion", on: datetime.date) -> Obstacle | None:
    """What is still to come is not reported."""
    ends = version.monitoring_return.period.ends
    return Obstacle(f"The period ends on {words.date(ends)}. Send it after that day.") if on <= ends else None


@gate("Every figure is there, or a reason why not")
def every_figure_is_there(version: "ReturnVersion", on: datetime.date) -> Obstacle | None:
    """A gap that nobody explains is taken for nothing."""
    given = {each.line_id for each in version.values.all()}
    missing = [each.requirement.measure.title for each in version.monitoring_return.period.lines.all()
               if each.pk not in given]  # fmt: skip
    if not missing:
        return None
    return Obstacle(f"Enter, or say why there is none: {'; '.join(missing)}.", where=fill_page(version))


@gate("What is far from the last figure was looked at again")
def doubts_are_answered(version: "ReturnVersion", on: datetime.date) -> Obstacle | None:
    """A slip of the unit is found before it is added up."""
    said = doubts_of(version)
    if not said:
        return None
    return Obstacle(f"{' '.join(said)} Correct it, or say that it is right.", where=fill_page(version))


def doubts_of(version: "ReturnVersion") -> list[str]:
    """What is doubtful of a version and nobody has looked at again."""
    last = last_figures(version.monitoring_return.period)
    found = []
    for each in version.values.all():
        said = doubt(each.line.requirement.measure, each.value, last.get(each.line.requirement_id))
        found += [f"{each.line.requirement.measure.title}: {said}"] if said and not each.confirmed else []
    return found


@gate("It says what changed since the version before")
def the_answer_is_there(version: "ReturnVersion", on: datetime.date) -> Obstacle | None:
    """Whoever queried reads what came of that."""
    if version.number == 1 or version.answer.strip():
        return None
    return Obstacle("Answer the query, or say why it is corrected.", where=fill_page(version))


def doubts_in(
    lines: "Mapping[int, ReportingLine]", given: Mapping[int, Given], last: Mapping[int, Decimal]
) -> dict[int, str]:
    """By line: what is doubtful of what is given and not confirmed."""
    found = {}
    for pk, each in given.items():
        line = lines[pk]
        said = doubt(line.requirement.measure, each.value, last.get(line.requirement_id))
        if said and not each.confirmed:
            found[pk] = said
    return found


TO_SEND = (its_contract_counts, its_period_is_over, every_figure_is_there, doubts_are_answered, the_answer_is_there)
