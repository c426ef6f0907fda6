"""When one agreement may be said to follow, or take the place of, another."""

import datetime

from compacts.relations.models import AgreementRelation, RelationKind
from core.gates import Obstacle, gate

IN_TIME = (RelationKind.FOLLOWS, RelationKind.SUPERSEDES)
"""Of two agreements one is the later, so these lead back in time and never to where they began."""


@gate("The later agreement does not come before itself")
def it_makes_no_circle(relation: AgreementRelation, on: datetime.date) -> Obstacle | None:
    """What took the place of another, or followed it, cannot be followed or replaced by it."""
    if relation.kind not in IN_TIME or relation.agreement_id not in before(relation.other_id):
        return None
    return Obstacle(
        f"{relation.other} follows or takes the place of {relation.agreement} already, by itself or through others, so "
        "it is the later one. Record this on its page, or remove there what is wrong.",
        where=relation.other.get_absolute_url(),
    )


TO_RELATE = (it_makes_no_circle,)


def before(pk: int) -> set[int]:
    """The agreement and all that it follows or took the place of, step by step: one query a step back in time."""
    found, reached = {pk}, {pk}
    while reached:
        rows = AgreementRelation.objects.filter(agreement__in=reached, kind__in=IN_TIME)
        reached = set(rows.values_list("other_id", flat=True)) - found
        found |= reached
    return found
