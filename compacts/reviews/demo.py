"""The demonstration's reviews: Herefordshire's Compact was reviewed three times, and kept a little better each time.

Findings, scores and what was asked for are invented.
"""

import datetime

from compacts.local.models import LocalCompact
from compacts.review_actions import actions as asking
from compacts.review_actions.models import ReviewAction
from compacts.reviews import actions
from compacts.reviews.models import CompactReview
from core import clock
from partnerships.organisations.models import Organisation
from partnerships.people.actors import the_house

DAY = datetime.date
COUNCIL, TRUST = "Herefordshire Council", "Herefordshire Primary Care Trust"
LIFTS, BOARD = "Golden Valley Community Lifts", "NHS Herefordshire and Worcestershire Integrated Care Board"
GROUP = "The Compact group of the county, with two organisations that had not worked on the Compact"
ANSWERS = "Answer every letter of the sector within ten working days"


def load() -> None:
    """Tell how each review went, and what became of what it asked for. The next is due soon."""
    by, today = the_house("command", "The demonstration"), clock.today()
    compact = LocalCompact.objects.get(title="Herefordshire Compact")

    first = begun(
        by, compact, DAY(2005, 4, 18),
        "Consultations are announced early. Grants come late in every second quarter, and two groups closed a project "
        "before the money came. Few people outside the public bodies know the Compact.",
    )  # fmt: skip
    asked(by, first, TRUST, ANSWERS, DAY(2006, 3, 31), done=DAY(2006, 3, 20), note="A desk was named that answers.")
    asked(
        by, first, COUNCIL, "Pay grants by the tenth day of each quarter", DAY(2006, 6, 30), done=DAY(2006, 9, 12),
        note="Since July 2006 they are paid on the fifth.",
    )  # fmt: skip
    visits = asked(by, first, LIFTS, "Visit every parish with the Compact", DAY(2006, 12, 31))
    asking.drop_review_action(by=by, action=visits, reason="The drivers were needed. A leaflet was sent instead.")
    actions.conclude_review(
        by=by, review=first, score=46, refreshed=True, on=DAY(2005, 11, 9), review_due=DAY(2009, 3, 31)
    )

    second = begun(
        by, compact, DAY(2009, 1, 12),
        "Grants are paid on time. Notice of their end was shorter than three months in four of eleven cases.",
    )  # fmt: skip
    asked(
        by, second, COUNCIL, "Give three months' notice before a grant ends", DAY(2009, 12, 31), done=DAY(2009, 11, 2),
        note="It stands in the standard letter.",
    )  # fmt: skip
    actions.conclude_review(by=by, review=second, score=58, on=DAY(2009, 5, 29), review_due=today)

    third = begun(
        by, compact, ago(330),
        "Notice is given in time, and groups say they are asked before plans are made. Bidding papers do not say which "
        "promises of the Compact apply, so small groups read forty pages to find out.",
    )  # fmt: skip
    asked(by, third, COUNCIL, "Publish the timetable of next year's grants", ago(20))
    asked(by, third, LIFTS, "Gather what small groups stumble over in bidding papers", ago(-25))
    asked(by, third, BOARD, "Say in every invitation to bid which promises of the Compact apply", ago(-40))
    actions.conclude_review(by=by, review=third, score=71, refreshed=True, on=ago(200), review_due=ago(-45))


def ago(days: int) -> datetime.date:
    """The day so many days before today."""
    return clock.today() - datetime.timedelta(days=days)


def begun(by, compact: LocalCompact, on: datetime.date, findings: str) -> CompactReview:
    """A review with what it found."""
    review = actions.begin_review(by=by, compact=compact, led_by=GROUP, began_on=on)
    return actions.edit_review(by=by, review=review, version=None, findings=findings)


def asked(
    by, review: CompactReview, owner: str, what: str, due_on: datetime.date, done: datetime.date | None = None,
    note: str = "",
) -> ReviewAction:  # fmt: skip
    """What it asked an organisation to do; done where a day is given."""
    organisation = Organisation.objects.get(name=owner)
    action = asking.add_review_action(by=by, review=review, what=what, owner=organisation, due_on=due_on)
    return asking.finish_review_action(by=by, action=action, on=done, note=note) if done else action
