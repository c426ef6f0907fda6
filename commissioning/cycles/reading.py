"""What the pages of cycles, those of their stages and both parts of the API need."""

from django.db.models import Prefetch, prefetch_related_objects

from commissioning.cycles.models import CommissioningCycle, CyclePartner, LineAnswer, Stage, StageSignoff
from core.acts import Actor, NotVisible, the_one
from core.belonging import Along, Belonging, put
from core.prepared import prepared

ROWS = CommissioningCycle.objects.select_related("client_group", "area", "unit", "follows")

ANSWERS = Prefetch("answers", LineAnswer.objects.select_related("organisation"))
SIGNOFFS = Prefetch(
    "signoffs",
    StageSignoff.objects.select_related("partner__organisation", "decision__body").order_by("signed_on", "pk"),
)
LOADED = ROWS.prefetch_related("partners__organisation")
IN_CYCLE = Belonging(CommissioningCycle, partners=Along("organisation"), stages=Along())
"""What there is of a cycle: its page asks all that subjects add to it at once, and they their own only where there is
any."""
OF_STAGES = {"answers": ANSWERS, "signoffs": SIGNOFFS, "overrides": "overrides"}
"""What belongs to the stages."""
STAGES = Stage.objects.select_related("cycle__area", "cycle__client_group", "cycle__unit").prefetch_related(
    "cycle__partners__organisation", ANSWERS, SIGNOFFS, "overrides"
)
"""Stages with their cycle and its partners, what was answered by hand, and who signed."""


_of = prepared(lambda key: ROWS.select_related("followed_by").filter(pk=key))
IN_CYCLE.add("answers", lambda cycle: LineAnswer.objects.filter(stage__cycle=cycle))
IN_CYCLE.add("signoffs", lambda cycle: StageSignoff.objects.filter(stage__cycle=cycle))


def the(actor: Actor, pk: int) -> CommissioningCycle:
    """The cycle with this key and what there is of it, for somebody who may see it. Raises NotVisible otherwise."""
    found = the_one(actor, _of(pk))
    read_whole(found)
    return found


def read_whole(cycle: CommissioningCycle) -> None:
    """Read its partners and stages, and what there is of these."""
    IN_CYCLE.load(cycle)
    stages = stages_of(cycle)
    prefetch_related_objects(stages, *(each for name, each in OF_STAGES.items() if not IN_CYCLE.none(cycle, name)))
    for name in OF_STAGES:
        if IN_CYCLE.none(cycle, name):
            for each in stages:
                put(each, name, ())


def read_partners(cycle: CommissioningCycle) -> None:
    """Read its partners alone, for who asks who may do what."""
    put(cycle, "partners", IN_CYCLE.read["partners"](cycle.pk))


def stages_of(cycle: CommissioningCycle) -> list[Stage]:
    """The four stages, in their order, as they are read."""
    return sorted(cycle.stages.all(), key=lambda each: each.kind)


def partner_of(cycle: CommissioningCycle, partner: int) -> CyclePartner:
    """The partner of that number. Raises NotVisible where the cycle has none."""
    found = next((each for each in cycle.partners.all() if each.pk == partner), None)
    if found is None:
        raise NotVisible
    return found
