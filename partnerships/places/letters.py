"""The mail that tells of a boundary change that lowered the share of pairs that are co-terminous."""

from collections.abc import Sequence

from core.mail.letters import Letter
from core.pages import words
from partnerships.places.judging import Share
from partnerships.places.models import BoundaryAlert, LostPair

NAMED = 20
"""So many pairs stand in the mail; the page has all."""


def of_alert(alert: BoundaryAlert, before: Share, after: Share, lost: Sequence[LostPair]) -> Letter:
    """What changed, what the share was and is, and which pairs are co-terminous no longer."""
    lines = [
        f"What changed, as at {words.date(alert.judged_on)}: {alert.cause}.",
        "",
        f"Before: {before.in_words}. Since: {after.in_words}.",
    ]
    if lost:
        lines += ["", "Co-terminous no longer:", *(f"- {each}" for each in lost[:NAMED])]
    if len(lost) > NAMED:
        lines.append(f"- and {len(lost) - NAMED} more")
    subject = "Fewer health bodies and councils are co-terminous" if not lost else (
        f"{words.plural(len(lost), 'pair')} of health body and council no longer co-terminous"
    )  # fmt: skip
    return Letter(subject, "\n".join(lines))
