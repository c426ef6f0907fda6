"""What the home page says about answering."""

from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q

from consultation.consultations.models import Consultation
from consultation.consultations.rules import closing_in_words
from consultation.responses.models import Channel, Response, ResponseVersion, says_something
from consultation.responses.rules import finished_in_words
from core import clock, home
from core.home import MOST, Line
from core.pages import words
from core.pages.addresses import numbered


def begun(actor: Any) -> Any:
    """Answers of the organisation acted for that it drafts and can still send."""
    if actor.organisation_id is None or not actor.can_ever("consultation.draft_response"):
        return None
    rows = Response.objects.drafting().still_taken(clock.now())
    return rows.filter(
        actor.q("consultation.draft_response"), channel=Channel.ACCOUNT, organisation=actor.organisation_id
    )


def drafts_of_mine(actor: Any, rows: Any) -> list[Line]:
    """The first of these drafts, with what is left to do."""
    drafts = ResponseVersion.objects.filter(submitted_at=None).select_related("finished_by")
    rows = (
        rows.annotate(answered=Count("versions__answers", filter=says_something("versions__answers__")))
        .select_related("consultation")
        .prefetch_related(Prefetch("versions", drafts, to_attr="drafts"))
        .order_by("consultation__closes_at", "pk")
    )
    sends = bool(actor.can_ever("consultation.submit_response"))
    there = [row for row in rows[:MOST] if row.drafts]  # a colleague may send, or discard, between the two statements
    return [
        Line(
            f"{'Changes to your' if row.submitted_at else 'Your'} answer: {row.consultation.title}",
            numbered("answer", row.consultation_id),
            to_do(row.drafts[0], sends=sends),
            how_far(row, sends=sends),
        )
        for row in there
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


def sent(actor: Any) -> Any:
    """Answers that the organisation acted for has sent, or withdrawn, and can still change. Changes begun wait for
    those who draft."""
    if actor.organisation_id is None:
        return None
    rows = Response.objects.visible_to(actor).still_taken(clock.now()).filter(organisation_id=actor.organisation_id)
    rows = rows.filter(Q(counts=True) | Q(withdrawn_at__isnull=False, channel=Channel.ACCOUNT))
    if actor.can_ever("consultation.draft_response"):
        rows = rows.exclude(pk__in=Response.objects.drafting())
    return rows.select_related("consultation").order_by("consultation__closes_at", "pk")


def sent_by_mine(actor: Any, rows: Any) -> list[Line]:
    """The first of them."""
    drafts = bool(actor.can_ever("consultation.draft_response"))
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


def open_now(actor: Any) -> Any:
    """Consultations that are open: to answer, for those who can and have not begun; to read, for everybody else."""
    rows = Consultation.objects.open_at(clock.now()).select_related("host").only("title", "closes_on", "host__name")
    rows = rows.order_by("closes_at", "pk")
    if not actor.can_ever("consultation.answer_consultation"):
        return rows
    own = Response.objects.filter(consultation=OuterRef("pk"), organisation_id=actor.organisation_id)
    return rows.filter(~Exists(own))


def open_to_answer(actor: Any, rows: Any) -> list[Line]:
    """The first of them."""
    answers = bool(actor.can_ever("consultation.answer_consultation"))
    return [
        Line(
            row.title,
            row.get_absolute_url(),
            "Read and answer" if answers else "Read it",
            f"{row.host.name} is asking. Open until {closing_in_words(row.closes_on)}.",
        )
        for row in rows[:MOST]
    ]


home.add("open", 10, sent_by_mine, rows=sent)
home.add("open", 20, open_to_answer, rows=open_now)
home.add("waiting", 20, drafts_of_mine, rows=begun)
