"""The pages on which something is added to a contract, taken away, or an option is taken."""

from django.http import Http404

from commissioning.contracts import part_actions, rules
from commissioning.contracts.actions import EDIT, END
from commissioning.contracts.forms import (
    DeviationForm,
    ExtensionForm,
    LinkForm,
    OnDayForm,
    OutcomeForm,
    PartyForm,
)
from commissioning.contracts.reading import LOADED, part_of
from core.pages import words
from core.pages.forms import Form
from core.pages.page import page
from core.registers.records import act_page, posted, to_act_on

PARTS = ("parties", "outcomes", "extensions", "deviations", "links")


def adding(form, act, heading, words="", stops=rules.TO_EDIT):
    """The page on which a part is added by a form."""

    @page(EDIT, methods=["GET", "POST"])
    def add(request, pk):
        found = to_act_on(request, LOADED, pk)
        gates = () if found.is_open else stops
        return act_page(
            request, form(posted(request)), act, heading, "Add it", words=words, gates=gates, contract=found
        )

    return add


outcome = adding(OutcomeForm, part_actions.add_contract_outcome, "Add an outcome", stops=rules.TO_SERVE)
deviation = adding(DeviationForm, part_actions.add_deviation, "Record a deviation from its template")
extension = adding(ExtensionForm, part_actions.add_extension, "Add an option to extend it")
party = adding(
    PartyForm,
    part_actions.add_contract_party,
    "Add a party",
    "Where a side has a lead, the lead signs for it; where it has none, everybody of that side signs.",
)


@page(EDIT, methods=["GET", "POST"])
def link(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = LinkForm(posted(request), actor=request.actor)
    said = "For separate contracts that belong together, such as two on the agreement that they work together."
    return act_page(
        request, form, part_actions.link_contract, "Link another contract", "Link it", words=said, contract=found
    )


@page(EDIT, methods=["GET", "POST"])
def lead(request, pk, key):
    found = to_act_on(request, LOADED, pk)
    held = part_of(found, "parties", key)
    said = f"{held.organisation.name} then signs for its side and stands for it in the register."
    return act_page(
        request, Form(posted(request)), part_actions.lead_side, "Let it lead its side", "Save", words=said,
        contract=found, part=held,
    )  # fmt: skip


@page(EDIT, methods=["GET", "POST"])
def remove(request, pk, kind, key):
    found = to_act_on(request, LOADED, pk)
    if kind not in PARTS:
        raise Http404
    held = part_of(found, kind, key)
    said = f"Of this contract: {described(kind, held)}"
    return act_page(
        request, Form(posted(request), once=True), part_actions.remove_part, "Remove it", "Remove it", words=said,
        contract=found, part=held,
    )  # fmt: skip


def described(kind, part):
    """What is taken away, in words."""
    if kind == "extensions":
        return f"the option to extend it until {words.date(part.until)}."
    if kind == "links":
        return f"that it belongs to {part.other.title}. Both contracts stay."
    return f"{part}."


@page(END, methods=["GET", "POST"])
def extend(request, pk, key):
    found = to_act_on(request, LOADED, pk)
    held = part_of(found, "extensions", key)
    said = (
        f"The contract then runs until {words.date(held.until)}. It was to be decided by {words.date(held.decide_by)}."
    )
    return act_page(
        request, OnDayForm(posted(request), once=True), part_actions.take_extension, "Take the option", "Take it",
        words=said, gates=rules.TO_GO_ON, contract=found, part=held,
    )  # fmt: skip
