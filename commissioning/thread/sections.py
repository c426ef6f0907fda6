"""What the golden thread puts into the board paper of a cycle: its priorities with their money, and its contracts."""

import datetime

from commissioning.cycles import paper
from commissioning.cycles.models import CommissioningCycle
from commissioning.thread.scope import Scope
from commissioning.thread.strands import Strands, forwards
from core.acts import Actor
from core.pages.addresses import numbered
from core.reports.declaration import Column, Linked, Table

MONEY = "money"


def of_thread(actor: Actor, cycle: CommissioningCycle, on: datetime.date) -> list[Table]:
    """What comes first, what of its budget is contracted, and with whom."""
    found = forwards(Scope(actor=actor, on=on, root=cycle), None)
    return [priorities(found), contracts(found)]


def priorities(found: Strands) -> Table:
    """What comes first, what it has in the budget, and what is contracted of that."""
    rows = [
        [Linked(each.title, numbered("priority", each.pk)), each.budget, each.contracted,
         "; ".join(what for what, _ in each.outcomes) or None]
        for each in found.priorities.values()
    ]  # fmt: skip
    columns = [Column("Priority"), Column("In the budget", MONEY), Column("Contracted", MONEY), Column("Is to bring")]
    return paper.short("Priorities and their money", columns, rows)


def contracts(found: Strands) -> Table:
    """Which contracts serve its priorities, with whom, worth how much."""
    rows = [
        [Linked(each.title, numbered("contract", each.pk)), each.provider, each.state.label, each.value]
        for each in found.contracts.values()
    ]
    columns = [Column("Contract"), Column("Provider"), Column("State"), Column("Value", MONEY)]
    return paper.short("Contracts", columns, rows)


paper.add(10, of_thread)
