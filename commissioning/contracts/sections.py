"""The contracts of an organisation, and of those it came from, on its page."""

from typing import Any

from django.db.models import QuerySet

from commissioning.contracts.models import Contract
from commissioning.contracts.parts import ContractParty
from core.acts import Actor
from core.pages import words
from core.registers.columns import Joined
from partnerships.organisations import sections
from partnerships.organisations.sections import MOST, Line, Section


def lines(actor: Actor, keys: frozenset[int]) -> list[Line]:
    """Those that the person may see, the latest first, each with which of these was the party."""
    rows = Contract.objects.visible_to(actor).filter(parties__organisation__in=keys, voided_on=None)
    rows = rows.annotate(named=Joined("parties__organisation__name")).order_by("-starts", "-pk")
    return [Line(each.title, each.get_absolute_url(), standing(each)) for each in rows[: MOST + 1]]


def standing(contract: Any) -> str:
    """'active until 31 March 2008, £30,000; party: Wye Valley Speaking Up'."""
    until = f" until {words.date(contract.current_end)}" if contract.current_end else ""
    return f"{contract.state.label.lower()}{until}, {words.money(contract.value)}; party: {contract.named}"


def some(*keys: int) -> QuerySet[Any, Any]:
    """Whether there are any at all."""
    return ContractParty.objects.filter(organisation__in=keys)


sections.add(Section("Contracts and grants", 45, lines=lines, some=some, whole="contracts"))
