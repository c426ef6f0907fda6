"""The pages of reorganisations: what becomes of whom, what that touches, and whose roles go along."""

from django.shortcuts import render
from django.urls import reverse

from core import clock
from core.files.downloads import workbook_download
from core.gates import checklist
from core.pages import words
from core.pages.forms import Form
from core.pages.page import find, page
from core.pages.ways import open_to
from core.registers.records import act_page, crumbs_to, facts_of, posted, record_page, to_act_on
from partnerships.reorganisations import actions, people, preview
from partnerships.reorganisations.forms import EventForm, GiveForm, LineForm, NewBodyForm, UndoForm, WithdrawForm
from partnerships.reorganisations.judging import lines_of
from partnerships.reorganisations.models import Line, NewBody, Reorganisation, State
from partnerships.reorganisations.reading import LOADED
from partnerships.reorganisations.rules import TO_CARRY_OUT, TO_UNDO

EFFECT = "partnerships.preview_reorganisation"
OF_DRAFT = (
    (actions.CARRY_OUT, "Carry it out", "reorganisation_carry_out"),
    (EFFECT, "See what it touches", "reorganisation_effect"),
    (actions.PREPARE, "Say what becomes of a body", "reorganisation_line"),
    (actions.PREPARE, "Name a body that is created", "reorganisation_body"),
    (actions.PREPARE, "Change title, day or source", "reorganisation_edit"),
    (actions.PREPARE, "Withdraw the draft", "reorganisation_withdraw"),
)
OF_STANDING = (
    (people.GIVE, "Give people the same roles at the successors", "reorganisation_roles"),
    (EFFECT, "See what it touches", "reorganisation_effect"),
    (actions.UNDO, "Undo it", "reorganisation_undo"),
)
COLOURS = {State.DRAFT: "yellow", State.CARRIED_OUT: "green", State.UNDONE: "red", State.WITHDRAWN: "grey"}
COLUMNS = [
    {"title": "Body that goes"},
    {"title": "What happens"},
    {"title": "Successor"},
    {"title": "Share", "number": True},
]
PREPARING = "Nothing changes yet. On the next page you say which bodies go and what comes after them."
CREATING = "It stands in the register once the reorganisation is carried out, and is open from the first day."
LINING = "One line for each successor: a body that is split, or passes to several, has several lines."
CARRYING = (
    "The bodies that go have their last day on the eve; new ones are created; what came from whom is recorded. Nothing "
    "else ends or moves: seats, agreements, contracts and answers stay with the body they were made with, and show at "
    "its successors. Everybody who acts for a body that goes is told by mail. It can be undone."
)
UNDOING = (
    "The bodies go on as before, the successions are taken back, and bodies that were created stand on no list. Roles "
    "that were given here at the successors end."
)
GIVING = "They keep their roles at the body that goes, for what it left. Each gets one mail that names the new ones."


@page("partnerships.view_reorganisation")
def reorganisation(request, pk):
    found = find(LOADED, request.actor, pk=pk)
    draft = found.state == State.DRAFT
    names = ["first_day", "basis", "boundaries", "prepared_on", "carried_out_on", "ended_on", "end_reason"]
    may_change = draft and bool(request.actor.may(actions.PREPARE, found))
    return record_page(
        request,
        found,
        facts=facts_of(found, *names),
        links=OF_DRAFT if draft else OF_STANDING if found.state == State.CARRIED_OUT else (),
        gates=TO_CARRY_OUT if draft else (),
        tags=[(found.get_state_display(), COLOURS[found.state]), *to_come(found)],
        caption="Reorganisation",
        template="partnerships/reorganisations/reorganisation.html",
        columns=COLUMNS,
        rows=[row(line) for line in lines_of(found)],
        drops=drops(found) if may_change else [],
        new=[f"{each}, {each.kind.title.lower()}" for each in found.new_bodies.select_related("kind")],
    )  # fmt: skip


def drops(found: Reorganisation) -> list[tuple[str, str]]:
    """What can be taken away again: words and addresses."""
    lines = [(each, reverse("reorganisation_line_drop", args=[found.pk, each.pk])) for each in lines_of(found)]
    bodies = found.new_bodies.all()
    new = [(each, reverse("reorganisation_body_drop", args=[found.pk, each.pk])) for each in bodies]
    return [(f"Take away: {each}", address) for each, address in [*lines, *new]]


def to_come(found: Reorganisation) -> list[tuple[str, str]]:
    """A tag while what was carried out has not taken effect."""
    if found.state != State.CARRIED_OUT or found.first_day <= clock.today():
        return []
    return [(f"Takes effect on {words.date(found.first_day)}", "yellow")]


