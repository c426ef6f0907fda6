"""The part of the report about one question: counts and shares with n by kind of respondent, and the words."""

from typing import Any

from django.urls import reverse

from consultation.consultations.definitions import Asked
from consultation.consultations.models import QuestionKind
from consultation.results import links
from consultation.results.reading import Results
from consultation.results.rules import share, spread
from core.reports.declaration import Chart, Column, Heading, Linked, Section, Table

SHOWN = 10
"""Answers in words that the page shows of each question; all of them stand in the list and in the files."""
ALL = "All respondents"
WHO = Column("Kind of respondent")
N = Column("n", "integer")
NUMBER, SHARE = Column("Number", "integer"), Column("Share", "percent")
TICK = {None: "", True: "Yes", False: "No"}
TICKED = (QuestionKind.YES_NO, QuestionKind.CHOOSE_ONE, QuestionKind.CHOOSE_MANY)
SPREADS = {
    QuestionKind.NUMBER: [Column(each, "number") for each in ("Smallest", "Median", "Average", "Largest", "Sum")],
    QuestionKind.DATE: [Column("Earliest", "date"), Column("Latest", "date")],
}


def sections_of(results: Results, question: Asked, *, in_words: bool) -> list[Section]:
    """Everything the report says about a numbered question with its parts."""
    found: list[Section] = [
        Heading(f"Question {question.number}{'' if question.takes_answer else f': {question.text}'}")
    ]
    for asked in question.every_answer:
        found += about(results, asked)
        if in_words and asked.kind in (QuestionKind.YES_NO, QuestionKind.LONG_TEXT):
            found.append(said(results, asked))
    return found


def about(results: Results, asked: Asked) -> list[Section]:
    """The figures of one question, or of a part of one."""
    if asked.kind in TICKED:
        return ticked(results, asked)
    return [measured(results, asked) if asked.kind in SPREADS else answered(results, asked)]


def title_of(asked: Asked) -> str:
    """'2b. Which kind of break?'."""
    return f"{asked.number}. {asked.text}"


def note_of(asked: Asked) -> str:
    """What has to be known of a question to read its figures."""
    found = [f"This question was withdrawn: {asked.withdrawn}"] if asked.withdrawn else []
    found += [f"Its wording was corrected: {each.reason}" for each in asked.earlier]
    return " ".join(found)


def options(asked: Asked) -> list[tuple[Any, str, str]]:
    """The answers that can be ticked: as they are kept, as the list of responses is filtered by them, and in words."""
    if asked.kind == QuestionKind.YES_NO:
        return [(True, "yes", "Yes"), (False, "no", "No")]
    return [(each.pk, each.key, each.label) for each in asked.options]


def ticked(results: Results, asked: Asked) -> list[Section]:
    """How often each answer was ticked: by all, drawn; and by each kind of respondent."""
    n = n_ticked(results, asked)
    counts = {key: results.counts[asked.pk, key] for key, _, _ in options(asked)}
    rows = [
        (
            label,
            links.responses(results, sum(counts[key].values()), answer=f"{asked.key}={code}"),
            share(sum(counts[key].values()), n[ALL]),
        )
        for key, code, label in options(asked)
    ]
    everybody = Table(
        title_of(asked), [Column("Answer"), NUMBER, SHARE], rows, note=note_of_ticks(results, asked, n[ALL])
    )
    if not n[ALL]:
        return [everybody]
    kinds = yes_or_no_by_kind if asked.kind == QuestionKind.YES_NO else choices_by_kind
    return [Chart.of_bars(everybody.title, everybody), kinds(results, asked, n)]


def note_of_ticks(results: Results, asked: Asked, n: int) -> str:
    """What n is, who is not among them, and what else has to be known."""
    found = [f"n = {n} who ticked an answer."]
    if asked.kind == QuestionKind.CHOOSE_MANY:
        found.append("Several could be ticked, so the shares can add up to more than the whole.")
    if words_alone := sum(results.answered[asked.pk].values()) - n:
        found.append(f"{words_alone} more answered in words, without a tick.")
    return " ".join([*found, note_of(asked)]).strip()


def n_ticked(results: Results, asked: Asked) -> dict[str, int]:
    """How many of each kind ticked something, and how many of all. Who ticked several answers is one."""
    if asked.kind == QuestionKind.CHOOSE_MANY:
        found = {who: results.answered[asked.pk].get(who, 0) for who in results.by_kind}
    else:
        found = {
            who: sum(results.counts[asked.pk, key].get(who, 0) for key, _, _ in options(asked))
            for who in results.by_kind
        }
    return found | {ALL: sum(found.values())}


