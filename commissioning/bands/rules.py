"""Which band a contract falls into: the highest of its commissioner that begins at or below its value."""

import datetime
from collections.abc import Iterable
from decimal import Decimal

from commissioning.bands.models import ValueBand


def band_for(bands: Iterable[ValueBand], value: Decimal, on: datetime.date) -> ValueBand | None:
    """The band of a value on a day, of one body's bands; None where the body has set none that holds."""
    fitting = [each for each in bands if each.holds_on(on) and each.from_value <= value]
    return max(fitting, key=lambda each: each.from_value, default=None)
