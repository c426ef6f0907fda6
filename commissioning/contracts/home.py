"""What the home page says of contracts: those that wait for one's signature, and exceptions that wait for a second."""

from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from commissioning.contracts.activating import APPROVE
from commissioning.contracts.kinds import COMMISSIONING, PROVIDING
from commissioning.contracts.models import Contract
from commissioning.contracts.parts import ContractOutcome, ContractParty
from core import clock, home
from core.acts import Actor
from core.home import MOST, Line
from core.pages import words

FOR_CLOSED = "Read its terms and sign them for the organisation that has closed and whose work came to yours"


def asked_for(actor: Actor) -> Any:
    """Contracts that are to serve no priority, for somebody else than who asked: those that are written, those taken
    from a register, and those that go on and whose exception lapsed as a variation raised their value."""
    if not actor.can_ever(APPROVE):
        return None
    goes_on = Q(ended_early_on=None) & (Q(current_end=None) | Q(current_end__gte=clock.today()))
    rows = Contract.objects.filter(
        Q(activated_on=None) | Q(taken_over_on__isnull=False) | goes_on,
        actor.q(APPROVE), exception_approved_on=None, voided_on=None, priority=None,
    )  # fmt: skip
    return rows.exclude(exception_reason="").order_by("pk")


def has_lapsed(row: Contract) -> bool:
    """Whether its exception was approved before, of a lower value: without one it would not be active."""
    return row.activated_on is not None and row.taken_over_on is None


def exceptions(actor: Actor, rows: Any) -> list[Line]:
    """The first of them. One query."""
    return [
        Line(
            row.title,
            reverse("contract_exception_approve", args=[row.pk]),
            "Decide anew whether it may serve no priority"
            if has_lapsed(row)
            else "Decide whether it may serve no priority",
            f"As a second person. Its value rose to {words.money(row.value)}."
            if has_lapsed(row)
            else "As a second person.",
        )
        for row in rows[:MOST]
    ]


def unsigned(actor: Actor) -> Any:
    """Contracts with an outcome and a value that the organisation acted for, or one that it came from and that has
    closed, has not signed as they stand."""
    need = "commissioning.sign_contract"
    if not actor.can_ever(need) or actor.organisation_id is None:
        return None
    today = clock.today()
    staying = Q(ends=None) | Q(ends__gte=today)
    mine = Q(organisation=actor.organisation_id)
    came = Q(organisation__in=actor.line, organisation__closed__lt=today)
    came &= ~Q(organisation=F("contract__commissioner")) & ~Q(organisation=F("contract__provider"))  # it is named anew
    parties = ContractParty.objects.filter(contract=OuterRef("pk"))
    signed = ContractParty.objects.filter(pk=OuterRef("pk"), signatures__terms=F("contract__terms"))
    waits = parties.filter(staying, ~Exists(signed), role__in=(*COMMISSIONING, *PROVIDING))
    rows = Contract.objects.filter(
        actor.q(need), Exists(waits.filter(mine | came)),
        Exists(ContractOutcome.objects.filter(contract=OuterRef("pk"))),
        activated_on=None, voided_on=None, agreed_on=None, past_on=None,
    )  # fmt: skip
    return rows.annotate(for_itself=Exists(waits.filter(mine))).order_by("starts", "pk")


def to_agree(actor: Actor, rows: Any) -> list[Line]:
    """The first of them. One query."""
    return [
        Line(
            row.title,
            reverse("contract_sign", args=[row.pk]),
            "Read its terms and sign them for your organisation" if row.for_itself else FOR_CLOSED,
            f"Worth {words.money(row.value)}, from {words.date(row.starts)}.",
        )
        for row in rows[:MOST]
    ]


home.add("waiting", 26, to_agree, rows=unsigned)
home.add("waiting", 27, exceptions, rows=asked_for)
