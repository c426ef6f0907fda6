"""Who was involved, and which consultations informed it, on the page of a cycle and of its stages; and on that of an
organisation, what it took part in."""

from typing import Any

from django.db.models import QuerySet

from commissioning.cycles import parts
from commissioning.cycles.models import CommissioningCycle, Stage, StageKind
from commissioning.involvement.actions import LINK, RECORD
from commissioning.involvement.models import Involvement, StageConsultation
from commissioning.involvement.reading import CONSULTED, INVOLVED, LOADED
from core.acts import Actor
from core.pages import words
from partnerships.organisations import sections
from partnerships.organisations.sections import MOST, Line, Section

SHOWN = 50


def involved(actor: Actor, cycle: CommissioningCycle, stage: Stage | None) -> list[parts.Line]:
    """Those of the stage, or of the whole cycle, the latest first. One query."""
    rows = Involvement.objects.standing().select_related("organisation", "stage")
    rows = rows.filter(stage=stage) if stage is not None else rows.filter(stage__cycle=cycle)
    return [parts.Line(each.whose, each.get_absolute_url(), told(each, stage is None)) for each in rows[:SHOWN]]


def told(each: Involvement, with_stage: bool) -> str:
    """In which capacity, when, at which stage, and what was done with it."""
    stage = f", {each.stage.get_kind_display()}" if with_stage else ""
    done = f". {each.done}" if each.done else ". What was done with it is not written yet."
    return f"{each.get_capacity_display().lower()}, {words.date(each.happened_on)}{stage}{done}"


def consulted(actor: Actor, cycle: CommissioningCycle, stage: Stage | None) -> list[parts.Line]:
    """The consultations that are linked, as far as the person may see them. One query."""
    rows = StageConsultation.objects.filter(consultation__published_at__isnull=False, stage__cycle=cycle)
    rows = rows.filter(stage=stage) if stage is not None else rows
    return [
        parts.Line(
            str(each.consultation), each.consultation.get_absolute_url(),
            f"{each.stage.get_kind_display()}; answers were taken until {words.date(each.consultation.closes_on)}",
        )
        for each in rows.select_related("consultation", "stage")
    ]  # fmt: skip


def unlinking(actor: Actor, cycle: CommissioningCycle, stage: Stage | None) -> list[parts.Line]:
    """Where a link is taken off again, for who may, while the stage is open."""
    if stage is None or stage.signed_off_on is not None or not actor.may(LINK, stage):
        return []
    rows = StageConsultation.objects.filter(stage=stage).select_related("consultation")
    return [parts.Line(f"{each.consultation} did not inform this stage", where(stage, each)) for each in rows]


def where(stage: Stage, link: StageConsultation) -> str:
    """The address at which a link is taken off."""
    return f"{stage.get_absolute_url()}consultations/{link.pk}/unlink/"


def lines(actor: Actor, keys: frozenset[int]) -> list[Line]:
    """What an organisation took part in, the latest first."""
    rows = LOADED.filter(organisation__in=keys, voided_on=None).visible_to(actor)  # type: ignore[attr-defined]
    rows = rows.order_by("-happened_on", "-pk")
    return [Line(str(each.stage), each.get_absolute_url(), told(each, False)) for each in rows[: MOST + 1]]


def some(*keys: int) -> QuerySet[Any, Any]:
    """Whether there is any at all."""
    return Involvement.objects.filter(organisation__in=keys)


parts.add(parts.Part("Who was involved", 15, lines=involved, asks=INVOLVED))
parts.add(parts.Part("Consultations that informed it", 25, lines=consulted, asks=CONSULTED))
parts.add(parts.Part("Consultations linked by mistake", 26, lines=unlinking, asks=CONSULTED))
for kind in StageKind:
    parts.offer((RECORD, "Record an involvement", "involvement_record"), kind)
    parts.offer((LINK, "Link a consultation", "consultation_link"), kind)
sections.add(Section("Commissioning it took part in", 61, lines=lines, some=some, whole="involvements"))
