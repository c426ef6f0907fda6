"""What the analysis of a cycle found beside its needs, on the cycle's page and on that of Analyse."""

from urllib.parse import urlencode

from commissioning.analysis.actions import ADD
from commissioning.analysis.gates import THERE_IS
from commissioning.analysis.models import AnalysisKind
from commissioning.cycles import parts
from commissioning.cycles.models import CommissioningCycle, Stage, StageKind
from commissioning.cycles.reading import IN_CYCLE
from core.acts import Actor
from core.pages.addresses import fixed

OFFER = "Enter what is provided, what is required, a risk or a resource"


def lines(actor: Actor, cycle: CommissioningCycle, stage: Stage | None) -> list[parts.Line]:
    """Each kind of which there is any, with the list of it. It is known which there are."""
    if stage is not None and stage.kind != StageKind.ANALYSE:
        return []
    where = fixed("analysis_entries")
    return [
        parts.Line(kind.label, f"{where}?{urlencode({'cycle': cycle.title, 'kind': kind.value})}")
        for kind in AnalysisKind
        if IN_CYCLE.any(cycle, THERE_IS[kind])
    ]


parts.add(parts.Part("What else was analysed", 7, lines=lines))
parts.offer((ADD, OFFER, "analysis_add"), parts.OF_CYCLE)
