"""The demonstration's Compacts."""

from compacts.local.models import LocalCompact
from core import clock
from core.deadlines.registry import DEADLINES
from tests.story import of_the_story

pytestmark = of_the_story


def test_two_counties_and_a_city_each_stand_elsewhere():
    found = {each.area.name: each for each in LocalCompact.objects.select_related("area")}
    assert {name: each.state.label for name, each in found.items()} == {
        "Herefordshire": "Refreshed", "Worcestershire": "Lapsed", "Coventry": "In development",
        "Isle of Wight": "Lapsed",
    }  # fmt: skip
    [due] = DEADLINES["compact_review"].open(None)
    assert (due.title, (due.review_due - clock.today()).days) == ("Herefordshire Compact", 45)
