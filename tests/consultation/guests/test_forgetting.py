"""What is deleted of answers that nobody has confirmed, and of links that ended; and what never is."""

import datetime

import pytest

from consultation.guests import actions
from consultation.guests.models import GuestLink
from consultation.guests.tasks import KEPT, forget_guests
from consultation.responses.models import Respondent, Response
from core import clock
from core.work.jobs import JOBS
from partnerships.people.actors import Actor
from tests.factories.answers import from_guest, keyed
from tests.factories.consultation import DURING
from tests.factories.guests import begun, last_token

pytestmark = pytest.mark.django_db
LATER = DURING + datetime.timedelta(days=30)


def test_an_answer_that_nobody_confirmed_goes_after_thirty_days(consultation):
    begun(consultation)
    assert datetime.timedelta(days=30) == KEPT
    assert actions.forget_unconfirmed(LATER - KEPT) == 0
    assert actions.forget_unconfirmed(LATER + datetime.timedelta(seconds=1) - KEPT) == 1
    assert (Response.objects.count(), Respondent.objects.count(), GuestLink.objects.count()) == (0, 0, 0)


def test_what_holds_words_or_was_sent_or_confirmed_stays(consultation):
    """Even where the note that the address was confirmed is missing."""
    kept = [from_guest(consultation, "Sent Club"), from_guest(consultation, "Draft Club", send=False)]
    kept.append(keyed(consultation, name="Paper Club", email="paper@example.org", record=False))
    Respondent.objects.update(confirmed_at=None)
    proven = begun(consultation, email="proven@example.org")
    actions.open_with_link(by=Actor(), token=last_token())
    assert actions.forget_unconfirmed(LATER + KEPT) == 0
    assert set(Response.objects.all()) == {*kept, proven}


def test_links_go_thirty_days_after_they_ended(consultation):
    begun(consultation)
    ended = DURING + actions.LASTS
    assert actions.forget_links(ended) == 0
    assert actions.forget_links(ended + datetime.timedelta(seconds=1)) == 1
    assert Response.objects.count() == 1


def test_the_job_does_both_every_night(consultation, monkeypatch):
    assert JOBS["forget_guests"].at == datetime.time(2, 55)
    begun(consultation)
    monkeypatch.setattr(clock, "true_now", lambda: LATER + datetime.timedelta(days=10))
    done = forget_guests(None, lambda *numbers: None)
    assert done == {"text": "1 old links and 1 answers never begun deleted"}
    assert Response.objects.count() == 0
