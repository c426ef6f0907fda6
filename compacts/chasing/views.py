"""The pages of leads on Compacts, and of writing to them."""

from compacts.chasing import actions
from compacts.chasing.forms import EditForm, NameForm
from compacts.chasing.letters import chaser as letter_to
from compacts.chasing.models import Channel
from compacts.chasing.reading import CHASERS, LEADS, STANDINGS
from compacts.chasing.rules import TO_CHASE, lead_of, stand_now
from core import clock
from core.pages.forms import Form
from core.pages.page import find, page
from core.registers.records import act_page, facts_of, posted, record_page, to_act_on

EDIT = (actions.EDIT, "Enter another person or address", "compact_lead_edit")
TO_POST = "Print this page's letter and post it: there was no e-mail address."


@page("compacts.view_lead")
def lead(request, pk):
    found = find(LEADS, request.actor, pk=pk)
    facts = facts_of(found, "organisation", "name", "email", "address")
    return record_page(request, found, facts=facts, links=[EDIT], title=found.name)


@page(actions.NAME, methods=["GET", "POST"])
def name(request):
    said = "They are written to where their body has not met a target. Only the secretariat and auditors read it."
    return act_page(request, NameForm(posted(request)), actions.name_lead, "Enter a lead", "Save", words=said)


@page(actions.EDIT, methods=["GET", "POST"])
def edit(request, pk):
    found = to_act_on(request, LEADS, pk)
    form = EditForm(posted(request), of=found)
    return act_page(request, form, actions.edit_lead, "Enter another person or address", "Save", lead=found)


@page(actions.CHASE, methods=["GET", "POST"])
def chase(request, pk):
    """The letter as it will be written, and the button that sends it."""
    found = to_act_on(request, STANDINGS, pk)
    form = Form(posted(request), once=True)
    lead = lead_of(found)
    button = "Send the e-mail" if lead is None or lead.email else "Write the letter"
    return act_page(
        request, form, actions.chase_signup, "Write to its lead", button,
        gates=TO_CHASE, template="compacts/chasing/chase.html", words=preview(request.actor, found), standing=found,
    )  # fmt: skip


def preview(actor, found) -> str:
    """What will be written, to whom."""
    lead, stand = lead_of(found), stand_now(found.target, found.organisation_id, clock.today())
    if lead is None or stand is None:
        return ""
    letter = letter_to(found.target, lead, stand, actions.address_of(actor))
    return f"To: {lead.name}, {lead.email or lead.address}\n\n{letter.subject}\n\n{letter.body}"


@page("compacts.view_chaser")
def chaser(request, pk):
    found = find(CHASERS, request.actor, pk=pk)
    facts = facts_of(found, "target", "organisation", "channel", "sent_on", "to_name", "to_address", "subject", "body")
    tags = [(TO_POST, "yellow")] if found.channel == Channel.LETTER else []
    return record_page(request, found, facts=facts, tags=tags, title=found.subject)
