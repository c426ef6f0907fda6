"""Which responses gave a certain answer: 'q2a' any at all, 'q2a=yes', 'q2b=c1'. Questions and choices by their keys."""

import re
from typing import Any

from django.core.validators import RegexValidator
from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q, QuerySet, Subquery

from consultation.consultations.models import Choice
from consultation.responses.models import Answer, says_something

ASKED = re.compile(r"\s*([a-z0-9-]{1,20})\s*(?:=\s*([a-z0-9-]{1,20})\s*)?", re.IGNORECASE)
IS_ASKED = RegexValidator(
    re.compile(rf"^{ASKED.pattern}\Z", re.IGNORECASE),
    "Enter a question, such as q2a, or a question and an answer, such as q2a=yes or q2b=c1.",
)
TICKS = {"yes": True, "no": False}


class Holds(Func):
    """Whether a list of numbers, kept as JSON, holds a number."""

    output_field = BooleanField()
    conditional = True

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        joined = " @> to_jsonb("
        return self.as_sql(compiler, connection, template="(%(expressions)s))", arg_joiner=joined, **extra)

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        template = "EXISTS (SELECT 1 FROM json_each(%(expressions)s))"
        return self.as_sql(compiler, connection, template=template, arg_joiner=") WHERE value = (", **extra)


def that_answered(responses: QuerySet, version: F | Subquery, asked: str) -> QuerySet:
    """Those of the responses that gave an answer, in the version that is meant."""
    found = ASKED.fullmatch(asked)
    if found is None:
        return responses.none()
    question, answer = found[1].lower(), (found[2] or "").lower()
    answers = Answer.objects.filter(version=OuterRef("meant"), question__key=question)
    return responses.annotate(meant=version).filter(Exists(answers.filter(that_says(answer))))


def that_says(answer: str) -> Q:
    """Whether an answer is this one; without one, whether it says anything."""
    if not answer:
        return says_something()
    if answer in TICKS:
        return Q(yes=TICKS[answer])
    offered = Choice.objects.filter(question=OuterRef("question_id"), key=answer).values("pk")[:1]
    return Q(choice__key=answer) | Q(Q(several__isnull=False), Q(Holds(F("several"), Subquery(offered))))
