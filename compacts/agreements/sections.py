"""The agreements of an organisation, and of those it came from, on its page."""

from typing import Any

from django.db.models import QuerySet

from compacts.agreements.models import Agreement, AgreementParty
from compacts.agreements.reading import as_read_by
from core.acts import Actor
from core.registers.columns import Joined
from partnerships.organisations import sections
from partnerships.organisations.sections import MOST, Line, Section


def lines(actor: Actor, keys: frozenset[int]) -> list[Line]:
    """Those that the person may see, the latest entered first, each with which of these was the party."""
    rows = Agreement.objects.visible_to(actor).filter(parties__organisation__in=keys)
    rows = rows.annotate(named=Joined("parties__organisation__name")).order_by("-pk")
    rows = rows.only("title", "ended_on", "in_force_on", "final_on", "consulted_on")
    shown = as_read_by(actor, list(rows[: MOST + 1]))
    return [Line(each.title, each.get_absolute_url(), standing(each)) for each in shown]


def standing(agreement: Any) -> str:
    """'in force; party: Worcestershire Primary Care Trust'."""
    return f"{agreement.stage.label.lower()}; party: {agreement.named}"


def some(*keys: int) -> QuerySet[Any, Any]:
    """Whether there are any at all."""
    return AgreementParty.objects.filter(organisation__in=keys)


sections.add(Section("Agreements", 40, lines=lines, some=some, whole="agreements"))
