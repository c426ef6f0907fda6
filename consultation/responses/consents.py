"""What is asked before an answer is sent: may it be published? Each edition of the wording is kept as it was.

To change a wording, add an edition: what people agreed to is never rewritten.
"""

from dataclasses import dataclass

from consultation.responses.models import ConsentChoice


@dataclass(frozen=True)
class Edition:
    """One edition of the question and of the sentences that can be agreed to."""

    question: str
    sentences: dict[str, str]


EDITIONS = {
    1: Edition(
        "May your answer be published with the results?",
        {
            ConsentChoice.WITH_NAME: "Publish our answer with our name. "
            "Everybody can read what we said, and that it was us.",
            ConsentChoice.WITHOUT_NAME: "Publish our answer without our name. "
            "Everybody can read what we said; our name is left out, and so is what would give it away.",
            ConsentChoice.NOT_AT_ALL: "Do not publish our answer. "
            "It is counted and considered, and nobody else reads it.",
        },
    ),
    2: Edition(
        "May your answer be published with the results?",
        {
            ConsentChoice.WITH_NAME: "Publish our answer with our name. "
            "Everybody can read what we said, and that it was us.",
            ConsentChoice.WITHOUT_NAME: "Publish our answer without our name. "
            "Everybody can read what we said. Our name is left out, and so is anything in the words that would show "
            "who we are, as far as the secretariat can see.",
            ConsentChoice.NOT_AT_ALL: "Do not publish our answer. "
            "It is counted and considered, and nobody else reads it.",
        },
    ),
}
CURRENT = max(EDITIONS)


def editions() -> list[tuple[int, str]]:
    """What a paper form may show, the newest first, each with how it is told from the others."""
    earlier = [(number, f"Edition {number}, an earlier one") for number in sorted(EDITIONS, reverse=True)]
    return [(CURRENT, f"Edition {CURRENT}, or none: the sentences above"), *earlier[1:]]


def choices() -> list[tuple[str, str]]:
    """What can be chosen now, each with the sentence that is agreed to."""
    return [(choice.value, EDITIONS[CURRENT].sentences[choice]) for choice in ConsentChoice]
