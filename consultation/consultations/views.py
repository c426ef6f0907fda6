"""The pages on which everybody reads a consultation."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from consultation.consultations.definitions import definition_of
from consultation.consultations.models import Consultation, State, WhoMayAnswer
from consultation.consultations.next_acts import way_to_prepare
from consultation.consultations.offers import offered
from consultation.consultations.opening import opened
from consultation.consultations.reading import the
from consultation.consultations.rules import closing_in_words, extensions_of, length_of, opening_in_words
from consultation.consultations.second_person import waits_for
from consultation.consultations.steps import next_step
from core import clock
from core.pages import words
from core.pages.page import page
from partnerships.standards.rules import Length

COLOURS = {
    State.DRAFT: "grey",
    State.COMING: "blue",
    State.OPEN: "green",
    State.CLOSED: "white",
    State.WITHDRAWN: "red",
}

WHO_MAY_ANSWER = {
    WhoMayAnswer.ORGANISATIONS: "Organisations may answer, with an account here or without one.",
    WhoMayAnswer.EVERYBODY: "Organisations and individuals may answer, with an account here or without one.",
}


def crumbs(consultation: Consultation | None = None) -> list[tuple[str, str]]:
    """The way back: to the list, and to the consultation."""
    found = [("Consultations", reverse("consultations"))]
    return [*found, (consultation.title, consultation.get_absolute_url())] if consultation else found


def open_words(consultation: Consultation, state: State) -> str:
    """The dates as a sentence: 'Open until 11:59pm on 20 November 2026'."""
    closing = closing_in_words(consultation.closes_on)
    opening = opening_in_words(consultation)
    return {
        State.DRAFT: f"To be open from {opening} until {closing}",
        State.COMING: f"Opens on {opening} and closes at {closing}",
        State.OPEN: f"Open until {closing}",
        State.CLOSED: f"Closed at {closing}",
        State.WITHDRAWN: f"Withdrawn on {words.date(consultation.withdrawn_at)}",
    }[state]


def length_in_words(consultation: Consultation, length: Length) -> str:
    """How long it is open, judged: 'Open for 12 weeks, as long as the rule of 12 weeks'."""
    return f"{'Open' if consultation.published_at else 'To be open'} for {length.sentence}"


def opened_words(consultation: Consultation, state: State) -> str:
    """Since when it is open: 'It opened in August 2003.' Empty before."""
    if state not in (State.OPEN, State.CLOSED):
        return ""
    return f"It opened {'in' if consultation.opens_month_only else 'on'} {opening_in_words(consultation)}."


def described(consultation: Consultation) -> dict[str, Any]:
    """What every page that shows a consultation needs. One statement of its own, for the extensions."""
    state = consultation.state
    extensions = extensions_of(consultation)
    length = length_of(consultation, clock.today(), extensions)
    return {
        "extensions": extensions,
        "opened_words": opened_words(consultation, state),
        "length_words": length_in_words(consultation, length),
        "shorter_reason": consultation.shorter_reason if not length.keeps and consultation.standard else "",
        "who_may_answer": WHO_MAY_ANSWER[WhoMayAnswer(consultation.who_may_answer)],
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


def acts_on(actor: Any, found: Consultation, state: State) -> list[tuple[str, str]]:
    """What this person can do with the consultation, beside answering it: (words, address)."""
    acts = []
    if waits_for(actor, found):
        acts.append(("Publish it", reverse("consultation_publish", args=[found.pk])))
    if actor.may("consultation.edit_consultation", found):
        acts.append(way_to_prepare(found))
    return acts + offered(actor, found, state)
