"""What the home page says about answering."""

from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.urls import reverse

from consultation.consultations.models import Consultation
from consultation.consultations.rules import closing_in_words
from consultation.responses.models import Channel, Response, ResponseVersion, says_something
from consultation.responses.rules import finished_in_words
from core import clock, home
from core.home import MOST, Line
from core.pages import words


def drafts_of_mine(actor: Any) -> list[Line]:
    """Drafts of the organisation acted for that can still be sent, with what is left to do."""
    if actor.organisation_id is None or not actor.can_ever("consultation.draft_response"):
        return []
    drafts = ResponseVersion.objects.filter(submitted_at=None).select_related("finished_by")
    rows = (
        Response.objects.drafting()
        .still_taken(clock.now())
        .filter(actor.q("consultation.draft_response"), channel=Channel.ACCOUNT, organisation=actor.organisation_id)
        .annotate(answered=Count("versions__answers", filter=says_something("versions__answers__")))
        .select_related("consultation")
        .prefetch_related(Prefetch("versions", drafts, to_attr="drafts"))
        .order_by("consultation__closes_at", "pk")
    )
    sends = bool(actor.can_ever("consultation.submit_response"))
    begun = [row for row in rows[:MOST] if row.drafts]  # a colleague may send, or discard, between the two statements
    return [
        Line(
            f"{'Changes to your' if row.submitted_at else 'Your'} answer: {row.consultation.title}",
            reverse("answer", args=[row.consultation_id]),
            to_do(row.drafts[0], sends=sends),
            how_far(row, sends=sends),
        )
        for row in begun
    ]


def to_do(draft: ResponseVersion, *, sends: bool) -> str:
    """The next step: another once a colleague has said that the draft is finished."""
    if draft.finished_at is None:
        return "Finish and send it" if sends else "Finish your draft"
    return "Check and send it" if sends else "Read your draft"


def how_far(row: Any, *, sends: bool) -> str:
    """Who said that it is finished, what is drafted, what counts until it is sent, and who sends it."""
    said = [finished_in_words(row.drafts[0])] if row.drafts[0].finished_at else []
    said.append(f"{words.plural(row.answered, 'answer')} drafted.")
    if row.submitted_at:
        said.append(f"What was sent at {words.moment(row.submitted_at)} counts until the changes are sent.")
    if not sends:
        said.append("An approver of your organisation sends it.")
    return " ".join(said)


def sent_by_mine(actor: Any) -> list[Line]:
    """Answers that the organisation acted for has sent, or withdrawn, and can still change. Changes begun wait for
    those who draft."""
    if actor.organisation_id is None:
        return []
    rows = Response.objects.visible_to(actor).still_taken(clock.now()).filter(organisation_id=actor.organisation_id)
    rows = rows.filter(Q(counts=True) | Q(withdrawn_at__isnull=False, channel=Channel.ACCOUNT))
    drafts = bool(actor.can_ever("consultation.draft_response"))
    if drafts:
        rows = rows.exclude(pk__in=Response.objects.drafting())
    rows = rows.select_related("consultation").order_by("consultation__closes_at", "pk")
    return [
        Line(
            f"Your answer: {row.consultation.title}",
            row.get_absolute_url(),
            ("Read it or send it again" if row.withdrawn_at else "Read or change it") if drafts else "Read it",
            how_it_stands(row),
        )
        for row in rows[:MOST]
    ]


def how_it_stands(row: Response) -> str:
    """When it was sent, or withdrawn, and until when that can be changed."""
    until = words.moment(row.consultation.closes_at)
    if row.withdrawn_at:
        return f"Withdrawn at {words.moment(row.withdrawn_at)}. It can be sent again until {until}."
    return f"Sent at {words.moment(row.submitted_at)}. It can be changed until {until}."


def open_to_answer(actor: Any) -> list[Line]:
    """Consultations that are open: to answer, for those who can and have not begun; to read, for everybody else."""
    rows = Consultation.objects.open_at(clock.now()).select_related("host").order_by("closes_at", "pk")
    answers = bool(actor.can_ever("consultation.answer_consultation"))
    if answers:
        own = Response.objects.filter(consultation=OuterRef("pk"), organisation_id=actor.organisation_id)
        rows = rows.filter(~Exists(own))
    return [
        Line(
            row.title,
            row.get_absolute_url(),
            "Read and answer" if answers else "Read it",
            f"{row.host.name} is asking. Open until {closing_in_words(row.closes_on)}.",
        )
        for row in rows[:MOST]
    ]


home.add("open", 10, sent_by_mine)
home.add("open", 20, open_to_answer)
home.add("waiting", 20, drafts_of_mine)
