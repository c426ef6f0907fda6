"""When a list of members may be taken in, and whose list it can be."""

import datetime
from collections import Counter

from core.acts import Refused
from core.gates import Obstacle, gate
from core.pages import words
from partnerships.members.effects import Standing
from partnerships.members.models import Matched, MemberSheet, SheetState
from partnerships.organisations.models import Organisation

NO_UMBRELLA = "Only an umbrella body has a list of members. The Forum secretariat puts its kind right on its page."


@gate("It is still to be looked at")
def is_still_to_look_at(sheet: MemberSheet, on: datetime.date) -> Obstacle | None:
    """A list is taken in once."""
    if sheet.state == SheetState.SENT:
        return None
    done = "taken in already" if sheet.state == SheetState.TAKEN else "set aside"
    return Obstacle(f"This list was {done}. Send another one.")


@gate("It does not stand for a day to come")
def is_of_a_day_that_came(sheet: MemberSheet, on: datetime.date) -> Obstacle | None:
    """What is taken in is so."""
    return None if sheet.on <= on else Obstacle("The list stands for a day to come. Take it in on that day.")


@gate("No line of a whole list could mean several organisations", source="S1-06")
def none_is_doubtful(sheet: MemberSheet, on: datetime.date) -> Obstacle | None:
    """A doubtful line of a whole list could be a member whose membership would end; of a part it can wait."""
    found = sheet.lines.filter(matched=Matched.DOUBTFUL).count() if sheet.whole else 0
    said = words.plural(found, "doubtful line")
    return Obstacle(f"Choose the organisation of {said} below.") if found else None


@gate("A whole list names only organisations of the register", source="S1-06")
def whole_list_is_known(sheet: MemberSheet, on: datetime.date) -> Obstacle | None:
    """Who is not matched cannot be told from who has left."""
    if not sheet.whole or not sheet.lines.filter(matched=Matched.UNKNOWN).exists():
        return None
    return Obstacle(
        "Some lines are not in the register yet, so nobody can say who has left. Choose their organisations, ask the "
        "Forum secretariat to add them, or send the list again as a part."
    )


@gate("No line contradicts what is recorded")
def no_line_contradicts(sheet: MemberSheet, on: datetime.date) -> Obstacle | None:
    """A membership begins after the one before it has ended."""
    lines = list(sheet.lines.all())
    standing = Standing(sheet, lines)
    kinds = Counter(standing.effect(line).kind for line in lines)
    if not kinds["problem"]:
        return None
    said = words.plural(kinds["problem"], "line")
    return Obstacle(f"{said} cannot be taken in: below stands why, and what to do.")


TO_TAKE_IN = (is_still_to_look_at, is_of_a_day_that_came, none_is_doubtful, whole_list_is_known, no_line_contradicts)


def refuse_no_umbrella(organisation: Organisation) -> None:
    """Refuse a list of members of what is no umbrella body: of another kind, and without a member so far."""
    if organisation.kind.code != "umbrella-body" and not organisation.umbrella_members.exists():
        raise Refused(NO_UMBRELLA)
