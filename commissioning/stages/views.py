"""The pages of stages: the checklist, the sector's role, who signed and who is still to; and each of their acts."""

from django.http import Http404

from commissioning.cycles import parts
from commissioning.cycles.by_hand import BY_CODE, SOURCE, Asked, told_of
from commissioning.cycles.models import COLOURS, Stage, StageSignoff, StageState
from commissioning.cycles.reading import IN_CYCLE, STAGES
from commissioning.cycles.standing import standing_of
from commissioning.cycles.third_sector import ROLES
from commissioning.cycles.third_sector import SOURCE as ROLE_SOURCE
from commissioning.stages import actions, following, rules
from commissioning.stages.forms import AnswerForm, DecideForm, ReopenForm, SignForm
from core import clock
from core.gates import checklist
from core.pages.page import find, page
from core.pages.submit import submit
from core.registers.records import act_page, crumbs_to, facts_of, form_page, posted, record_page, to_act_on

ANSWER, SIGN, REOPEN = actions.ANSWER, actions.SIGN, actions.REOPEN
SIGN_IT = (SIGN, "Sign it off for your organisation", "stage_sign")
DECIDE = (SIGN, "Let a board's decision sign it off", "stage_decide")
OPEN_AGAIN = (REOPEN, "Open it again", "stage_reopen")
READ_NAMES = "commissioning.view_signoff"
SIGNING = (
    "You sign for your own organisation alone. When every partner has signed, the stage is signed off and the next one "
    "opens. Your name is read by the partners' people, the Forum secretariat and auditors; everybody else reads which "
    "partner signed, and when."
)
DECIDING = (
    "The decision stands for the signature of your own organisation, on the day on which it was made. The board must "
    "have been there on that day."
)
REOPENING = (
    "All sign-offs of this stage are void and kept with the reason. A later stage that has opened closes again until "
    "this one is signed off anew."
)


@page("commissioning.view_stage")
def stage(request, pk):
    found, on, actor = find(STAGES, request.actor, pk=pk), clock.today(), request.actor
    IN_CYCLE.find_out(found.cycle)
    standing, role = standing_of(found, on), ROLES[found.kind]
    going_on = standing.state == StageState.OPEN
    links = [SIGN_IT, DECIDE] if going_on and still_to_sign(actor, standing) else []
    links += [OPEN_AGAIN] if standing.state == StageState.SIGNED_OFF else []
    if standing.state != StageState.NOT_STARTED:
        offered = parts.OFFERED.get(found.kind, [])
        links += [each for each in offered if going_on or each not in parts.OF_OPEN_ONES]
    facts = facts_of(found, "cycle", "opened_on", "signed_off_on")
    facts += [{"key": "The sector's role", "value": [role.how, role.what]}]
    return record_page(
        request, found, title=found.get_kind_display(), caption=found.cycle.title, facts=facts, links=links,
        tags=[(standing.state.label, COLOURS[standing.state])], standing=standing, breadcrumbs=crumbs_to(found.cycle),
        may_answer=going_on and bool(actor.may(ANSWER, found)), names=bool(actor.may(READ_NAMES, signoff_of(found))),
        role_source=ROLE_SOURCE, parts=parts.shown(actor, found.cycle, found),
        template="commissioning/stages/stage.html",
    )  # fmt: skip


def still_to_sign(actor, standing):
    """Whether the organisation the person acts for is a partner that has not signed."""
    return any(each.organisation_id == actor.organisation_id for each in standing.waiting)


def signoff_of(stage):
    """A sign-off of the stage, to ask who reads by whom it was given."""
    return StageSignoff(stage=stage)


def line_asked(stage: Stage, line: str) -> Asked:
    """The line of that code that is answered by hand at this stage."""
    asked = BY_CODE.get((stage.kind, line))
    if asked is None:
        raise Http404
    return asked


@page(ANSWER, methods=["GET", "POST"])
def answer(request, pk, line):
    found = to_act_on(request, STAGES, pk)
    asked = line_asked(found, line)
    earlier = next((each for each in found.answers.all() if each.line == line), None)
    told = told_of(found, line, clock.today())
    said = f"{asked.asks} Asked for by {SOURCE}." + (f" The answer so far: {earlier}" if earlier else "")
    said += f" Records tell how it stands: {told.reason}" if told else ""
    return act_page(
        request, AnswerForm(posted(request), once=True), actions.answer_line, asked.title, "Save", words=said,
        gates=() if rules.it_is_open(found) is None else (rules.it_is_open,), then=found.get_absolute_url(),
        stage=found, line=line,
    )  # fmt: skip


@page(SIGN, methods=["GET", "POST"])
def sign(request, pk):
    found = to_act_on(request, STAGES, pk)
    heading = f"Sign off {found.get_kind_display()} for {request.actor.organisation.name}"
    return sign_page(request, found, SignForm, actions.sign_stage, heading, "Sign it off", SIGNING)


@page(SIGN, methods=["GET", "POST"])
def decide(request, pk):
    found = to_act_on(request, STAGES, pk)
    return sign_page(
        request, found, DecideForm, actions.decide_stage, "Let a board's decision sign it off", "Save", DECIDING,
        stage=found, organisation=request.actor.organisation_id,
    )  # fmt: skip


def sign_page(request, found, form_class, act, heading, button, words, **given):
    """The page on which a stage is signed off, with what follows once every partner has."""
    on, follows = clock.today(), following.after(found)
    preview = follows.shown(request.actor, found, on) if follows is not None else None
    form = form_class(
        posted(request), once=True, follows=follows, possible=preview is not None and preview.possible, **given
    )

    def carry_out():
        return act(by=request.actor, stage=found, **form.cleaned_data)

    where = found.get_absolute_url()
    return submit(request, form, carry_out, where) or form_page(
        request, form, heading, button, about=found, words=words, checks=checklist(rules.to_sign(found, on), found, on),
        preview=preview, lines_title=follows.lines_title if follows else "", template="commissioning/stages/sign.html",
    )  # fmt: skip


@page(REOPEN, methods=["GET", "POST"])
def reopen(request, pk):
    found = to_act_on(request, STAGES, pk)
    return act_page(
        request, ReopenForm(posted(request), once=True), actions.reopen_stage, "Open it again", "Open it again",
        words=REOPENING, gates=rules.TO_REOPEN, then=found.get_absolute_url(), stage=found,
    )  # fmt: skip
