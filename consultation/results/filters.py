"""How the list of answers in words, and that of responses that do not count, can be narrowed."""

import django_filters
from django.db.models import QuerySet

from consultation.consultations.filters import by_consultation
from consultation.responses.filters import YES_OR_NO, ByRespondent, by_channel, by_kind
from consultation.results.reading import Aside
from core.registers.filters import pick


class WordsFilters(ByRespondent):
    """By consultation, by question, by who answered and how, and by what was ticked."""

    to_response = "version__response__"

    consultation = by_consultation("version__response__consultation")
    number = django_filters.CharFilter(
        label="Question (its number, such as 2a)", field_name="question__number", lookup_expr="iexact", max_length=10
    )
    kind = by_kind()
    channel = by_channel()
    ticked = pick("Ticked", (*YES_OR_NO, ("nothing", "Nothing")), method="by_tick")

    def by_tick(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(yes={"yes": True, "no": False}.get(value))


class LetterFilters(ByRespondent):
    """By consultation, and by who answered and how."""

    to_response = "response__"

    consultation = by_consultation("response__consultation")
    kind = by_kind()
    channel = by_channel()


class AsideFilters(ByRespondent):
    """By consultation, by who answered and how, and by why it does not count."""

    consultation = by_consultation()
    why = pick("Why it does not count", Aside.choices, method="by_why")
    kind = by_kind()
    channel = by_channel()

    def by_why(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(why=value)