def yes_or_no_by_kind(results: Results, asked: Asked, n: dict[str, int]) -> Table:
    """A line for each kind: how many said yes, how many no, and how many wrote something beside it."""
    yes, no = results.counts[asked.pk, True], results.counts[asked.pk, False]
    words = results.in_words[asked.pk]
    return Table(
        f"{asked.number}. By kind of respondent",
        [WHO, N, Column("Yes", "integer"), Column("Share of yes", "percent"), Column("No", "integer"),
         Column("Share of no", "percent"), Column("In words", "integer")],
        [
            (
                who,
                n[who],
                links.responses(results, yes.get(who, 0), kind=who, answer=f"{asked.key}=yes"),
                share(yes.get(who, 0), n[who]),
                links.responses(results, no.get(who, 0), kind=who, answer=f"{asked.key}=no"),
                share(no.get(who, 0), n[who]),
                links.answers_in_words(results, words.get(who, 0), asked.number, kind=who),
            )
            for who in results.by_kind
            if n[who] or words.get(who)
        ],
        note="n is how many of the kind ticked an answer.",
        total=(
            ALL, n[ALL],
            sum(yes.values()), share(sum(yes.values()), n[ALL]),
            sum(no.values()), share(sum(no.values()), n[ALL]),
            links.answers_in_words(results, sum(words.values()), asked.number),
        ),
    )  # fmt: skip


def choices_by_kind(results: Results, asked: Asked, n: dict[str, int]) -> Table:
    """A line for each kind and choice."""
    return Table(
        f"{asked.number}. By kind of respondent",
        [WHO, N, Column("Answer"), NUMBER, SHARE],
        [
            (
                who,
                n[who],
                label,
                links.responses(results, found := results.counts[asked.pk, key].get(who, 0), kind=who,
                                answer=f"{asked.key}={code}"),
                share(found, n[who]),
            )
            for who in results.by_kind
            if n[who]
            for key, code, label in options(asked)
        ],
        note="n is how many of the kind ticked an answer.",
    )  # fmt: skip


def measured(results: Results, asked: Asked) -> Table:
    """Numbers and dates: how many, and how they spread, of each kind and of all."""
    values = results.values[asked.pk]
    rows = []
    for who in results.by_kind:
        own = [value for kind, value in values if kind == who]
        if own:
            rows.append((who, links.responses(results, len(own), kind=who, answer=asked.key), *spread(own)))
    everybody = [value for _, value in values]
    total = (ALL, links.responses(results, len(everybody), answer=asked.key), *spread(everybody)) if everybody else None
    columns = [WHO, N, *SPREADS[QuestionKind(asked.kind)]]
    note = f"n is how many of the kind gave an answer. {note_of(asked)}".strip()
    return Table(title_of(asked), columns, rows, note=note, total=total)


def answered(results: Results, asked: Asked) -> Table:
    """Words and files: how many of each kind answered."""
    found = results.answered[asked.pk]
    total = sum(found.values())

    def behind(count: int, **kind: str) -> Any:
        if asked.kind == QuestionKind.LONG_TEXT:
            return links.answers_in_words(results, count, asked.number, **kind)
        return links.responses(results, count, answer=asked.key, **kind)

    return Table(
        title_of(asked),
        [WHO, N, Column("Answered", "integer"), SHARE],
        [
            (who, n, behind(found.get(who, 0), kind=who), share(found.get(who, 0), n))
            for who, n in results.by_kind.items()
        ],
        note=f"n is how many responses there are of the kind. {note_of(asked)}".strip(),
        total=(ALL, results.total, behind(total), share(total, results.total)) if results.total else None,
    )


def said(results: Results, asked: Asked) -> Table:
    """All answers in words; the page shows the first of them and leads to the list."""
    return Table(
        f"{asked.number}. In words",
        [Column("Who answered"), WHO, Column("Ticked"), Column("In their words")],
        [
            (Linked(each.name, reverse("response", args=[each.response])), each.kind, TICK[each.tick], each.text)
            for each in results.words[asked.pk]
        ],
        shown=SHOWN,
        more=links.words_of(results, asked.number),
    )
