"""The pages of the analysis of a cycle: what is provided and required, risks and resources."""

from commissioning.analysis import actions, rules
from commissioning.analysis.forms import EntryForm, VoidForm
from commissioning.analysis.reading import CYCLES, LOADED
from core.pages import words
from core.pages.page import find, page
from core.registers.records import act_page, crumbs_to, facts_of, posted, record_page, to_act_on

CHANGE = (actions.EDIT, "Change it", "analysis_edit")
VOID = (actions.EDIT, "Declare it void", "analysis_void")


@page("commissioning.view_analysis")
def entry(request, pk):
    found = find(LOADED.prefetch_related("needs"), request.actor, pk=pk)
    facts = facts_of(found, "cycle", "kind", "detail", "organisation")
    facts += [{"key": "Amount a year", "value": words.money(found.amount)}] if found.amount is not None else []
    facts += facts_of(found, "source", "voided_on", "void_reason")
    against = [each for each in found.needs.all() if each.withdrawn_on is None]
    return record_page(
        request, found, facts=facts, links=[] if found.voided_on else [CHANGE, VOID], caption=found.get_kind_display(),
        against=against, tags=[("Void", "red")] if found.voided_on else [], breadcrumbs=crumbs_to(found.cycle),
        template="commissioning/analysis/entry.html",
    )  # fmt: skip


@page(actions.ADD, methods=["GET", "POST"])
def add(request, pk):
    found = to_act_on(request, CYCLES, pk)
    said = "One service, requirement, risk or resource at a time. Needs are entered apart, each with its evidence."
    return act_page(
        request, EntryForm(posted(request)), actions.add_analysis, "Add to the analysis", "Add it", words=said,
        cycle=found,
    )  # fmt: skip


@page(actions.EDIT, methods=["GET", "POST"])
def edit(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = EntryForm(posted(request), of=found)
    return act_page(request, form, actions.edit_analysis, "Change it", "Save", gates=refusing(found), entry=found)


@page(actions.EDIT, methods=["GET", "POST"])
def void(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = VoidForm(posted(request), once=True)
    said = "For what was entered by mistake: it then counts nowhere."
    return act_page(
        request, form, actions.void_analysis, "Declare it void", "Declare it void", words=said, gates=rules.TO_VOID,
        entry=found,
    )  # fmt: skip


def refusing(entry):
    """The checklist of a small act: shown where something stands in the way."""
    return rules.TO_CHANGE if entry.voided_on else ()
