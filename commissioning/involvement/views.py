"""The pages of involvements, and of the consultations that informed a stage."""

from commissioning.cycles.reading import STAGES
from commissioning.involvement import actions, rules
from commissioning.involvement.forms import EditForm, LinkForm, RecordForm, VoidForm
from commissioning.involvement.reading import LOADED, link_of
from core.pages.forms import Form
from core.pages.page import find, page
from core.registers.records import act_page, facts_of, posted, record_page, to_act_on

EDIT = (actions.EDIT, "Change it, and say what was done with it", "involvement_edit")
VOID = (actions.EDIT, "It was entered by mistake", "involvement_void")
FACTS = ("organisation", "group", "capacity", "way", "happened_on", "said", "done", "voided_on", "void_reason")
HOW = "Everybody with an account reads it, whoever took part among them. Name organisations and groups, never a person."


@page("commissioning.view_involvement")
def involvement(request, pk):
    found = find(LOADED, request.actor, pk=pk)
    facts = [{"key": "Stage", "value": str(found.stage), "href": found.stage.get_absolute_url()}]
    return record_page(
        request, found, facts=facts + facts_of(found, *FACTS), links=[] if found.voided_on else [EDIT, VOID],
        tags=[("Void", "red")] if found.voided_on else [],
    )  # fmt: skip


@page(actions.RECORD, methods=["GET", "POST"])
def record(request, pk):
    found = to_act_on(request, STAGES, pk)
    form = RecordForm(posted(request), stage=found)
    return act_page(request, form, actions.record_involvement, "Record an involvement", "Record it", words=HOW,
                    stage=found)  # fmt: skip


@page(actions.EDIT, methods=["GET", "POST"])
def edit(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = EditForm(posted(request), of=found)
    return act_page(request, form, actions.edit_involvement, "Change it", "Save", words=HOW,
                    gates=refusing(found), involvement=found)  # fmt: skip


@page(actions.EDIT, methods=["GET", "POST"])
def void(request, pk):
    found = to_act_on(request, LOADED, pk)
    said = "For what never was so. It is kept with the reason, and no checklist counts it."
    return act_page(request, VoidForm(posted(request), once=True), actions.void_involvement,
                    "It was entered by mistake", "Declare it void", words=said, gates=refusing(found),
                    involvement=found)  # fmt: skip


@page(actions.LINK, methods=["GET", "POST"])
def link(request, pk):
    found = to_act_on(request, STAGES, pk)
    form = LinkForm(posted(request), once=True, stage=found, actor=request.actor)
    return act_page(request, form, actions.link_consultation, "Link a consultation", "Link it",
                    then=found.get_absolute_url(), stage=found)  # fmt: skip


@page(actions.LINK, methods=["GET", "POST"])
def unlink(request, pk, link):
    found = to_act_on(request, STAGES, pk)
    of = link_of(found, link)
    said = f"{of.consultation} then counts no more for {found.get_kind_display()}."
    return act_page(request, Form(posted(request), once=True), actions.unlink_consultation,
                    "It did not inform this stage", "Take it off", words=said, about=found,
                    then=found.get_absolute_url(), link=of)  # fmt: skip


def refusing(involvement):
    """The checklist of a small act: shown where something stands in the way, and left out where nothing does."""
    return rules.TO_CHANGE if involvement.voided_on else ()
