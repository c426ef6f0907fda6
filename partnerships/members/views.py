"""The pages of lists of members: sending one, what it would do, settling its lines, its contacts."""

from core.pages import words
from core.pages.addresses import numbered
from core.pages.forms import Form
from core.pages.page import find, page
from core.pages.submit import submit
from core.registers.records import act_page, facts_of, form_page, posted, record_page, to_act_on
from partnerships.members import actions, class_actions, forms
from partnerships.members.effects import Standing, counted
from partnerships.members.models import Matched, SheetState
from partnerships.members.reading import LINES, MEMBERSHIPS, NEXT, SHEETS, STANDINGS, standing
from partnerships.members.rules import TO_TAKE_IN
from partnerships.organisations.reading import LOADED as ORGANISATIONS

TAKE_IN = ("partnerships.take_in_members", "Take it in", "member_sheet_take_in")
VOID = ("partnerships.void_members", "Set it aside", "member_sheet_void")
SETTLE = ("partnerships.settle_member_line", "Say which organisation it is", "member_line_settle")
RESEND = ("partnerships.resend_to_contact", "Correct the address and send again", "member_line_resend")
RETURN = ("partnerships.note_return", "The invitation came back", "member_line_return")
COLOURS = {SheetState.SENT: "yellow", SheetState.TAKEN: "green", SheetState.VOID: "grey"}
SENDING = (
    "The list is looked at first: you then see which organisation each line means, what would change, and who would be "
    "invited. Nothing is recorded or mailed before you take it in."
)
TAKING = (
    "The memberships are recorded, each from its day, and the contacts are invited in the background, one mail each. "
    "Lines without an organisation wait until somebody has settled them."
)
COLUMNS = [{"title": each} for each in ("Line", "Organisation", "Found", "What it does", "Contact", "Invitation")]


@page("partnerships.send_members", methods=["GET", "POST"])
def send(request, pk):
    umbrella = to_act_on(request, ORGANISATIONS, pk)
    form = forms.SendForm(posted(request), request.FILES or None, once=True)
    done = submit(
        request,
        form,
        lambda: actions.send_members(by=request.actor, umbrella=umbrella, **form.given),
        lambda made: made,
    )
    if done is not None:
        return done
    return form_page(request, form, "Send your list of members", "Look at it", about=umbrella, words=SENDING)


@page("partnerships.view_member_sheet")
def sheet(request, pk):
    found = find(SHEETS, request.actor, pk=pk)
    lines = list(LINES.filter(sheet=found).annotate(standing=standing()).order_by("number"))
    now = Standing(found, lines)
    open_ = found.state == SheetState.SENT
    effects = [now.effect(line) for line in lines]
    ending = now.ending(lines) if open_ else []
    names = ("umbrella", "on", "whole", "sent_by", "sent_on", "taken_in_on", "voided_on", "void_reason")
    facts = facts_of(found, *names, umbrella="umbrella body", whole="the whole list")
    if open_:
        facts.append({"key": "It would record", "value": counted(effects, len(ending))})
    rows = [
        [
            {"text": str(line.number), "href": line.get_absolute_url()},
            str(line.organisation) if line.organisation else line.name,
            {"text": line.get_matched_display(), "tag": "yellow" if line.organisation_id is None else "green"},
            effect.words if open_ or line.organisation_id is None else line.get_membership_class_display(),
            line.contact_email,
            invitation_words(line, effect, open_),
        ]
        for line, effect in zip(lines, effects, strict=True)
    ]
    return record_page(
        request,
        found,
        facts=facts,
        links=[TAKE_IN, VOID] if open_ else [],
        gates=TO_TAKE_IN if open_ else (),
        template="partnerships/members/sheet.html",
        tags=[(SheetState(found.state).label, COLOURS[found.state])],
        columns=COLUMNS,
        rows=rows,
        ending=[f"{each.member.name}, {each.get_membership_class_display().lower()}" for each in ending],
        bounced=[line for line in lines if line.standing == "returned"],
    )


def invitation_words(line, effect, open_: bool) -> str:
    """What becomes of the contact, or became."""
    if line.organisation_id is None:
        return "Waits for the organisation" if line.contact_email else ""
    if open_:
        return "To be invited" if effect.invites else effect.why_not
    return line.not_invited if line.standing == "not" else STANDINGS[line.standing]


