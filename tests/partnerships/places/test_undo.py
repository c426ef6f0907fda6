"""Lists of places taken back: all stands as it was before, unless something was built on them since."""

import uuid

import pytest
from django.urls import reverse

from core.acts import Refused
from core.imports.built import built_on
from core.imports.line_actions import correct_line, set_line_aside
from core.imports.models import ImportLine, ImportRun, LineOutcome, RunState
from core.imports.sources import SOURCES
from core.imports.undo_actions import begin_undo, carry_out_undo
from core.trail.models import Event
from partnerships.organisations.models import Area, Organisation
from partnerships.places.actions import carry_out_boundary_change, propose_count, void_boundary_change
from partnerships.places.models import AreaPoint, BoundaryAlert, CouncilTier, LostPair, Pair, SmallAreaCount
from tests.factories.people import MembershipFactory, make_actor, signed_in
from tests.partnerships.organisations.imports.files import HOUSE, as_csv, council, councils, counts
from tests.partnerships.places.test_lists import FIRST, LATER, POINTS, ROWS, TIERS, judged, overlaps, register

pytestmark = pytest.mark.django_db
__all__ = ["register"]
NEWER = [
    ("5CN", "", "Herefordshire PCT", "E06000019", "Herefordshire", "116", "72.05", "100.0"),
    ("5CN", "", "Herefordshire PCT", "E07000235", "Malvern Hills", "45", "27.95", "100.0"),
    ("5PL", "", "Worcestershire PCT", "E07000238", "Wychavon", "78", "100.0", "100.0"),
]


def take(lists, *rows, on=FIRST):
    return lists.take("overlaps", overlaps(*rows), name="o.csv", published_on=on)


def undone(run, reason="The wrong list."):
    return carry_out_undo(by=HOUSE, run=begin_undo(HOUSE, run, reason))


def held():
    """All counts, tiers, points and pairs; of pairs, which are worked out, without their numbers."""
    pairs = [{k: v for k, v in row.items() if k != "id"} for row in Pair.objects.values()]
    kept = [list(table.objects.order_by("pk").values()) for table in (SmallAreaCount, CouncilTier, AreaPoint)]
    return [*kept, sorted(pairs, key=str)]


def test_a_list_of_overlaps_is_undone_and_all_stands_as_before(register, lists):
    MembershipFactory(role="secretariat")
    nothing = held()
    first = take(lists, *ROWS)
    before = held()
    later = take(lists, *NEWER, on=LATER)
    alert = BoundaryAlert.objects.get()
    with pytest.raises(Refused, match="Something was built on this import since") as refusal:
        undone(first)
    assert refusal.value.messages[1].startswith("Known since by a later list or a boundary change: 3, such as ")
    assert undone(later).state == RunState.UNDONE
    assert held() == before
    alert.refresh_from_db()
    assert alert.note == "The import was undone. The wrong list."
    assert not BoundaryAlert.objects.to_note().exists()
    body = Organisation.objects.get(name="Worcestershire PCT")
    assert Event.objects.of(body).first().verb == "import undone"
    assert undone(first).state == RunState.UNDONE
    assert held() == nothing
    assert counts(take(lists, *ROWS)) == (3, 0, 0, 0)


def test_counts_of_the_same_day_that_were_declared_void_stand_again(register, lists):
    take(lists, *ROWS)
    before = held()
    run = take(lists, ROWS[0], ("5PL", "", "Worcestershire PCT", "E07000235", "Malvern Hills", "40", "33.90", "100.0"),
               ("5PL", "", "Worcestershire PCT", "E07000238", "Wychavon", "78", "66.10", "100.0"))  # fmt: skip
    assert counts(run) == (0, 1, 2, 0)
    assert SmallAreaCount.objects.exclude(voided_on=None).count() == 3
    undone(run)
    assert held() == before


