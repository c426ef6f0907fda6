"""The list of what was said in words, to search and to sort."""

from django.db.models import QuerySet

from consultation.responses.models import Answer
from consultation.responses.registers import kind_of, name_of, sort_name_of
from consultation.results.filters import WordsFilters
from core.acts import Actor
from core.registers.columns import DATETIME, YES_NO, Column
from core.registers.register import Register, add

RESPONSE = "version__response__"


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
    crumbs = (("Answers", "responses"),)
    intro = (
        "What was said in words to the questions of a consultation. Answers of organisations that your organisation "
        "funds stay closed to you."
    )
    empty = "Words appear here a moment after an answer is sent. Choose a consultation, then a question."
    columns = (
        Column("consultation", "Consultation", f"{RESPONSE}consultation__reference", on_page=False),
        Column("question", "Question", "question__number", order="question__position"),
        Column("asked", "What was asked", "question__text", on_page=False),
        Column("who", "Who answered", name_of(RESPONSE), link=True, order=sort_name_of(RESPONSE)),
        Column("kind", "Kind", kind_of(RESPONSE), order=kind_of(RESPONSE)),
        Column("yes", "Ticked", "yes", kind=YES_NO),
        Column("text", "In their words", "text"),
        Column("sent", "Sent", "version__submitted_at", kind=DATETIME, order="version__submitted_at"),
        Column("response", "Response", "version__response_id", on_page=False),
    )

    def rows(self, actor: Actor) -> QuerySet:
        rows: QuerySet = Answer.objects.visible_to(actor).counted().in_words()
        return rows
