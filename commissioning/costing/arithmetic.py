"""What a service costs in full, and how much of it the price pays. Pure: Decimals, rounded only to be shown."""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from commissioning.costing.models import FullCosting, Method

HUNDRED = Decimal(100)
PENCE = Decimal("0.01")


@dataclass(frozen=True)
class Cost:
    """The parts of a full cost, in pounds."""

    direct: Decimal
    development: Decimal
    overheads: Decimal
    participation: Decimal
    price: Decimal

    @property
    def full(self) -> Decimal:
        """All of it."""
        return self.direct + self.development + self.overheads + self.participation

    @property
    def recovery(self) -> Decimal | None:
        """The part of the full cost that the price pays, 1 being all; None where nothing costs anything."""
        return self.price / self.full if self.full else None

    @property
    def gap(self) -> Decimal:
        """What the provider has to find elsewhere, in pounds; nought where the price pays it all."""
        return max(self.full - self.price, Decimal(0))

    def parts(self) -> list[tuple[str, Decimal]]:
        """Each part in words; they sum to the full cost."""
        return [
            ("Direct costs", self.direct),
            ("Development, once", self.development),
            ("Share of overheads", self.overheads),
            ("Taking part", self.participation),
        ]


def cost_of(costing: FullCosting) -> Cost:
    """The full cost. A share by percentage is of the direct costs; by any other method it is of all overheads."""
    base = costing.direct if costing.method == Method.DIRECT else costing.overheads
    overheads = (base * costing.share / HUNDRED).quantize(PENCE, ROUND_HALF_EVEN)
    return Cost(costing.direct, costing.development, overheads, costing.participation, costing.price)
