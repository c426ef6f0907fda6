"""The page on which all answers are checked before they are sent, and what is done there: to send, or to say that the
draft is finished."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from consultation.consultations.models import Consultation
from consultation.consultations.views import crumbs
from consultation.responses import actions, consents
from consultation.responses.answering import context, funded_by_host
from consultation.responses.elsewhere import led, refused
from consultation.responses.finish_actions import finish_draft
from consultation.responses.forms import RecordForm, SendForm
from consultation.responses.models import Answer, Channel, Response, ResponseVersion
from consultation.responses.people import approvers_of, readers_of, readers_once_matched
from consultation.responses.reading import ANSWER, DRAFT, Work, read
from consultation.responses.rules import Value, value_of
from core.pages import words
from core.pages.forms import Form
from core.pages.page import page
from core.pages.submit import submit
from core.registers.records import posted, status_of

TOLD = "Those who can send it are told by e-mail that it is finished: {}."
CHANGED = "Changed since version {}"


@page(ANSWER, methods=["GET", "POST"])
def answer_check(request, pk):
    """All the own answers before they are sent: what is left out, and who can send."""
    form = send_form(request)
    if request.method == "POST" and (done := sent(request, Consultation(pk=pk), None, form)):
        return done
    return check_of(request, Work(request.actor, pk), form)


@page(DRAFT, methods=["GET", "POST"])
def response_answer_check(request, pk):
    """The same for one response."""
    form = None
    if request.method == "POST":
        found = read(request.actor, pk)
        form = send_form(request, keyed=found.is_keyed)
        if done := sent(request, found.consultation, found, form):
            return done
    work = Work.on(request.actor, pk)
    return check_of(request, work, form or send_form(request, keyed=work.keyed))


def send_form(request: Any, *, keyed: bool = False) -> SendForm:
    """The form with which answers are sent, or what was keyed in is recorded."""
    return (RecordForm if keyed else SendForm)(posted(request))


def sent(request: Any, consultation: Any, response: Response | None, form: SendForm) -> HttpResponse | None:
    """Send; nothing is read for it that the act does not read itself, the consultation with the answer to it.

    Who has no answer that they may send is refused, and shown the page of the check, or that there is none.
    """
    return submit(
        request,
        form,
        lambda: actions.submit_response(
            by=request.actor, consultation=consultation, response=response, **form.chosen("seen", "consent", "wording")
        ),
        then=lambda version: after_sending(request, consultation, response, version),
    )


def after_sending(request: Any, consultation: Any, response: Response | None, version: ResponseVersion) -> str:
    """Where sending leads: to the receipt; for what was keyed in, to the answer."""
    if response is not None:
        return reverse("response" if response.is_keyed else "receipt", args=[version.response_id])
    return led(request, consultation.pk, "The answer is sent", reverse("receipt", args=[version.response_id]))


def check_of(request: Any, work: Work, form: SendForm) -> HttpResponse:
    """The page of the check."""
    if work.all_sent:
        return redirect(work.response)
    before = sent_before(work)
    form = with_fresh_mark(form, work, before)
    folder, more = ("intake", {}) if work.keyed else ("responses", changes(work, before) | senders(work))
    return render(
        request,
        f"consultation/{folder}/answer_check.html",
        context(work) | checked(work) | more | {"form": form},
        status=status_of(form),
    )


def checked(work: Work) -> dict[str, Any]:
    """What every check shows: the answers, what is left out of them, and who will read them."""
    every = [(question, line) for question, lines in work.groups for line in lines]
    return {
        "groups": work.groups_to_send,
        "left_out": [(question, line) for question, line in every if not line.whole],
        "answered": any(line.answered for _, line in every) or bool(work.draft and work.draft.letter),
        "readers": readers_of(work.response) if work.response else [],
        "breadcrumbs": [*crumbs(work.consultation), ("All questions", work.url("answer"))],
    }


def changes(work: Work, before: ResponseVersion | None) -> dict[str, Any]:
    """For who answers: who wrote what last, and what differs from what was sent before."""
    notes = notes_of(work, before)
    return {"notes": notes, "before": before, "differ": sum(bool(each.changed) for each in notes.values())}


def senders(work: Work) -> dict[str, Any]:
    """For who answers: who can send it, and who besides reads it, or does not."""
    response, actor = work.response, work.actor
    may_send = response is not None and bool(actor.may("consultation.submit_response", response))
    return {
        "may_send": may_send,
        "approvers": [] if may_send else approvers_of(actor.organisation_id),
        "finishes": bool(response and actor.may("consultation.finish_draft", response)),
        "funded": funded_by_host(work),
        "once_matched": readers_once_matched(response) if response else [],
    }


def with_fresh_mark(form: SendForm, work: Work, before: ResponseVersion | None) -> SendForm:
    """The form with the mark of the answers that its page shows, and with the consent that was given last.

    After a refusal, pressing again sends what the page shows now.
    """
    form.initial["seen"] = work.mark
    form.initial["consent"] = consent_given_last(before)
    form.initial["wording"] = consents.CURRENT
    if form.is_bound:
        form.data = form.data.copy()
        form.data["seen"] = str(work.mark)
        if not work.keyed:
            form.data["wording"] = str(consents.CURRENT)
    return form


def consent_given_last(before: ResponseVersion | None) -> str:
    """What was chosen when it was sent before; empty the first time, so that everybody chooses."""
    consent = getattr(before, "consent", None)
    return consent.choice if consent else ""


def sent_before(work: Work) -> ResponseVersion | None:
    """What was sent last, in time or late. One statement, where anything was sent."""
    if not work.was_sent or work.response is None:
        return None
    rows = work.response.versions.sent().select_related("consent").order_by("-number")
    return rows.first()  # type: ignore[no-any-return]


@dataclass(frozen=True)
class Note:
    """What the check says of one answer besides: who wrote it last, and since which version it is another."""

    written: str = ""
    changed: str = ""


def notes_of(work: Work, before: ResponseVersion | None) -> dict[int, Note]:
    """The notes on the answers of a draft, by question. One statement, where something was sent before.

    Who answers alone, without an account, need not read that they wrote it.
    """
    alone = work.response is not None and work.response.channel == Channel.GUEST
    said = {each.question_id: value_of(each) for each in before.answers.all()} if before else {}
    found = {}
    for line in (line for _, lines in work.groups_to_send for line in lines):
        pk, kept = line.question.pk, work.kept.get(line.question.pk)
        written = "" if alone or kept is None else last_written(kept)
        same = before is None or line.value == said.get(pk, Value())
        found[pk] = Note(written, "" if same or before is None else CHANGED.format(before.number))
    return found


def last_written(kept: Answer) -> str:
    """Who wrote an answer last, or took it back, and when."""
    what = "Last written" if value_of(kept) else "Left unanswered"
    return f"{what} by {kept.edited_by} at {words.moment(kept.edited_at)}." if kept.edited_by else ""


@page("consultation.finish_draft", methods=["POST"])
def answer_finish(request, pk):
    """Tell those who can send the own answer that its draft is finished."""
    work, form = Work(request.actor, pk), Form(request.POST)
    check = work.url("answer_check")

    def act() -> None:
        finish_draft(by=request.actor, consultation=work.consultation)
        if work.draft is not None and work.draft.finished_at is None and not request.actor.elsewhere:
            names = ", ".join(approvers_of(request.actor.organisation_id))
            messages.success(request, TOLD.format(names))

    told = "The approvers are told that the draft is finished"
    done = submit(request, form, act, then=lambda _: led(request, pk, told, check))
    for sentence in form.non_field_errors():
        messages.error(request, sentence)
    return done or redirect(refused(request, work.consultation, check))
