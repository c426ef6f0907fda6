"""What whoever writes a consultation can do with it next, and for whom it waits."""

from typing import Any

from django.urls import reverse

from consultation.consultations.models import Consultation, State
from consultation.consultations.second_person import others_who_publish, waits_for
from core.pages.addresses import numbered

WAITS_FOR = "Told by mail, to publish it: {}."
NOBODY_ELSE = (
    "Nobody else can publish it yet: {} needs a second person. Give somebody there the role of commissioner, or name "
    "one of its people as the one to ask."
)
CHANGED = "If anything is changed before, it has to be said again."


def prepare_url(found: Consultation) -> str:
    """Where everything about writing it stands together."""
    return numbered("consultation_prepare", found.pk)


def way_to_prepare(found: Consultation) -> tuple[str, str]:
    """What that page is called, and its address: a draft is written, anything else is looked after."""
    return "Write it" if found.state == State.DRAFT else "Look after it", prepare_url(found)


def acts_while_writing(actor: Any, found: Consultation, state: State) -> list[tuple[str, str]]:
    """What this person can do with what is written: (words, address)."""

    def act(permission: str, words: str, name: str) -> list[tuple[str, str]]:
        return [(words, reverse(name, args=[found.pk]))] if actor.may(f"consultation.{permission}", found) else []

    if state == State.WITHDRAWN:
        return act("view_consultation", "See its public page", "consultation")
    if state == State.DRAFT:
        ready = act("propose_consultation", "Say it is ready", "consultation_propose")
        publish = "Publish it" if waits_for(actor, found) else "See who can publish it"
        return [
            *act("view_consultation", "Preview it as others will see it", "consultation_preview"),
            *act("view_consultation", "All the questions as a Word document", "consultation_form"),
            *act("edit_consultation", "Change title, dates and contact", "consultation_edit"),
            *(act("publish_consultation", publish, "consultation_publish") if found.proposed_at else ready),
            *act("withdraw_consultation", "Withdraw it", "consultation_withdraw"),
        ]
    more_time = "Open it again" if state == State.CLOSED else "Give more time"
    return [
        *act("view_consultation", "See its public page", "consultation"),
        *act("edit_consultation", "Change whom people can ask", "consultation_edit"),
        *act("extend_consultation", more_time, "consultation_extend"),
        *act("unpublish_consultation", "Take it back as a draft", "consultation_unpublish"),
        *act("withdraw_consultation", "Withdraw it", "consultation_withdraw"),
    ]


def ready_in_words(actor: Any, found: Consultation) -> str:
    """Who said that a draft is ready, and who publishes it now; empty where nobody has, or it is published."""
    if found.proposed_at is None or found.published_at or found.withdrawn_at:
        return ""
    if found.proposed_by_id == actor.user_id:
        others = others_who_publish(found, actor)
        told = WAITS_FOR.format(", ".join(map(str, others))) if others else NOBODY_ELSE.format(found.host.name)
        return f"You said that it is ready. {told} {CHANGED}"
    return f"{found.proposed_by} said that it is ready. You can read it once more, and publish it. {CHANGED}"
