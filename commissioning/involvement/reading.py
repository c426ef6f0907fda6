"""What the pages of involvements and their part of the API both need."""

from commissioning.cycles.reading import IN_CYCLE
from commissioning.involvement.models import Involvement, StageConsultation
from core.acts import NotVisible

LOADED = Involvement.objects.select_related("stage__cycle", "organisation__kind").prefetch_related(
    "stage__cycle__partners"
)
INVOLVED = IN_CYCLE.add("involvements", lambda cycle: Involvement.objects.filter(stage__cycle=cycle))
CONSULTED = IN_CYCLE.add("consultations", lambda cycle: StageConsultation.objects.filter(stage__cycle=cycle))


def link_of(stage, link: int) -> StageConsultation:
    """The link of that number to a consultation. Raises NotVisible where the stage has none."""
    found = StageConsultation.objects.select_related("stage", "consultation").filter(stage=stage, pk=link).first()
    if found is None:
        raise NotVisible
    return found
