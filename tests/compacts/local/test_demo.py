"""The demonstration's Compacts."""

import pytest

from compacts.local.models import LocalCompact
from core import clock, demo
from core.deadlines.registry import DEADLINES

pytestmark = pytest.mark.django_db


def test_two_counties_and_a_city_each_stand_elsewhere(settings):
    settings.DEMO = True
    demo.load()
    found = {each.area.name: each for each in LocalCompact.objects.select_related("area")}
    assert {name: each.state.label for name, each in found.items()} == {
        "Herefordshire": "Refreshed", "Worcestershire": "Lapsed", "Coventry": "In development",
        "Isle of Wight": "Lapsed",
    }  # fmt: skip
    [due] = DEADLINES["compact_review"].open(None)
    assert (due.title, (due.review_due - clock.today()).days) == ("Herefordshire Compact", 45)
