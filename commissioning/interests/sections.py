"""The interests declared in a cycle, on its page and, while it plans and contracts, on that of the stage."""

from commissioning.cycles import parts
from commissioning.cycles.models import CommissioningCycle, Stage, StageKind
from commissioning.cycles.reading import IN_CYCLE
from commissioning.interests.actions import DECLARE, RECORD
from commissioning.interests.models import Interest
from core.acts import Actor
from core.pages import words

SHOWN_AT = (StageKind.PLAN, StageKind.DO)
MOST = 50


def lines(actor: Actor, cycle: CommissioningCycle, stage: Stage | None) -> list[parts.Line]:
    """Those that count, the latest first. One query."""
    if stage is not None and stage.kind not in SHOWN_AT:
        return []
    rows = cycle.interests.standing().select_related("organisation")  # type: ignore[attr-defined]
    return [
        parts.Line(
            str(each),
            each.get_absolute_url(),
            f"{each.what} Declared on {words.date(each.declared_on)}".strip(),
        )
        for each in rows[:MOST]
    ]


parts.add(
    parts.Part(
        "Interests declared",
        40,
        lines=lines,
        intro="Having taken part in planning bars nobody from bidding.",
        asks=IN_CYCLE.add("interests", lambda cycle: Interest.objects.filter(cycle=cycle)),
    )
)
parts.offer((DECLARE, "Declare your organisation's interests", "interest_declare"), parts.OF_CYCLE)
parts.offer((RECORD, "Record a declared interest", "interest_record"), parts.OF_CYCLE)
