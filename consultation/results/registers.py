"""The lists of what was said in words, to questions and in letters, and that of the responses that do not count."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from consultation.consultations.models import Consultation, State
from consultation.consultations.offers import Act, offering
from consultation.responses.columns import HOW, KIND, REFERENCE, SENT, WHAT, WHO
from consultation.responses.models import Answer, Channel, Response, ResponseVersion
from consultation.responses.naming import kind_of, name_of, sort_name_of
from consultation.results.filters import AsideFilters, LetterFilters, WordsFilters
from consultation.results.reading import Aside, set_aside
from core.acts import Actor
from core.registers.columns import CHOICE, DATETIME, NUMBER, YES_NO, Column
from core.registers.register import Register, add

RESPONSE = "version__response__"


@offering(40)
def acts_of(actor: Any, found: Consultation, state: State) -> list[Act]:
    """What was answered, all together."""
    if state == State.DRAFT or not actor.may("consultation.read_responses", found):
        return []
    return [
        ("Results", f"{reverse('report', args=['consultation-results'])}?consultation={found.pk}"),
        ("Answers in words", f"{reverse('answers_in_words')}?consultation={found.pk}"),
    ]


ANSWERS = (("Answers", "responses"),)


@add
class AnswersInWords(Register):
    """What was said in words, in the answers that count and that the person may read."""

    name = "answers_in_words"
    title = "Answers in words"
    noun = "answer in words"
    nouns = "answers in words"
    model = Answer
    permission = "consultation.view_answer"
    export_permission = "consultation.export_response"
    filters = WordsFilters
    searchable = True
    search_label = "Words in the answer"
    order = "question"
    link = "response"
    link_by = "response"
    crumbs = ANSWERS
    intro = (
        "What was said in words to the questions of a consultation. Answers of organisations that your organisation "
        "funds stay closed to you."
    )
    empty = "Words appear here a moment after an answer is sent. Choose a consultation, then a question."
    columns = (
        Column("consultation", "Consultation", f"{RESPONSE}consultation__reference", on_page=False),
        Column("who", "Who answered", name_of(RESPONSE), link=True, order=sort_name_of(RESPONSE)),
        Column("kind", "Kind", kind_of(RESPONSE), order=kind_of(RESPONSE)),
        Column("question", "Question", "question__number", order="question__position"),
        Column("asked", "What was asked", "question__text", on_page=False),
        Column(
            "channel", "How it came", f"{RESPONSE}channel", kind=CHOICE, choices=dict(Channel.choices), on_page=False
        ),
        Column("yes", "Ticked", "yes", kind=YES_NO),
        Column("text", "In their words", "text"),
        Column("sent", "Sent", "version__submitted_at", kind=DATETIME, order="version__submitted_at"),
        Column("response", "Response", "version__response_id", kind=NUMBER, on_page=False),
    )

    def rows(self, actor: Actor) -> QuerySet:
        rows: QuerySet = Answer.objects.visible_to(actor).counted().in_words()
        return rows

    def acts(self, actor: Any) -> list[tuple[str, str]]:
        return [("Answers that came as letters", reverse("letters"))]


@add
class Letters(Register):
    """What the letters say that count and that the person may read: they need not follow the questions."""

    name = "letters"
    title = "Answers that came as letters"
    noun = "letter"
    model = ResponseVersion
    permission = "consultation.view_version"
    export_permission = "consultation.export_response"
    filters = LetterFilters
    searchable = True
    search_label = "Words in the letter"
    order = "-sent"
    link = "response"
    link_by = "response"
    crumbs = ANSWERS
    intro = (
        "An answer in the form of a letter, or told by telephone, need not follow the questions. Its words are here."
    )
    empty = "Letters appear here once the secretariat has keyed them in."
    columns = (
        Column("consultation", "Consultation", "response__consultation__reference", on_page=False),
        Column("who", "Who answered", name_of("response__"), link=True, order=sort_name_of("response__")),
        Column("kind", "Kind", kind_of("response__"), order=kind_of("response__")),
        Column("channel", "How it came", "response__channel", kind=CHOICE, choices=dict(Channel.choices)),
        Column("letter", "In their words"),
        Column("sent", "Recorded", "submitted_at", kind=DATETIME, order="submitted_at"),
        Column("response", "Response", "response_id", kind=NUMBER, on_page=False),
    )

    def rows(self, actor: Actor) -> QuerySet:
        rows: QuerySet = ResponseVersion.objects.visible_to(actor).counted().letters()
        return rows


@add
class SetAside(Register):
    """What was sent and does not count, with why."""

    name = "responses_set_aside"
    title = "Answers that do not count"
    noun = "answer that does not count"
    nouns = "answers that do not count"
    model = Response
    permission = "consultation.view_response"
    filters = AsideFilters
    order = "-sent"
    link = "response"
    crumbs = ANSWERS
    intro = (
        "What was sent and is not counted in the results, and why. It is kept, and can be read like any other answer."
    )
    empty = "Everything that was sent counts. What is withdrawn, void, late or sent twice appears here."
    why = Column("why", "Why it does not count", kind=CHOICE, choices=dict(Aside.choices), order="why")
    columns = (WHO, KIND, why, HOW, REFERENCE, WHAT, SENT)

    def rows(self, actor: Actor) -> QuerySet:
        return set_aside(Response.objects.visible_to(actor))