def test_a_boundary_change_bars_it_until_it_is_declared_void(register, lists):
    run = take(lists, *ROWS)
    worcester, malvern = Organisation.objects.get(name="Worcestershire PCT"), Area.objects.get(name="Malvern Hills")
    change = propose_count(
        by=HOUSE, first_day=LATER, organisation=worcester, area=malvern, small_areas=0, reason="Moved", source="Order"
    )
    assert built_on(run, SOURCES["overlaps"], HOUSE) == []
    carry_out_boundary_change(by=HOUSE, change=change)
    [built] = built_on(run, SOURCES["overlaps"], HOUSE)
    assert (built.count, built.lines[0].text, built.lines[0].href) == (
        1,
        "Worcestershire PCT and Malvern Hills: 45 small areas",
        reverse("boundary_change", args=[change.pk]),
    )
    with pytest.raises(Refused, match="Something was built on this import since"):
        undone(run)
    void_boundary_change(by=HOUSE, change=change, reason="A mistake.")
    assert undone(run).state == RunState.UNDONE
    assert (SmallAreaCount.objects.exists(), Pair.objects.exists()) == (False, False)


def test_a_change_between_asking_and_doing_is_in_the_way(register, lists):
    run = begin_undo(HOUSE, take(lists, *ROWS), "The wrong list.")
    take(lists, *NEWER, on=LATER)
    assert carry_out_undo(by=HOUSE, run=run).state == RunState.DONE
    assert "Known since by a later list or a boundary change: 3" in ImportRun.objects.get(pk=run.pk).error
    assert SmallAreaCount.objects.filter(source__contains="2013").exists()


def test_tiers_are_undone(register, lists):
    take(lists, *ROWS)
    tier = ["E07000235", "Malvern Hills", "E10000034", "Worcestershire", "1"]
    first = lists.take("council-tiers", as_csv([TIERS, tier]), name="t.csv", published_on=FIRST)
    before = held()
    moved = as_csv([TIERS, ["E07000235", "Malvern Hills", "E06000019", "Herefordshire", "1"]])
    run = lists.take("council-tiers", moved, name="t.csv", published_on=LATER)
    assert ("5PL", "Herefordshire", 45, "no", LATER, None) in judged()
    with pytest.raises(Refused, match="Malvern Hills in Herefordshire"):
        undone(first)
    undone(run)
    assert held() == before
    assert (
        not CouncilTier.objects.filter(area__name="Malvern Hills", ends=None)
        .exclude(upper__name="Worcestershire")
        .exists()
    )


def test_points_are_drawn_where_they_were(register, lists):
    first = lists.take("council-points", as_csv([POINTS, ["E07000235", "Malvern Hills", "52.1", "-2.3"]]), name="p.csv")
    before = held()
    both = as_csv([POINTS, ["E07000235", "Malvern", "52.2", "-2.3"], ["E07000238", "Wychavon", "52.2", "-2.1"]])
    run = lists.take("council-points", both, name="p.csv")
    assert AreaPoint.objects.count() == 2
    with pytest.raises(Refused, match="Point that a later list drew anew: 1, such as Malvern Hills"):
        undone(first)
    undone(run)
    assert held() == before
    undone(first)
    assert not AreaPoint.objects.exists()


def test_what_a_list_of_places_did_is_no_bar_to_undoing_the_organisations_once_it_is_undone(register, lists):
    codes = {"gss_code": "E07000999", "region": "West Midlands"}
    councils_run = lists.take("councils", councils(council("NEW", "Newland District Council", "NMD", **codes)))
    row = ("5CN", "", "Herefordshire PCT", "E07000999", "Newland", "9", "", "")
    run = take(lists, row)
    with pytest.raises(Refused, match="Small area count: 1"):
        undone(councils_run)
    undone(run)
    assert undone(councils_run).state == RunState.UNDONE
    assert not LostPair.objects.exists()


def refused(run):
    return run.lines.get(outcome=LineOutcome.REFUSED)


