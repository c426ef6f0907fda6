"""Where the figures of the report open to: the lists with the rows behind them, filtered alike."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from consultation.results.reading import Aside, Results
from core import clock
from core.reports.declaration import Linked


def responses(results: Results, count: int, **more: Any) -> Any:
    """A number of the responses that count, leading to them: of a kind, by a channel, or with a certain answer."""
    return _linked(count, "responses", {**_about(results), "as_at": results.as_at.isoformat()} | more)


def answers_in_words(results: Results, count: int, number: str, **more: Any) -> Any:
    """A number of answers in words to a question, leading to them. The list knows today's answers only."""
    if results.as_at < clock.today():
        return count
    return _linked(count, "answers_in_words", {**_about(results), "number": number} | more)


def set_aside(results: Results, count: int, why: Aside) -> Any:
    """A number of the responses that do not count for one reason, leading to them."""
    return _linked(count, "responses_set_aside", {**_about(results), "why": why.value})


def words_of(results: Results, number: str) -> str:
    """The address of the answers in words to a question."""
    return f"{reverse('answers_in_words')}?{urlencode({**_about(results), 'number': number})}"


def _about(results: Results) -> dict[str, Any]:
    return {"consultation": results.consultation.pk}


def _linked(count: int, name: str, query: dict[str, Any]) -> Any:
    return Linked(count, f"{reverse(name)}?{urlencode(query)}") if count else count
