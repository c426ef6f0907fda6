"""The one command that takes events away."""

import datetime

import pytest
from django.core.management import call_command

from core import clock
from core.trail.models import Event

pytestmark = pytest.mark.django_db


def event(years):
    at = clock.true_now() - datetime.timedelta(days=365.25 * years + 1)
    return Event.objects.create(at=at, capacity="x", channel="web", verb="did", model="x.y", object_id=1)


@pytest.mark.parametrize(("arguments", "left"), [([], 1), (["--years", "9"], 2), (["--years", "1"], 1)])
def test_events_go_after_seven_years_and_never_before(arguments, left, capsys):
    for years in (10, 8, 6):
        event(years)
    call_command("forget_events", *arguments)
    assert Event.objects.filter(verb="did").count() == left
    assert capsys.readouterr().out.startswith(f"deleted={3 - left} before=")
    assert Event.objects.get(verb="forgot events").detail["count"] == 3 - left
