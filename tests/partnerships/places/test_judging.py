"""The arithmetic: what is co-terminous, what is not, and of what nothing can be said."""

import datetime
from decimal import Decimal

import pytest

from partnerships.places.judging import LONG_AGO, STILL, Count, Figures, Known, Place, Share, Spell, Tier
from partnerships.places.models import Verdict

ALWAYS = Spell(LONG_AGO, STILL)
ON = datetime.date(2015, 4, 1)


@pytest.mark.parametrize(
    ("shared", "of_body", "of_area", "verdict"),
    [
        (95, 100, 100, Verdict.YES),
        (94, 100, 94, Verdict.NO),  # 94% of the body, all of the council
        (94, 94, 100, Verdict.NO),
        (94_999, 99_999, 94_999, Verdict.NO),  # 94.9999...%, which is not 95%
        (95, None, 100, Verdict.UNKNOWN),
        (1, 100, None, Verdict.UNKNOWN),  # never no, however small
        (101, 100, 200, Verdict.UNKNOWN),  # the total is not what was counted
    ],
)
def test_a_pair_is_judged_by_both_sides(shared, of_body, of_area, verdict):
    assert Figures(shared, of_body, of_area).verdict == verdict


def test_a_share_is_cut_and_never_rounded_up():
    assert Figures(94_999, 99_999, 100_000).of_organisation == Decimal("94.999")


def test_lower_tiers_are_added_up_and_one_that_is_not_counted_leaves_the_whole_open():
    county, one, other, unitary = 1, 2, 3, 4
    places = {
        county: Place("county", None, ALWAYS),
        one: Place("district", county, ALWAYS),
        other: Place("district", county, Spell(LONG_AGO, ON)),
        unitary: Place("county", None, ALWAYS),
    }
    counts = [Count(7, one, 60, ALWAYS), Count(7, other, 40, ALWAYS), Count(7, None, 100, ALWAYS),
              Count(None, one, 60, ALWAYS), Count(None, other, 40, ALWAYS), Count(8, unitary, 5, ALWAYS)]  # fmt: skip
    known = Known(counts, [], places)
    assert known.on(ON) == {(7, county): Figures(100, 100, 100), (8, unitary): Figures(5, None, None)}
    assert known.on(ON + datetime.timedelta(days=1))[7, county] == Figures(60, 100, 60)  # the district is no more
    assert Known([*counts[:3], counts[4]], [], places).on(ON)[7, county] == Figures(100, 100, None)
    moved = Known(counts, [Tier(other, unitary, ALWAYS)], places)  # a list says otherwise than the register
    assert moved.uppers_on(ON) == {one: county, other: unitary}


def test_a_share_is_of_what_can_be_judged_and_falls_without_rounding():
    assert Share.of(["yes", "no", "unknown"]) == Share(2, 1)
    assert (Share(0, 0).share, Share(0, 0).in_words) == (None, "no pair can be judged")
    assert Share(3_000_000, 1_000_000).is_lower_than(Share(2_999_999, 1_000_000))
    assert not Share(0, 0).is_lower_than(Share(1, 1))
