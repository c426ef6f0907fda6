"""What each kind of visitor can do next about a consultation."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse

from consultation.consultations.models import Consultation, State
from core.acts import Actor
from core.pages import words

WITH_OR_WITHOUT = (
    "If your organisation has an account here, sign in, so that you can write the answer together. Anybody else can "
    "answer without an account: all you need is an e-mail address."
)
LATE = (
    "This consultation closed at {}. You can still answer. Your answer is then marked as received late, and the Forum "
    "secretariat decides whether it counts."
)


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
    late = state == State.CLOSED
    if not (late or state == State.OPEN):
        return _takes_none(actor, consultation, state)
    if actor.user_id is None:
        return _as_guest(actor, consultation, late) if actor.address else _as_visitor(consultation, late)
    if actor.may("consultation.answer_consultation", consultation):
        return _answering(actor, consultation, late)
    return _may_not_answer(actor, consultation, late)


def _as_visitor(consultation: Consultation, late: bool) -> Step:
    there = reverse("consultation", args=[consultation.pk])
    return Step(
        f"{_when_late(consultation)} {WITH_OR_WITHOUT}" if late else WITH_OR_WITHOUT,
        "Sign in to answer late" if late else "Sign in to answer",
        f"{reverse('account_login')}?{urlencode({'next': there})}",
        (
            "Answer late without an account" if late else "Answer without an account",
            reverse("guest_begin", args=[consultation.pk]),
        ),
    )


def _when_late(consultation: Consultation) -> str:
    return LATE.format(words.moment(consultation.closes_at))


def _as_guest(actor: Any, consultation: Consultation, late: bool) -> Step:
    found = _begun(actor, consultation)
    another = reverse("guest_begin", args=[consultation.pk])
    if found is None:
        said = "You can answer with the address you have confirmed in this browser."
        return Step(f"{_when_late(consultation)} {said}" if late else said, "Answer without an account", another)
    here = reverse("response_answer", args=[found.pk])
    more = ("Answer for another organisation", another)
    if found.submitted_at is None:
        begun = f"You have begun to answer for {found.name}, and have not sent it."
        return Step(f"{_when_late(consultation)} {begun}" if late else begun, "Go on with the answer", here, more)
    sent = f"The answer of {found.name} was sent at {words.moment(found.submitted_at)}."
    if found.withdrawn_at:
        sent = f"The answer of {found.name} was withdrawn."
    return Step(f"{sent} {_can_change(consultation, late)}", "See what you sent", _response(found.pk), more)


def _begun(actor: Any, consultation: Consultation) -> Any:
    """What was begun last with the address proven in this browser."""
    rows = consultation.responses.filter(actor.q("consultation.draft_response")).order_by("-pk")
    return rows.select_related("respondent", "organisation").first()


def _can_change(consultation: Consultation, late: bool) -> str:
    """Until when, and what becomes of it later."""
    if late:
        return "What you change now is marked as received late, and the Forum secretariat decides whether it counts."
    return f"You can change it until {words.moment(consultation.closes_at)}."


def _answering(actor: Actor, consultation: Consultation, late: bool) -> Step:
    found = own_response(actor, consultation)
    here = reverse("answer", args=[consultation.pk])
    first = f"{_when_late(consultation)} " if late else ""
    if found is None:
        return Step(
            f"{first}Nobody in your organisation has begun to answer.",
            "Answer late" if late else "Start answering",
            here,
        )
    if found["drafting"] and not found["submitted_at"]:
        return Step(f"{first}Your organisation's answer is a draft and has not been sent.", "Continue the draft", here)
    if found["drafting"]:
        return Step(
            f"{first}Your organisation's answer was sent at {words.moment(found['submitted_at'])}. "
            "Somebody has begun to change it, and the changes have not been sent.",
            "Continue the changes",
            here,
        )
    return Step(
        f"Your organisation's answer was sent at {words.moment(found['submitted_at'])}. "
        f"{_can_change(consultation, late)}",
        "See what you sent",
        _response(found["pk"]),
    )


def _takes_none(actor: Any, consultation: Consultation, state: State) -> Step:
    sentence = {
        State.DRAFT: "This is a draft. Nobody outside the organisation that asks can see it.",
        State.COMING: f"You can answer from {words.date(consultation.opens_on)} on. Read the questions until then.",
        State.WITHDRAWN: "This consultation takes no answers any more.",
    }[state]
    if state == State.DRAFT:
        return Step(sentence)
    if actor.address and (begun := _begun(actor, consultation)):
        return _as_it_was_left(sentence, begun.pk, begun.submitted_at is not None, f"The draft of {begun.name}")
    found = own_response(actor, consultation) if actor.organisation_id else None
    if found is None:
        return Step(sentence)
    return _as_it_was_left(sentence, found["pk"], bool(found["submitted_at"]), "Your organisation's draft")


def _as_it_was_left(sentence: str, pk: int, sent: bool, whose: str) -> Step:
    if sent:
        return Step(sentence, "See what you sent", _response(pk))
    return Step(f"{sentence} {whose} was not sent.", "See the draft", _response(pk))


def _may_not_answer(actor: Any, consultation: Consultation, late: bool) -> Step:
    first = f"This consultation closed at {words.moment(consultation.closes_at)}. " if late else ""
    for other in actor.others:
        if actor.switched(other.membership.pk).may("consultation.answer_consultation", consultation):
            return Step(
                f"{first}You are acting as {actor.label}. You can answer as {other.label}.",
                "Change who you are acting as",
                f"{reverse('switch_capacity')}?{urlencode({'next': reverse('answer', args=[consultation.pk])})}",
            )
    if actor.may("consultation.edit_consultation", consultation):
        asks = actor.organisation_id == consultation.host_id
        whose = "Your organisation asks." if asks else f"You look after this for {consultation.host.name}."
        return Step(f"{first}{whose} Organisations answer through a drafter or an approver of their own.")
    found = own_response(actor, consultation) if actor.organisation_id else None
    if late:
        return (
            Step(first.strip(), "See your organisation's answer", _response(found["pk"]))
            if found
            else Step(first.strip())
        )
    ask = "Ask your organisation's administrator for the role of drafter (to write) or approver (to write and send)."
    if found:
        return Step(f"Your organisation is answering. {ask}", "See your organisation's answer", _response(found["pk"]))
    return Step(f"You are acting as {actor.label}, who cannot answer. {ask}")


def _response(pk: int) -> str:
    return reverse("response", args=[pk])


def own_response(actor: Any, consultation: Consultation) -> dict[str, Any] | None:
    """What the person's organisation has answered so far: key, when it was last sent, whether a draft is open."""
    rows = consultation.responses.filter(
        actor.q("consultation.view_response"), organisation=actor.organisation_id, channel="account"
    )
    drafts = Count("versions", filter=Q(versions__submitted_at=None))
    found: dict[str, Any] | None = rows.annotate(drafting=drafts).values("pk", "submitted_at", "drafting").first()
    return found
