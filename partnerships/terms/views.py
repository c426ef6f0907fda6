"""The pages of the terms by which organisations are described."""

from core import clock
from core.pages import words
from core.pages.forms import LastDayForm
from core.pages.page import find, page
from core.registers.records import act_page, facts_of, posted, record_page, to_act_on
from partnerships.terms import actions
from partnerships.terms.forms import CALLED, AddForm, RenameForm
from partnerships.terms.reading import LOADED

RENAME = ("partnerships.edit_term", "Change its words", "term_edit")
END = ("partnerships.edit_term", "End it", "term_end")
STAYS = "It is no longer offered after that day. Organisations that it describes stay described by it."


@page("partnerships.view_term")
def term(request, pk):
    found = find(LOADED, request.actor, pk=pk)
    used = found.uses.in_force(clock.today()).count()
    facts = [
        *facts_of(found, "vocabulary", "explanation", "starts", "ends", **CALLED, vocabulary="List"),
        {"key": "Describes today", "value": words.plural(used, "organisation")},
    ]
    return record_page(request, found, facts=facts, links=[RENAME] if found.ends else [RENAME, END])


@page("partnerships.edit_term", methods=["GET", "POST"])
def add(request):
    return act_page(request, AddForm(posted(request)), actions.add_term, "Add a term", "Add", then="terms")


@page("partnerships.edit_term", methods=["GET", "POST"])
def edit(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = RenameForm(posted(request), of=found)
    return act_page(request, form, actions.rename_term, "Change its words", "Save", term=found)


@page("partnerships.edit_term", methods=["GET", "POST"])
def end(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = LastDayForm(posted(request), once=True)
    return act_page(request, form, actions.end_term, "End the term", "End it", words=STAYS, term=found)
