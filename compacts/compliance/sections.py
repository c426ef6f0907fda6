"""Whether consultations and funding of a locality keep the Compact, on its scorecard."""

import datetime
from collections import Counter

from compacts.compliance.reading import consultations_of, funding_of
from compacts.compliance.verdicts import Standing
from compacts.local import scorecard
from compacts.local.scorecard import Figure, Part
from partnerships.organisations.models import Area


def lines(counted: Counter[Standing]) -> list[Figure]:
    """How many stand how, in the order from the best to what nobody can tell; each line where there are any."""
    return [Figure(each.label, counted[each]) for each in Standing if counted[each]]


def consultations(area: Area, on: datetime.date) -> list[Figure]:
    """Of those of the locality's bodies that had opened."""
    return lines(consultations_of(area, on))


def funding(area: Area, on: datetime.date) -> list[Figure]:
    """Of what had been agreed, as it stood on the day on which it was."""
    return lines(funding_of(area, on))


scorecard.add(Part("Time to answer consultations", 30, figures=consultations))
scorecard.add(Part("Funding checked against a Code, when it was agreed", 40, figures=funding))
