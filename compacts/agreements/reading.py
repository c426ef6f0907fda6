"""What the pages of agreements and their part of the API both need, and how one who has left it reads an agreement."""

from collections.abc import Sequence

from django.db.models import Prefetch

from compacts.agreements.models import DAYS, FOLLOW, Agreement, AgreementParty
from core.acts import Actor

LOADED = Agreement.objects.select_related("area").prefetch_related(
    Prefetch("parties", AgreementParty.objects.select_related("organisation"))
)


def as_read_by(actor: Actor, agreements: Sequence[Agreement]) -> Sequence[Agreement]:
    """The same, to be shown: without what came after those left it for whom the person reads it.

    One query, where any may be such.
    """
    if not actor.q(FOLLOW):  # type: ignore[attr-defined]
        return agreements
    keys = [each.pk for each in agreements]
    known = Agreement.objects.filter(pk__in=keys).as_read_by(actor).exclude(left_on=None)  # type: ignore[attr-defined]
    found = known.in_bulk()
    for each in agreements:
        if each.pk in found:
            each.left_on = found[each.pk].left_on
            for name in (*DAYS, "latest", "end_reason"):
                if name not in each.get_deferred_fields():
                    setattr(each, name, getattr(found[each.pk], f"{name}_read"))
    return agreements
