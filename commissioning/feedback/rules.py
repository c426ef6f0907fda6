"""What of an audit of user satisfaction may be shown. Pure arithmetic."""

from decimal import Decimal

from commissioning.feedback.models import FEWEST

TOO_FEW = f"fewer than {FEWEST}"
NOT_SHOWN = f"not shown: {TOO_FEW} answered"


def share(satisfied: int, answered: int) -> Decimal | None:
    """The share of those who answered that is satisfied, 1 being all; None where too few answered to show it.

    >>> share(3, 4) is None, share(9, 12)
    (True, Decimal('0.75'))
    """
    return Decimal(satisfied) / Decimal(answered) if answered >= FEWEST else None


def share_words(satisfied: int, answered: int) -> str:
    """The share with the numbers it is made of: '9 of 12 (75.0%)'. Too few answers are not shown, nor how they fell."""
    found = share(satisfied, answered)
    if found is None:
        return NOT_SHOWN
    return f"{satisfied} of {answered} ({found * 100:.1f}%)"


def answered_words(answered: int) -> str:
    """How many answered; of few only that they are few."""
    return str(answered) if answered >= FEWEST or not answered else TOO_FEW
