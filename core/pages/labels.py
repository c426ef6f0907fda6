"""How the label of a field stands in a sentence, such as what is wrong with it."""

from typing import Any

STANDS_ALONE = ("your ", "the ", "a ", "an ", "what ", "who ", "which ", "how ", "why ", "when ", "where ", "anything ")
"""Beginnings of labels that take no article: 'Your name', 'What you do'."""
QUOTED = (
    *("to ", "by ", "from ", "for ", "in ", "of ", "into ", "beside ", "until ", "whose ", "give ", "decide "),
    *("set ", "go ", "published ", "decided ", "review on ", "or ", "it "),
)
"""Beginnings of labels that are no noun, so that no sentence takes them in: 'To be done by', 'Into which cycle'."""


def the(label: Any) -> str:
    """A field at the head of a sentence: 'The charity number', 'Your name', 'The answer to “Who pays?”'."""
    text = str(label or "Answer").strip()
    if text.endswith("?"):
        return f"The answer to \u201c{text}\u201d"
    text = without_unit(text)
    if is_quoted(text):
        return f"\u201c{text}\u201d"
    return text if f"{text.lower()} ".startswith(STANDS_ALONE) else f"The {in_sentence(text)}"


def without_unit(text: str) -> str:
    """A label without the '(£)' or '(%)' at its end."""
    return text.removesuffix(" (£)").removesuffix(" (%)")


def is_quoted(label: str) -> bool:
    """Whether a label stands in a sentence only between quotation marks: '“By when” must be a real date'."""
    text = f"{label.lower()} "
    return text.startswith(QUOTED) or (text.endswith((" by ", " on ")) and not text.startswith(STANDS_ALONE))


def in_sentence(label: Any) -> str:
    """A label within a sentence: its first letter small unless its first word is an abbreviation, without a unit."""
    text = without_unit(str(label or "answer").strip().rstrip("?:."))
    first = text.split(" ", 1)[0]
    return text if len(first) > 1 and not first[1:].islower() else text[:1].lower() + text[1:]
