"""The pages on which a consultation is written: its details, its document, its questions."""

from collections.abc import Callable
from copy import copy
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from consultation.consultations import actions, forms, text_actions
from consultation.consultations.models import Consultation, Question, QuestionKind, Section, State
from consultation.consultations.next_acts import acts_while_writing, prepare_url, ready_in_words, way_to_prepare
from consultation.consultations.reading import the
from consultation.consultations.rules import LOCKED, TO_PUBLISH, WITHDRAWN, length_of, standard_of
from consultation.consultations.views import crumbs, described, length_in_words
from core import clock
from core.acts import NotVisible, authorise
from core.gates import checklist
from core.pages.forms import Form
from core.pages.page import page
from core.pages.submit import submit
from core.registers import records
from core.registers.records import posted
from core.trail.history import history_of

EDIT = "consultation.edit_consultation"


def to_write(request: Any, pk: int, permission: str = EDIT) -> Consultation:
    """The consultation, for somebody who may write it."""
    found = the(request.actor, pk)
    authorise(request.actor, permission, found)
    return found


def form_page(
    request: Any,
    form: Form,
    heading: str,
    button: str,
    *,
    about: Consultation | None = None,
    **more: Any,
) -> HttpResponse:
    """A page with one form, on the way back to what is being written."""
    way = crumbs(about)
    writes = bool(about and request.actor.may(EDIT, about))
    if about and writes:
        way.append(way_to_prepare(about))
    template = "consultation/consultations/consultation_form.html"
    more |= {"back": prepare_url(about) if about and writes else way[-1][1]}
    return records.form_page(request, form, heading, button, about=about, crumbs=way, template=template, **more)


def locked_page(request: Any, found: Consultation) -> HttpResponse | None:
    """The page that says why the text cannot change any more; None while it can.

    Also None for what was typed before that: the act refuses it, and the words stay in their boxes.
    """
    if request.method == "POST" or (found.published_at is None and found.withdrawn_at is None):
        return None
    messages.info(request, WITHDRAWN if found.withdrawn_at else LOCKED)
    return redirect(prepare_url(found))


@page(EDIT)
def prepare(request, pk):
    found = to_write(request, pk)
    shown = described(found)
    return render(
        request,
        "consultation/consultations/consultation_prepare.html",
        shown
        | {
            "called": way_to_prepare(found)[0],
            "checks": checklist(TO_PUBLISH, found, clock.today()) if shown["state"] == State.DRAFT else [],
            "corrects": bool(request.actor.may("consultation.correct_question", found)),
            "locked": LOCKED if shown["state"] not in (State.DRAFT, State.WITHDRAWN) else "",
            "kinds": dict(QuestionKind.choices),
            "acts": acts_while_writing(request.actor, found, shown["state"]),
            "ready": ready_in_words(request.actor, found),
            "history": history_of(found, request.actor),
            "breadcrumbs": crumbs(found),
        },
    )


@page("consultation.add_consultation", methods=["GET", "POST"])
def begin(request):
    own = own_host(request.actor)
    form = forms.BeginForm(posted(request), once=True, choose_host=own is None)

    def act():
        details = dict(form.cleaned_data)
        host = details.pop("host", None) or own
        return actions.create_consultation(by=request.actor, host=host, **details)

    words = f"{own} asks." if own else ""
    return details_page(request, form, act, Consultation(host=own), "Begin a consultation", "Save and go on", words)


def details_page(
    request: Any, form: Any, act: Callable[[], Any], found: Consultation, heading: str, button: str, words: str = ""
) -> HttpResponse:
    """The form of a draft's details, with how long it would be open: as it is saved, or as it is typed and looked at.

    The button that only looks saves nothing.
    """
    about = found if found.pk else None
    looks = "look" in request.POST
    if not looks:
        done = submit(request, form, act, then=lambda made: saved(request, made))
        if done is not None:
            return done
    as_typed = typed(found, form) if form.is_bound else about
    length = length_in_words(as_typed, length_of(as_typed, clock.today())) if as_typed else ""
    return form_page(request, form, heading, button, about=about, words=words, length=length, looks=True)


def typed(found: Consultation, form: Any) -> Consultation | None:
    """The draft as it would be with what is typed; None where its days are none."""
    form.is_valid()
    made, given = copy(found), form.cleaned_data
    host = given.get("host") or (found.host if found.host_id else None)
    opens, closes = form.first_day, given.get("closes_on")
    if host is None or not opens or not closes or closes < opens:
        return None
    made.host = host
    made.opens_on, made.closes_on = opens, closes
    made.opens_month_only, made.shorter_reason = given["opens_month_only"], given.get("shorter_reason", "")
    made.standard = standard_of(made)
    return made


def saved(request: Any, made: Consultation) -> str:
    """Say how long a draft is open now, and lead back to writing it."""
    if made.published_at is None:
        messages.info(request, f"Saved. {length_in_words(made, length_of(made, clock.today()))}.")
    return prepare_url(made)


def own_host(actor: Any) -> Any:
    """The organisation acted for, where that is the one that must ask; None for who may choose any."""
    somebody = Consultation(host_id=0)
    return None if actor.may("consultation.add_consultation", somebody) else actor.organisation


