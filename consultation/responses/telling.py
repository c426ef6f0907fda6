"""Telling people by mail what became of an answer: that its draft is finished, and that it was withdrawn."""

from collections.abc import Sequence

from django.urls import reverse

from consultation.responses.letters import finished, withdrawn, withdrawn_for_keepers
from consultation.responses.models import Channel, Response, ResponseVersion
from consultation.responses.people import keepers_of, senders_for
from consultation.responses.receipts import way_to
from core.acts import Actor
from core.mail.actions import write_letter
from partnerships.people.models import User


def tell_that_finished(draft: ResponseVersion, response: Response, people: Sequence[User]) -> None:
    """Write to everybody who can send it. The draft's number keeps each from a second mail."""
    letter = finished(response, str(draft.finished_by))
    link = reverse("answer_check", args=[response.consultation_id])
    for each in people:
        write_letter(letter, to=each, key=f"draft-finished:{draft.pk}:{each.pk}", link=link)


def tell_of_withdrawal(by: Actor, response: Response) -> None:
    """Write to whose answer it is, and to who looks after the consultation and reads it; not to who withdrew it.

    Who has no account is written to all the same: the mail says with which reference it was withdrawn.
    """
    key = f"answer-withdrawn:{response.pk}:{response.taken_back_at:%Y%m%dT%H%M%S.%f}"
    told = {by.user_id}
    if response.channel == Channel.GUEST:
        assert response.respondent is not None
        write_letter(withdrawn(response), to=response.respondent.email, key=f"{key}:sender", link=way_to(response))
    else:
        for each in senders_for(response.organisation_id):
            if each.pk not in told:
                write_letter(withdrawn(response, str(by.user)), to=each, key=f"{key}:{each.pk}", link=way_to(response))
                told.add(each.pk)
    letter, page = withdrawn_for_keepers(response), response.get_absolute_url()
    for each in keepers_of(response):
        if each.pk not in told:
            write_letter(letter, to=each, key=f"{key}:{each.pk}", link=page)
