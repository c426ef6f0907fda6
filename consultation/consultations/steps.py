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
CLOSED = "This consultation closed at {}."
LATE = (
    "You can still answer. Your answer is then marked as received late, and the Forum secretariat decides whether it "
    "counts."
)
SIGN_IN_LATE = "If your organisation has an account here, sign in first."


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
    begin = reverse("guest_begin", args=[consultation.pk])
    if late:  # a link alone: many come to read what was asked long ago
        said = _to_begin(consultation, late, SIGN_IN_LATE)
        return Step(said, instead=("Answer late without an account", begin))
    sign_in = f"{reverse('account_login')}?{urlencode({'next': reverse('consultation', args=[consultation.pk])})}"
    return Step(WITH_OR_WITHOUT, "Sign in to answer", sign_in, ("Answer without an account", begin))


def _to_begin(consultation: Consultation, late: bool, sentence: str) -> str:
    """What is said to whoever has sent nothing."""
    return f"{_closed(consultation, late)}{LATE} {sentence}" if late else sentence


def _closed(consultation: Consultation, late: bool) -> str:
    return f"{CLOSED.format(words.moment(consultation.closes_at))} " if late else ""


def _as_guest(actor: Any, consultation: Consultation, late: bool) -> Step:
    found = _begun(actor, consultation)
    another = reverse("guest_begin", args=[consultation.pk])
    if found is None:
        said = "You can answer with the address you have confirmed in this browser."
        return Step(_to_begin(consultation, late, said), "Answer without an account", another)
    here = reverse("response_answer", args=[found.pk])
    somebody = "Begin another answer" if consultation.takes_individuals else "Answer for another organisation"
    more = (somebody, another)
    if found.submitted_at is None:
        begun = f"You have begun to answer for {found.name}, and have not sent it."
        return Step(_to_begin(consultation, late, begun), "Go on with the answer", here, more)
    sent = f"The answer of {found.name} was sent at {words.moment(found.submitted_at)}."
    then = _can_change(consultation, late)
    if found.withdrawn_at:
        sent = f"The answer of {found.name} was withdrawn, and does not count."
        then = _can_send_again(consultation, late)
    said = f"{_closed(consultation, late)}{sent} {then}"
    return Step(said, "See what you sent", _response(found.pk), more)


def _begun(actor: Any, consultation: Consultation) -> Any:
    """What was begun last with the address proven in this browser."""
    rows = consultation.responses.filter(actor.q("consultation.draft_response")).order_by("-pk")
    return rows.select_related("respondent", "organisation").first()


def _can_change(consultation: Consultation, late: bool) -> str:
    """Until when, and what becomes of it later."""
    if late:
        return "You can still change it: the change is then marked as received late."
    return f"You can change it until {words.moment(consultation.closes_at)}."


def _can_send_again(consultation: Consultation, late: bool) -> str:
    """The same of what was withdrawn."""
    if late:
        return "You can still send it again: it is then marked as received late."
    return f"You can send it again until {words.moment(consultation.closes_at)}, changed or as it is."


def _answering(actor: Actor, consultation: Consultation, late: bool) -> Step:
    found = own_response(actor, consultation)
    here = reverse("answer", args=[consultation.pk])
    if found is None:
        nobody = _to_begin(consultation, late, "Nobody in your organisation has begun to answer.")
        return Step(nobody, instead=("Answer late", here)) if late else Step(nobody, "Start answering", here)
    if found["drafting"] and not found["submitted_at"]:
        draft = "Your organisation's answer is a draft and has not been sent."
        return Step(_to_begin(consultation, late, draft), "Continue the draft", here)
    sent = f"Your organisation's answer was sent at {words.moment(found['submitted_at'])}."
    if found["withdrawn_at"]:
        sent = f"Your organisation's answer was withdrawn at {words.moment(found['withdrawn_at'])}, and does not count."
    if found["drafting"]:
        changing = (
            f"{_closed(consultation, late)}{sent} Somebody has begun to change it, and the changes have not been sent."
        )
        if late:
            return Step(changing, "See what you sent", _response(found["pk"]), ("Continue the changes", here))
        return Step(changing, "Continue the changes", here)
    then = _can_send_again(consultation, late) if found["withdrawn_at"] else _can_change(consultation, late)
    return Step(f"{_closed(consultation, late)}{sent} {then}", "See what you sent", _response(found["pk"]))


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
    first = _closed(consultation, late)
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
        shown = ("See your organisation's answer", _response(found["pk"])) if found else ()
        return Step(first.strip(), *shown)
    ask = "Ask your organisation's administrator for the role of drafter (to write) or approver (to write and send)."
    if found:
        return Step(f"Your organisation is answering. {ask}", "See your organisation's answer", _response(found["pk"]))
    return Step(f"You are acting as {actor.label}, who cannot answer. {ask}")


def _response(pk: int) -> str:
    return reverse("response", args=[pk])


def own_response(actor: Any, consultation: Consultation) -> dict[str, Any] | None:
    """What the person's organisation has answered so far: key, when it was last sent and withdrawn, whether a draft is
    open."""
    rows = consultation.responses.filter(
        actor.q("consultation.view_response"), organisation=actor.organisation_id, channel="account"
    )
    drafts = Count("versions", filter=Q(versions__submitted_at=None))
    found: dict[str, Any] | None = (
        rows.annotate(drafting=drafts).values("pk", "submitted_at", "withdrawn_at", "drafting").first()
    )
    return found
