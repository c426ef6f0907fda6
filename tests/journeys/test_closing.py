"""Closing is honoured to the second under load: fifty people send across it, through the whole web stack.

The server's threads answer at once, on PostgreSQL, which is where several do; its process stands in three time zones,
one after another; the consultations close by the database's clock, and on the days on which the clocks change. Nothing
here depends on how quickly anything is done: ten send before the closing is set, ten when it is over, thirty somewhere
across.
"""

import datetime
import http.client
import os
import threading
import time
from urllib.parse import urlencode, urlsplit

import pytest
from django.urls import reverse

from consultation.consultations.models import Consultation
from consultation.responses import actions
from consultation.responses.consents import CURRENT
from consultation.responses.models import Response, ResponseVersion
from consultation.responses.rules import seen_mark
from core import clock
from core.work.models import WorkRow
from tests.factories.consultation import a_consultation, given
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import make_actor, signed_in
from tests.factories.together import the_only_crowd

pytestmark = [pytest.mark.served, pytest.mark.django_db(transaction=True)]
SECRET = "c" * 32
ZONES = ["UTC", "America/New_York", "Asia/Kolkata"]
PEOPLE, BEFORE, AFTER = 50, 10, 10
ACROSS = PEOPLE - BEFORE - AFTER
A_WHILE = datetime.timedelta(seconds=2)
GIVE_UP = 60
DAYS = {
    "clocks go forward": (datetime.date(2026, 3, 29), datetime.datetime(2026, 3, 29, 23, 0, tzinfo=datetime.UTC)),
    "clocks go back": (datetime.date(2026, 10, 25), datetime.datetime(2026, 10, 26, 0, 0, tzinfo=datetime.UTC)),
}


@pytest.fixture(params=ZONES)
def zone(request):
    """The server's process believes that it stands there."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = request.param
    time.tzset()
    assert request.param == "UTC" or time.timezone != 0
    yield request.param
    if before is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = before
    time.tzset()


class Running:
    """The story's clock, but running: the same for every thread, so many seconds away from the real one."""

    def __init__(self, told, away: datetime.timedelta) -> None:
        self.told, self.away = told, away

    def get(self):
        return self.told.get() or clock.true_now() + self.away

    def set(self, moment):
        return self.told.set(moment)

    def reset(self, token) -> None:
        self.told.reset(token)


