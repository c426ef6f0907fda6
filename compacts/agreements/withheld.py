"""What a draft says to whom: of an agreement of some kinds a part is withheld from everybody but its parties."""

from collections.abc import Callable

from compacts.agreements.models import AgreementDraft
from core.acts import Actor

WHOLE = "compacts.read_whole_draft"

Without = Callable[[str], str]
_without: dict[str, Without] = {}


def withhold(kind: str, without: Without) -> None:
    """Declare how the text of a draft of that kind reads to those who do not read the whole of it."""
    _without[kind] = without


def texts_for(actor: Actor, *drafts: AgreementDraft) -> list[str]:
    """What these drafts of one agreement say to a person; where a part of one is withheld, it is of all, so that what
    is laid side by side differs by its words alone."""
    if all(actor.may(WHOLE, each) for each in drafts):
        return [each.text for each in drafts]
    return [_without[each.agreement.kind](each.text) for each in drafts]
