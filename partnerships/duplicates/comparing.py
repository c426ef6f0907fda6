"""Two entries side by side: each line of the one beside that of the other, with the difference in words."""

from typing import Any

from core import clock
from core.acts import Actor
from core.fields import fold
from core.pages import words
from partnerships.duplicates.models import DuplicateSuggestion
from partnerships.duplicates.sections import OWN
from partnerships.organisations.facts import Fact, facts_of
from partnerships.organisations.lineage import Step, lines_of
from partnerships.organisations.models import Organisation, SuccessionKind
from partnerships.organisations.page import dated, earlier, entry, kind_on
from partnerships.organisations.sections import MOST, sections_for
from partnerships.people.models import RoleHeld

SAME, DIFFERS, ALIKE = "Same", "Different", "Same words"
COLUMNS = [{"title": title} for title in ("What", "First entry", "Second entry", "Difference")]
"""What stands above the lines."""


def compared(suggestion: DuplicateSuggestion, actor: Actor) -> list[list[Any]]:
    """The lines of both entries; what neither says is left out."""
    first, second = (lines_of_entry(each, actor) for each in suggestion.pair)
    keys = list(dict.fromkeys([*first, *second]))
    rows = [(key, first.get(key, []), second.get(key, [])) for key in keys]
    return [[key, cell(one), cell(two), {"text": difference(one, two)}] for key, one, two in rows if one or two]


def lines_of_entry(organisation: Organisation, actor: Actor) -> dict[str, list[str]]:
    """What the register says of one entry: what it is called, its facts, its people, and what is recorded of it."""
    on, facts = clock.today(), facts_of(organisation.pk)
    named = {each.kind: each.text for each in facts["entry"]}
    kind = kind_on(facts, on) or named["kind"]
    found = {"Name": [organisation.name], "Number in the register": [str(organisation.pk)]}
    for row in (*entry(organisation, named | {"kind": kind}), *dated(facts, on)):
        value = row["value"]
        found[row["key"]] = [each for each in (value if isinstance(value, list) else [value]) if each]
    found["Earlier"] = earlier(facts, on)
    found["Partner here"] = ["Yes"] if organisation.is_partner else []
    found["Belongs to"] = texts(facts["tie"], facts["umbrella"])
    found["Has as a part or member"] = texts(facts["tied"])
    came, became = lines_of(organisation.pk)
    found["Came from"] = [str(step.lineage.ancestor) for step in came if is_next(step)]
    found["What became of it"] = [str(step.lineage.descendant) for step in became if is_next(step)]
    if actor.can_ever("partnerships.list_people"):
        found["People"] = people_of(organisation)
    for section in sections_for(actor, frozenset({organisation.pk}), but=(OWN,)):
        count = len(section["lines"])
        found[section["title"]] = [f"more than {MOST}" if section["whole"] else words.number(count)]
    return found


def is_next(step: Step) -> bool:
    """Whether it is a succession of the entry itself: what was entered twice did not come from one another."""
    return step.depth == 1 and step.lineage.kind != SuccessionKind.DUPLICATE


def texts(*facts: list[Fact]) -> list[str]:
    """The names in some facts that hold today."""
    on = clock.today()
    return [each.text for some in facts for each in some if each.holds_on(on)]


def people_of(organisation: Organisation) -> list[str]:
    """Who holds which role there today: 'Ruth Price, approver'."""
    held = RoleHeld.objects.active(clock.today()).filter(membership__organisation=organisation)
    held = held.select_related("membership__user").order_by("membership__user__name", "role")
    return [f"{each.membership.user.name}, {each.get_role_display().lower()}" for each in held]


def cell(lines: list[str]) -> Any:
    """The cell of one entry."""
    if not lines:
        return "Not given"
    return lines[0] if len(lines) == 1 else {"lines": lines}


def difference(one: list[str], two: list[str]) -> str:
    """How the two cells differ, in words.

    >>> difference(["1 May 1998"], ["1 May 1998"]), difference(["A & B"], ["a b"]), difference(["A"], [])
    ('Same', 'Same words', 'Only the first says it')
    """
    if one == two:
        return SAME
    if not one or not two:
        return f"Only the {'first' if one else 'second'} says it"
    return ALIKE if sorted(map(fold, one)) == sorted(map(fold, two)) else DIFFERS
