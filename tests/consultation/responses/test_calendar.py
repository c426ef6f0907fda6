"""An answer that is drafted, in its approver's own calendar: until when, also after more time was given, or no more."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from consultation.consultations.actions import extend_consultation, withdraw_consultation
from consultation.responses import actions
from tests.factories.consultation import given

pytestmark = pytest.mark.django_db
LATER = datetime.date(2026, 12, 18)


def entries(actor) -> list:
    """What a calendar program reads at the address of this person."""
    feed = Client().get(reverse("calendar", args=[actor.user.calendar_key]))
    return list(Calendar.from_ical(feed.content).walk("VEVENT"))


def test_the_day_moves_with_more_time_and_the_entry_stays_the_same_one(approver, commissioner, consultation):
    answers = [given(consultation, "q1", text="Our reserves are nearly gone.")]
    actions.save_answers(by=approver, consultation=consultation, given=answers)
    [before] = entries(approver)
    assert before["SUMMARY"] == f"Finish and send your answer: {consultation.title}"
    assert (type(before["DTSTART"].dt), before["DTSTART"].dt) == (datetime.date, consultation.closes_on)  # all day
    assert before["DTSTAMP"].dt.utcoffset() == datetime.timedelta()
    assert b"reserves" not in before.to_ical()
    extend_consultation(by=commissioner, consultation=consultation, closes_on=LATER, reason="The document came late.")
    [after] = entries(approver)
    assert (after["UID"], after["DTSTART"].dt) == (before["UID"], LATER)
    withdraw_consultation(by=commissioner, consultation=consultation, reason="It is not needed.")
    assert entries(approver) == []


def test_what_was_sent_is_due_no_longer(approver, consultation):
    actions.save_answers(by=approver, consultation=consultation, given=[given(consultation, "q1", text="We agree.")])
    assert len(entries(approver)) == 1
    actions.submit_response(by=approver, consultation=consultation, consent="with_name")
    assert entries(approver) == []
