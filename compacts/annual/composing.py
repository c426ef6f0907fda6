"""The six components of an annual agreement in words: as the text of its draft, and compared with the year before."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compacts.annual.models import Level
from core.pages import words
from partnerships.people.permissions import NOT_ALL_SIGNED

if TYPE_CHECKING:
    from compacts.annual.models import AnnualAgreement

TITLES = {
    "governance": "1. Governance and involvement",
    "outcomes": "2. Outcomes",
    "priorities": "3. Priorities for the year",
    "intentions": "4. Investment intentions",
    "measures": "5. National and local measures",
    "work": "6. Work plan",
}
TEXTS = ("governance", "users_involved", "carers_involved", "vcs_involved")
"""The four texts of the first component."""
NEW, CHANGED, GONE, SAME = "new", "changed", "gone", "same"


@dataclass(frozen=True)
class Entry:
    """One thing that a component says: by what it is known from year to year, and what is said of it."""

    key: str
    said: str


@dataclass(frozen=True)
class Change:
    """What became of one entry from a year to the next: 'new', 'changed', 'gone' or 'same'."""

    kind: str
    key: str
    said: str
    before: str = ""


def entries_of(annual: "AnnualAgreement") -> dict[str, list[Entry]]:
    """What each component says, by its name in addresses. Asks no query of a loaded row."""
    return {
        "governance": [Entry(called(annual, name), getattr(annual, name)) for name in TEXTS if getattr(annual, name)],
        "outcomes": [Entry(each.what, f"Why jointly: {each.why_jointly}") for each in annual.outcomes.all()],
        "priorities": [Entry(each.what, f"{each.strategy}: {each.stage}") for each in annual.priorities.all()],
        "intentions": [Entry(str(each), intended(each)) for each in annual.intentions.all()],
        "measures": [Entry(each.measure.title, measured(each)) for each in annual.measures.all()],
        "work": [Entry(each.what, planned(each)) for each in annual.work.all()],
    }


def called(annual: "AnnualAgreement", name: str) -> str:
    """What a text is called: 'How carers are involved'."""
    title = str(annual._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return title[:1].upper() + title[1:]


def intended(intention) -> str:
    """'£120,000, pooled, recurrent'."""
    said = [
        words.money(intention.amount),
        "pooled" if intention.pooled else "not pooled",
        "recurrent" if intention.recurrent else "for this year only",
    ]
    return ", ".join(said) + (f". {intention.note}" if intention.note else "")


def measured(measure) -> str:
    """'National. To come to: 90% by March'."""
    return Level(measure.level).label + (f". To come to: {measure.aim}" if measure.aim else "")


def planned(line) -> str:
    """'Herefordshire Council leads, by 30 September 2008. Monitored by: People served'."""
    said = f"{line.lead.name} leads, by {words.date(line.due_on)}"
    return f"{said}. Monitored by: {line.measure.measure.title}" if line.measure else said


def text_of(annual: "AnnualAgreement") -> str:
    """The whole as the text of a draft: each component under its title, each entry a paragraph."""
    parts = []
    for part, entries in entries_of(annual).items():
        parts += [TITLES[part], *(one_paragraph(f"{each.key}\n{each.said}") for each in entries)]
    return "\n\n".join(parts)


def without_intentions(text: str) -> str:
    """The text of a draft without its investment intentions, with a sentence in their place.

    A title stands alone in its paragraph, which nothing that was entered does: an entry has two lines or more. Where
    the titles are not found, the sentence is all there is.
    """
    paragraphs = text.split("\n\n")
    titles = [TITLES["intentions"], TITLES["measures"]]
    if any(paragraphs.count(each) != 1 for each in titles):
        return NOT_ALL_SIGNED
    first, last = (paragraphs.index(each) for each in titles)
    return "\n\n".join([*paragraphs[: first + 1], NOT_ALL_SIGNED, *paragraphs[last:]])


def one_paragraph(text: str) -> str:
    """A text without the empty lines that would part it."""
    return "\n".join(line.rstrip() for line in text.splitlines() if line.strip())


def compared(before: Sequence[Entry], after: Sequence[Entry]) -> list[Change]:
    """What became of each entry, in the order of the later year; what is gone comes last.

    >>> [each.kind for each in compared([Entry("A", "1"), Entry("B", "1")], [Entry("A", "2"), Entry("C", "1")])]
    ['changed', 'new', 'gone']
    """
    old, new = {each.key: each.said for each in before}, {each.key for each in after}
    found = []
    for each in after:
        if each.key not in old:
            found.append(Change(NEW, each.key, each.said))
        elif old[each.key] != each.said:
            found.append(Change(CHANGED, each.key, each.said, old[each.key]))
        else:
            found.append(Change(SAME, each.key, each.said))
    return [*found, *(Change(GONE, each.key, "", each.said) for each in before if each.key not in new)]


def changed(before: "AnnualAgreement", after: "AnnualAgreement") -> dict[str, list[Change]]:
    """The same for each component of two years."""
    old, new = entries_of(before), entries_of(after)
    return {part: compared(old[part], new[part]) for part in TITLES}
