"""What was answered to a consultation as at a day, read set by set: the number of statements does not grow."""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, TextChoices, When
from django.db.models import Value as Constant

from consultation.consultations.models import Consultation, QuestionKind
from consultation.responses.models import (
    Answer,
    Channel,
    LateVerdict,
    Response,
    ResponseVersion,
    says_something,
    sent_until,
)
from consultation.responses.naming import kind_of, name_of, sort_name_of
from consultation.responses.rules import plain_number
from core.acts import Actor

RESPONSE = "version__response"
Counts = dict[tuple[int, Any], dict[str, int]]
"""By question and answer: how many of each kind of respondent."""


class Aside(TextChoices):
    """Why something that was sent does not count."""

    WITHDRAWN = "withdrawn", "Withdrawn by who sent it"
    VOID = "void", "Declared void"
    LATE_WAITING = "late_waiting", "Received late, waiting for a decision"
    LATE_REFUSED = "late_refused", "Received late, and not accepted"
    ANOTHER = "another", "Another answer of the same organisation goes before it"


def set_aside(rows: QuerySet[Response]) -> QuerySet[Response]:
    """Those of the responses that were sent and do not count, with `why`, one of Aside."""
    late = ResponseVersion.objects.filter(response=OuterRef("pk"), late=True).exclude(submitted_at=None)
    waiting = Exists(late.filter(late_verdict=LateVerdict.WAITING))
    why = Case(
        When(voided_at__isnull=False, then=Constant(Aside.VOID.value)),
        When(withdrawn_at__isnull=False, then=Constant(Aside.WITHDRAWN.value)),
        When(Q(counted_version=None) & Q(waiting), then=Constant(Aside.LATE_WAITING.value)),
        When(counted_version=None, then=Constant(Aside.LATE_REFUSED.value)),
        default=Constant(Aside.ANOTHER.value),
        output_field=CharField(),
    )
    return rows.filter(submitted_at__isnull=False, counts=False).annotate(why=why)


@dataclass(frozen=True)
class Said:
    """One answer in words: in which response, by whom, what kind of respondent that is, and the words."""

    response: int
    name: str
    kind: str
    tick: bool | None
    text: str


class Results:
    """The answers to a consultation that count and that the person may read, as they stood on a day."""

    def __init__(self, actor: Actor, consultation: Consultation, as_at: datetime.date) -> None:
        self.actor, self.consultation, self.as_at = actor, consultation, as_at

    @property
    def responses(self) -> QuerySet[Response]:
        """Those that count, with `who`, the kind of respondent, and `version`, the one that counted on the day."""
        rows: QuerySet[Response] = Response.objects.visible_to(self.actor).sent_by(self.as_at)  # type: ignore[attr-defined]
        version = Subquery(sent_until(self.as_at).values("pk")[:1])
        return rows.filter(consultation=self.consultation).annotate(who=kind_of(), version=version)

    @property
    def answers(self) -> QuerySet[Answer]:
        """The answers of these, with `who`, the kind of respondent."""
        versions = self.responses.values("version")
        return Answer.objects.filter(version__in=versions).annotate(who=kind_of(f"{RESPONSE}__"))

    @cached_property
    def by_kind(self) -> dict[str, int]:
        """How many respondents there are of each kind, most first."""
        rows = self.responses.values_list("who").annotate(count=Count("pk"))
        return dict(sorted(rows, key=lambda row: (-row[1], row[0])))

    @property
    def total(self) -> int:
        """How many responses there are."""
        return sum(self.by_kind.values())

    @cached_property
    def counts(self) -> Counts:
        """For each question that is ticked: how often each answer was given, by kind. Two statements for all."""
        found: Counts = defaultdict(lambda: defaultdict(int))
        ticked = self.answers.filter(question__kind__in=(QuestionKind.YES_NO, QuestionKind.CHOOSE_ONE))
        for question, yes, choice, who, count in ticked.values_list("question", "yes", "choice", "who").annotate(
            count=Count("pk")
        ):
            if yes is not None or choice is not None:
                found[question, yes if choice is None else choice][who] += count
        several = self.answers.filter(several__isnull=False).values_list("question", "several", "who")
        for question, choices, who in several.iterator(chunk_size=2000):
            for each in set(choices):
                found[question, each][who] += 1
        return found

    @cached_property
    def answered(self) -> dict[int, dict[str, int]]:
        """For each question: how many answered it, by kind. An answer that says nothing is none."""
        found: dict[int, dict[str, int]] = defaultdict(dict)
        rows = self.answers.filter(says_something()).values_list("question", "who").annotate(count=Count("pk"))
        for question, who, count in rows:
            found[question][who] = count
        return found

    @cached_property
    def values(self) -> dict[int, list[tuple[str, Any]]]:
        """For each question that asks a number or a date: kind of respondent and value."""
        found: dict[int, list[tuple[str, Any]]] = defaultdict(list)
        rows = self.answers.filter(Q(number__isnull=False) | Q(day__isnull=False))
        for question, who, number, day in rows.values_list("question", "who", "number", "day"):
            found[question].append((who, day if number is None else plain_number(number)))
        return found

    @cached_property
    def in_words(self) -> dict[int, dict[str, int]]:
        """For each question: how many of each kind said something in words."""
        found: dict[int, dict[str, int]] = defaultdict(dict)
        rows = self.answers.in_words().values_list("question", "who").annotate(count=Count("pk"))
        for question, who, count in rows:
            found[question][who] = count
        return found

    @cached_property
    def words(self) -> dict[int, Sequence[Said]]:
        """For each question: the answers in words, by name. Reads every text: only where all of them are shown."""
        found: dict[int, list[Said]] = defaultdict(list)
        rows = self.answers.in_words().annotate(name=name_of(f"{RESPONSE}__"), response=F(f"{RESPONSE}_id"))
        rows = rows.order_by(sort_name_of(f"{RESPONSE}__"), "pk")
        for question, *said in rows.values_list("question", "response", "name", "who", "yes", "text"):
            found[question].append(Said(*said))
        return found

    @cached_property
    def letters(self) -> int:
        """How many of the responses are letters, which need not follow the questions."""
        return self.responses.filter(is_letter=True).count()

    @cached_property
    def set_aside(self) -> dict[Aside, int]:
        """What was sent and does not count, by why, as things stand now."""
        rows = set_aside(Response.objects.visible_to(self.actor)).filter(consultation=self.consultation)
        found = dict(rows.values_list("why").annotate(count=Count("pk")))
        return {each: found.get(each.value, 0) for each in Aside}

    @cached_property
    def channels(self) -> list[tuple[Channel, int]]:
        """How the responses came, most first."""
        rows = self.responses.values_list("channel").annotate(count=Count("pk"))
        return sorted(((Channel(channel), count) for channel, count in rows), key=lambda row: (-row[1], row[0].label))
