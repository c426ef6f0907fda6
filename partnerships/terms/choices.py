"""Terms as forms and filters offer them."""

from collections.abc import Iterable

from core import clock
from core.registers.choices import Choices, kept
from partnerships.terms.models import Term, Vocabulary


def terms_of(*vocabularies: Vocabulary) -> Choices:
    """The terms of these taxonomies, by title; the key is the term's own."""

    def make() -> Choices:
        rows = Term.objects.filter(vocabulary__in=vocabularies).order_by("vocabulary", "title")
        return [
            (each.pk, titled(each.vocabulary, each.title) if len(vocabularies) > 1 else each.title) for each in rows
        ]

    return kept("terms-" + "-".join(vocabularies), make)


def titled(vocabulary: str, title: str) -> str:
    """A term after the name of its taxonomy, unless it begins with that: 'Led by: BME-led', 'Serves carers'."""
    named = Vocabulary(vocabulary).label
    return title if title.startswith(named) else f"{named}: {title}"


def terms_for(vocabulary: Vocabulary, held: Iterable[int]) -> Choices:
    """The terms to choose from today, and those that are held though their time is over."""
    rows = Term.objects.filter(vocabulary=vocabulary).order_by("title")
    return [(each.pk, each.title) for each in rows if each.pk in held or each.holds_on(clock.today())]


def client_groups() -> Choices:
    """Client groups: older people, mental health and so on."""
    return terms_of(Vocabulary.CLIENT_GROUP)


def flags() -> Choices:
    """Who leads an organisation and whom it serves."""
    return terms_of(Vocabulary.LED_BY, Vocabulary.SERVES)
