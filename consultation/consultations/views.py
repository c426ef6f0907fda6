"""The pages on which everybody reads a consultation."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from consultation.consultations.definitions import definition_of
from consultation.consultations.models import Consultation, State
from consultation.consultations.opening import opened
from consultation.consultations.reading import the
from consultation.consultations.rules import closing_in_words
from consultation.consultations.steps import next_step
from core.pages import words
from core.pages.page import page

COLOURS = {
    State.DRAFT: "grey",
    State.COMING: "blue",
    State.OPEN: "green",
    State.CLOSED: "white",
    State.WITHDRAWN: "red",
}


def crumbs(consultation: Consultation | None = None) -> list[tuple[str, str]]:
    """The way back: to the list, and to the consultation."""
    found = [("Consultations", reverse("consultations"))]
    return [*found, (consultation.title, consultation.get_absolute_url())] if consultation else found


def open_words(consultation: Consultation, state: State) -> str:
    """The dates as a sentence: 'Open until 11:59pm on 20 November 2026'."""
    closing = closing_in_words(consultation.closes_on)
    opening = words.date(consultation.opens_on)
    return {
        State.DRAFT: f"To be open from {opening} until {closing}",
        State.COMING: f"Opens on {opening}, until {closing}",
        State.OPEN: f"Open until {closing}",
        State.CLOSED: f"Closed at {closing}",
        State.WITHDRAWN: f"Withdrawn on {words.date(consultation.withdrawn_at)}",
    }[state]


def described(consultation: Consultation) -> dict[str, Any]:
    """What every page that shows a consultation needs."""
    state = consultation.state
    return {
        "consultation": consultation,
        "definition": definition_of(consultation),
        "state": state,
        "colour": COLOURS[state],
        "open_words": open_words(consultation, state),
    }


@page("consultation.view_consultation")
def consultation(request: Any, pk: int) -> HttpResponse:
    found = the(request.actor, pk)
    shown = described(found)
    actor = request.actor
    opened(actor, found)
    return render(
        request,
        "consultation/consultations/consultation.html",
        shown
        | {
            "step": next_step(actor, found, shown["state"]),
            "acts": acts_on(actor, found, shown["state"]),
            "breadcrumbs": crumbs(),
        },
    )


@page("consultation.view_consultation")
def print_page(request: Any, pk: int) -> HttpResponse:
    """The document and all the questions on one page, to print and to talk about before answering."""
    found = the(request.actor, pk)
    return render(
        request, "consultation/consultations/consultation_print.html", described(found) | {"breadcrumbs": crumbs(found)}
    )


def acts_on(actor: Any, found: Consultation, state: State) -> list[tuple[str, str]]:
    """What this person can do with the consultation, beside answering it: (words, address)."""
    acts = []
    if actor.may("consultation.edit_consultation", found):
        draft = state == State.DRAFT
        acts.append(
            ("Write it and publish it" if draft else "Look after it", reverse("consultation_prepare", args=[found.pk]))
        )
    if state != State.DRAFT and reads_answers(actor, found):
        acts.append(("Results", f"{reverse('report', args=['consultation-results'])}?consultation={found.pk}"))
        acts.append(("Answers in words", f"{reverse('answers_in_words')}?consultation={found.pk}"))
        acts.append(("Read the answers", f"{reverse('responses')}?consultation={found.pk}"))
        if actor.can_ever("consultation.export_response"):
            acts.append(("Take the answers as CSV", reverse("answers_csv", args=[found.pk])))
            acts.append(("Take the answers as an Excel workbook", reverse("answers_xlsx", args=[found.pk])))
    return acts


def reads_answers(actor: Any, found: Consultation) -> bool:
    """Whether the person reads what others answered to it (some answers may still be closed to them)."""
    return bool(actor.may("consultation.read_responses", found))
