"""Reminding people who answer without an account: 14, 7 and 2 days before the closing, at most one mail a day."""

import datetime
from collections.abc import Iterator

from django.db.models import QuerySet
from django.urls import reverse

from consultation.responses.letters import reminder
from consultation.responses.models import Channel, Response
from core import clock
from core.deadlines.actions import steps_reached
from core.mail.actions import write_letter
from core.mail.models import Mail
from core.mail.reminding import reminded_on, reminding

STEPS = (14, 7, 2)
KEY = reminding("guest-reminder:")


def drafts_of_guests(moment: datetime.datetime) -> QuerySet[Response]:
    """Answers with an unsent draft whose consultation still takes them, the first to close first."""
    return (
        Response.objects.filter(
            channel=Channel.GUEST,
            voided_at=None,
            respondent__confirmed_at__isnull=False,
            versions__submitted_at=None,
            versions__isnull=False,
            consultation__withdrawn_at=None,
            consultation__closes_at__gt=moment,
            consultation__closes_at__lte=moment + datetime.timedelta(days=max(STEPS) + 1),
        )
        .select_related("consultation", "respondent", "organisation")
        .order_by("consultation__closes_at", "pk")
    )


def remind(on: datetime.date) -> Iterator[Mail | None]:
    """Write the reminders of a day. The key of a mail is the ledger: a missed day loses none, a second run sends none.

    An address gets one mail a day; what is due besides waits for tomorrow.
    """
    reminded: set[str] = set()
    for response in drafts_of_guests(clock.now()).iterator(chunk_size=500):
        assert response.respondent is not None
        address = response.respondent.email
        reached = steps_reached(STEPS, (response.consultation.closes_on - on).days)
        if not reached or address in reminded or reminded_on(on, [address]):
            continue
        mail = remind_one(response, reached[0], on)
        if mail is not None:
            reminded.add(address)
        yield mail


def remind_one(response: Response, step: int, on: datetime.date) -> Mail | None:
    """Write one reminder, unless this step was reminded of before."""
    consultation = response.consultation
    key = f"{KEY}{response.pk}:{consultation.closes_on.isoformat()}:{step}"
    if Mail.objects.filter(key__startswith=f"{key}:").exists():
        return None
    letter = reminder(response)
    assert response.respondent is not None
    page = reverse("guest_return", args=[consultation.pk])
    return write_letter(letter, to=response.respondent.email, key=f"{key}:{on.isoformat()}", link=page)