@page(EDIT, methods=["GET", "POST"])
def edit(request, pk):
    found = to_write(request, pk)
    looked_after = found.published_at is not None and "title" not in request.POST  # else they began with the draft
    kind = forms.PublishedContactForm if looked_after else forms.DetailsForm
    form = kind(posted(request), initial=forms.of_consultation(found), version=found.version)

    def act():
        details = dict(form.cleaned_data)
        return actions.edit_consultation(
            by=request.actor, consultation=found, version=details.pop("version"), **details
        )

    if looked_after:
        return submit(request, form, act, then=prepare_url(found)) or form_page(
            request, form, "Whom people can ask", "Save", about=found
        )
    return details_page(request, form, act, found, "Title, dates and contact", "Save")


@page(EDIT, methods=["GET", "POST"])
def section_add(request, pk):
    found = to_write(request, pk)
    form = forms.SectionForm(posted(request), once=True)

    def act():
        made = text_actions.add_section(by=request.actor, consultation=found, **form.cleaned_data)
        messages.success(request, f"Section {made.number} is added.")

    return (
        locked_page(request, found)
        or submit(request, form, act, then=prepare_url(found))
        or form_page(request, form, "Add a section", "Add the section", about=found)
    )


@page(EDIT, methods=["GET", "POST"])
def section_edit(request, pk, section):
    found = to_write(request, pk)
    kept = part_of(found.sections, section)
    initial = {"title": kept.title, "text": kept.text}
    form = forms.SectionForm(posted(request), initial=initial, version=kept.version)

    def act():
        text_actions.edit_section(by=request.actor, section=kept, **form.cleaned_data)
        messages.success(request, f"Section {kept.number} is saved.")

    return (
        locked_page(request, found)
        or submit(request, form, act, then=prepare_url(found))
        or form_page(request, form, f"Change section {kept.number}", "Save", about=found)
    )


@page(EDIT, methods=["POST"])
def section_move(request, pk, section):
    found = to_write(request, pk)
    kept = part_of(found.sections, section)
    moved = text_actions.move_section(by=request.actor, section=kept, up="up" in request.POST)
    messages.success(request, f"'{kept.title}' is moved." if moved else f"'{kept.title}' stays where it is.")
    return redirect(f"{prepare_url(found)}#sections")


@page(EDIT, methods=["GET", "POST"])
def section_remove(request, pk, section):
    found = to_write(request, pk)
    kept = part_of(found.sections, section)
    return locked_page(request, found) or sure(
        request,
        found,
        f"Remove section {kept.number}?",
        f"'{kept.title}' goes with its text. Questions about it stay.",
        "Remove the section",
        lambda: text_actions.remove_section(by=request.actor, section=kept),
    )


@page(EDIT, methods=["GET", "POST"])
def question_add(request, pk, parent=None):
    found = to_write(request, pk)
    heading = part_of(found.questions, parent) if parent is not None else None
    form = forms.QuestionForm(posted(request), once=True, consultation=found, is_part=bool(heading))

    def act():
        made = text_actions.add_question(by=request.actor, consultation=found, parent=heading, **form.values())
        parts = " It is a heading: add its parts now." if made.kind == QuestionKind.HEADING else ""
        messages.success(request, f"Question {made.number} is added.{parts}")

    title = f"Add a part to question {heading.number}" if heading else "Add a question"
    return (
        locked_page(request, found)
        or submit(request, form, act, then=f"{prepare_url(found)}#questions")
        or form_page(
            request,
            form,
            title,
            "Add the part" if heading else "Add the question",
            about=found,
            words=heading.text if heading else "",
        )
    )


@page(EDIT, methods=["GET", "POST"])
def question_edit(request, pk, question):
    found = to_write(request, pk)
    kept = part_of(found.questions, question)
    form = forms.QuestionForm(
        posted(request),
        initial=forms.of_question(kept),
        version=kept.version,
        consultation=found,
        is_part=kept.parent_id is not None,
    )

    def act():
        text_actions.edit_question(
            by=request.actor, question=kept, version=form.cleaned_data["version"], **form.values()
        )
        messages.success(request, f"Question {kept.number} is saved.")

    return (
        locked_page(request, found)
        or submit(request, form, act, then=f"{prepare_url(found)}#questions")
        or form_page(request, form, f"Change question {kept.number}", "Save", about=found)
    )


@page(EDIT, methods=["POST"])
def question_move(request, pk, question):
    found = to_write(request, pk)
    kept = part_of(found.questions, question)
    moved = text_actions.move_question(by=request.actor, question=kept, up="up" in request.POST)
    messages.success(request, f"'{kept.text}' is moved." if moved else f"'{kept.text}' stays where it is.")
    return redirect(f"{prepare_url(found)}#questions")


@page(EDIT, methods=["GET", "POST"])
def question_remove(request, pk, question):
    found = to_write(request, pk)
    kept = part_of(found.questions, question)
    parts = " Its parts go with it." if kept.kind == QuestionKind.HEADING else ""
    return locked_page(request, found) or sure(
        request,
        found,
        f"Remove question {kept.number}?",
        f"'{kept.text}'{parts}",
        "Remove the question",
        lambda: text_actions.remove_question(by=request.actor, question=kept),
    )


def part_of(rows: Any, pk: int) -> Any:
    """A section or question of the consultation at hand, and of no other."""
    found: Section | Question | None = rows.select_related("consultation").filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found


def sure(
    request: Any, found: Consultation, heading: str, words: str, button: str, act: Callable[[], Any]
) -> HttpResponse:
    """A page that asks once more."""
    form = Form(posted(request))

    def done():
        act()
        messages.success(request, "It is removed.")

    return submit(request, form, done, then=prepare_url(found)) or form_page(
        request, form, heading, button, about=found, words=words, grave=True
    )
