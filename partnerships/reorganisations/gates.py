"""What taking back a succession waits for: one that is a part of a reorganisation goes with that, or stays."""

import datetime

from core.gates import Obstacle, gate
from partnerships.organisations import succession
from partnerships.organisations.models import Lineage
from partnerships.reorganisations.models import Line


@gate("It is no part of a reorganisation")
def it_stands_alone(lineage: Lineage, on: datetime.date) -> Obstacle | None:
    """A reorganisation is undone as a whole."""
    line = Line.objects.filter(lineage=lineage).select_related("reorganisation").first()
    if line is None:
        return None
    event = line.reorganisation
    return Obstacle(f"This is a part of '{event.title}'. Undo that reorganisation.", where=event.get_absolute_url())


succession.TO_UNDO.append(it_stands_alone)
