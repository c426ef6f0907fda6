"""The thread as a tree: need, priority, outcome, contract, measure; or from a contract back to the needs."""

from dataclasses import dataclass, field

from commissioning.contracts.kinds import COLOURS
from commissioning.thread.strands import ContractRow, NeedRow, PriorityRow, Said, Strands
from core.pages import words
from core.pages.addresses import numbered

NOT_TAKEN_UP = "No priority takes it up"
GONE_ON = "Carried over into the next cycle"
NOTHING_CONTRACTED = "No contract serves it"
NO_MEASURE = "nobody has said how it is told"


@dataclass
class Node:
    """One line of the tree: of which kind it is, what it says, and what hangs on it."""

    kind: str
    text: str
    href: str = ""
    more: str = ""
    tag: tuple[str, str] | None = None
    below: list["Node"] = field(default_factory=list)


def heads(found: Strands, kind: str) -> list[Node]:
    """From needs on; from a priority or a plan: each priority between its needs and contracts, and last the needs that
    none of them takes up."""
    if kind not in ("priority", "plan"):
        return from_needs(found)
    alone = [each for key, each in found.needs.items() if not {*found.taken_up.get(key, ())} & {*found.priorities}]
    return from_priorities(found) + [of_need(each, found) for each in alone]


def from_needs(found: Strands) -> list[Node]:
    """Each need with the priorities that take it up, and last the priorities that come from no need that is shown."""
    nodes = [of_need(need, found) for need in found.needs.values()]
    held = {key for need in found.needs for key in found.taken_up.get(need, ())}
    return nodes + [of_priority(each, found) for key, each in found.priorities.items() if key not in held]


def from_contracts(found: Strands) -> list[Node]:
    """Each contract with its outcomes, the priority that it serves, and the needs that it comes from."""
    return [back_from(each, found) for each in found.contracts.values()]


def from_priorities(found: Strands) -> list[Node]:
    """Each priority with the needs above it and the contracts below."""
    nodes = []
    for key, each in found.priorities.items():
        node = of_priority(each, found)
        needs = [Node("Need", found.needs[need].title, numbered("need", need)) for need in found.comes_from.get(key, ())
                 if need in found.needs]  # fmt: skip
        node.below = [Node("Comes from", "", below=needs) if needs else Node("Comes from", "no need"), *node.below]
        nodes.append(node)
    return nodes


def of_need(need: NeedRow, found: Strands) -> Node:
    """A need with what takes it up."""
    below = [of_priority(found.priorities[key], found) for key in found.taken_up.get(need.pk, ())
             if key in found.priorities]  # fmt: skip
    tag = None if below else (GONE_ON, "blue") if need.carried else (NOT_TAKEN_UP, "yellow")
    return Node("Need", need.title, numbered("need", need.pk), need.cycle, tag, below)


def of_priority(priority: PriorityRow, found: Strands) -> Node:
    """A priority with what it is to bring and the contracts that serve it."""
    below = [of_outcome(each) for each in priority.outcomes]
    contracts = found.served_by.get(priority.pk, ())
    below += [of_contract(found.contracts[key]) for key in contracts]
    return Node(
        "Priority", priority.title, numbered("priority", priority.pk), money_of(priority),
        None if contracts else (NOTHING_CONTRACTED, "yellow"), below,
    )  # fmt: skip


def money_of(priority: PriorityRow) -> str:
    """'Plan of 2005; £60,000 in the budget, £24,000 contracted'."""
    budget, contracted = (words.money(each) if each else "nothing" for each in (priority.budget, priority.contracted))
    return f"{priority.plan_title}; {budget} in the budget, {contracted} contracted"


def of_outcome(said: Said) -> Node:
    """What is different for people, and how that is measured."""
    what, told = said
    return Node("Outcome", what, below=[Node("Measure", told or NO_MEASURE)])


def of_contract(contract: ContractRow) -> Node:
    """A contract with its outcomes and what was measured of them."""
    below = [of_outcome(each) for each in contract.outcomes]
    below += [Node("Measured", each.text, each.href) for each in contract.measured]
    return Node(
        "Contract", contract.title, numbered("contract", contract.pk),
        f"{contract.provider}, {words.money(contract.value)}",
        (contract.state.label, COLOURS[contract.state]), below,
    )  # fmt: skip


def back_from(contract: ContractRow, found: Strands) -> Node:
    """A contract with the priority that it serves, or why it serves none."""
    node = of_contract(contract)
    priority = found.priorities.get(contract.priority) if contract.priority else None
    if priority is not None:
        needs = [found.needs[key] for key in found.comes_from.get(priority.pk, ()) if key in found.needs]
        above = [of_outcome(each) for each in priority.outcomes]
        above += [Node("Need", each.title, numbered("need", each.pk), each.cycle) for each in needs]
        where = numbered("priority", priority.pk)
        node.below.append(Node("Priority", priority.title, where, money_of(priority), below=above))
    elif contract.priority:
        node.below.append(Node("Priority", "one that is not open to you, or not of what is asked for"))
    else:
        why = "none, by an approved exception" if contract.excepted else "none"
        node.below.append(Node("Priority", why, tag=None if contract.excepted else ("Orphan", "red")))
    return node
