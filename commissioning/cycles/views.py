"""The pages of cycles: one that shows a cycle whole, the board of all of them, and what is recorded of each."""

from django.shortcuts import render
from django.urls import reverse

from commissioning.cycles import actions, parts, principles
from commissioning.cycles.board import Board
from commissioning.cycles.forms import BeginForm, EntryForm, LeadForm, PartnerForm
from commissioning.cycles.models import COLOURS, CommissioningCycle
from commissioning.cycles.reading import LOADED, partner_of, stages_of, the
from commissioning.cycles.rules import stays_after
from commissioning.cycles.standing import current, partners_in_words, standing_of, where_it_stands
from core import clock
from core.pages.addresses import fixed, numbered
from core.pages.forms import LastDayForm
from core.pages.page import page
from core.pages.ways import way_to
from core.registers.records import act_page, facts_of, posted, record_page, to_act_on

EDIT = actions.EDIT
CHANGE = (EDIT, "Change what is recorded", "cycle_edit")
ADD_PARTNER = (EDIT, "Add a partner", "cycle_partner_add")
FACTS = ("client_group", "area", "unit", "starts", "ends", "review_due", "follows", "voided_on", "void_reason")
NEXT = (EDIT, "Close the review: open the next cycle", "cycle_next")
TAKE_BACK = (EDIT, "Take its opening back", "cycle_void")
SIGNS = (
    "Each partner signs off a stage for itself, once its checklist stands. When all have, the next stage opens by "
    "itself."
)


@page("commissioning.view_cycle")
def cycle(request, pk):
    """The cycle whole: its stages, what blocks the open one, who is next, the principles, and who takes part."""
    found, on, actor = the(request.actor, pk), clock.today(), request.actor
    stages = stages_of(found)
    there, standings = current(stages, on), [standing_of(each, on) for each in stages]
    facts = facts_of(found, *FACTS)
    facts.append({"key": "Partners", "value": partners_in_words(found, on)})
    after = getattr(found, "followed_by", None)
    judged = principles.verdicts(found, on)
    links = [] if found.voided_on else [CHANGE, ADD_PARTNER, *parts.OFFERED.get(parts.OF_CYCLE, [])]
    links += [NEXT] if there is None and after is None and stages[-1].signed_off_on else []
    links += [TAKE_BACK] if found.follows and after is None else []
    return record_page(
        request, found, facts=facts, links=links, after=after,
        tags=[("Void", "red") if found.voided_on else where_it_stands(stages, on)],
        stages=standings, there=next((each for each in standings if each.stage is there), None), colours=COLOURS,
        may_answer=bool(there and actor.may(EDIT, found)),
        principles=[(each, verdict._replace(where=way_to(actor, verdict.where))) for each, verdict in judged],
        source=principles.SOURCE,
        parts=parts.shown(actor, found), partner_links=partner_links(actor, found),
        paper=way_to(actor, f"{fixed('report', 'commissioning-cycle')}?cycle={found.pk}"),
        template="commissioning/cycles/cycle.html",
    )  # fmt: skip


OF_PARTNERS = (("Change the lead officer", "cycle_partner_edit"), ("Record that it leaves", "cycle_partner_end"))


def partner_links(actor, found):
    """Where each partner that goes on is changed, for who may."""
    if not actor.may(EDIT, found):
        return []
    anybodys = bool(actor.may(EDIT, CommissioningCycle()))
    return [
        (f"{words}: {each.organisation.name}", reverse(name, args=[found.pk, each.pk]))
        for each in found.partners.all() if stays_after(each, clock.today())
        for words, name in OF_PARTNERS
        if name != "cycle_partner_end" or anybodys or each.organisation_id == actor.organisation_id
    ]  # fmt: skip


@page("commissioning.view_cycle")
def board(request):
    """All cycles by the stage they are at."""
    made = Board(request.GET, request.actor)
    return render(request, "commissioning/cycles/board.html", {"board": made})


@page(actions.BEGIN, methods=["GET", "POST"])
def begin(request):
    anybodys = bool(request.actor.may(EDIT, CommissioningCycle()))
    own = None if anybodys else request.actor.organisation
    form = BeginForm(posted(request), own=own)
    said = "" if own is None else f"It is begun for {own.name} and whoever commissions with it. "
    return act_page(request, form, actions.begin_cycle, "Begin a cycle", "Begin it", words=said + SIGNS, about=None)


@page(EDIT, methods=["GET", "POST"])
def edit(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = EntryForm(posted(request), of=found)
    return act_page(request, form, actions.edit_cycle, "Change what is recorded", "Save", cycle=found)


@page(EDIT, methods=["GET", "POST"])
def partner_add(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = PartnerForm(posted(request), once=True)
    return act_page(request, form, actions.add_partner, "Add a partner", "Add it", words=SIGNS, cycle=found)


@page(EDIT, methods=["GET", "POST"])
def partner_edit(request, pk, partner):
    found = to_act_on(request, LOADED, pk)
    of = partner_of(found, partner)
    return act_page(
        request, LeadForm(posted(request), of=of), actions.edit_partner, f"Lead officer at {of.organisation.name}",
        "Save", about=found, then=numbered("cycle", found.pk), partner=of,
    )  # fmt: skip


@page(EDIT, methods=["GET", "POST"])
def partner_end(request, pk, partner):
    found = to_act_on(request, LOADED, pk)
    of = partner_of(found, partner)
    said = (
        "What it signed stays signed. It need not sign what is open after that day. Where a body has closed, add "
        "whoever came after it as a partner."
    )
    return act_page(
        request, LastDayForm(posted(request), once=True), actions.end_partner, f"{of.organisation.name} leaves",
        "Save", words=said, about=found, then=numbered("cycle", found.pk), partner=of,
    )  # fmt: skip
