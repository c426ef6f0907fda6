"""Evidence that organisations sent in, on the page of the cycle and of its stages, and on that of an organisation."""

from typing import Any

from django.db.models import QuerySet

from commissioning.contributions.actions import SEND
from commissioning.contributions.models import COLOURS, Contribution
from commissioning.contributions.reading import EVIDENCE
from commissioning.cycles import parts
from commissioning.cycles.models import CommissioningCycle, Stage, StageKind
from core.acts import Actor
from core.pages import words
from partnerships.organisations import sections
from partnerships.organisations.sections import MOST, Line, Section

SHOWN = 50


def of_cycle(actor: Actor, cycle: CommissioningCycle, stage: Stage | None) -> list[parts.Line]:
    """Those that the person may read, the latest first: at Analyse and on the cycle's page. One query."""
    if stage is not None and stage.kind != StageKind.ANALYSE:
        return []
    rows = Contribution.objects.standing().filter(cycle=cycle).visible_to(actor).select_related("organisation")
    return [
        parts.Line(
            each.title, each.get_absolute_url(),
            f"{each.organisation.name}, sent on {words.date(each.sent_on)}"
            + (f". {each.answer}" if each.answer else ""),
            (str(each.state.label), COLOURS[each.state]),
        )
        for each in rows.order_by("-sent_on", "-pk")[:SHOWN]
    ]  # fmt: skip


def lines(actor: Actor, keys: frozenset[int]) -> list[Line]:
    """What an organisation sent, the latest first, as far as the person may read it."""
    rows = Contribution.objects.filter(organisation__in=keys).visible_to(actor).order_by("-sent_on", "-pk")
    return [Line(each.title, each.get_absolute_url(), each.state.label.lower()) for each in rows[: MOST + 1]]


def some(*keys: int) -> QuerySet[Any, Any]:
    """Whether there is any at all."""
    return Contribution.objects.filter(organisation__in=keys)


parts.offer((SEND, "Send evidence for this cycle", "contribution_send_for"), parts.OF_CYCLE)
parts.add(parts.Part("Evidence sent in", 20, lines=of_cycle, asks=EVIDENCE))
sections.add(Section("Evidence it sent in", 60, lines=lines, some=some, whole="contributions"))
