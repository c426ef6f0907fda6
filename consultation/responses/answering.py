"""The pages on which somebody answers: the list of questions, each question, changes begun and given up.

Each page has two addresses: that of the own answer of the organisation acted for, by the consultation; and that of one
response, for who answers without an account and for the secretariat that keys one in. `Work` tells them apart.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from consultation.consultations.definitions import Asked, definition_of
from consultation.consultations.next_acts import way_to_prepare
from consultation.consultations.reading import the
from consultation.consultations.second_person import waits_for
from consultation.consultations.views import crumbs, described
from consultation.responses import actions
from consultation.responses.elsewhere import led, refused
from consultation.responses.forms import AnswerForm, boxes_of, called
from consultation.responses.models import Response
from consultation.responses.people import host_is_behind_the_wall
from consultation.responses.reading import ANSWER, DRAFT, Work, drafted
from consultation.responses.rules import Line
from core import clock
from core.acts import Conflict, NotVisible
from core.pages import words
from core.pages.forms import Form
from core.pages.page import page
from core.pages.shown_back import shown_back
from core.pages.submit import submit
from core.registers.records import form_page, posted, status_of

SENT_MEANWHILE = (
    "The answers were sent while you were writing. What you have saved now is a change, and counts once the answers "
    "are sent again."
)
CORRECTED = (
    "The wording of question {} was corrected while you were writing. The reason: {}. It now reads: '{}' Your answer "
    "is kept as one to the wording you had before you; go back to it if it should change."
)
OVERTAKEN = (
    "{} changed this answer after you opened the page. Your words are still here, and not saved. Press 'Save and go "
    "on' to see both."
)
OVERTAKEN_BY_ONESELF = (
    "This answer was changed in another window after you opened the page. Your words are still here, and not saved. "
    "Press 'Save and go on' to see both."
)
NOTHING_SAVED = actions.NOTHING_WRITTEN.rstrip(".")
CHANGE_BEGUN = "What was sent can now be changed"
GIVEN_UP, STANDS = "The changes are given up", "What was sent before stands as it was."
SAVED_BY_ITSELF = "X-Autosave"
"""The header by which the page's script saves what is typed, without leaving the page."""


def context(work: Work) -> dict[str, Any]:
    """What every page of answering shows."""
    return described(work.consultation) | {
        "work": work,
        "groups": work.groups,
        "closed": work.closed,
        "late": work.late,
        "response": work.response,
        "breadcrumbs": crumbs(work.consultation),
        "capacity": capacity_of(work),
    }


def capacity_of(work: Work) -> str:
    """For whom somebody answers, in words, where their capacity does not say it."""
    return "" if work.named is None else work.named.name


def standing(lines: Sequence[Line]) -> tuple[str, str]:
    """How far a question with its parts is answered, as (words, colour)."""
    if all(line.whole for line in lines):
        return "Answered", "green"
    return ("Partly answered", "yellow") if any(line.answered for line in lines) else ("Not answered", "grey")


@page("consultation.view_consultation")
def preview(request, pk):
    """Before it is published: as everybody will see it, with the boxes in which organisations will answer."""
    found = the(request.actor, pk)
    forms = [(each, AnswerForm(question=each, kept={})) for each in definition_of(found).questions]
    writes = bool(request.actor.may("consultation.edit_consultation", found))
    way = [*crumbs(found), way_to_prepare(found)] if writes else crumbs(found)
    return render(
        request,
        "consultation/responses/consultation_preview.html",
        described(found)
        | {"forms": forms, "breadcrumbs": way, "writes": writes, "publishes": waits_for(request.actor, found)},
    )


@page(ANSWER)
def answer(request, pk):
    """All the questions of the own answer, each with how far it is answered."""
    return answer_of(request, Work(request.actor, pk))


@page(DRAFT)
def response_answer(request, pk):
    """The same for one response."""
    return answer_of(request, Work.on(request.actor, pk))


def answer_of(request: Any, work: Work) -> HttpResponse:
    """All the questions, each with how far it is answered."""
    if work.all_sent:
        return redirect(work.response)
    tasks = [(question, *standing(lines)) for question, lines in work.groups]
    return render(
        request,
        "consultation/responses/answer.html",
        context(work) | {"tasks": tasks, "funded": funded_by_host(work)},
    )


