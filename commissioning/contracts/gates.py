"""What the terms of a contract show of the criteria of a Code: outcomes, length, notice, review, and users' voice; and
as at which day one of the past is judged."""

import datetime

from commissioning.contracts.criteria import Shown, contract_of, kept_if, shows
from commissioning.contracts.models import Contract
from commissioning.contracts.rules import date_of, problem_of_notice
from compacts.codes.criteria import CriterionSubject
from compacts.compliance import past
from compacts.compliance.models import Scorecard
from core import clock
from core.pages import words
from partnerships.standards.rules import later

YEARS, NOTICE = 3, 3
"""Years that a contract lasts at least, and months of notice."""


@shows(CriterionSubject.OUTCOMES)
def its_outcomes_are_stipulated(contract: Contract, on: datetime.date) -> Shown:
    """What is to be different for people is written down."""
    number = len(contract.outcomes.all())
    verb = "is" if number == 1 else "are"
    told = f"{words.plural(number, 'outcome')} {verb} stipulated." if number else "No outcome is stipulated."
    return kept_if(number, told)


@shows(CriterionSubject.THREE_YEARS)
def it_lasts_three_years(contract: Contract, on: datetime.date) -> Shown | None:
    """From its first day to the end that is agreed. One without an end is judged by hand."""
    ends = contract.current_end or contract.initial_end
    if ends is None:
        return None
    enough = later(contract.starts, 12 * YEARS, "months") - datetime.timedelta(days=1)
    told = f"It runs from {words.date(contract.starts)} to {words.date(ends)}"
    more = contract.maximum_end
    if ends >= enough:
        return kept_if(True, f"{told}.")
    option = f", and can be extended until {words.date(more)} at most" if more is not None and more > ends else ""
    return kept_if(False, f"{told}, which is less than {YEARS} years{option}.")


@shows(CriterionSubject.NOTICE)
def its_notice_is_long_enough(contract: Contract, on: datetime.date) -> Shown:
    """What either side is given to prepare for the end."""
    return kept_if(contract.notice_months >= NOTICE, f"Its period of notice is {notice_of(contract)}.")


@shows(CriterionSubject.REVIEW_AND_END)
def review_and_end_are_agreed(contract: Contract, on: datetime.date) -> Shown:
    """How and when it is reviewed, and with which notice it ends."""
    missing = [
        what
        for what, there in (
            ("how it is reviewed", contract.review_procedure.strip()),
            ("the day of the review", contract.review_on),
            ("its period of notice", contract.notice_months),
        )
        if not there
    ]
    if missing:
        return kept_if(False, f"It does not say {' or '.join(missing)}.")
    late = problem_of_notice(contract.notice_by, contract.notice_months, contract.current_end)
    told = f"It says how it is reviewed, next on {words.date(contract.review_on)}, and asks for notice of "
    return kept_if(not late, late or f"{told}{notice_of(contract)}.")


@shows(CriterionSubject.FEEDBACK)
def users_are_heard(contract: Contract, on: datetime.date) -> Shown:
    """The method is agreed with the terms."""
    said = contract.feedback_method.strip()
    return kept_if(said, "It says how users are heard." if said else "It does not say how users are heard.")


def notice_of(contract: Contract) -> str:
    """'3 months'."""
    return words.plural(contract.notice_months, "month")


@past.add
def as_at(scorecard: Scorecard) -> datetime.date | None:
    """Of the scorecard of a contract that was entered from paper: the day as at which that is judged."""
    contract = contract_of(scorecard)
    return None if contract is None or contract.past_on is None else date_of(contract, clock.today())
