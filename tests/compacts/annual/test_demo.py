"""The demonstration's annual agreements: one that was signed and monitored, and one of which four of six are there."""

from compacts.annual.composing import CHANGED, GONE, NEW, SAME, changed
from compacts.annual.models import AnnualAgreement, Standing
from compacts.annual.reading import LOADED, by_partner, overdue
from compacts.annual.rules import SIX
from compacts.strategies.models import JointStrategy
from core import clock
from core.deadlines.registry import DEADLINES
from tests.story import of_the_story

pytestmark = of_the_story


def test_last_years_is_signed_and_monitored_and_this_years_has_four_of_six():
    last, this = LOADED.order_by("year")
    today = clock.today()
    assert (last.standing, this.standing) == (Standing.OVER, Standing.WRITTEN)
    assert [gate.title for gate in SIX if gate(last, last.ends)] == []
    assert [gate.title[:2] for gate in SIX if gate(this, today)] == ["3.", "5."]
    assert {each.agreement.parties.count() for each in (last, this)} == {3}
    assert {line.what[:5]: line.state for line in last.work.all()} == {
        "Visit": "done", "Offer": "delayed", "Agree": "given_up",
    }  # fmt: skip
    assert [line.what for line in overdue(last, today)] == ["Offer each carer a break of two weeks"]
    assert [line.annual for line in DEADLINES["work_line"].open(None)] == [last]
    assert sum(each.total for each in by_partner(last)) == 716_500
    found = {part: sorted({each.kind for each in rows}) for part, rows in changed(last, this).items()}
    assert found == {
        "governance": [SAME], "outcomes": [NEW, SAME], "priorities": [SAME], "intentions": [CHANGED, GONE, SAME],
        "measures": [GONE, SAME], "work": [CHANGED, GONE],
    }  # fmt: skip
    [covering] = JointStrategy.objects.covering(this.year)
    assert covering.area == this.agreement.area
    assert AnnualAgreement.objects.count() == 2
