"""The demonstration's targets: one opens at 'no baseline' for one measure, and has a baseline for others."""

from django.urls import reverse

from compacts.measures.models import Reading
from compacts.targets.models import Contribution, Snapshot
from tests.consultation.pages import words
from tests.factories.people import make_actor, signed_in
from tests.story import of_the_story

pytestmark = of_the_story


def test_five_per_cent_opens_at_no_baseline_and_everything_invented_says_so():
    county = Snapshot.objects.filter(contribution__target__area__name="Herefordshire")
    found = {each.contribution.measure.code: each for each in county.select_related("contribution__measure")}
    assert {code: each.status for code, each in found.items()} == {
        "vcs-contracts-and-grants": "met", "people-served": "no_baseline", "nhs-volunteers": "no_data",
        "life-expectancy": "no_data", "vcs-contract-value": "met",
    }  # fmt: skip
    entered = Reading.objects.exclude(source__startswith="Return of").exclude(source__startswith="Contract register")
    assert set(entered.values_list("source", flat=True)) == {"Invented for the demonstration"}
    sources = Contribution.objects.values_list("baseline_source", flat=True)
    assert set(sources) == {"", "Invented for the demonstration"}
    office = signed_in(make_actor("secretariat"))
    target = found["people-served"].contribution.target
    text = words(office.get(target.get_absolute_url()))
    assert "5% more activity of the sector by 2006 No baseline" in text
    assert "Baseline £412,300 in 2002-03" in text
    assert "Unit £, real terms, prices of 2002-03" in text
    rows = office.get(reverse("api_targets")).json()["results"]
    of_the_island = {row["title"]: row["status"] for row in rows if "Island" in row["title"]}
    assert set(of_the_island.values()) == {"No baseline"}
    others = [row["status"] for row in rows if row["title"] not in of_the_island]
    assert others == ["No baseline", "No data", "Met", "Off course"]
