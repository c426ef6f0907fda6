"""What was answered to a consultation as at a day, read set by set: the number of statements does not grow."""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Count, Q, QuerySet, Subquery

from consultation.consultations.models import Consultation, QuestionKind
from consultation.responses.models import Answer, Channel, Response, says_something, sent_until
from consultation.responses.registers import kind_of, name_of
from core.acts import Actor

Counts = dict[tuple[int, Any], dict[str, int]]
"""By question and answer: how many of each kind of respondent."""


@dataclass(frozen=True)
class Said:
    """One answer in words: who gave it, what kind of respondent that is, and the words."""

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
        return Answer.objects.filter(version__in=versions).annotate(who=kind_of("version__response__"))

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
            for each in choices:
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
        rows = self.answers.filter(question__kind__in=(QuestionKind.NUMBER, QuestionKind.DATE))
        for question, who, number, day in rows.values_list("question", "who", "number", "day"):
            value = day if number is None else number
            if value is not None:
                found[question].append((who, value))
        return found

    @cached_property
    def words(self) -> dict[int, Sequence[Said]]:
        """For each question: the answers in words, by name. Reads every text: only where all of them are shown."""
        found: dict[int, list[Said]] = defaultdict(list)
        rows = self.answers.in_words().annotate(name=name_of("version__response__"))
        for question, *said in rows.order_by("name", "pk").values_list("question", "name", "who", "yes", "text"):
            found[question].append(Said(*said))
        return found

    @cached_property
    def set_aside(self) -> dict[str, int]:
        """What was sent and does not count, by why: withdrawn, void, received late, or another one counts."""
        sent = Response.objects.visible_to(self.actor).sent().filter(consultation=self.consultation, counts=False)  # type: ignore[attr-defined]
        taken_back, void = Q(withdrawn_at__isnull=False), Q(voided_at__isnull=False)
        standing = sent.filter(~taken_back, ~void)
        return {
            "Withdrawn": sent.filter(taken_back, ~void).count(),
            "Void": sent.filter(void).count(),
            "Received late and not accepted": standing.filter(counted_version=None).count(),
            "Not counted, because another answer of the same organisation is": standing.exclude(
                counted_version=None
            ).count(),
        }

    @cached_property
    def channels(self) -> list[tuple[str, int]]:
        """How the responses came, most first."""
        rows = self.responses.values_list("channel").annotate(count=Count("pk"))
        return sorted(((Channel(channel).label, count) for channel, count in rows), key=lambda row: (-row[1], row[0]))
