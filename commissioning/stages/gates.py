"""What rests on the decision of a board: the stages of cycles that it signed off."""

from commissioning.cycles.models import StageSignoff
from partnerships.bodies import rests
from partnerships.bodies.models import Decision


def signed_off(decision: Decision) -> list[str]:
    """The stages that it stands as a signature of."""
    rows = StageSignoff.objects.standing().filter(decision=decision).select_related("stage__cycle").order_by("pk")
    stages = list(dict.fromkeys(each.stage for each in rows))
    return [
        f"It signs off {each.get_kind_display()} of the cycle '{each.cycle.title}'. Open that stage again first."
        for each in stages
    ]


rests.add(signed_off)
