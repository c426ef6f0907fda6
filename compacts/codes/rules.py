"""When a Code of good practice is launched and withdrawn, and when a body adopts it.

Sources: Making Partnership Work (2003), section 6; Building on the best practice in Herefordshire (2006), section 3.
"""

import datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from compacts.codes.judging import last_judged
from core.gates import Obstacle, gate
from core.pages import words

if TYPE_CHECKING:
    from compacts.codes.models import CodeAdoption, CodeCriterion, CompactCode
    from partnerships.organisations.models import Area

ONE_DAY = datetime.timedelta(days=1)
SOURCE = "Making Partnership Work, 2003, section 6"


@gate("It has not been withdrawn")
def it_is_not_withdrawn(code: "CompactCode", on: datetime.date) -> Obstacle | None:
    """What was withdrawn stays as it was; a new one takes its place."""
    if code.withdrawn_on is None:
        return None
    return Obstacle(
        f"It was withdrawn on {words.date(code.withdrawn_on)}. Add the Code that takes its place.",
        where=reverse("code_add"),
    )


@gate("It is not launched yet")
def it_is_not_launched(code: "CompactCode", on: datetime.date) -> Obstacle | None:
    """It is launched once."""
    if code.launched_on is None:
        return None
    return Obstacle(
        f"It was launched on {words.date(code.launched_on)}. If that is not the day, change it in the entry.",
        where=reverse("code_edit", args=[code.pk]),
    )


@gate("The Code had been launched", source=SOURCE)
def the_code_was_launched(adoption: "CodeAdoption", on: datetime.date) -> Obstacle | None:
    """What is adopted is there already."""
    launched = adoption.code.launched_on
    if launched is not None and launched <= adoption.adopted_on:
        return None
    said = f"It was launched on {words.date(launched)}. Enter that day or a later one" if launched else (
        "It has not been launched. Enter first when it was, on its page"
    )  # fmt: skip
    return Obstacle(f"{said}.", where=adoption.code.get_absolute_url())


@gate("The Code had not been withdrawn")
def the_code_went_on(adoption: "CodeAdoption", on: datetime.date) -> Obstacle | None:
    """Nobody adopts what is over."""
    withdrawn = adoption.code.withdrawn_on
    if withdrawn is None or adoption.adopted_on < withdrawn:
        return None
    return Obstacle(
        f"The Code was withdrawn on {words.date(withdrawn)}. Enter an earlier day, or adopt the one in its place.",
        where=adoption.code.get_absolute_url(),
    )


@gate("The body was open")
def the_body_was_open(adoption: "CodeAdoption", on: datetime.date) -> Obstacle | None:
    """Neither before it was there nor after its end."""
    opened, closed = adoption.organisation.opened, adoption.organisation.last_day
    if (opened is None or opened <= adoption.adopted_on) and (closed is None or adoption.adopted_on <= closed):
        return None
    return Obstacle(
        "The body did not exist on that day. Look at the days on its page.",
        where=adoption.organisation.get_absolute_url(),
    )


@gate("The body had not adopted it for that time already")
def it_had_not_adopted_it_already(adoption: "CodeAdoption", on: datetime.date) -> Obstacle | None:
    """A body adopts a Code again only once it has left it. A void adoption never was."""
    held = adoption.code.adoptions.meeting(adoption).order_by("adopted_on").first()
    if held is None:
        return None
    since = f"This body has adopted the Code already, on {words.date(held.adopted_on)}"
    if held.ended_on is None:
        said = f"{since}. Enter first when it left it, or days before that one"
    else:
        said = f"{since}, and left it on {words.date(held.ended_on)}. Enter days outside that time"
    return Obstacle(f"{said}.", where=held.get_absolute_url())


@gate("Nothing was judged by it yet")
def nothing_was_judged_by_it(criterion: "CodeCriterion", on: datetime.date) -> Obstacle | None:
    """What was judged stays judged by the words of its day."""
    if not criterion.is_relied_on:
        return None
    return Obstacle(
        "Something was judged by this criterion already, so its words stay as they are. Withdraw the Code and add the "
        "one that takes its place, with the new criteria. You can still say which records tell of it.",
        where=criterion.code.get_absolute_url(),
    )


@gate("Nothing was judged by it yet")
def nothing_was_judged_by_the_code(code: "CompactCode", on: datetime.date) -> Obstacle | None:
    """What was judged stays judged by all that the Code asked on that day, where, from when and how strictly."""
    if last_judged(code) is None:
        return None
    return Obstacle(
        "Something was judged by this Code already, so what it asks, where, from when, and whether it takes an "
        "explanation stay as they are. Withdraw it and add the Code that takes its place.",
        where=reverse("code_withdraw", args=[code.pk]),
    )


@gate("Nothing was judged by it on that day or later")
def nothing_was_judged_since(code: "CompactCode", on: datetime.date) -> Obstacle | None:
    """A Code that was not there could not be kept, and what was judged by it would be judged no longer."""
    last = last_judged(code)
    if last is None or last < on:
        return None
    return Obstacle(
        f"Something was judged by this Code on {words.date(last)}, so it was kept until that day at least. Say that it "
        f"is withdrawn from {words.date(last + ONE_DAY)} on, or from a later day, once that has come."
    )


def why_not_named(code: "CompactCode", area: "Area", on: datetime.date) -> str:
    """Why nothing of a locality and a day can be said to keep the Code or not, in a sentence; '' where it can."""
    if not code.is_there_on(on):
        return "This Code was not there to be kept on that day."
    return "" if code.holds_in(area) else f"This Code is one of {code.place}, not of {area.name}."


TO_LAUNCH = (it_is_not_withdrawn, it_is_not_launched)
TO_WITHDRAW = (it_is_not_withdrawn, nothing_was_judged_since)
TO_ADD_A_CRITERION = (it_is_not_withdrawn, nothing_was_judged_by_the_code)
TO_ADOPT = (the_code_was_launched, the_code_went_on, the_body_was_open, it_had_not_adopted_it_already)
TO_CHANGE_A_CRITERION = (nothing_was_judged_by_it,)
TO_CHANGE_HOW_IT_JUDGES = (nothing_was_judged_by_the_code,)
