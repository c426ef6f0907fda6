"""The pages of the secretariat's desk."""

from typing import Any

from django.contrib import messages
from django.shortcuts import render
from django.urls import reverse

from consultation.consultations.reading import the
from consultation.consultations.views import crumbs
from consultation.intake import actions
from consultation.intake.forms import DecideForm, KeyForm, LetterForm, MatchForm, ReasonForm, ScanForm
from consultation.intake.suggestions import suggestions_for
from consultation.responses.actions import save_answers
from consultation.responses.models import Response
from consultation.responses.reading import LOADED, Work, groups_of
from core.acts import NotVisible, authorise
from core.pages.page import page
from core.pages.submit import submit
from core.registers.records import act_page, form_page, posted, to_act_on


@page("consultation.key_response", methods=["GET", "POST"])
def key(request, pk):
    """Begin to key in what came on paper, by mail or by telephone."""
    found = the(request.actor, pk)
    authorise(request.actor, "consultation.key_response", found)
    form = KeyForm(posted(request), request.FILES or None, once=True)
    done = submit(
        request,
        form,
        lambda: actions.key_response(by=request.actor, consultation=found, **form.values()),
        then=begin_at,
    )
    words = "It is counted once you have keyed it in and recorded it. A letter need not follow the questions."
    return done or form_page(
        request, form, "Key in an answer", "Save and go on", about=found, words=words, crumbs=crumbs(found)
    )


def begin_at(response: Response) -> str:
    """A letter is written down first; a form question by question."""
    return reverse("response_letter" if response.is_letter else "response_answer", args=[response.pk])


@page("consultation.draft_response", methods=["GET", "POST"])
def letter(request, pk):
    """Write down what a letter says, word for word."""
    work = Work.on(request.actor, pk)
    if work.response is None or not work.response.is_keyed:
        raise NotVisible
    form = LetterForm(posted(request), initial={"letter": work.draft.letter if work.draft else ""})
    done = submit(
        request,
        form,
        lambda: save_answers(
            by=request.actor, consultation=work.consultation, given=[], response=work.response, **form.cleaned_data
        ),
        then=work.url("answer_check"),
    )
    way = [*crumbs(work.consultation), ("All questions", work.url("answer"))]
    return done or form_page(request, form, "What the letter says", "Save and go on", about=work.response, crumbs=way)


@page("consultation.draft_response", methods=["GET", "POST"])
def scan_add(request, pk):
    """Attach a further scan."""
    found = to_act_on(request, LOADED, pk)
    form = ScanForm(posted(request), request.FILES or None, once=True)
    return act_page(request, form, actions.attach_scan, "Attach a scan", "Attach it", response=found, then=found)


@page("consultation.void_response", methods=["GET", "POST"])
def void(request, pk):
    """Declare an answer void."""
    found = to_act_on(request, LOADED, pk)
    words = (
        "It is kept and does not count. Another answer of the same organisation counts in its place, if there is one."
    )
    form = ReasonForm(posted(request))
    return act_page(
        request, form, actions.void_response, "Declare it void", "Declare it void", words=words, response=found
    )


@page("consultation.void_response", methods=["GET", "POST"])
def restore(request, pk):
    """Take back that it is void."""
    found = to_act_on(request, LOADED, pk)
    form = ReasonForm(posted(request))
    return act_page(
        request, form, actions.restore_response, "Take back that it is void", "Take it back", response=found
    )


@page("consultation.match_response", methods=["GET", "POST"])
def match(request, pk):
    """Say which organisation of the register sent it."""
    found = to_act_on(request, LOADED, pk)
    form = MatchForm(posted(request))
    done = submit(
        request,
        form,
        lambda: actions.match_response(by=request.actor, response=found, **form.cleaned_data),
        then=lambda matched: matched,
    )
    if done:
        messages.success(
            request, "It is matched. Of several answers of one organisation one counts, and all are shown."
        )
        return done
    return form_page(
        request,
        form,
        "Who sent it?",
        "Match",
        about=found,
        template="consultation/intake/response_match.html",
        response=found,
        suggestions=suggestions_for(found),
    )


@page("consultation.match_response", methods=["GET", "POST"])
def unmatch(request, pk):
    """Take a match back."""
    found = to_act_on(request, LOADED, pk)
    form = ReasonForm(posted(request))
    return act_page(request, form, actions.unmatch_response, "Take the match back", "Take it back", response=found)


@page("consultation.decide_late", methods=["GET", "POST"])
def decide(request, pk, number):
    """Decide whether what was received late counts."""
    found = to_act_on(request, LOADED, pk)
    version = found.versions.sent().filter(number=number, late=True).select_related("response").first()
    if version is None:
        raise NotVisible
    form = DecideForm(posted(request), initial={"verdict": version.late_verdict, "reason": version.late_reason})
    done = submit(
        request,
        form,
        lambda: actions.decide_late(by=request.actor, version=version, **form.cleaned_data),
        then=found.get_absolute_url(),
    )
    groups = groups_of(version, Work(request.actor, found.consultation_id, found).definition)
    return done or form_page(
        request,
        form,
        "Does it count?",
        "Decide",
        about=found,
        template="consultation/intake/response_decide.html",
        response=found,
        version=version,
        groups=groups,
    )


@page("consultation.match_response")
def desk(request):
    """What waits at the desk: late answers, unmatched ones, and what is half keyed in."""
    actor: Any = request.actor
    rows = Response.objects.visible_to(actor)
    waiting = [
        ("Received late, and nobody has decided", rows.waiting_late().count(), reverse("late_responses")),
        ("Sent by organisations nobody has matched", rows.sent().unmatched().count(), reverse("unmatched_responses")),
        ("Keyed in and not recorded yet", rows.half_keyed().count(), reverse("half_keyed_responses")),
    ]
    return render(request, "consultation/intake/desk.html", {"waiting": waiting, "breadcrumbs": crumbs()})
