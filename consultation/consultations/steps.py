"""What each kind of visitor can do next about a consultation."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse

from consultation.consultations.models import Consultation, State
from core.acts import Actor
from core.pages import words


@dataclass(frozen=True)
class Step:
    """A sentence, and what to press (nothing where there is nothing to do)."""

    sentence: str
    button: str = ""
    href: str = ""
    instead: tuple[str, str] | None = None
    """Another way, as (words, address)."""


def next_step(actor: Any, consultation: Consultation, state: State) -> Step:
    """The one next step of this person. Asks nothing of the database for a visitor."""
    if state in (State.COMING, State.CLOSED, State.WITHDRAWN, State.DRAFT):
        return _not_open(actor, consultation, state)
    if actor.user_id is None:
        return _as_guest(actor, consultation) if actor.address else _as_visitor(consultation)
    if actor.may("consultation.answer_consultation", consultation):
        return _answering(actor, consultation)
    return _may_not_answer(actor, consultation)


def _as_visitor(consultation: Consultation) -> Step:
    there = reverse("consultation", args=[consultation.pk])
    return Step(
        "If your organisation has an account here, sign in, so that you can write the answer together. Anybody else "
        "can answer without an account: all you need is an e-mail address.",
        "Sign in to answer",
        f"{reverse('account_login')}?{urlencode({'next': there})}",
        ("Answer without an account", reverse("guest_begin", args=[consultation.pk])),
    )


def _as_guest(actor: Any, consultation: Consultation) -> Step:
    rows = consultation.responses.filter(actor.q("consultation.draft_response")).order_by("-pk")
    found = rows.select_related("respondent").first()
    if found is None:
        return _as_visitor(consultation)
    if found.submitted_at is None:
        where = reverse("response_answer", args=[found.pk])
        return Step(f"You have begun to answer for {found.name}, and have not sent it.", "Go on with the answer", where)
    return Step(
        f"The answer of {found.name} was sent at {words.moment(found.submitted_at)}. "
        f"You can change it until {words.moment(consultation.closes_at)}.",
        "See what you sent",
        reverse("response", args=[found.pk]),
    )


def _answering(actor: Actor, consultation: Consultation) -> Step:
    found = own_response(actor, consultation)
    here = reverse("answer", args=[consultation.pk])
    if found is None:
        return Step("Nobody in your organisation has begun to answer.", "Start answering", here)
    if found["drafting"] and not found["submitted_at"]:
        return Step("Your organisation's answer is a draft and has not been sent.", "Continue the draft", here)
    if found["drafting"]:
        return Step(
            f"Your organisation's answer was sent at {words.moment(found['submitted_at'])} and counts. "
            "Somebody has begun to change it, and the changes have not been sent.",
            "Continue the changes",
            here,
        )
    return Step(
        f"Your organisation's answer was sent at {words.moment(found['submitted_at'])}. "
        f"You can change it until {words.moment(consultation.closes_at)}.",
        "See what you sent",
        reverse("response", args=[found["pk"]]),
    )


def _not_open(actor: Any, consultation: Consultation, state: State) -> Step:
    sentences = {
        State.DRAFT: "This is a draft. Nobody outside the organisation that asks can see it.",
        State.COMING: f"You can answer from {words.date(consultation.opens_on)} on. Read the questions until then.",
        State.CLOSED: f"This consultation closed at {words.moment(consultation.closes_at)}.",
        State.WITHDRAWN: "This consultation takes no answers any more.",
    }
    found = own_response(actor, consultation) if actor.organisation_id and state != State.DRAFT else None
    if found and found["submitted_at"]:
        return Step(sentences[state], "See what you sent", reverse("response", args=[found["pk"]]))
    if found:
        return Step(f"{sentences[state]} Your organisation's draft was not sent.", "See the draft", _response(found))
    return Step(sentences[state])


def _may_not_answer(actor: Any, consultation: Consultation) -> Step:
    for other in actor.others:
        if actor.switched(other.membership.pk).may("consultation.answer_consultation", consultation):
            return Step(
                f"You are acting as {actor.label}. You can answer as {other.label}.",
                "Change who you are acting as",
                f"{reverse('switch_capacity')}?{urlencode({'next': reverse('answer', args=[consultation.pk])})}",
            )
    if actor.may("consultation.edit_consultation", consultation):
        asks = actor.organisation_id == consultation.host_id
        whose = "Your organisation asks." if asks else f"You look after this for {consultation.host.name}."
        return Step(f"{whose} Organisations answer through a drafter or an approver of their own.")
    found = own_response(actor, consultation) if actor.organisation_id else None
    ask = "Ask your organisation's administrator for the role of drafter (to write) or approver (to write and send)."
    if found:
        return Step(f"Your organisation is answering. {ask}", "See your organisation's answer", _response(found))
    return Step(f"You are acting as {actor.label}, who cannot answer. {ask}")


def _response(found: dict[str, Any]) -> str:
    return reverse("response", args=[found["pk"]])


def own_response(actor: Any, consultation: Consultation) -> dict[str, Any] | None:
    """What the person's organisation has answered so far: key, when it was last sent, whether a draft is open."""
    rows = consultation.responses.filter(actor.q("consultation.view_response"), organisation=actor.organisation_id)
    drafts = Count("versions", filter=Q(versions__submitted_at=None))
    found: dict[str, Any] | None = rows.annotate(drafting=drafts).values("pk", "submitted_at", "drafting").first()
    return found
