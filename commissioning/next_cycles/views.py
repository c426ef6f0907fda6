"""The pages on which the next cycle is opened, after all that goes over was shown, and on which that is undone."""

from commissioning.cycles.reading import LOADED
from commissioning.next_cycles import actions, carried, rules
from commissioning.next_cycles.forms import NextForm, VoidForm
from core import clock
from core.gates import checklist
from core.pages.page import page
from core.pages.submit import submit
from core.registers.records import act_page, form_page, posted, to_act_on

OPENING = (
    "The cycle that follows opens at Analyse, with all that stands below. Its partners are those of today, and whoever "
    "came after one that has closed."
)
VOIDING = (
    "For a cycle that was opened too soon or with the wrong days. It is kept with the reason, and its needs go back to "
    "the cycle that they came from; you can open the next one from there again."
)


@page(actions.EDIT, methods=["GET", "POST"])
def open_next(request, pk):
    found = to_act_on(request, LOADED.prefetch_related("stages"), pk)
    form = NextForm(posted(request), cycle=found, unmet=carried.unmet_needs(found))

    def act():
        return actions.open_next_cycle(by=request.actor, cycle=found, **form.cleaned_data)

    return submit(request, form, act, lambda made: made) or form_page(
        request, form, "Close the review: open the next cycle", "Open it", about=found, words=OPENING,
        checks=checklist(rules.TO_OPEN, found), lines=carried.to_be_carried(request.actor, found),
        partners=[body for body, _ in rules.next_partners(found, clock.today())],
        template="commissioning/next_cycles/open.html",
    )  # fmt: skip


@page(actions.EDIT, methods=["GET", "POST"])
def void(request, pk):
    found = to_act_on(request, LOADED, pk)
    return act_page(
        request, VoidForm(posted(request), once=True), actions.void_next_cycle, "Take the opening back",
        "Declare it void", words=VOIDING, gates=rules.TO_VOID, cycle=found,
    )  # fmt: skip
