"""The part of the report about one question: counts and shares with n by kind of respondent, and the words."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from consultation.consultations.definitions import Asked
from consultation.consultations.models import QuestionKind
from consultation.results.reading import Results
from consultation.results.rules import share, spread
from core.reports.declaration import Chart, Column, Linked, Section, Table

SHOWN = 10
"""Answers in words that the page shows of each question; all of them stand in the list and in the files."""
ALL = "All respondents"
WHO = Column("Kind of respondent")
TICKED = (QuestionKind.YES_NO, QuestionKind.CHOOSE_ONE, QuestionKind.CHOOSE_MANY)
SPREADS = {
    QuestionKind.NUMBER: [Column(each, "number") for each in ("Smallest", "Median", "Average", "Largest", "Sum")],
    QuestionKind.DATE: [Column("Earliest", "date"), Column("Latest", "date")],
}


def sections_of(results: Results, question: Asked, asked: Asked, *, in_words: bool) -> list[Section]:
    """Everything the report says about one question, or a part of one."""
    title = heading(question, asked)
    note = note_of(asked)
    if asked.kind in TICKED:
        found: list[Section] = ticked(results, asked, title, note)
    elif asked.kind in SPREADS:
        found = [measured(results, asked, title, note)]
    else:
        found = [answered(results, asked, title, note)]
    if asked.kind in (QuestionKind.YES_NO, QuestionKind.LONG_TEXT):
        found += said(results, asked, title, in_words=in_words)
    return found


def heading(question: Asked, asked: Asked) -> str:
    """'2b. Which kind of break? (Breaks for carers)'."""
    about = "" if question is asked else f" ({question.text})"
    return f"{asked.number}. {asked.text}{about}"


def note_of(asked: Asked) -> str:
    """What has to be known of a question to read its figures."""
    found = []
    if asked.withdrawn:
        found.append(f"This question was withdrawn: {asked.withdrawn}")
    found += [f"Its wording was corrected: {each.reason}" for each in asked.earlier]
    return " ".join(found)


def options(asked: Asked) -> list[tuple[Any, str]]:
    """The answers that can be ticked, as they are kept and in words."""
    if asked.kind == QuestionKind.YES_NO:
        return [(True, "Yes"), (False, "No")]
    return [(each.pk, each.label) for each in asked.options]


def ticked(results: Results, asked: Asked, title: str, note: str) -> list[Section]:
    """How often each answer was ticked: by all, drawn; and by each kind of respondent."""
    n = n_ticked(results, asked)
    several = " Several could be ticked, so the shares add up to more than all." if asked.kind == TICKED[2] else ""
    everybody = Table(
        title,
        [Column("Answer"), Column("Number", "integer"), Column("Share", "percent")],
        [
            (
                label,
                sum(results.counts[asked.pk, key].values()),
                share(sum(results.counts[asked.pk, key].values()), n[ALL]),
            )
            for key, label in options(asked)
        ],
        note=f"n = {n[ALL]} who ticked an answer.{several} {note}".strip(),
    )
    kinds = Table(
        f"{asked.number}. By kind of respondent",
        [WHO, Column("n", "integer"), Column("Answer"), Column("Number", "integer"), Column("Share", "percent")],
        [
            (
                who,
                n[who],
                label,
                results.counts[asked.pk, key].get(who, 0),
                share(results.counts[asked.pk, key].get(who, 0), n[who]),
            )
            for who in results.by_kind
            if n[who]
            for key, label in options(asked)
        ],
        note="n is how many of the kind ticked an answer.",
    )
    return [Chart.of_bars(title, everybody) if n[ALL] else everybody, kinds] if n[ALL] else [everybody]


def n_ticked(results: Results, asked: Asked) -> dict[str, int]:
    """How many of each kind ticked something, and how many of all. Who ticked several answers is one."""
    if asked.kind == QuestionKind.CHOOSE_MANY:
        found = {who: results.answered[asked.pk].get(who, 0) for who in results.by_kind}
    else:
        found = {
            who: sum(results.counts[asked.pk, key].get(who, 0) for key, _ in options(asked)) for who in results.by_kind
        }
    return found | {ALL: sum(found.values())}


def measured(results: Results, asked: Asked, title: str, note: str) -> Table:
    """Numbers and dates: how many, and how they spread, of each kind and of all."""
    values = results.values[asked.pk]
    columns = [WHO, Column("n", "integer"), *SPREADS[QuestionKind(asked.kind)]]
    rows = []
    for who in results.by_kind:
        own = [value for kind, value in values if kind == who]
        if own:
            rows.append((who, len(own), *spread(own)))
    everybody = [value for _, value in values]
    total = (ALL, len(everybody), *spread(everybody)) if everybody else None
    return Table(title, columns, rows, note=note, total=total)


def answered(results: Results, asked: Asked, title: str, note: str) -> Table:
    """Words and files: how many of each kind answered."""
    found = results.answered[asked.pk]
    rows = [(who, count, found.get(who, 0), share(found.get(who, 0), count)) for who, count in results.by_kind.items()]
    total = sum(found.values())
    return Table(
        title,
        [WHO, Column("n", "integer"), Column("Answered", "integer"), Column("Share", "percent")],
        rows,
        note=f"n is how many responses there are of the kind. {note}".strip(),
        total=(ALL, results.total, total, share(total, results.total)) if results.total else None,
    )


def said(results: Results, asked: Asked, title: str, *, in_words: bool) -> list[Section]:
    """The answers in words: all of them where that was asked for, else how many there are and where."""
    if not in_words:
        return []
    query = {"consultation": results.consultation.pk, "number": asked.number}
    where = f"{reverse('answers_in_words')}?{urlencode(query)}"
    rows = [(each.name, each.kind, TICK[each.tick], each.text) for each in results.words[asked.pk]]
    columns = [Column("Who answered"), WHO, Column("Ticked"), Column("In their words")]
    return [
        Table(
            f"{asked.number}. In words",
            columns,
            [(Linked(name, where), *rest) for name, *rest in rows],
            shown=SHOWN,
            more=where,
        )
    ]


TICK = {None: "", True: "Yes", False: "No"}
