"""The pages of what reviews asked for: who does what by when, ticking it off, giving it up."""

from compacts.review_actions import actions, rules
from compacts.review_actions.forms import ActionForm, DropForm, FinishForm
from compacts.review_actions.reading import LOADED
from compacts.reviews.reading import LOADED as REVIEWS
from compacts.reviews.rules import TO_CHANGE as TO_CHANGE_REVIEW
from core.pages.forms import Form
from core.pages.page import find, page
from core.registers.records import act_page, facts_of, posted, record_page, to_act_on

TICK = (actions.FINISH, "Tick it off", "review_action_finish")
CHANGE = (actions.EDIT, "Change it", "review_action_edit")
DROP = (actions.EDIT, "Give it up", "review_action_drop")
REOPEN = (actions.EDIT, "It is still to do", "review_action_reopen")


@page("compacts.view_review_action")
def review_action(request, pk):
    """What is to be done, by whom and when, and what came of it."""
    found = find(LOADED, request.actor, pk=pk)
    facts = facts_of(found.review, "compact")
    facts += [{"key": "Asked for by"} | shown(request.actor, found.review)]
    facts += facts_of(found, "owner", "due_on", "done_on", "dropped_on")
    reads = found.review.voided_on is None or request.actor.may("compacts.read_review", found.review)
    facts += facts_of(found, "note") if reads else []
    facts += facts_of(found.review, "voided_on", "void_reason", voided_on="The review was declared void on")
    tags = [("The review is void", "red")] if found.review.voided_on else [(found.state.label, found.colour)]
    links = [] if found.review.voided_on else [TICK, CHANGE, DROP] if found.is_open else [REOPEN]
    return record_page(request, found, facts=facts, links=links, tags=tags)


def shown(actor, review):
    """The review, as a link for who may read it."""
    line = {"value": str(review)}
    return line | {"href": review.get_absolute_url()} if actor.may("compacts.view_review", review) else line


@page(actions.ADD, methods=["GET", "POST"])
def add(request, pk):
    found = to_act_on(request, REVIEWS, pk)
    form = ActionForm(posted(request))
    gates = TO_CHANGE_REVIEW if found.voided_on else ()
    said = (
        "The organisation finds it among what is due, and is reminded four weeks and one week before, and on the day."
    )
    return act_page(
        request, form, actions.add_review_action, "Enter what is to be done", "Save",
        words=said, gates=gates, then=found.get_absolute_url(), review=found,
    )  # fmt: skip


@page(actions.EDIT, methods=["GET", "POST"])
def edit(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = ActionForm(posted(request), of=found)
    return act_page(
        request, form, actions.edit_review_action, "Change what is to be done", "Save",
        gates=rules.TO_CHANGE, action=found,
    )  # fmt: skip


@page(actions.FINISH, methods=["GET", "POST"])
def finish(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = FinishForm(posted(request), once=True)
    return act_page(
        request, form, actions.finish_review_action, "Tick it off", "It is done", gates=rules.TO_CHANGE, action=found
    )


@page(actions.EDIT, methods=["GET", "POST"])
def drop(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = DropForm(posted(request), once=True)
    return act_page(
        request, form, actions.drop_review_action, "Give it up", "Give it up", gates=rules.TO_CHANGE, action=found
    )


@page(actions.EDIT, methods=["GET", "POST"])
def reopen(request, pk):
    found = to_act_on(request, LOADED, pk)
    said = "For what was ticked off or given up by mistake. What was written of it then stays in its history."
    return act_page(
        request, Form(posted(request)), actions.reopen_review_action, "It is still to do", "It is still to do",
        words=said, gates=rules.TO_REOPEN, action=found,
    )  # fmt: skip
