"""Dates to keep when answering. Who sends and who only drafts have different things to do, so each has a date."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from consultation.responses.letters import reminder, reminder_to_draft
from consultation.responses.models import Channel, Response
from core import clock, deadlines
from core.acts import Actor
from partnerships.people import holders
from partnerships.people.roles import Role


def drafts() -> QuerySet[Response]:
    """Responses with an unsent draft, to consultations that still take it."""
    rows = Response.objects.drafting().still_taken(clock.now()).filter(channel=Channel.ACCOUNT)
    return rows.select_related("consultation", "organisation", "respondent")


def drafts_to_finish() -> QuerySet[Response]:
    """Those of which nobody has said that they are finished: from then on it is for an approver to send them."""
    return drafts().unfinished()


to_send = deadlines.theirs(drafts, "consultation.submit_response")
theirs_to_draft = deadlines.theirs(drafts_to_finish, "consultation.draft_response")


def to_draft(actor: Actor | None) -> QuerySet[Any]:
    """The drafts of people who do not send them themselves."""
    rows = theirs_to_draft(actor)
    return rows.none() if actor and actor.can_ever("consultation.submit_response") else rows


senders = holders.at("organisation_id", Role.APPROVER)
drafters = holders.at("organisation_id", Role.DRAFTER)


def only_drafters(rows: Sequence[Any]) -> Mapping[Any, Iterable[int]]:
    """Who drafts at each organisation, without those who send there too."""
    send = senders(rows)
    return {pk: set(people) - set(send[pk]) for pk, people in drafters(rows).items()}


def sentence_to_send(response: Response) -> str:
    """What an approver does."""
    what = "Finish and send the changes to your answer" if response.submitted_at else "Finish and send your answer"
    return f"{what}: {response.consultation.title}"


def sentence_to_draft(response: Response) -> str:
    """What somebody does who only drafts."""
    what = "Finish the changes to your answer" if response.submitted_at else "Finish your draft answer"
    return f"{what}, for an approver to send: {response.consultation.title}"


deadlines.add(
    deadlines.Deadline(
        name="consultation_close",
        title="Answers to send",
        queryset=to_send,
        date_field="consultation__closes_at",
        sentence=sentence_to_send,
        link=lambda row: reverse("answer", args=[row.consultation_id]),
        next_step="Finish and send it",
        letter=reminder,
        holders=senders,
    )
)
deadlines.add(
    deadlines.Deadline(
        name="consultation_close_draft",
        title="Answers to draft",
        queryset=to_draft,
        date_field="consultation__closes_at",
        sentence=sentence_to_draft,
        link=lambda row: reverse("answer", args=[row.consultation_id]),
        next_step="Finish your draft",
        letter=reminder_to_draft,
        holders=only_drafters,
        told_otherwise=False,  # who sends it is reminded of it as an answer to send
    )
)