@page("partnerships.take_in_members", methods=["GET", "POST"])
def take_in(request, pk):
    found = to_act_on(request, SHEETS, pk)
    heading, button = "Take the list in", "Take it in and invite"
    return act_page(
        request,
        Form(posted(request), once=True),
        actions.take_in_members,
        heading,
        button,
        words=TAKING,
        gates=TO_TAKE_IN if found.state == SheetState.SENT else (),
        sheet=found,
    )


@page("partnerships.void_members", methods=["GET", "POST"])
def void(request, pk):
    found = to_act_on(request, SHEETS, pk)
    form = forms.VoidForm(posted(request), once=True)
    return act_page(request, form, actions.void_members, "Set the list aside", "Set it aside", sheet=found)


@page("partnerships.view_member_line")
def line(request, pk):
    found = find(LINES.annotate(standing=standing()), request.actor, pk=pk)
    facts = facts_of(found, "sheet", "name", "postcode", "ods", "charity", "company", "membership_class", "starts")
    facts += facts_of(found, "organisation", "matched", "contact_name", "contact_email")
    mail = found.invitation.mail if found.invitation else None
    why = found.return_reason or (mail.last_error if mail and found.standing == "returned" else "")
    facts += [
        {"key": "Invitation", "value": STANDINGS[found.standing]},
        {"key": "Why", "value": found.not_invited or why},
        {"key": "What to do", "value": NEXT.get(found.standing, "")},
    ]
    links = [SETTLE] if found.organisation_id is None or found.sheet.state == SheetState.SENT else []
    if found.sheet.state == SheetState.TAKEN and found.organisation_id and found.standing not in ("accepted", "not"):
        links += [RESEND, *([RETURN] if found.standing == "open" else [])]
    colour = "yellow" if found.matched in (Matched.DOUBTFUL, Matched.UNKNOWN) else "green"
    return record_page(
        request, found, facts=facts, links=links, tags=[(found.get_matched_display(), colour)], title=found.name
    )


@page("partnerships.settle_member_line", methods=["GET", "POST"])
def settle(request, pk):
    found = to_act_on(request, LINES, pk)
    form = forms.SettleForm(posted(request), of=found, actor=request.actor)
    codes = ", ".join(value for _, value in found.codes)
    said = f"Line {found.number} says: {', '.join(filter(None, [found.name, found.postcode, codes]))}."
    heading = "Which organisation is it?"
    return act_page(
        request,
        form,
        actions.settle_member_line,
        heading,
        "Save",
        words=said,
        then=lambda made: made.sheet,
        line=found,
    )


@page("partnerships.resend_to_contact", methods=["GET", "POST"])
def resend(request, pk):
    found = to_act_on(request, LINES, pk)
    form = forms.ContactForm(posted(request), of=found)
    return act_page(request, form, actions.resend_to_contact, "Send the invitation again", "Send it", line=found)


@page("partnerships.note_return", methods=["GET", "POST"])
def returned(request, pk):
    found = to_act_on(request, LINES, pk)
    form = forms.ReturnForm(posted(request), once=True)
    return act_page(request, form, actions.note_return, "The invitation came back", "Save", line=found)


@page("partnerships.change_member", methods=["GET", "POST"])
def change_class(request, pk):
    held = to_act_on(request, MEMBERSHIPS, pk)
    form = forms.ClassForm(posted(request), once=True)
    done = submit(
        request,
        form,
        lambda: class_actions.change_class(by=request.actor, membership=held, **form.cleaned_data),
        lambda made: made.member,
    )
    if done is not None:
        return done
    spells = MEMBERSHIPS.filter(member=held.member_id, umbrella=held.umbrella_id).order_by("-starts", "-pk")
    return form_page(
        request,
        form,
        "Belongs in another class",
        "Save",
        about=held.member,
        words=says(held),
        template="partnerships/members/class.html",
        spells=[(says(each), numbered("umbrella_member_correct", each.pk)) for each in spells],
    )


@page("partnerships.change_member", methods=["GET", "POST"])
def correct(request, pk):
    held = to_act_on(request, MEMBERSHIPS, pk)
    form = forms.CorrectForm(posted(request), of=held)
    return act_page(
        request,
        form,
        class_actions.correct_membership,
        "Correct the dates of a membership",
        "Save",
        words=says(held),
        about=held.member,
        then=held.member,
        membership=held,
    )


def says(held) -> str:
    """What is recorded: 'Member of the Alliance from 1 April 2005'."""
    span = f" from {words.date(held.starts)}" if held.starts else ""
    span += f" to {words.date(held.ends)}" if held.ends else ""
    return f"{held.get_membership_class_display()} of {held.umbrella.name}{span}."
