"""The rows of which five of the six components are made: what each is called, and what is entered of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from compacts.annual.models import (
    AnnualMeasure,
    AnnualOutcome,
    AnnualPriority,
    InvestmentIntention,
    WorkLine,
)

Row = AnnualOutcome | AnnualPriority | InvestmentIntention | AnnualMeasure | WorkLine


@dataclass(frozen=True)
class Part:
    """One component of rows: its model, what one of them is called, and the fields that are entered."""

    model: type[Row]
    noun: str
    article: str
    fields: tuple[str, ...]


PARTS: Mapping[str, Part] = {
    "outcomes": Part(AnnualOutcome, "outcome", "an", ("what", "why_jointly")),
    "priorities": Part(AnnualPriority, "priority", "a", ("what", "strategy", "stage")),
    "intentions": Part(
        InvestmentIntention,
        "investment intention",
        "an",
        ("partner", "purpose", "amount", "pooled", "recurrent", "note"),
    ),
    "measures": Part(AnnualMeasure, "measure", "a", ("measure", "level", "aim")),
    "work": Part(WorkLine, "line of the work plan", "a", ("what", "lead", "due_on", "measure")),
}
"""By their names in addresses."""


def part_name(row: Row) -> str:
    """The name of the component that a row belongs to."""
    return next(name for name, part in PARTS.items() if part.model is type(row))
