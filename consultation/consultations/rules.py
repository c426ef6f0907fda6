"""What must hold before a consultation is published, and how its questions are numbered.

Sources: Making Partnership Work, DH 2003, Appendix 2 (questions S0-48, dates S0-49, contact and document S0-53).
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from django.urls import reverse

from consultation.consultations.definitions import definition_of
from consultation.consultations.models import QuestionKind
from core import clock
from core.gates import Obstacle, gate
from core.pages import words
from partnerships.standards.models import Standard, StandardKind
from partnerships.standards.rules import Length, end_of_month

if TYPE_CHECKING:
    from consultation.consultations.models import Consultation, Extension

KNOWN_BY_ALL = frozenset({"NHS", "UK", "BBC", "GP", "OK", "PDF", "TV"})
"""Abbreviations that everybody knows better than the words."""
ROMAN = frozenset({"II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XII"})
"""Numbers that look like abbreviations."""
REFERENCE = re.compile(r"\b[A-Z]{3}-[A-Z0-9]{4}-[A-Z0-9]{4}\b")
"""Such as CON-7KDM-2XPQ."""
SOURCE = "Making Partnership Work (Department of Health, 2003), Appendix 2"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
MOST_PARTS = len(LETTERS)
MOST_QUESTIONS = 200
FEWEST_CHOICES = 2


def numbers(tree: Iterable[tuple[int, Sequence[int]]]) -> dict[int, str]:
    """The number shown for each question: '1', and '1a', '1b' for its parts. The tree is (key, keys of its parts).

    >>> numbers([(7, []), (9, [11, 10])])
    {7: '1', 9: '2', 11: '2a', 10: '2b'}
    """
    found: dict[int, str] = {}
    for place, (question, parts) in enumerate(tree, 1):
        found[question] = str(place)
        found.update({part: f"{place}{LETTERS[letter]}" for letter, part in enumerate(parts)})
    return found


def moved(order: Sequence[int], item: int, *, up: bool) -> list[int]:
    """The order with one item a place further up or down; unchanged at the ends.

    >>> moved([1, 2, 3], 3, up=True)
    [1, 3, 2]
    """
    found = list(order)
    here = found.index(item)
    there = here - 1 if up else here + 1
    if 0 <= there < len(found):
        found[here], found[there] = found[there], found[here]
    return found


def closing_in_words(day: datetime.date) -> str:
    """The instant of closing as people read it: '11:59pm on 20 November 2003'."""
    return f"11:59pm on {words.date(day)}"


@gate("Say what it is about", source=SOURCE)
def it_says_what_it_is_about(consultation: "Consultation", on: datetime.date) -> Obstacle | None:
    """People can read what they are asked about: a summary, or sections of a document."""
    if consultation.summary.strip() or definition_of(consultation).sections:
        return None
    return Obstacle(
        "Write a summary, or add a section of the document.", where=reverse("consultation_edit", args=[consultation.pk])
    )


@gate("Ask at least one question", source=SOURCE)
def something_is_asked(consultation: "Consultation", on: datetime.date) -> Obstacle | None:
    """There is a question. Of a heading without parts the next rule says that it asks nothing."""
    if definition_of(consultation).questions:
        return None
    return Obstacle("Add a question that takes an answer.", where=reverse("question_add", args=[consultation.pk]))


@gate("Every heading has parts, and every choice has choices")
def every_question_can_be_answered(consultation: "Consultation", on: datetime.date) -> Obstacle | None:
    """No question leads nowhere."""
    for question in definition_of(consultation).questions:
        if not question.answerable:
            where = reverse("question_part_add", args=[consultation.pk, question.pk])
            return Obstacle(f"Add a part to question {question.number}, which is a heading.", where=where)
        for each in question.answerable:
            if QuestionKind(each.kind).offers_choices and len(each.options) < FEWEST_CHOICES:
                where = reverse("question_edit", args=[consultation.pk, each.pk])
                return Obstacle(f"Give question {each.number} at least two choices.", where=where)
    return None


@gate("It opens before it closes")
def it_opens_before_it_closes(consultation: "Consultation", on: datetime.date) -> Obstacle | None:
    """The days are in order."""
    if consultation.opens_on <= consultation.closes_on:
        return None
    where = reverse("consultation_edit", args=[consultation.pk])
    return Obstacle("Choose a closing day that is not before the opening day.", where=where)


@gate("There is time to answer")
def there_is_time_to_answer(consultation: "Consultation", on: datetime.date) -> Obstacle | None:
    """The closing day has not come yet."""
    if consultation.closes_on > on:
        return None
    where = reverse("consultation_edit", args=[consultation.pk])
    return Obstacle(f"Choose a closing day after today, {words.date(on)}.", where=where)


def source_of_length(consultation: "Consultation", on: datetime.date) -> str:
    """The document that asks for its length, and when it did; empty where no rule holds."""
    rule = consultation.standard
    return f"{rule.source}, {rule.days}" if rule else ""


@gate("It is as long as the rule asks, or says why not", source=source_of_length)
def it_is_long_enough(consultation: "Consultation", on: datetime.date) -> Obstacle | None:
    """The time to answer keeps the rule of the day, or the reason is printed on it."""
    length = length_of(consultation, on)
    where = reverse("consultation_edit", args=[consultation.pk])
    if length.standard is None or length.keeps or consultation.shorter_reason.strip():
        return None
    if length.keeps is None:
        message = f"It lasts {length.sentence}. Enter the day it was published, if it is known."
        return Obstacle(message, where=where, binding=False)
    message = f"It lasts {length.sentence}. Choose a later closing day, or give the reason: it is printed."
    return Obstacle(message, where=where)


@gate("Abbreviations are written out where they first stand")
def abbreviations_are_opened(consultation: "Consultation", on: datetime.date) -> Obstacle | None:
    """A volunteer can read it without a list of abbreviations."""
    seen: set[str] = set()
    found = [(each, place, where) for text, place, where in read_in(consultation) for each in unopened(text, seen)]
    if not found:
        return None
    named = "; ".join(f"{each} ({place})" for each, place, _ in found)
    message = f"Write out where it first stands, as in 'primary care trust (PCT)': {named}."
    return Obstacle(message, where=found[0][2], binding=False)


@gate("Somebody can be asked", source=SOURCE)
def somebody_can_be_asked(consultation: "Consultation", on: datetime.date) -> Obstacle | None:
    """A named person can be rung."""
    telephone = consultation.contact_telephone.strip()
    where = reverse("consultation_edit", args=[consultation.pk])
    if not (consultation.contact_name.strip() and telephone):
        return Obstacle("Add the name and the telephone number of somebody whom people can ask.", where=where)
    if sum(each.isdigit() for each in telephone) < FEWEST_DIGITS:
        return Obstacle("Correct the telephone number of the person people can ask: nobody can ring it.", where=where)
    return None


TO_PUBLISH = (
    it_says_what_it_is_about,
    something_is_asked,
    every_question_can_be_answered,
    it_opens_before_it_closes,
    there_is_time_to_answer,
    it_is_long_enough,
    somebody_can_be_asked,
    abbreviations_are_opened,
)

LOCKED = (
    "This consultation is published, so its document and questions stay as they are: people may have read them, or be "
    "answering. The wording of a question can be corrected, and a question withdrawn. Until somebody begins to answer, "
    "the whole can be taken back as a draft."
)
FEWEST_DIGITS = 3
"""Of a telephone number: of a short one, like 111."""
WITHDRAWN = "This consultation has been withdrawn. It stays as it was."


def refuse_sentence(consultation: "Consultation", moment: datetime.datetime) -> str:
    """Why it takes no answers at that moment, not even late ones; empty while it does."""
    if consultation.withdrawn_at is not None:
        return "This consultation has been withdrawn, and takes no answers any more."
    if consultation.published_at is None:
        return "This consultation has not been published yet."
    if moment < consultation.opens_at:
        return f"This consultation opens on {words.date(consultation.opens_at)}. Answers are taken from then on."
    return ""


def is_late(consultation: "Consultation", moment: datetime.datetime) -> bool:
    """Whether what arrives at that moment arrives late. The closing instant itself is late."""
    return moment >= consultation.closes_at


def opening_in_words(consultation: "Consultation") -> str:
    """The day of opening: '1 September 2026'; 'August 2003' where only the month is known."""
    opens = consultation.opens_on
    return f"{opens:%B %Y}" if consultation.opens_month_only else words.date(opens)


def standard_of(consultation: "Consultation") -> Standard | None:
    """The rule on its length: that of the day it opens, where it is asked, else the one that holds everywhere."""
    area = consultation.host.area
    places = area.with_wholes() if area else []
    return Standard.objects.rule(StandardKind.CONSULTATION_LENGTH, consultation.opens_on, places)


def extensions_of(consultation: "Consultation") -> list["Extension"]:
    """By how much it was extended since it was published, in order. One statement; none for a draft."""
    if consultation.published_at is None:
        return []
    return [each for each in consultation.ledger if each.made_at >= consultation.published_at]


def shut_days(extensions: Iterable["Extension"]) -> int:
    """On how many days it took no answers in between: it had closed, and was opened again later."""
    gaps = (clock.london(each.made_at).date() - each.old_closes_on for each in extensions if each.reopened)
    return sum(max(gap.days - 1, 0) for gap in gaps)


def length_of(
    consultation: "Consultation", on: datetime.date, extensions: Iterable["Extension"] | None = None
) -> Length:
    """How long people can answer: from its opening, or its publication where that is later; of a draft, from today.

    `extensions` are read where they are not given.
    """
    opens, closes = consultation.opens_on, consultation.closes_on
    shut = shut_days(extensions_of(consultation) if extensions is None else extensions)
    if consultation.opens_month_only:
        last = min(end_of_month(opens), closes)  # it did not open after it closed
        return Length(opens.replace(day=1), last, closes, consultation.standard, shut)
    published = consultation.published_at
    first = max(opens, clock.london(published).date() if published else on)
    return Length(first, first, closes, consultation.standard, shut)


def read_in(consultation: "Consultation") -> Iterator[tuple[str, str, str]]:
    """All that people read of it, in the order they read it: the text, the place in words, and where it is changed."""
    here = consultation.pk
    definition = definition_of(consultation)
    about = reverse("consultation_edit", args=[here])
    yield consultation.title, "title", about
    yield consultation.summary, "what it is about", about
    for part in definition.sections:
        where = reverse("section_edit", args=[here, part.pk])
        yield f"{part.title}\n{part.text}", f"section {part.number}", where
    for question in definition.questions:
        for each in (question, *question.parts):
            text = "\n".join([each.text, each.help_text, *(option.label for option in each.options)])
            yield text, f"question {each.number}", reverse("question_edit", args=[here, each.pk])


def unopened(text: str, seen: set[str] | None = None) -> list[str]:
    """Abbreviations that are not written out where they first stand, in the order of the text.

    Written out is 'primary care trust (PCT)' or 'PCT (primary care trust)'. A line that is all in capitals is no
    abbreviation. `seen` holds those that stood in an earlier text, and is added to.

    >>> unopened("The NHS and the primary care trust (PCT) ask the VCS. The PCT pays.")
    ['VCS']
    """
    found: list[str] = []
    seen = set() if seen is None else seen
    text = REFERENCE.sub(" ", text)
    text = "\n".join(line for line in text.splitlines() if line != line.upper() or len(line.split()) == 1)
    for match in re.finditer(r"\b[A-Z][A-Z&]*[A-Z]s?\b", text):
        word = match.group().removesuffix("s")
        if word in seen or word in KNOWN_BY_ALL or word in ROMAN:
            continue
        seen.add(word)
        before, after = text[: match.start()], text[match.end() :]
        if not (before.endswith("(") and after.startswith(")")) and not re.match(r" \([^)]{3,}\)", after):
            found.append(word)
    return found
