"""The pages of the secretariat's desk."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy

from consultation.consultations.definitions import definition_of
from consultation.consultations.models import Consultation, State
from consultation.consultations.offers import Act, offering
from consultation.consultations.reading import the
from consultation.consultations.rules import refuse_sentence
from consultation.consultations.views import crumbs
from consultation.intake import actions
from consultation.intake.forms import (
    CorrectForm,
    DecideForm,
    KeyForm,
    LetterForm,
    MatchForm,
    RestoreForm,
    SameForm,
    ScanForm,
    UnmatchForm,
    VoidForm,
)
from consultation.intake.letters import sender_of
from consultation.intake.reading import side_by_side, waiting
from consultation.intake.rules import coming_of, mark_of_coming
from consultation.intake.suggestions import suggestions_for, what_they_share
from consultation.responses.drafts import letter_of
from consultation.responses.models import Response
from consultation.responses.reading import LOADED, Work, groups_of, others_of
from consultation.responses.rules import mark_of
from core import clock
from core.acts import Conflict, NotVisible, authorise
from core.pages.page import find, page
from core.pages.submit import submit
from core.registers.records import form_page, posted, to_act_on
from partnerships.organisations.models import Organisation

DESK = "Answers that wait"
TO_MATCH = ("Answers to match", reverse_lazy("unmatched_responses"))


def way_to(found: Response) -> list[tuple[str, str]]:
    """The way back: to the consultation, and to the answer."""
    return [*crumbs(found.consultation), (f"The answer of {found.name}", found.get_absolute_url())]


@offering(30)
def acts_of(actor: Any, found: Consultation, state: State) -> list[Act]:
    """Keying in what came otherwise than by this site."""
    if state in (State.OPEN, State.CLOSED) and actor.may("consultation.key_response", found):
        return [("Key in an answer", reverse("response_key", args=[found.pk]))]
    return []


def done_and_said(request: Any, done: HttpResponse | None, sentence: str) -> HttpResponse | None:
    """Where the act was done: say so on the page it leads to."""
    if done is not None:
        messages.success(request, sentence)
    return done


def act_on(
    request: Any, found: Response, form: Any, act: Callable[..., Any], said: str, heading: str, button: str, *,
    words: str = "", then: Any = None,
) -> HttpResponse:  # fmt: skip
    """The page of an act on an answer, with one form. Once it is done that is said where it leads: to the answer."""
    done = submit(
        request,
        form,
        lambda: act(by=request.actor, response=found, **form.cleaned_data),
        then=then or found.get_absolute_url(),
    )
    return done_and_said(request, done, said) or form_page(
        request, form, heading, button, about=found, words=words, crumbs=way_to(found)
    )


def keyed(request: Any, pk: int) -> Response:
    """A response that was keyed in, for somebody who may write it."""
    found: Response = to_act_on(request, LOADED, pk)
    if not found.is_keyed:
        raise NotVisible(found)
    return found


@page("consultation.key_response", methods=["GET", "POST"])
def key(request, pk):
    """Begin to key in what came on paper, by mail or by telephone."""
    found: Consultation = the(request.actor, pk)
    authorise(request.actor, "consultation.key_response", found)
    if closed := refuse_sentence(found, clock.now()):
        messages.info(request, closed)
        return redirect(found)
    form = KeyForm(posted(request), request.FILES or None, once=True, consultation=found)
    done = submit(
        request,
        form,
        lambda: actions.key_response(by=request.actor, consultation=found, **form.values()),
        then=begin_at,
    )
    return done or form_page(
        request,
        form,
        "Key in an answer",
        "Save and go on",
        about=found,
        template="consultation/intake/response_key.html",
        crumbs=crumbs(found),
    )


def begin_at(response: Response) -> str:
    """A letter is written down first; a form question by question."""
    return reverse("response_letter" if response.is_letter else "response_answer", args=[response.pk])


@page("consultation.draft_response", methods=["GET", "POST"])
def letter(request, pk):
    """Write down what a letter says, word for word."""
    found = keyed(request, pk)
    work = Work.on(request.actor, pk)
    stands = letter_of(found)
    form = LetterForm(posted(request), initial={"letter": stands}, version=mark_of(stands))

    def act() -> Response:
        try:
            return actions.write_letter(
                by=request.actor,
                response=found,
                letter=form.cleaned_data["letter"],
                seen=form.cleaned_data["version"],
            )
        except Conflict as conflict:
            there: Any = conflict.current
            now: Any = SimpleNamespace(letter=there.letter, version=mark_of(there.letter))
            raise Conflict(now) from conflict

    done = submit(request, form, act, then=work.url("answer_check"))
    return done or form_page(
        request,
        form,
        "What the letter says",
        "Save and go on",
        about=found,
        template="consultation/intake/response_letter.html",
        crumbs=[*crumbs(work.consultation), (f"Keying in: {found.name}", work.url("answer"))],
        work=work,
        response=found,
    )


@page("consultation.draft_response", methods=["GET", "POST"])
def correct(request, pk):
    """Put right how and when it came, and who signed it."""
    found = keyed(request, pk)
    stands = coming_of(found)
    form = CorrectForm(posted(request), initial=stands, version=mark_of_coming(stands))

    def act(by: Any, response: Response, version: int, **fields: Any) -> Response:
        try:
            return actions.correct_keyed(by=by, response=response, seen=version, **fields)
        except Conflict as conflict:
            there: Any = coming_of(conflict.current)
            now: Any = SimpleNamespace(**there, version=mark_of_coming(there))
            raise Conflict(now) from conflict

    words = "Which organisation sent it is changed under 'Say who sent it', on the page of the answer."
    return act_on(
        request, found, form, act, "It is corrected.", "How and when it came", "Save", words=words, then=begin_or_read
    )


def begin_or_read(response: Response) -> str:
    """What is not recorded yet is gone on with; what is recorded is read."""
    return response.get_absolute_url() if response.submitted_at else reverse("response_answer", args=[response.pk])


@page("consultation.draft_response", methods=["GET", "POST"])
def scan_add(request, pk):
    """Attach a further scan."""
    found = keyed(request, pk)
    form = ScanForm(posted(request), request.FILES or None, once=True)
    return act_on(request, found, form, actions.attach_scan, "The scan is attached.", "Attach a scan", "Attach")


@page("consultation.void_response", methods=["GET", "POST"])
def void(request, pk):
    """Declare an answer void."""
    found = to_act_on(request, LOADED, pk)
    words = (
        "It is kept, with your reason, and does not count any more. If the organisation has sent another answer, that "
        "one counts in its place. You can take this back."
    )
    return act_on(
        request, found, VoidForm(posted(request)), actions.void_response,
        "It is void, and does not count.", "Declare this answer void", "Declare it void", words=words,
    )  # fmt: skip


@page("consultation.void_response", methods=["GET", "POST"])
def restore(request, pk):
    """Take back that it is void."""
    found = to_act_on(request, LOADED, pk)
    words = f"It was declared void because: {found.void_reason}" if found.voided_at else "It is not void."
    return act_on(
        request, found, RestoreForm(posted(request)), actions.restore_response,
        "It is not void any more.", "Take back that it is void", "Take it back", words=words,
    )  # fmt: skip


@page("consultation.match_response", methods=["GET", "POST"])
def match(request, pk):
    """Find the organisation of the register that sent it."""
    found = to_act_on(request, LOADED, pk)
    form = MatchForm(posted(request))
    if form.is_valid():
        return redirect("response_match_with", pk, form.cleaned_data["organisation"].pk)
    return form_page(
        request,
        form,
        "Who sent this answer?",
        "Compare",
        about=found,
        template="consultation/intake/response_match.html",
        crumbs=[*crumbs(found.consultation), TO_MATCH],
        response=found,
        suggestions=suggestions_for(found),
    )


@page("consultation.match_response", methods=["GET", "POST"])
def match_with(request, pk, number):
    """Say that an organisation of the register sent it, with both names side by side."""
    found = to_act_on(request, LOADED, pk)
    organisation = find(Organisation.objects.select_related("kind"), request.actor, pk=number)
    shared = what_they_share(found.respondent, organisation)
    form = SameForm(posted(request), asks=not shared)
    done = submit(
        request,
        form,
        lambda: actions.match_response(
            by=request.actor, response=found, organisation=organisation, **form.cleaned_data
        ),
        then=found.get_absolute_url(),
    )
    if done:
        return done_and_said(request, done, said_of(Response.objects.select_related("organisation").get(pk=found.pk)))
    return form_page(
        request,
        form,
        "Are they the same organisation?",
        "Match",
        about=found,
        template="consultation/intake/response_match_with.html",
        crumbs=[*crumbs(found.consultation), TO_MATCH, ("Who sent this answer?", reverse("response_match", args=[pk]))],
        response=found,
        shared=shared,
        pairs=side_by_side(found.respondent, organisation),
        organisation=organisation,
    )


def said_of(matched: Response) -> str:
    """What a match came to."""
    if matched.counts or matched.voided_at or not matched.submitted_at:
        return f"It is matched with {matched.organisation}."
    return f"It is matched with {matched.organisation}. Another answer counts for them; this one is shown beside it."


@page("consultation.match_response", methods=["GET", "POST"])
def unmatch(request, pk):
    """Take a match back."""
    found = to_act_on(request, LOADED, pk)
    words = (
        f"It is matched with {found.organisation}. Without a match it counts as unverified, until you say who sent it."
        if found.organisation
        else "It is matched with nobody."
    )
    return act_on(
        request, found, UnmatchForm(posted(request)), actions.unmatch_response,
        "The match is taken back. Say who sent it, if you know.", "Take the match back", "Take it back", words=words,
        then=reverse("response_match", args=[pk]),
    )  # fmt: skip


@page("consultation.decide_late", methods=["GET", "POST"])
def decide(request, pk, number):
    """Decide whether what was received late counts."""
    found = to_act_on(request, LOADED, pk)
    version = found.versions.sent().filter(number=number, late=True).select_related("response", "submitted_by").first()
    if version is None:
        raise NotVisible
    shown = {"verdict": version.late_verdict, "reason": version.late_reason}
    form = DecideForm(posted(request), initial=shown, told=sender_of(found, version) is not None)
    done = submit(
        request,
        form,
        lambda: actions.decide_late(by=request.actor, version=version, **form.cleaned_data),
        then=found.get_absolute_url(),
    )
    if done:
        told = " Whoever sent it is told by e-mail." if sender_of(found, version) else ""
        return done_and_said(request, done, f"Your decision is kept.{told}")
    return form_page(
        request,
        form,
        "Does this late answer count?",
        "Save the decision",
        about=found,
        template="consultation/intake/response_decide.html",
        crumbs=[*way_to(found)],
        response=found,
        version=version,
        others=others_of(request.actor, found),
        groups=groups_of(version, definition_of(found.consultation)),
    )


@page("consultation.view_desk")
def desk(request):
    """What waits at the desk: late answers, unmatched ones, and what is half keyed in; and where to key in."""
    actor: Any = request.actor
    takes = Consultation.objects.visible_to(actor).published().filter(withdrawn_at=None, opens_at__lte=clock.now())
    latest = takes.order_by("-closes_at", "pk")[:5]
    return render(
        request,
        "consultation/intake/desk.html",
        {"heading": DESK, "waiting": waiting(actor), "latest": latest, "breadcrumbs": crumbs()},
    )
