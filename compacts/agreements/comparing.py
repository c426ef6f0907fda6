"""What changed from one draft to another, paragraph by paragraph. Pure."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from compacts.agreements.rules import paragraphs

SAME, REMOVED, INSERTED = "same", "removed", "inserted"


@dataclass(frozen=True)
class Piece:
    """One paragraph: whether it is in both drafts, only in the first, or only in the second."""

    kind: str
    text: str


def differences(before: str, after: str) -> list[Piece]:
    """The paragraphs of both drafts in order; where one took the place of another, what was removed comes first.

    >>> [(each.kind, each.text) for each in differences("Aims\\n\\nWe meet.", "Aims\\n\\nWe meet monthly.")]
    [('same', 'Aims'), ('removed', 'We meet.'), ('inserted', 'We meet monthly.')]
    """
    old, new = paragraphs(before), paragraphs(after)
    found: list[Piece] = []
    for what, a, b, c, d in SequenceMatcher(None, old, new).get_opcodes():
        if what == "equal":
            found += [Piece(SAME, each) for each in old[a:b]]
            continue
        found += [Piece(REMOVED, each) for each in old[a:b]] + [Piece(INSERTED, each) for each in new[c:d]]
    return found
