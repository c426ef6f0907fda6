"""The one question: does this comply with the Compact on this date, and if not, why.

    complies(scorecard, on) -> Verdict(Standing.FALLS_SHORT, binds=True, reasons=("7. Payment in advance ...",))

Asked of a scorecard (the criteria of its Code, answered by hand and by its records), of a consultation (its length), of
a change of funding or a `Notice` (the period of notice). An app above that has something else to ask of registers it:
`@complies.register`.
Before the rule is in force the verdict advises; from then on it binds. Nothing here writes, and a date known to its
month only is judged at both ends.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import singledispatch
from typing import Any

from compacts.codes.models import CodeCriterion, CompactCode
from compacts.compliance.models import Finding, Result, Scorecard
from compacts.compliance.records import findings_on
from compacts.funding_changes.models import Direction, FundingChange
from consultation.consultations.models import Consultation
from consultation.consultations.rules import length_of
from core.gates import Obstacle
from core.pages import words
from partnerships.standards.models import Standard, StandardKind
from partnerships.standards.rules import Length


class Standing(StrEnum):
    """How something stands to what was promised. Its value is how the API calls it."""

    COMPLIES = "complies"
    EXPLAINED = "explained"
    FALLS_SHORT = "falls_short"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """As people read it."""
        return LABELS[self]

    @property
    def colour(self) -> str:
        """The colour of its tag."""
        return COLOURS[self]


LABELS = {
    Standing.COMPLIES: "Complies",
    Standing.EXPLAINED: "Complies, with an explanation",
    Standing.FALLS_SHORT: "Falls short",
    Standing.UNKNOWN: "Cannot be determined",
}
COLOURS = {
    Standing.COMPLIES: "green",
    Standing.EXPLAINED: "yellow",
    Standing.FALLS_SHORT: "red",
    Standing.UNKNOWN: "grey",
}


@dataclass(frozen=True)
class Verdict:
    """The answer: how it stands, whether the rule binds on that day or only advises, and the reasons in sentences."""

    standing: Standing
    binds: bool
    reasons: tuple[str, ...] = ()
    there: bool = True
    """Whether there was a rule to keep on that day."""

    def __bool__(self) -> bool:
        return self.standing in (Standing.COMPLIES, Standing.EXPLAINED)

    @property
    def force(self) -> str:
        """'It binds' or 'it advises', as a sentence; of a day before the rule or after its end, that there was none."""
        if not self.there:
            return "There was no rule to keep on that day."
        return "The rule is in force and binds." if self.binds else "The rule is not in force yet, so this is advice."

    def obstacle(self, where: str = "") -> Obstacle | None:
        """For a gate: nothing where it complies, else the reasons; binding where the rule binds, advice where not."""
        if self:
            return None
        return Obstacle(" ".join(self.reasons) or self.standing.label, where=where, binding=self.binds)


@singledispatch
def complies(subject: Any, on: datetime.date) -> Verdict:
    """Whether something keeps the Compact on a day, and if not, why. Raises TypeError for what nobody registered."""
    raise TypeError(f"Nobody has said how a {type(subject).__name__} complies: register it with @complies.register.")


@complies.register
def of_scorecard(scorecard: Scorecard, on: datetime.date) -> Verdict:
    """By the criteria of its Code, as the latest point by that day found them, or its records show. Loaded checks are
    used."""
    return judged(scorecard.code, scorecard.code.criteria.all(), findings_on(scorecard, on), on)


def judged(
    code: CompactCode, criteria: Iterable[CodeCriterion], found: Mapping[int, Finding], on: datetime.date
) -> Verdict:
    """The verdict by a Code on findings, by the key of their criterion. Pure, where the criteria are loaded."""
    binds = code.binds_on(on)
    if not code.is_there_on(on):
        return Verdict(
            Standing.UNKNOWN, False, (f"On {words.date(on)} the Code was not there to be kept.",), there=False
        )
    criteria = list(criteria)
    if not criteria:
        return Verdict(Standing.UNKNOWN, False, ("The Code has no criteria to check by.",))
    open_ones = [each for each in criteria if each.pk not in found]
    if len(open_ones) == len(criteria):
        return Verdict(Standing.UNKNOWN, binds, (f"It had not been checked by {words.date(on)}.",))
    broken = [each for each in criteria if each.pk in found and found[each.pk].result == Result.NOT_KEPT]
    unexplained = [each for each in broken if not (code.explains and found[each.pk].note.strip())]
    otherwise = tuple(said_otherwise(each, found[each.pk]) for each in criteria if is_otherwise(found.get(each.pk)))
    if unexplained or open_ones:
        short = tuple(f"Not kept: {each}.{by_its_records(found[each.pk])}" for each in unexplained) + tuple(
            f"Not checked: {each}." for each in open_ones
        )
        return Verdict(Standing.FALLS_SHORT, binds, short + otherwise)
    if broken:
        why = tuple(f"Explained: {each}. {found[each.pk].note}" for each in broken)
        return Verdict(Standing.EXPLAINED, binds, why + otherwise)
    return Verdict(Standing.COMPLIES, binds, otherwise)


def by_its_records(finding: Finding) -> str:
    """Why records show that a criterion is not kept, as a further sentence."""
    return f" {finding.shown_because}" if finding.shown == finding.result else ""


def is_otherwise(finding: Finding | None) -> bool:
    """Whether somebody said otherwise than the records of it."""
    return finding is not None and finding.is_otherwise


def said_otherwise(criterion: CodeCriterion, finding: Finding) -> str:
    """What was said otherwise than the records, and why: that is never silent."""
    said = f"{finding.get_result_display()}, otherwise than its records show: {criterion}. {finding.shown_because}"
    return f"{said} {finding.note}"


@complies.register
def of_consultation(consultation: Consultation, on: datetime.date) -> Verdict:
    """By the rule on its length that was kept with it (ADR 18), or why it was shorter. Loaded extensions are used."""
    if consultation.published_at is None or consultation.withdrawn_at is not None:
        return Verdict(Standing.UNKNOWN, False, ("It is not published, so there is no time to answer to judge.",))
    longer = [each for each in consultation.extensions.all() if each.made_at >= consultation.published_at]
    length = length_of(consultation, on, longer)
    return by_length(length, consultation.opens_on <= on, consultation.shorter_reason)


def by_length(length: Length, binds: bool, explanation: str = "") -> Verdict:
    """The verdict on a time that was given, with the sentence that says how long it was."""
    sentence = f"{length.sentence[:1].upper()}{length.sentence[1:]}."
    if length.keeps:
        return Verdict(Standing.COMPLIES, binds, (sentence,))
    if length.standard is not None and explanation.strip():
        return Verdict(Standing.EXPLAINED, binds, (sentence, explanation.strip()))
    return Verdict(Standing.UNKNOWN if length.keeps is None else Standing.FALLS_SHORT, binds, (sentence,))


@dataclass(frozen=True)
class Notice:
    """Notice that funding changes or ends: given on a day, to take effect on another, in a place (with its wholes)."""

    given_on: datetime.date
    takes_effect_on: datetime.date
    places: tuple[int, ...] = field(default=())
    explanation: str = ""


@complies.register
def of_notice(notice: Notice, on: datetime.date) -> Verdict:
    """By the period of notice that held on the day on which it was given."""
    rule = Standard.objects.rule(StandardKind.NOTICE_OF_ENDING_FUNDING, notice.given_on, notice.places)
    length = Length(notice.given_on, notice.given_on, notice.takes_effect_on, rule)
    return by_length(length, notice.given_on <= on, notice.explanation)


@complies.register
def of_funding_change(change: FundingChange, on: datetime.date) -> Verdict:
    """By the period of notice, where money was withdrawn. Money that is added needs none. Asks for its places."""
    if change.direction != Direction.WITHDRAWN:
        return Verdict(Standing.COMPLIES, True, ("Money that is added needs no notice.",))
    places = tuple(change.framework.agreement.area.with_wholes())
    return complies(Notice(change.notice_on, change.takes_effect_on, places), on)
