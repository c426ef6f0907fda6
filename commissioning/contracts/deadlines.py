"""The days of contracts, each of which is due by itself: decision, notice, options, and the three ends."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from commissioning.contracts.actions import EDIT
from commissioning.contracts.kinds import COMMISSIONING
from commissioning.contracts.models import Contract
from commissioning.contracts.parts import ContractExtension, ContractParty
from core import clock, deadlines
from core.pages import words
from partnerships.organisations.lineage import with_successors
from partnerships.people import holders
from partnerships.people.roles import Role

HALF_A_YEAR, QUARTER = 184, 92


def commissioners(rows: Sequence[Any]) -> Mapping[Any, Iterable[int]]:
    """Those who commission each and have not left; whoever came after them, where they have closed."""
    contracts = {row.pk: getattr(row, "contract_id", row.pk) for row in rows}
    staying = Q(ends=None) | Q(ends__gte=clock.today())
    parties = ContractParty.objects.filter(staying, role__in=COMMISSIONING, contract__in=set(contracts.values()))
    pairs = list(parties.order_by().values_list("contract_id", "organisation_id", "organisation__closed"))
    gone = {organisation for _, organisation, closed in pairs if closed is not None and closed < clock.today()}
    after = with_successors(gone) if gone else {}
    found: dict[int, set[int]] = defaultdict(set)
    for contract, organisation, _ in pairs:
        found[contract] |= after.get(organisation, {organisation})
    return {pk: found[contract] for pk, contract in contracts.items()}


def running() -> QuerySet[Any, Any]:
    """The contracts that go on, with what their rules read."""
    rows = Contract.objects.filter(voided_on=None, activated_on__isnull=False, ended_early_on=None)
    going_on = Q(current_end=None) | Q(current_end__gte=clock.today())
    return rows.filter(going_on).select_related("provider")


OPEN = ContractExtension.objects.filter(contract=OuterRef("pk"), taken_on=None, until__gt=OuterRef("current_end"))


def with_an_option() -> QuerySet[Any, Any]:
    """Those that run to their initial end and can still be extended."""
    return running().filter(Exists(OPEN), current_end=F("initial_end"))


def at_their_end() -> QuerySet[Any, Any]:
    """The others: what ends then ends, unless something follows it."""
    return running().exclude(Exists(OPEN), current_end=F("initial_end"))


def options() -> QuerySet[Any, Any]:
    """The options of contracts that go on which nobody has taken."""
    rows = ContractExtension.objects.filter(contract__in=running(), taken_on=None)
    return rows.filter(until__gt=F("contract__current_end")).select_related("contract")


def due(
    name: str, title: str, day: str, rows: Callable[[], QuerySet], said: str, next_step: str, *reminders: int
) -> None:
    """Declare one of the days of a contract."""
    deadlines.add(
        deadlines.Deadline(
            name=name,
            title=title,
            queryset=deadlines.theirs(rows, EDIT),
            date_field=day,
            sentence=lambda contract: said.format(contract.title),
            next_step=next_step,
            reminders=reminders,
            holders=holders.at_any(commissioners, Role.COMMISSIONER),
        )
    )


due("contract_decision", "Decisions on what follows a contract", "decide_by", running,
    "Decide what follows: {}", "See the contract", QUARTER, 28, 7)  # fmt: skip
due("contract_notice", "Notice of contracts", "notice_by", running,
    "Give notice, if it is to end: {}", "See the contract", QUARTER, 28, 7)  # fmt: skip
due("contract_initial_end", "Contracts at their initial end that can be extended", "initial_end", with_an_option,
    "It ends unless it is extended: {}", "Take the option, or let it end", QUARTER, 28, 7)  # fmt: skip
due("contract_end", "Contracts that end", "current_end", at_their_end,
    "It ends: {}", "See the contract", HALF_A_YEAR, QUARTER, 28)  # fmt: skip
due("contract_maximum_end", "Contracts that cannot be extended any more", "maximum_end",
    lambda: running().filter(Q(current_end=None) | Q(maximum_end__gt=F("current_end"))),
    "It cannot run longer: {}", "See the contract", HALF_A_YEAR, QUARTER)  # fmt: skip

deadlines.add(
    deadlines.Deadline(
        name="contract_option",
        title="Options to extend contracts",
        queryset=lambda actor: options() if actor is None else options().filter(contract__in=seen_to(actor)),
        date_field="decide_by",
        sentence=lambda option: (
            f"Decide whether to extend it until {words.date(option.until)}: {option.contract.title}"
        ),
        link=lambda option: option.contract.get_absolute_url(),
        next_step="Take the option, or let it pass",
        reminders=(QUARTER, 28, 7),
        holders=holders.at_any(commissioners, Role.COMMISSIONER),
    )
)


def seen_to(actor: Any) -> QuerySet[Any, Any]:
    """The contracts that a person looks after."""
    return Contract.objects.filter(actor.q(EDIT)).values("pk")
