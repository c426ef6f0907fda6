"""The pages of sign-ups."""

from compacts.local.reading import LOADED as COMPACTS
from compacts.signups import actions
from compacts.signups.forms import EndForm, SigningForm, VoidForm, WorkForm
from compacts.signups.reading import LOADED
from core.pages.page import find, page
from core.registers.records import act_page, facts_of, posted, record_page, to_act_on

ENDING = ("compacts.end_signup", "It has ended", "signup_end")
VOIDING = ("compacts.end_signup", "Declare it void", "signup_void")
WITH = (
    "It counts as working towards a Compact who does so with another public body and with a voluntary or community "
    "organisation. Name one of each; others can be named in the evidence."
)


@page("compacts.view_signup")
def signup(request, pk):
    found = find(LOADED, request.actor, pk=pk)
    facts = facts_of(
        found,
        *("organisation", "compact", "status", "starts", "public_body", "vcs_partner", "evidence"),
        *("ended_on", "end_reason", "voided_on", "void_reason"),
    )
    links = [] if found.voided_on else [VOIDING] if found.ended_on else [ENDING, VOIDING]
    return record_page(request, found, facts=facts, links=links, tags=[(found.standing.label, found.colour)])


@page("compacts.record_signup", methods=["GET", "POST"])
def sign(request, pk):
    found = to_act_on(request, COMPACTS, pk)
    form = SigningForm(posted(request))
    return act_page(request, form, actions.record_signing, "Record who signed it", "Save", compact=found)


@page("compacts.record_signup", methods=["GET", "POST"])
def work(request, pk):
    found = to_act_on(request, COMPACTS, pk)
    form = WorkForm(posted(request))
    return act_page(
        request, form, actions.record_work, "Record who works towards it", "Save", words=WITH, compact=found
    )


@page("compacts.end_signup", methods=["GET", "POST"])
def end(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = EndForm(posted(request), once=True)
    return act_page(request, form, actions.end_signup, "It has ended", "Save", signup=found)


@page("compacts.end_signup", methods=["GET", "POST"])
def void(request, pk):
    found = to_act_on(request, LOADED, pk)
    said = "For what was recorded by mistake: it then counts as if it had never been, and is kept with the reason."
    form = VoidForm(posted(request), once=True)
    return act_page(request, form, actions.void_signup, "Declare it void", "Declare it void", words=said, signup=found)
