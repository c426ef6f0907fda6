"""When a signature holds: what was signed, by whom, and for which body.

Source: the signature page of the Worcestershire Concordat (2008), with the name, designation and day of each.
"""

import datetime
from typing import TYPE_CHECKING

from compacts.signing.rules import SOURCE, the_designation_is_known
from core.gates import Obstacle, gate
from core.pages import words

if TYPE_CHECKING:
    from compacts.signatures.models import Signature


@gate("The draft was final", source=SOURCE)
def the_draft_was_final(signature: "Signature", on: datetime.date) -> Obstacle | None:
    """What is signed does not change any more."""
    draft, page = signature.draft, signature.draft.agreement.get_absolute_url()
    if draft.final_on is None:
        return Obstacle(f"Draft {draft.number} is not final, so it cannot be signed yet.", where=page)
    if signature.signed_on < draft.final_on:
        final = words.date(draft.final_on)
        return Obstacle(f"Draft {draft.number} is final since {final}. Enter that day or a later one.", where=page)
    return None


@gate("The agreement had not ended")
def the_agreement_went_on(signature: "Signature", on: datetime.date) -> Obstacle | None:
    """Nobody signs what is over."""
    ended = signature.draft.agreement.ended_on
    if ended is None or signature.signed_on < ended:
        return None
    return Obstacle(f"The agreement ended on {words.date(ended)}. Enter an earlier day, or begin another.")


@gate("The body was there on that day")
def the_body_was_open(signature: "Signature", on: datetime.date) -> Obstacle | None:
    """A body that has closed signs nothing: whoever came after it does."""
    body = signature.party.organisation
    if body.last_day is not None and signature.signed_on > body.last_day:
        return Obstacle(
            f"{body.name} closed on {words.date(body.last_day)}. Whoever came after it signs: its page says who that "
            "is. Make that body a party, and let this one leave.",
            where=body.get_absolute_url(),
        )
    if body.opened is not None and signature.signed_on < body.opened:
        return Obstacle(
            f"{body.name} opened on {words.date(body.opened)}. Enter that day or a later one.",
            where=body.get_absolute_url(),
        )
    return None


@gate("It is still a party")
def it_is_a_party(signature: "Signature", on: datetime.date) -> Obstacle | None:
    """Who has left signs no more."""
    last = signature.party.ends
    if last is None or signature.signed_on <= last:
        return None
    return Obstacle(f"{signature.party.organisation.name} was a party until {words.date(last)}. Enter an earlier day.")


TO_GIVE = (
    the_draft_was_final,
    the_agreement_went_on,
    the_body_was_open,
    it_is_a_party,
    the_designation_is_known,
)
