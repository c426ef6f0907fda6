"""Acts on the terms by which organisations are described. One that has ended still says what descriptions mean."""

import datetime

from django.db import transaction
from django.utils.text import slugify

from core import clock
from core.acts import Actor, Refused, authorise, locked, one_at_a_time
from core.fields import fold
from core.registers import choices
from core.trail.actions import save_changes, save_new
from partnerships.terms.models import Term


@transaction.atomic
def add_term(*, by: Actor, vocabulary: str, title: str, explanation: str = "") -> Term:
    """Put a new term on one of the lists, from today."""
    authorise(by, "partnerships.edit_term")
    refuse_same(vocabulary, title)
    term = Term(vocabulary=vocabulary, title=title, explanation=explanation, starts=clock.today())
    term.code = free_code(vocabulary, title)
    save_new(by, "added", term, title=title)
    choices.forget()
    return term


@transaction.atomic
def rename_term(*, by: Actor, term: Term, version: int, title: str, explanation: str = "") -> Term:
    """Change the words of a term, for all organisations that it describes."""
    term = locked(Term, term.pk, version=version)
    authorise(by, "partnerships.edit_term", term)
    refuse_same(term.vocabulary, title, but=term)
    save_changes(by, "renamed", term, {"title": title, "explanation": explanation})
    choices.forget()
    return term


@transaction.atomic
def end_term(*, by: Actor, term: Term, on: datetime.date | None = None) -> Term:
    """Say on which day a term is used for the last time. What it described until then stays described."""
    term = locked(Term, term.pk)
    authorise(by, "partnerships.edit_term", term)
    on = on or clock.today()
    if term.ends is not None:
        raise Refused(f"'{term.title}' has ended already, on {term.ends:%-d %B %Y}.")
    if term.starts and on < term.starts:
        raise Refused({"on": f"It began on {term.starts:%-d %B %Y}; it cannot end before."})
    save_changes(by, "ended", term, {"ends": on})
    choices.forget()
    return term


def refuse_same(vocabulary: str, title: str, but: Term | None = None) -> None:
    """Refuse a title that a list has already, in whatever capitals. Holds the titles of the list until the end."""
    one_at_a_time(f"titles of {vocabulary}")
    rows = Term.objects.filter(vocabulary=vocabulary)
    if fold(title) in {fold(each.title) for each in rows if but is None or each.pk != but.pk}:
        raise Refused({"title": f"The list has '{title}' already."})


def free_code(vocabulary: str, title: str) -> str:
    """A code for programs, made of the title, that no other term of the list has."""
    stem = slugify(title)[:50] or "term"
    taken = set(Term.objects.filter(vocabulary=vocabulary, code__startswith=stem).values_list("code", flat=True))
    codes = [stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 2))]
    return next(code for code in codes if code not in taken)
