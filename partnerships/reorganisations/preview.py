"""What a reorganisation touches, body by body: all that is recorded of the bodies that go, due dates, and people."""

from collections import defaultdict
from pathlib import Path
from typing import Any

from core import clock
from core.acts import Actor
from core.deadlines.registry import DEADLINES, Deadline
from core.files.writers import write_xlsx
from core.pages import words
from core.pages.addresses import fixed
from partnerships.organisations.sections import Line as PageLine
from partnerships.organisations.touching import MOST_LINES, MOST_READ, Found, touched_by
from partnerships.people.models import Membership
from partnerships.people.seeing import seen_by
from partnerships.reorganisations.judging import DAY, lines_of
from partnerships.reorganisations.models import Reorganisation
from partnerships.reorganisations.people import roles_at
from partnerships.reorganisations.rules import bodies_of

AHEAD = 365 * DAY
"""So far ahead due dates are looked at."""
MOST_DUE = MOST_READ
"""So many due dates of a kind are counted, of all organisations together; of a kind that has more it is said."""


def effect_of(event: Reorganisation, actor: Actor) -> list[dict[str, Any]]:
    """For each body that goes: what becomes of it, and what it touches. A constant number of queries."""
    bodies = bodies_of(event)
    touched = touched_by(actor, bodies, event.first_day)
    people = staying(event, actor)
    due, cut = due_by_body(event, actor)
    passing: dict[int, list[str]] = defaultdict(list)
    for line in lines_of(event):
        passing[line.ancestor_id].append(in_words(line))
    found = []
    for pk, body in bodies.items():
        kinds = touched[pk]
        if due[pk]:
            kinds = [*kinds, Found("Due dates of its people in the year ahead", len(due[pk]), due[pk][:MOST_LINES])]
        if cut:
            kinds = [*kinds, Found("Kinds of due dates that were not counted to the end", len(cut), cut)]
        found.append({"body": body, "passing": passing[pk], "kinds": kinds, "people": people[pk]})
    return found


def in_words(line: Any) -> str:
    """'Abolished; its work passed to NHS Wyre Forest CCG, 06D: 18.38%'."""
    share = "" if line.share is None else f": {line.share.normalize():f}%"
    share = ": how much is not known" if line.share_unknown else share
    return f"{line.get_kind_display()} {line.successor}{' (created)' if line.new_id else ''}{share}"


def staying(event: Reorganisation, actor: Actor) -> dict[int, list[str]]:
    """The people who would stay with a closed body, each with their roles there, by body, as far as the person may see
    who acts for it. One query."""
    roles: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    seen = Membership.objects.filter(actor.q("partnerships.view_membership"))
    for held in roles_at(bodies_of(event), event.first_day - DAY, seen):
        by_name = roles[held.membership.organisation_id]  # type: ignore[index]
        by_name[held.membership.user.name].append(held.get_role_display().lower())
    return defaultdict(
        list, {pk: [f"{name}: {', '.join(each)}" for name, each in named.items()] for pk, named in roles.items()}
    )


def due_by_body(event: Reorganisation, actor: Actor) -> tuple[dict[int, list[PageLine]], list[PageLine]]:
    """What is due of the people of each body within a year, the soonest first, as far as the person may see what it is
    of; and of which kinds there is more in the register than was looked at. Two queries a kind of due date, and one a
    kind of record."""
    whose: dict[int, set[int]] = defaultdict(set)
    for held in roles_at(bodies_of(event), clock.today()):
        whose[held.membership.user_id].add(held.membership.organisation_id)  # type: ignore[arg-type]
    found: dict[int, list[Any]] = defaultdict(list)
    cut: list[PageLine] = []
    for deadline in DEADLINES.values() if whose else ():
        soon = deadline.between(deadline.open(None), clock.today(), clock.today() + AHEAD)
        rows = list(soon[: MOST_DUE + 1])
        if len(rows) > MOST_DUE:
            cut.append(told_of_more(deadline, rows.pop()))
        holders = deadline.holders(rows) if rows else {}
        for row in rows:
            bodies = {body for user in holders.get(row.pk, ()) for body in whose.get(user, ())}
            for body in bodies:
                found[body].append(deadline.item(row))
    lines: dict[int, list[PageLine]] = defaultdict(list)
    seen = {each.key for each in seen_by(actor, [item for items in found.values() for item in items])}
    for body, items in found.items():
        items = sorted((each for each in items if each.key in seen), key=lambda item: item.due)
        lines[body] = [PageLine(f"{each.sentence}: {words.date(each.due)}", each.link) for each in items]
    return lines, cut


def told_of_more(deadline: Deadline, first_left_out: Any) -> PageLine:
    """'Entries to confirm: the register has more than 5,000, and those from 3 May 2007 on are not all counted'."""
    day = words.date(deadline.item(first_left_out).due)
    return PageLine(
        f"{deadline.title}: the register has more than {MOST_DUE:,} in the year ahead, so those from {day} on are not "
        "all counted here",
        fixed("due"),
    )


HEADINGS = ("Body that goes", "Code", "What it touches", "How many", "Named")
KINDS = ("text", "text", "text", "integer", "text")


def rows_of(effect: list[dict[str, Any]]) -> list[list[Any]]:
    """The same as rows of a sheet: one for each record that is named, or for the count alone."""
    rows: list[list[Any]] = []
    for each in effect:
        body = each["body"]
        rows += [[body.name, body.code, "What becomes of it", None, told] for told in each["passing"]]
        for kind in each["kinds"]:
            named = [line.text for line in kind.lines] or [""]
            rows += [[body.name, body.code, kind.title, kind.count, text] for text in named]
        rows += [[body.name, body.code, "People who act for it", None, told] for told in each["people"]]
    return rows


def write_sheet(path: Path, event: Reorganisation, actor: Actor) -> None:
    """The effect as a workbook."""
    write_xlsx(path, "What it touches", HEADINGS, rows_of(effect_of(event, actor)), KINDS)
