"""The pages of overrides: asking for one, its record, and what the second person says."""

from django.http import Http404

from commissioning.cycles.reading import STAGES
from commissioning.overrides import actions, rules
from commissioning.overrides.forms import AskForm, DeclineForm
from commissioning.overrides.models import COLOURS, OF_STAGE, OverrideState
from commissioning.overrides.reading import LOADED
from core.pages.forms import Form
from core.pages.page import find, page
from core.registers.records import act_page, facts_of, posted, record_page, to_act_on

CONFIRM = (actions.CONFIRM, "Confirm it, as a second person", "override_confirm")
DECLINE = (actions.DECLINE, "Decline it, or take it back", "override_decline")
FACTS = ("line", "reason", "asked_on", "asked_for", "confirmed_on", "confirmed_for", "declined_on", "decline_reason")
ASKING = (
    "A second person, of another partner or the Forum secretariat, confirms it before it counts. The reason is then "
    "published on the cycle's page, and the voluntary organisations concerned are told by e-mail."
)


@page("commissioning.view_override")
def override(request, pk):
    found = find(LOADED, request.actor, pk=pk)
    facts = [{"key": "Stage", "value": str(found.stage), "href": found.stage.get_absolute_url()}]
    return record_page(
        request, found, facts=facts + facts_of(found, *FACTS),
        links=[CONFIRM, DECLINE] if found.state == OverrideState.ASKED else [],
        tags=[(found.state.label, COLOURS[found.state])],
    )  # fmt: skip


@page(actions.ASK, methods=["GET", "POST"])
def ask(request, pk):
    found = to_act_on(request, STAGES, pk)
    if found.kind not in OF_STAGE.values():
        raise Http404
    form = AskForm(posted(request), once=True, stage=found)
    return act_page(request, form, actions.ask_override, "Go on without an involvement", "Ask for it", words=ASKING,
                    stage=found)  # fmt: skip


@page(actions.CONFIRM, methods=["GET", "POST"])
def confirm(request, pk):
    found = to_act_on(request, LOADED, pk)
    said = f"{found.get_line_display()}: the stage goes on without it. The reason: {found.reason}"
    return act_page(request, Form(posted(request), once=True), actions.confirm_override, "Confirm it", "Confirm it",
                    words=said, gates=rules.TO_DECIDE, override=found)  # fmt: skip


@page(actions.DECLINE, methods=["GET", "POST"])
def decline(request, pk):
    found = to_act_on(request, LOADED, pk)
    return act_page(request, DeclineForm(posted(request), once=True), actions.decline_override, "Decline it",
                    "Decline it", gates=rules.TO_DECIDE, override=found)  # fmt: skip
