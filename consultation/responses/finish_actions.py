"""Saying that a draft is finished: what somebody does who writes for an organisation, and does not send for it."""

from django.db import transaction

from consultation.consultations.models import Consultation
from consultation.responses.actions import NOTHING_ANSWERED, NOTHING_DRAFTED, hold_answer, refuse_unless_opened
from consultation.responses.drafts import marked_draft
from consultation.responses.models import ResponseVersion
from consultation.responses.people import senders_for
from consultation.responses.telling import tell_that_finished
from core import clock
from core.acts import Actor, Refused, authorise
from core.trail.actions import record

NOBODY_SENDS = (
    "Nobody in your organisation can send it. Ask your organisation's administrator to give somebody the role of "
    "approver."
)
SEND_IT = "You can send it yourself, so nobody need be told."


@transaction.atomic
def finish_draft(*, by: Actor, consultation: Consultation) -> ResponseVersion:
    """Tell those who can send the organisation's draft that it is finished. Once for a draft: the first time stands,
    and what is changed afterwards does not take it back.
    """
    response = hold_answer(by, consultation, None)
    if response is None:
        authorise(by, "consultation.finish_draft")
        raise Refused(NOTHING_DRAFTED)
    authorise(by, "consultation.finish_draft", response)
    if by.may("consultation.submit_response", response):
        raise Refused(SEND_IT)
    refuse_unless_opened(response)
    draft = marked_draft(response)
    if draft is None:
        raise Refused(NOTHING_DRAFTED)
    if draft.finished_at is not None:
        return draft
    if not draft.answered:
        raise Refused(NOTHING_ANSWERED)
    people = senders_for(response.organisation_id)
    if not people:
        raise Refused(NOBODY_SENDS)
    draft.finished_at, draft.finished_by_id = clock.now(), by.user_id
    draft.save(update_fields=["finished_at", "finished_by"])
    record(by, "said that the draft is finished", response, version=draft.number)
    tell_that_finished(draft, response, people)
    return draft
