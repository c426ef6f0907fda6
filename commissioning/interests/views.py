"""The pages of declared interests."""

from commissioning.cycles.reading import LOADED as CYCLES
from commissioning.interests import actions
from commissioning.interests.forms import DeclareForm, RecordForm, VoidForm
from commissioning.interests.reading import LOADED, SAID
from core.pages.page import find, page
from core.registers.records import act_page, facts_of, posted, record_page, to_act_on

VOID = (actions.VOID, "It was entered by mistake", "interest_void")
FACTS = ("cycle", "organisation", "kind", "what", "declared_on", "voided_on", "void_reason")


@page("commissioning.view_interest")
def interest(request, pk):
    found = find(LOADED, request.actor, pk=pk)
    return record_page(
        request, found, facts=facts_of(found, *FACTS), links=[] if found.voided_on else [VOID],
        tags=[("Void", "red")] if found.voided_on else [],
    )  # fmt: skip


@page(actions.DECLARE, methods=["GET", "POST"])
def declare(request, pk):
    found = to_act_on(request, CYCLES, pk)
    form = DeclareForm(posted(request))
    return act_page(request, form, actions.declare_interest, "Declare your interests", "Declare it", words=SAID,
                    cycle=found)  # fmt: skip


@page(actions.RECORD, methods=["GET", "POST"])
def record(request, pk):
    found = to_act_on(request, CYCLES, pk)
    form = RecordForm(posted(request))
    return act_page(request, form, actions.record_interest, "Record a declared interest", "Record it",
                    words="For what was declared in a meeting or by letter. " + SAID, cycle=found)  # fmt: skip


@page(actions.VOID, methods=["GET", "POST"])
def void(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = VoidForm(posted(request), once=True)
    return act_page(request, form, actions.void_interest, "It was entered by mistake", "Declare it void",
                    words="For what never was so. If it has changed, declare it anew.", interest=found)  # fmt: skip