def test_a_refused_row_of_overlaps_is_corrected_and_judged_and_undone_with_its_run(register, lists):
    ruth = make_actor("secretariat")
    nothing = held()
    wrong = ("5ZZ", *ROWS[2][1:])
    run = take(lists, *ROWS[:2], wrong)
    line = refused(run)
    assert "No body with the ODS code 5ZZ is in the register." in line.reason
    browser = signed_in(ruth)
    where = reverse("import_line", args=[line.pk])
    assert where in browser.get(run.get_absolute_url()).content.decode()
    assert where in browser.get(reverse("import_lines")).content.decode()
    sent = {f"cell_{place}": cell for place, cell in enumerate(ROWS[2])}
    again = browser.post(where, {"once": uuid.uuid4(), **sent, "cell_0": "5ZY"})
    assert (again.status_code, "No body with the ODS code 5ZY" in again.content.decode()) == (422, True)
    done = browser.post(where, {"once": uuid.uuid4(), **sent})
    assert done.url == run.get_absolute_url(), done.content.decode()
    run.refresh_from_db()
    assert run.summary == "read=3 created=3 updated=0 unchanged=0 refused=0"
    assert SmallAreaCount.objects.get(organisation__name="Worcestershire PCT", area__name="Wychavon").number == 78
    shared = Pair.objects.get(organisation__name="Worcestershire PCT", ends=None)
    assert shared.shared == 123
    undone(run)
    assert held() == nothing


def test_a_row_that_is_corrected_does_not_say_anew_what_another_of_its_list_says(register, lists):
    run = take(lists, *ROWS[:2], ("5ZZ", *ROWS[2][1:]))
    again = ["5PL", "", "Worcestershire PCT", "E07000235", "Malvern Hills", "44", "36.59", "100.0"]
    with pytest.raises(Refused, match="Another row of the list says of the same: The register has 45 small areas"):
        correct_line(by=make_actor("secretariat"), line=refused(run), cells=again)
    assert SmallAreaCount.objects.get(area__name="Malvern Hills", organisation__isnull=False).number == 45


def test_a_refused_row_of_tiers_or_points_is_corrected_or_set_aside(register, lists):
    ruth = make_actor("secretariat")
    tiers = as_csv([TIERS, ["E07000235", "Malvern Hills", "E10999999", "Worcestershire", "1"]])
    run = lists.take("council-tiers", tiers, name="t.csv", published_on=FIRST)
    correct_line(by=ruth, line=refused(run), cells=["E07000235", "Malvern Hills", "E10000034", "Worcestershire", "1"])
    assert CouncilTier.objects.get().upper.name == "Worcestershire"
    undone(run)
    assert not CouncilTier.objects.exists()
    run = lists.take("council-points", as_csv([POINTS, ["E07000235", "Malvern Hills", "north", "-2.3"]]), name="p.csv")
    with pytest.raises(Refused, match="The lat 'south' is not one: write degrees"):
        correct_line(by=ruth, line=refused(run), cells=["E07000235", "Malvern Hills", "south", "-2.3"])
    set_line_aside(by=ruth, line=refused(run), reason="Nobody needs it.")
    assert ImportLine.objects.get(run=run).outcome == LineOutcome.ASIDE


def test_the_page_says_what_would_be_taken_back(register, lists):
    ruth = make_actor("secretariat")
    take(lists, *ROWS)
    run = take(lists, *NEWER, on=LATER)
    browser = signed_in(ruth)
    html = browser.get(run.get_absolute_url()).content.decode()
    assert (reverse("import_undo", args=[run.pk]) in html, "Counts added" in html) == (True, True)
    html = browser.get(reverse("import_undo", args=[run.pk])).content.decode()
    assert "Counts of small areas that would be taken out: 3" in html
    assert "Herefordshire PCT and Malvern Hills: 45 small areas" in html
    assert "Counts of small areas that would stand again as before: 3" in html
    assert "Worcestershire PCT: 123 small areas in all" in html
