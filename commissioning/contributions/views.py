"""The pages of contributions: sending one, its record, and what commissioners say of it."""

from django.http import Http404

from commissioning.contributions import actions, rules
from commissioning.contributions.forms import AnswerForm, SendForm, TakeForm
from commissioning.contributions.models import COLOURS
from commissioning.contributions.reading import LOADED
from core.files.downloads import download_response
from core.pages.forms import Form
from core.pages.page import find, page
from core.registers.records import act_page, facts_of, posted, record_page, to_act_on

VIEW = "commissioning.view_contribution"
ANSWER = (actions.ANSWER, "Say what it was used for, or why not", "contribution_answer")
TAKE = (actions.TAKE, "Take it up in a cycle", "contribution_take")
WITHDRAW = (actions.WITHDRAW, "Take it back", "contribution_withdraw")
FILE = (VIEW, "Download the file", "contribution_file")
FACTS = ("organisation", "what", "starts", "ends", "area", "client_group", "cycle", "sent_on")
OUTCOME = ("use", "answer", "answered_on", "answered_for", "withdrawn_on")
SENDING = (
    "Commissioners, analysts, the Forum secretariat and auditors read it. You see here whether it was used, in what, "
    "or why not, and are told by e-mail. It commits you to nothing and bars you from nothing."
)


@page(VIEW)
def contribution(request, pk):
    found = find(LOADED, request.actor, pk=pk)
    links = [FILE] if found.file_id else []
    if found.withdrawn_on is None:
        links += [ANSWER] if found.cycle_id else []
        links += [] if found.use else [TAKE, WITHDRAW]
    return record_page(
        request, found, facts=facts_of(found, *FACTS, *OUTCOME), links=links,
        tags=[(found.state.label, COLOURS[found.state])],
    )  # fmt: skip


@page(actions.SEND, methods=["GET", "POST"])
def send(request, pk=None):
    """Evidence for the cycle of that number, or for one that is chosen, or for none."""
    initial = {"cycle": pk or request.GET.get("cycle", "")} if request.method == "GET" else {}
    form = SendForm(
        posted(request), files=request.FILES or None, organisation=request.actor.organisation, initial=initial
    )
    return act_page(request, form, actions.send_contribution, "Send evidence", "Send it", words=SENDING, about=None)


@page(VIEW)
def file(request, pk):
    found = find(LOADED, request.actor, pk=pk)
    if found.file is None:
        raise Http404
    return download_response(found.file)


@page(actions.ANSWER, methods=["GET", "POST"])
def answer(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = AnswerForm(
        posted(request), version=found.version, initial={"use": found.use or None, "answer": found.answer}
    )
    return act_page(
        request, form, actions.answer_contribution, "What became of it", "Save",
        gates=() if found.withdrawn_on is None else rules.TO_ANSWER, contribution=found,
    )  # fmt: skip


@page(actions.TAKE, methods=["GET", "POST"])
def take(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = TakeForm(posted(request), once=True, actor=request.actor)
    return act_page(request, form, actions.take_contribution, "Take it up in a cycle", "Take it up",
                    contribution=found)  # fmt: skip


@page(actions.WITHDRAW, methods=["GET", "POST"])
def withdraw(request, pk):
    found = to_act_on(request, LOADED, pk)
    said = "It stays in your list, marked as withdrawn, and counts nowhere."
    return act_page(
        request, Form(posted(request), once=True), actions.withdraw_contribution, "Take it back", "Take it back",
        words=said, gates=rules.TO_WITHDRAW, contribution=found,
    )  # fmt: skip