class Sender:
    """Somebody who has drafted an answer and presses 'Send' once, by a browser of their own."""

    def __init__(self, server, consultation: Consultation, *, sent_before: bool) -> None:
        self.server, self.consultation = urlsplit(server.url), consultation
        self.actor = make_actor("approver", organisation=OrganisationFactory())
        self.save("First")
        if sent_before:
            actions.submit_response(by=self.actor, consultation=consultation, consent="with_name")
            self.save("Second", edition=1)
        self.sent_before, self.seen = sent_before, self.mark()
        self.session = signed_in(self.actor).cookies["sessionid"].value
        self.answer: tuple[int, str] | None = None

    def save(self, text: str, edition: int = 0) -> None:
        words = given(self.consultation, "q1", text=text, edition=edition)
        actions.save_answers(by=self.actor, consultation=self.consultation, given=[words])

    def mark(self) -> int:
        """What the page of the check gives along."""
        draft = ResponseVersion.objects.get(response__organisation=self.actor.organisation_id, submitted_at=None)
        return seen_mark(draft.pk, draft.answers.values_list("edition", flat=True))

    def send(self) -> None:
        page = http.client.HTTPConnection(self.server.hostname, self.server.port, timeout=GIVE_UP)
        form = {"csrfmiddlewaretoken": SECRET, "acting_as": self.actor.membership_id}
        form |= {"consent": "without_name", "seen": self.seen, "wording": CURRENT}
        headers = {
            "Cookie": f"sessionid={self.session}; csrftoken={SECRET}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        try:
            page.request("POST", reverse("answer_check", args=[self.consultation.pk]), urlencode(form), headers)
            told = page.getresponse()
            told.read()
            self.answer = told.status, told.headers.get("Location", "")
        finally:
            page.close()


def across(senders: list[Sender], closes_at: datetime.datetime) -> list[threading.Thread]:
    """Each sends at a moment of its own, from a second before the closing to a second after it."""
    started = []
    for place, sender in enumerate(senders):
        due = (closes_at - clock.database_now()).total_seconds() - 1 + 2 * place / len(senders)
        started.append(threading.Timer(max(0, due), sender.send))
        started[-1].start()
    return started


def rush(server, consultation: Consultation, close_in_a_while) -> None:
    """Everybody sends; `close_in_a_while` gives the instant of closing once the first ten have sent."""
    senders = [Sender(server, consultation, sent_before=place % 5 == 0) for place in range(PEOPLE)]
    early, racing, late = senders[:BEFORE], senders[BEFORE : BEFORE + ACROSS], senders[BEFORE + ACROSS :]
    for sender in early:
        sender.send()
    with the_only_crowd():
        closes_at = close_in_a_while()
        finish(across(racing, closes_at))
        while clock.database_now() < closes_at:
            threading.Event().wait(0.05)
        threads = [threading.Thread(target=each.send) for each in late]
        for thread in threads:
            thread.start()
        finish(threads)
    judge(senders, early, late, closes_at)


def finish(threads: list[threading.Thread]) -> None:
    """Wait until each has its answer."""
    for thread in threads:
        thread.join(GIVE_UP)


def judge(senders: list[Sender], early: list[Sender], late: list[Sender], closes_at: datetime.datetime) -> None:
    """None is lost, and each is late or not by its own moment, and counts accordingly."""
    responses = {each.organisation_id: each for each in Response.objects.select_related("counted_version")}
    last = {each.response_id: each for each in ResponseVersion.objects.sent().order_by("number")}
    wrong = {}
    for place, sender in enumerate(senders):
        response = responses[sender.actor.organisation_id]
        version = last[response.pk]
        answer = version.answers.get().text
        was_late = version.submitted_at >= closes_at
        counting = 2 if sender.sent_before and not was_late else 1
        expected = {
            "answered": (302, reverse("receipt", args=[response.pk])),
            "number": 2 if sender.sent_before else 1,
            "text": "Second" if sender.sent_before else "First",
            "late": was_late,
            "counts": sender.sent_before or not was_late,
            "counted": counting if sender.sent_before or not was_late else None,
        }
        found = {
            "answered": sender.answer,
            "number": version.number,
            "text": answer,
            "late": version.late,
            "counts": response.counts,
            "counted": response.counted_version.number if response.counted_version else None,
        }
        if found != expected:
            wrong[place] = found, expected
    assert wrong == {}
    assert [last[responses[each.actor.organisation_id].pk].late for each in early] == [False] * BEFORE
    assert [last[responses[each.actor.organisation_id].pk].late for each in late] == [True] * AFTER
    assert (len(responses), ResponseVersion.objects.filter(submitted_at=None).count()) == (PEOPLE, 0)
    assert WorkRow.objects.filter(kind="receipt").count() == ResponseVersion.objects.count() == PEOPLE + PEOPLE // 5


def test_by_the_clock_of_the_database(live_server, zone):
    today = clock.today()
    consultation = a_consultation(
        opens_on=today - datetime.timedelta(days=90), closes_on=today + datetime.timedelta(days=1)
    )

    def close_in_a_while():
        closes_at = clock.database_now() + A_WHILE
        Consultation.objects.filter(pk=consultation.pk).update(closes_at=closes_at)
        return closes_at

    rush(live_server, consultation, close_in_a_while)


@pytest.mark.parametrize("day", DAYS)
def test_on_a_day_when_the_clocks_change(day, live_server, zone, monkeypatch):
    closes_on, instant = DAYS[day]
    consultation = a_consultation(opens_on=datetime.date(2026, 1, 5), closes_on=closes_on)
    assert consultation.closes_at == instant
    running = Running(clock._told, instant - datetime.timedelta(hours=1) - clock.true_now())
    monkeypatch.setattr(clock, "_told", running)

    def close_in_a_while():
        running.away = instant - A_WHILE - clock.true_now()
        return instant

    rush(live_server, consultation, close_in_a_while)
