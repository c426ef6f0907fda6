"""The list of what was said in words, to search and to sort; and that of the responses that do not count."""

from django.db.models import QuerySet

from consultation.responses.models import Answer, Channel, Response
from consultation.responses.naming import kind_of, name_of, sort_name_of
from consultation.results.filters import AsideFilters, WordsFilters
from consultation.results.reading import Aside, set_aside
from core.acts import Actor
from core.registers.columns import CHOICE, DATETIME, NUMBER, YES_NO, Column
from core.registers.register import Register, add

RESPONSE = "version__response__"
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
    columns = (
        Column("who", "Who answered", name_of(), link=True, order=sort_name_of()),
        Column("kind", "Kind", kind_of(), order=kind_of()),
        Column("why", "Why it does not count", kind=CHOICE, choices=dict(Aside.choices), order="why"),
        Column("channel", "How it came", kind=CHOICE, choices=dict(Channel.choices), order="channel"),
        Column("reference", "Reference", order="reference"),
        Column("consultation", "Consultation", "consultation__title", order="consultation__sort_name"),
        Column("sent", "Sent", "submitted_at", kind=DATETIME, order="submitted_at"),
    )

    def rows(self, actor: Actor) -> QuerySet:
        return set_aside(Response.objects.visible_to(actor))