def row(line: Line) -> list:
    """A line as a row of the table."""
    body, successor = line.ancestor, line.descendant
    share = "Not known" if line.share_unknown else "" if line.share is None else f"{line.share.normalize():f}%"
    into = {"text": str(successor), "href": successor.get_absolute_url()} if successor else f"{line.new} (created)"
    return [{"text": str(body), "href": body.get_absolute_url()}, line.get_kind_display(), into, share]


@page(EFFECT)
def effect(request, pk):
    found = to_act_on(request, LOADED, pk)
    context = {
        "event": found,
        "effect": preview.effect_of(found, request.actor),
        "checks": open_to(request.actor, checklist(TO_CARRY_OUT, found)),
    }
    context |= {"draft": found.state == State.DRAFT, "breadcrumbs": crumbs_to(found), "most": preview.MOST_LINES}
    return render(request, "partnerships/reorganisations/effect.html", context)


@page(EFFECT)
def effect_xlsx(request, pk):
    found = to_act_on(request, LOADED, pk)
    return workbook_download(
        lambda path: preview.write_sheet(path, found, request.actor), f"reorganisation-{found.pk}-touches.xlsx"
    )


@page(actions.PREPARE, methods=["GET", "POST"])
def prepare(request):
    form = EventForm(posted(request))
    return act_page(request, form, actions.prepare_reorganisation, "Prepare a reorganisation", "Go on", words=PREPARING)


@page(actions.PREPARE, methods=["GET", "POST"])
def edit(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = EventForm(posted(request), of=found)
    heading = "Change the reorganisation"
    return act_page(request, form, actions.edit_reorganisation, heading, "Save", reorganisation=found)


@page(actions.PREPARE, methods=["GET", "POST"])
def body(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = NewBodyForm(posted(request), once=True)
    heading = "A body that is created"
    return act_page(request, form, actions.name_new_body, heading, "Add it", words=CREATING, reorganisation=found)


@page(actions.PREPARE, methods=["GET", "POST"])
def line(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = LineForm(posted(request), of=found, once=True)
    heading = "What becomes of a body"
    return act_page(request, form, actions.add_line, heading, "Add it", words=LINING, reorganisation=found)


@page(actions.PREPARE, methods=["GET", "POST"])
def drop_line(request, pk, line):
    found = to_act_on(request, LOADED, pk)
    part = find(Line.objects.loaded().filter(reorganisation=found), request.actor, pk=line)
    form, words_of_it = Form(posted(request), once=True), f"{part}."
    heading = "Take a line away"
    return act_page(
        request, form, actions.drop_line, heading, "Take it away", words=words_of_it, reorganisation=found, line=part
    )


@page(actions.PREPARE, methods=["GET", "POST"])
def drop_body(request, pk, body):
    found = to_act_on(request, LOADED, pk)
    part = find(NewBody.objects.filter(reorganisation=found).select_related("reorganisation"), request.actor, pk=body)
    form, heading = Form(posted(request), once=True), "Take a new body away"
    return act_page(
        request, form, actions.drop_new_body, heading, "Take it away", words=f"{part}.", reorganisation=found, body=part
    )


@page(actions.PREPARE, methods=["GET", "POST"])
def withdraw(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = WithdrawForm(posted(request), once=True)
    heading = "Withdraw the draft"
    return act_page(request, form, actions.withdraw_reorganisation, heading, "Withdraw it", reorganisation=found)


@page(actions.CARRY_OUT, methods=["GET", "POST"])
def carry_out(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = Form(posted(request), once=True)
    return act_page(
        request, form, actions.carry_out_reorganisation, "Carry out the reorganisation", "Carry it out",
        words=CARRYING, gates=TO_CARRY_OUT, reorganisation=found,
    )  # fmt: skip


@page(people.GIVE, methods=["GET", "POST"])
def roles(request, pk):
    found = to_act_on(request, LOADED, pk)
    offered = people.offers(found)
    form = GiveForm(posted(request), offered=offered, once=True)
    template = "components/form_page.html" if offered else "partnerships/reorganisations/no_roles.html"
    return act_page(
        request, form, people.give_successor_roles, "Give the same roles at the successors", "Give these roles",
        words=GIVING, template=template, reorganisation=found,
    )  # fmt: skip


@page(actions.UNDO, methods=["GET", "POST"])
def undo(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = UndoForm(posted(request), once=True)
    return act_page(
        request, form, actions.undo_reorganisation, "Undo the reorganisation", "Undo it", words=UNDOING,
        gates=TO_UNDO, reorganisation=found,
    )  # fmt: skip
