"""The list of terms."""

from core.acts import Actor
from core.pages.addresses import fixed
from core.registers.columns import CHOICE, DATE, Column
from core.registers.register import Register, add
from partnerships.terms.filters import TermFilters
from partnerships.terms.models import Term, Vocabulary


@add
class Terms(Register):
    """The terms by which organisations are described."""

    name = "terms"
    title = "Groups, communities and other terms"
    noun = "term"
    model = Term
    permission = "partnerships.view_term"
    empty = "Terms describe organisations: whom they serve, who leads them, what they are good at."
    filters = TermFilters
    intro = "The words by which organisations are described. Every part of Concordat uses the same."
    order = "vocabulary"
    link = "term"
    crumbs = (("Partners", "organisations"),)
    columns = (
        Column("title", "Term", order="title", link=True),
        Column("vocabulary", "List", kind=CHOICE, choices=dict(Vocabulary.choices), order="vocabulary"),
        Column("explanation", "Explanation"),
        Column("starts", "From", kind=DATE),
        Column("ends", "To", kind=DATE),
    )

    def acts(self, actor: Actor) -> list[tuple[str, str]]:
        return [("Add a term", fixed("term_add"))] if actor.can_ever("partnerships.edit_term") else []