def funded_by_host(work: Work) -> bool:
    """Whether who asks also pays whoever answers."""
    organisation = work.named.organisation_id if work.named else work.actor.organisation_id
    return host_is_behind_the_wall(work.consultation, organisation)


@shown_back("answer_question")
def answered_there(actor: Any, data: Any, pk: int, key: str) -> Iterator[tuple[str, Any]]:
    """What was typed as the own answer, by the questions' own words."""
    return answered_in(definition_of(the(actor, pk)).question(key), data)


@shown_back("response_answer_question")
def answered_on(actor: Any, data: Any, pk: int, key: str) -> Iterator[tuple[str, Any]]:
    """The same for one response."""
    return answered_in(Work.on(actor, pk).definition.question(key), data)


def answered_in(question: Asked | None, data: Any) -> Iterator[tuple[str, Any]]:
    """The boxes of one numbered question with its parts."""
    for asked in question.every_answer if question else ():
        yield from ((called(asked, bound.name), bound) for bound in boxes_of(asked, data))


@page(ANSWER, methods=["GET", "POST"])
def answer_question(request, pk, key):
    """One numbered question with its parts, of the own answer."""
    return question_of(request, Work(request.actor, pk), key)


@page(DRAFT, methods=["GET", "POST"])
def response_answer_question(request, pk, key):
    """The same for one response."""
    return question_of(request, Work.on(request.actor, pk), key)


def question_of(request: Any, work: Work, key: str) -> HttpResponse:
    """One numbered question with its parts."""
    question = work.definition.question(key)
    if question is None:
        raise NotVisible
    if SAVED_BY_ITSELF in request.headers and request.method == "POST":
        return saved_by_itself(request, work, AnswerForm(request.POST, question=question, kept=work.kept))
    form = AnswerForm(posted(request), request.FILES or None, question=question, kept=work.kept)
    if work.all_sent and not form.says_more():
        return redirect(work.response)

    def act() -> Response | None:
        try:
            return actions.save_answers(
                by=request.actor,
                consultation=work.consultation,
                given=form.given(request.actor),
                response=work.named,
            )
        except actions.AnswersConflict as conflict:
            form.show_both(conflict.answers, request.actor)
            raise Conflict(form.conflict) from conflict
        except actions.NothingWritten:
            return None

    def then(kept: Response | None) -> str:
        said = after(request, work, question, form) if kept else NOTHING_SAVED
        if not request.actor.elsewhere:
            (messages.success if kept else messages.info)(request, f"{said}.")
        return led(request, work.consultation.pk, said, next_of(request, work, question))

    done = submit(request, form, act, then)
    return done or question_page(request, work, question, form)


def saved_by_itself(request: Any, work: Work, form: AnswerForm) -> JsonResponse:
    """For the page's script: what can be read is kept, the rest is said in words; files are sent with the buttons.

    `marks` are the hidden fields with which the next saving goes on; `whole`: nothing that was typed is left unsaved.
    """
    form.is_valid()
    sentences = [str(sentence) for errors in form.errors.values() for sentence in errors]
    given, response, whole = form.given(), work.response, not sentences
    if sentences and not given:
        return JsonResponse({"saved": False, "sentences": sentences}, status=422)
    try:
        if given:
            response = actions.save_answers(
                by=request.actor, consultation=work.consultation, given=given, response=work.named
            )
        elif work.draft is None:
            raise actions.NothingWritten
    except actions.NothingWritten as nothing:
        return JsonResponse({"saved": False, "whole": whole, "sentences": [*sentences, *nothing.messages]})
    except actions.AnswersConflict as conflict:
        form.show_both(conflict.answers, request.actor)
        told = OVERTAKEN.format(form.overtaken_by) if form.overtaken_by else OVERTAKEN_BY_ONESELF
        return JsonResponse({"saved": False, "conflict": True, "sentences": [told]}, status=409)
    except ValidationError as refusal:
        return JsonResponse({"saved": False, "sentences": refusal.messages}, status=422)
    if given and work.all_sent:
        sentences.append(SENT_MEANWHILE)
    at = words.clock_time(clock.london(clock.now()))
    marks = form.marks(drafted(response))
    return JsonResponse({"saved": True, "whole": whole, "at": at, "marks": marks, "sentences": sentences})


