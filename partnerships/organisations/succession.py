"""Acts that record what came from whom, and who funds whom."""

import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum

from core import clock
from core.acts import Actor, Refused, authorise, locked, one_at_a_time
from core.gates import Gate, check
from core.trail.actions import record
from partnerships.organisations.lineage import WHOLE, lines_of, percent
from partnerships.organisations.models import WHAT_BECAME, Funding, Lineage, Organisation, SuccessionKind

TO_UNDO: list[Gate] = []
"""What taking back a succession waits for: subjects that record successions as a part of more add to it."""


@transaction.atomic
def record_succession(
    *,
    by: Actor,
    ancestor: Organisation,
    descendant: Organisation,
    kind: str,
    on: datetime.date,
    share: Decimal | None = None,
    source: str = "",
) -> Lineage:
    """Record that an organisation's work, or a share of it, passed to a successor on a day."""
    authorise(by, "partnerships.record_succession")
    if kind not in dict(WHAT_BECAME):
        raise Refused({"kind": "Choose what happened."})
    one_at_a_time("lineage")  # a circle can close over rows that no single act holds
    ancestor, descendant = locked(Organisation, ancestor.pk), locked(Organisation, descendant.pk)
    refuse_merged(ancestor=ancestor, descendant=descendant)
    refuse_circle(ancestor, descendant)
    if ancestor.opened and on <= ancestor.opened:
        raise Refused({"on": f"{ancestor.name} opened on {ancestor.opened:%-d %B %Y}; its work cannot pass on before."})
    if Lineage.objects.filter(ancestor=ancestor, descendant=descendant).exists():
        raise Refused({"descendant": f"It is recorded already that {descendant.name} came from {ancestor.name}."})
    passed = ancestor.successions.aggregate(total=Sum("share"))["total"] or Decimal(0)
    if share is not None and passed + share > WHOLE:
        raise Refused(
            {"share": f"{percent(passed)} of {ancestor.name} has passed on already; {percent(WHOLE - passed)} is left."}
        )
    lineage = Lineage(ancestor=ancestor, descendant=descendant, kind=kind, on=on, share=share, source=source)
    lineage.save(force_insert=True)
    said = lineage.get_kind_display()
    record(by, "succeeded by", ancestor, descendant=descendant, kind=said, on=on, share=share)
    record(by, "succeeded", descendant, ancestor=ancestor, kind=said, on=on, share=share)
    return lineage


@transaction.atomic
def undo_succession(*, by: Actor, lineage: Lineage) -> None:
    """Take back a succession that was recorded wrongly. Nothing else was changed by it, so nothing else changes."""
    lineage = locked(Lineage, lineage.pk)
    authorise(by, "partnerships.record_succession")
    if lineage.kind == SuccessionKind.DUPLICATE:
        raise Refused("This is a merge of two entries. Undo it on the page of the possible duplicate.")
    check(TO_UNDO, lineage)
    record(by, "succession undone", lineage.ancestor, descendant=lineage.descendant, on=lineage.on)
    record(by, "succession undone", lineage.descendant, ancestor=lineage.ancestor, on=lineage.on)
    lineage.delete()


def refuse_merged(**named: Organisation) -> None:
    """Refuse what is said of an entry that was merged as a duplicate: it is said of the one that is kept."""
    for field, entry in named.items():
        if entry.duplicate_of is not None:
            raise Refused({field: f"{entry.name} was entered twice. Record this of {entry.duplicate_of}."})
        if entry.voided_on is not None:
            raise Refused({field: f"{entry.name} never came to be: the reorganisation that created it was undone."})


def refuse_circle(ancestor: Organisation, descendant: Organisation) -> None:
    """Refuse a succession in which something would come from itself."""
    if ancestor.pk == descendant.pk:
        raise Refused({"descendant": "An organisation cannot succeed itself."})
    if ancestor.pk in {each.lineage.descendant_id for each in lines_of(descendant.pk)[1]}:
        raise Refused({"descendant": f"{ancestor.name} itself came from {descendant.name}."})


@transaction.atomic
def record_funding(
    *, by: Actor, funder: Organisation, funded: Organisation, starts: datetime.date | None = None, note: str = ""
) -> Funding:
    """Record that one organisation funds another: the funder's people do not read what the funded one answers."""
    authorise(by, "partnerships.record_funding")
    funded = locked(Organisation, funded.pk)
    refuse_merged(funder=funder, funded=funded)
    if funder.pk == funded.pk:
        raise Refused({"funder": "An organisation does not fund itself."})
    if Funding.objects.filter(funder=funder, funded=funded, ends=None).exists():
        raise Refused({"funder": f"It is recorded already that {funder.name} funds {funded.name}."})
    funding = Funding(funder=funder, funded=funded, starts=starts or clock.today(), note=note)
    funding.save(force_insert=True)
    record(by, "funded by", funded, funder=funder, starts=funding.starts)
    return funding


@transaction.atomic
def end_funding(*, by: Actor, funding: Funding, on: datetime.date | None = None) -> Funding:
    """Record the last day on which one organisation funds another."""
    authorise(by, "partnerships.record_funding")
    funding = locked(Funding, funding.pk)
    ends = on or clock.today()
    if funding.ends is not None:
        raise Refused("This funding has ended already.")
    if funding.starts and ends < funding.starts:
        raise Refused({"on": "The last day is before the first day."})
    funding.ends = ends
    funding.save(update_fields=["ends"])
    record(by, "funding ended", funding.funded, funder=funding.funder, ends=ends)
    return funding
