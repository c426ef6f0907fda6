"""What the stage Analyse of a cycle waits for beside its needs: provision, requirements, risks, resources."""

import datetime

from django.urls import reverse

from commissioning.analysis.models import AnalysisEntry, AnalysisKind
from commissioning.analysis.rules import ACTION_PLAN
from commissioning.cycles import checklist
from commissioning.cycles.models import Stage, StageKind
from commissioning.cycles.reading import IN_CYCLE
from core.gates import Gate, Obstacle, gate

THERE_IS: dict[AnalysisKind, str] = {}
"""By which name it is known whether a cycle's analysis has any of a kind."""


def some(kind: AnalysisKind, title: str, missing: str) -> Gate:
    """A line that is true once the analysis of the cycle has an entry of a kind."""

    there_is = THERE_IS[kind] = IN_CYCLE.add(
        f"analysis: {kind}", lambda cycle: AnalysisEntry.objects.filter(cycle=cycle, kind=kind, voided_on=None)
    )

    def look(stage: Stage, on: datetime.date) -> Obstacle | None:
        if IN_CYCLE.any(stage.cycle, there_is):
            return None
        return Obstacle(missing, where=reverse("analysis_add", args=[stage.cycle_id]))

    return gate(title, source=ACTION_PLAN)(look)


provision_is_mapped = some(
    AnalysisKind.PROVISION,
    "Current provision is mapped",
    "Enter at least one service that is provided now, and by whom.",
)
requirements_are_known = some(
    AnalysisKind.REQUIREMENT, "National requirements are known", "Enter what national policy requires, with its source."
)
risks_are_identified = some(
    AnalysisKind.RISK, "Risks are identified", "Enter at least one risk, and what is known of it."
)
resources_are_identified = some(
    AnalysisKind.RESOURCE, "Resources are identified", "Enter what money, staff or buildings there are, and whose."
)

checklist.add(StageKind.ANALYSE, 20, provision_is_mapped)
checklist.add(StageKind.ANALYSE, 40, requirements_are_known)
checklist.add(StageKind.ANALYSE, 50, risks_are_identified)
checklist.add(StageKind.ANALYSE, 60, resources_are_identified)
