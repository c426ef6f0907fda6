"""The pages on which an organisation answers: the list of questions, each question, the check before sending."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from consultation.consultations.definitions import Asked, definition_of
from consultation.consultations.reading import the
from consultation.consultations.views import crumbs, described
from consultation.responses import actions
from consultation.responses.forms import AnswerForm, EmptyForm, SendForm
from consultation.responses.people import approvers_of, host_is_behind_the_wall
from consultation.responses.reading import ANSWER, Work
from consultation.responses.rules import Line, seen_mark
from core.acts import Conflict, NotVisible, authorise
from core.pages.page import page
from core.pages.submit import submit
from core.registers.records import posted, status_of

SENT_MEANWHILE = (
    "Your organisation's answers were sent while you were writing. What you have saved now is a change, "
    "and counts once the answers are sent again."
)


def context(work: Work) -> dict[str, Any]:
    """What every page of answering shows."""
    return described(work.consultation) | {
        "work": work,
        "groups": work.groups,
        "closed": work.closed,
        "response": work.response,
        "breadcrumbs": crumbs(work.consultation),
    }


def standing(lines: Sequence[Line]) -> tuple[str, str]:
    """How far a question with its parts is answered, as (words, colour)."""
    answered = sum(line.answered for line in lines)
    if answered == len(lines):
        return "Answered", "green"
    return ("Partly answered", "yellow") if answered else ("Not yet", "grey")


@page("consultation.edit_consultation")
def preview(request, pk):
    """For its authors: as everybody will see it, with the boxes in which organisations will answer."""
    found = the(request.actor, pk)
    authorise(request.actor, "consultation.edit_consultation", found)
    forms = [(each, AnswerForm(question=each, kept={})) for each in definition_of(found).questions]
    way = [*crumbs(found), ("Write it", reverse("consultation_prepare", args=[pk]))]
    return render(
        request,
        "consultation/responses/consultation_preview.html",
        described(found) | {"forms": forms, "breadcrumbs": way},
    )


@page(ANSWER)
def answer(request, pk):
    """All the questions, each with how far it is answered."""
    work = Work(request.actor, pk)
    if work.all_sent:
        return redirect(work.response)
    tasks = [(question, *standing(lines)) for question, lines in work.groups]
    return render(
        request,
        "consultation/responses/answer.html",
        context(work)
        | {"tasks": tasks, "funded": host_is_behind_the_wall(work.consultation, work.actor.organisation_id)},
    )


@page(ANSWER, methods=["GET", "POST"])
def answer_question(request, pk, key):
    """One numbered question with its parts."""
    work = Work(request.actor, pk)
    question = work.definition.question(key)
    if question is None:
        raise NotVisible
    form = AnswerForm(posted(request), question=question, kept=work.kept)
    if work.all_sent and not form.says_more():
        return redirect(work.response)

    def act():
        try:
            return actions.save_answers(by=request.actor, consultation=work.consultation, given=form.given())
        except actions.AnswersConflict as conflict:
            form.show_both(conflict.answers)
            raise Conflict(form.conflict) from conflict

    done = submit(request, form, act, then=lambda _: after(request, work, question))
    return done or question_page(request, work, question, form)


def after(request: Any, work: Work, question: Asked) -> str:
    """Where saving leads: to the list where that was asked for, else to the next question, at last to the check."""
    if work.all_sent:
        messages.warning(request, SENT_MEANWHILE)
    if request.POST.get("then") == "list":
        messages.success(request, f"Your answer to question {question.number} is saved.")
        return reverse("answer", args=[work.consultation.pk])
    questions = work.definition.questions
    place = questions.index(question) + 1
    if place < len(questions):
        return reverse("answer_question", args=[work.consultation.pk, questions[place].key])
    return reverse("answer_check", args=[work.consultation.pk])


def question_page(request: Any, work: Work, question: Asked, form: AnswerForm) -> HttpResponse:
    """The page of one question, before or after it was refused."""
    section = next((each for each in work.definition.sections if each.number == question.section), None)
    questions = work.definition.questions
    place = questions.index(question)
    status = status_of(form)
    return render(
        request,
        "consultation/responses/answer_question.html",
        context(work)
        | {
            "form": form,
            "question": question,
            "section": section,
            "place": place + 1,
            "count": len(questions),
            "previous": questions[place - 1] if place else None,
            "breadcrumbs": [
                *crumbs(work.consultation),
                ("All questions", reverse("answer", args=[work.consultation.pk])),
            ],
        },
        status=status,
    )


@page(ANSWER, methods=["GET", "POST"])
def answer_check(request, pk):
    """All the answers before they are sent: what is left out, and who can send."""
    form = SendForm(posted(request))
    if done := sent(request, pk, form):
        return done
    work = Work(request.actor, pk)
    if work.all_sent:
        return redirect(work.response)
    return check_page(request, work, with_fresh_mark(form, work))


def sent(request: Any, pk: int, form: SendForm) -> HttpResponse | None:
    """Send, where the form was; nothing is read for it that the act does not read itself."""
    if request.method != "POST":
        return None
    consultation = the(request.actor, pk)
    return submit(
        request,
        form,
        lambda: actions.submit_response(by=request.actor, consultation=consultation, seen=form.cleaned_data["seen"]),
        then=lambda version: reverse("receipt", args=[version.response_id]),
    )


def with_fresh_mark(form: SendForm, work: Work) -> SendForm:
    """The form with the mark of the answers that its page shows: after a refusal, pressing again sends these."""
    mark = seen_mark(each.edition for each in work.kept.values())
    form.initial["seen"] = mark
    if form.is_bound:
        form.data = form.data.copy()
        form.data["seen"] = str(mark)
    return form


def check_page(request: Any, work: Work, form: SendForm) -> HttpResponse:
    """The page of the check."""
    organisation = work.actor.organisation_id
    left_out = [(question, line) for question, lines in work.groups for line in lines if not line.answered]
    may_send = work.response is not None and bool(work.actor.may("consultation.submit_response", work.response))
    return render(
        request,
        "consultation/responses/answer_check.html",
        context(work)
        | {
            "form": form,
            "left_out": left_out,
            "answered": len(work.definition.answerable) - len(left_out),
            "may_send": may_send,
            "approvers": [] if may_send else approvers_of(organisation),
            "funded": host_is_behind_the_wall(work.consultation, organisation),
            "breadcrumbs": [
                *crumbs(work.consultation),
                ("All questions", reverse("answer", args=[work.consultation.pk])),
            ],
        },
        status=422 if form.is_bound and form.errors else 200,
    )


@page(ANSWER, methods=["POST"])
def answer_change(request, pk):
    """Begin to change what was sent."""
    work = Work(request.actor, pk)
    form = EmptyForm(request.POST)
    done = submit(
        request,
        form,
        lambda: actions.change_response(by=request.actor, consultation=work.consultation),
        then=reverse("answer", args=[pk]),
    )
    if done:
        return done
    for sentence in form.non_field_errors():
        messages.error(request, sentence)
    return redirect(work.response or work.consultation)