def after(request: Any, work: Work, question: Asked, form: AnswerForm) -> str:
    """What is said after saving; and what is to be known besides."""
    for each in form.corrected():
        messages.warning(request, CORRECTED.format(each.number, each.earlier[-1].reason.rstrip("."), each.text))
    if work.all_sent:
        messages.warning(request, SENT_MEANWHILE)
    return f"Your answer to question {question.number} is saved"


def next_of(request: Any, work: Work, question: Asked) -> str:
    """The list where that was asked for, else the next question, at last the check."""
    if request.POST.get("then") == "list":
        return work.url("answer")
    questions = work.definition.questions
    place = questions.index(question) + 1 if question in questions else len(questions)
    if place < len(questions):
        return work.url("answer_question", questions[place].key)
    return work.url("answer_check")


def question_page(request: Any, work: Work, question: Asked, form: AnswerForm) -> HttpResponse:
    """The page of one question, before or after it was refused."""
    section = next((each for each in work.definition.sections if each.number == question.section), None)
    questions = work.definition.questions
    place = questions.index(question) if question in questions else None
    status = status_of(form)
    return render(
        request,
        "consultation/responses/answer_question.html",
        context(work)
        | {
            "form": form,
            "question": question,
            "section": section,
            "place": (place or 0) + 1,
            "count": len(questions),
            "previous": questions[place - 1] if place else None,
            "lines": lines_kept(work, question),
            "asked_here": [each for each in work.groups if each[0] == question],
            "breadcrumbs": [*crumbs(work.consultation), ("All questions", work.url("answer"))],
        },
        status=status,
    )


def lines_kept(work: Work, question: Asked) -> list[Line]:
    """What was drafted to parts that are not asked any more, which have no boxes."""
    found = [work.lines[each.pk] for each in question.every_answer if each.withdrawn and each.pk in work.lines]
    return [line for line in found if line.answered]


@page(ANSWER, methods=["POST"])
def answer_change(request, pk):
    """Begin to change what the organisation sent."""
    return change_of(request, Work(request.actor, pk))


@page(DRAFT, methods=["POST"])
def response_answer_change(request, pk):
    """The same for one response."""
    return change_of(request, Work.on(request.actor, pk))


def change_of(request: Any, work: Work) -> HttpResponse:
    """Begin to change what was sent."""
    form = Form(request.POST)
    done = submit(
        request,
        form,
        lambda: actions.change_response(by=request.actor, consultation=work.consultation, response=work.named),
        then=lambda _: led(request, work.consultation.pk, CHANGE_BEGUN, work.url("answer")),
    )
    if done:
        return done
    for sentence in form.non_field_errors():
        messages.error(request, sentence)
    return redirect(refused(request, work.consultation, work.response or work.consultation))


@page(ANSWER, methods=["GET", "POST"])
def answer_discard(request, pk):
    """Give up changes to what the organisation sent."""
    return discard_of(request, Work(request.actor, pk))


@page(DRAFT, methods=["GET", "POST"])
def response_answer_discard(request, pk):
    """The same for one response."""
    return discard_of(request, Work.on(request.actor, pk))


def discard_of(request: Any, work: Work) -> HttpResponse:
    """Give up changes that were not sent. Asked once more, since colleagues may have written them."""
    form = Form(posted(request))

    def act() -> Response:
        kept = actions.discard_changes(by=request.actor, consultation=work.consultation, response=work.named)
        if not request.actor.elsewhere:
            messages.success(request, f"{GIVEN_UP}. {STANDS}")
        return kept

    def then(kept: Response) -> str:
        return led(request, work.consultation.pk, GIVEN_UP, kept.get_absolute_url())

    if request.method == "GET" and work.all_sent:
        return redirect(work.response)
    return submit(request, form, act, then) or form_page(
        request,
        form,
        "Discard these changes",
        "Discard these changes",
        words="What was changed and not sent is removed, for everybody who writes this answer. What was sent stays.",
        crumbs=[*crumbs(work.consultation), ("All questions", work.url("answer"))],
    )
