"""The fixed words of contracts: what they are, how they pay, who has which part in them, and how they stand.

Sources: Making Partnership Work (2003), 3: contracts direct or by way of an NHS trust, outcome-based wherever possible,
payment models that do not work against each other; Building on the best practice in Herefordshire (2006), 3a: a range
of contract types.
"""

import datetime

from django.db import models
from django.db.models import Case, CharField, Q, Value, When


class Kind(models.TextChoices):
    """What is agreed with the provider."""

    CONTRACT = "contract", "Contract"
    GRANT = "grant", "Grant"
    SLA = "sla", "Service level agreement"
    SPOT = "spot", "Spot purchase"
    CALL_OFF = "call_off", "Call-off from a framework"


class Basis(models.TextChoices):
    """What is bought."""

    OUTCOME = "outcome", "Outcomes"
    ACTIVITY = "activity", "Activity"
    INPUT = "input", "Inputs"


class PaymentModel(models.TextChoices):
    """How it is paid."""

    BLOCK = "block", "Block"
    ACTIVITY = "activity", "By activity"
    CAPITATED = "capitated", "Capitated"
    COST_PER_CASE = "cost_per_case", "Cost per case"
    OUTCOME = "outcome", "By outcome"


class Tier(models.TextChoices):
    """Whether the provider is commissioned itself or through another."""

    DIRECT = "direct", "Commissioned directly"
    SUPPLEMENTARY = "supplementary", "Supplementary, through another contract"


class ProviderModel(models.TextChoices):
    """How several providers stand to each other."""

    SINGLE = "single", "One provider"
    LEAD = "lead", "A lead provider with others"
    EQUAL = "equal", "Equal partners"
    LINKED = "linked", "Separate contracts that are linked"


class PartyRole(models.TextChoices):
    """Which part an organisation has in a contract."""

    LEAD_COMMISSIONER = "lead_commissioner", "Lead commissioner"
    COMMISSIONER = "commissioner", "Commissioner"
    LEAD_PROVIDER = "lead_provider", "Lead provider"
    PROVIDER = "provider", "Provider"
    SUBCONTRACTOR = "subcontractor", "Subcontractor"


COMMISSIONING = (PartyRole.LEAD_COMMISSIONER, PartyRole.COMMISSIONER)
PROVIDING = (PartyRole.LEAD_PROVIDER, PartyRole.PROVIDER)
LEADS = (PartyRole.LEAD_COMMISSIONER, PartyRole.LEAD_PROVIDER)


class LinkKind(models.TextChoices):
    """How two contracts belong together."""

    CO_OPERATE = "co_operate", "On the agreement that they work together"
    LEAD_SUB = "lead_sub", "This one leads, the other serves it"
    ALLIANCE = "alliance", "An alliance"


class State(models.TextChoices):
    """How a contract stands on a day. It follows from its days and is never stored."""

    DRAFT = "draft", "Draft"
    AGREED = "agreed", "Agreed"
    ACTIVE = "active", "Active"
    ENDED = "ended", "Ended"
    ENDED_EARLY = "ended_early", "Ended early"
    VOID = "void", "Void"


COLOURS = {
    State.DRAFT: "blue",
    State.AGREED: "yellow",
    State.ACTIVE: "green",
    State.ENDED: "grey",
    State.ENDED_EARLY: "orange",
    State.VOID: "red",
}


def state_on(on: datetime.date, path: str = "", ends: str = "current_end") -> Case:
    """The state of each row on a day, as an expression: what `Contract.state_on` says of one. `ends` is its end."""

    def when(**days: object) -> Q:
        return Q(**{f"{path}{name}": value for name, value in days.items()})

    return Case(
        When(when(voided_on__isnull=False), then=Value(State.VOID.value)),
        When(when(activated_on__lte=on, ended_early_on__lt=on), then=Value(State.ENDED_EARLY.value)),
        When(when(activated_on__lte=on, **{f"{ends}__lt": on}), then=Value(State.ENDED.value)),
        When(when(activated_on__lte=on, starts__lte=on), then=Value(State.ACTIVE.value)),
        When(when(agreed_on__lte=on) | when(activated_on__lte=on), then=Value(State.AGREED.value)),
        default=Value(State.DRAFT.value),
        output_field=CharField(),
    )
