"""The demonstration holds together: both counties' bodies from 2003 until today, and what went wrong and was put right.

Three primary care trusts became one in Worcestershire in October 2006, the clinical commissioning groups came in 2013,
were one in 2020, and are the integrated care board of today. A wrong import was undone, a duplicate merged and put
back, and an officer left without leaving anything behind that names nobody.
"""

import datetime
from decimal import Decimal

from core import clock
from core.imports.models import ImportedRecord, ImportRun, RunState
from partnerships.duplicates.demo import BRANCH
from partnerships.duplicates.models import DuplicateSuggestion, SuggestionState
from partnerships.intake.demo import WRONG
from partnerships.leaving.demo import LEAVER
from partnerships.leaving.models import Handover
from partnerships.organisations.lineage import lines_of
from partnerships.organisations.models import Organisation
from partnerships.people import holdings
from partnerships.people.models import Membership
from tests.factories.people import make_actor, signed_in
from tests.story import of_the_story

pytestmark = of_the_story
WHO_COMMISSIONS = ("primary-care-trust", "clinical-commissioning-group", "integrated-care-board")
HEREFORD, ONE = "Herefordshire Primary Care Trust", "Worcestershire Primary Care Trust"
THREE = {f"{where} Primary Care Trust" for where in ("South Worcestershire", "Redditch and Bromsgrove", "Wyre Forest")}
GROUPS = {
    f"NHS {each} CCG" for each in ("Herefordshire", "South Worcestershire", "Redditch and Bromsgrove", "Wyre Forest")
}
BOTH, BOARD = (f"NHS Herefordshire and Worcestershire {each}" for each in ("CCG", "Integrated Care Board"))


def open_on(year: int, month: int, day: int) -> set[str]:
    """The names of the bodies that commissioned health care in both counties on a day."""
    ours = Organisation.objects.open_on(datetime.date(year, month, day)).filter(kind__code__in=WHO_COMMISSIONS)
    return set(ours.filter(area__name__in=("Herefordshire", "Worcestershire")).values_list("name", flat=True))


def test_from_the_trusts_of_2003_to_the_board_of_today_with_nothing_between():
    assert open_on(2003, 4, 1) == open_on(2006, 9, 30) == {HEREFORD, *THREE}
    assert open_on(2006, 10, 1) == open_on(2013, 3, 31) == {HEREFORD, ONE}
    assert open_on(2013, 4, 1) == open_on(2020, 3, 31) == GROUPS
    assert open_on(2020, 4, 1) == open_on(2022, 6, 30) == {BOTH}
    today = clock.today()
    assert open_on(2022, 7, 1) == open_on(today.year, today.month, today.day) == {BOARD}
    board = Organisation.objects.get(name=BOARD)
    origins, _ = lines_of(board.pk)
    assert {step.lineage.ancestor.name for step in origins} == {HEREFORD, *THREE, ONE, *GROUPS, BOTH}
    for name in (HEREFORD, *THREE):
        body = Organisation.objects.get(name=name)
        shares = [step.share for step in lines_of(body.pk)[1] if step.lineage.descendant_id == board.pk]
        assert shares == [Decimal(100)], "all of it arrived, by whatever ways"
    oldest = Organisation.objects.get(name=min(THREE))
    html = signed_in(make_actor("auditor")).get(oldest.get_absolute_url()).content.decode()
    assert (ONE in html, BOARD in html) == (True, True)


def test_a_wrong_import_left_nothing_on_any_list():
    run = ImportRun.objects.get(state=RunState.UNDONE)
    names = [name for *_, name in WRONG]
    made = ImportedRecord.objects.filter(run=run, made=True, model="partnerships.organisation")
    void = Organisation.every.filter(pk__in=made.values("object_id"))
    assert sorted(void.values_list("name", "voided_on", "code")) == [
        (name, run.undone_at.date(), "") for name in sorted(names)
    ]
    assert not Organisation.objects.filter(name__in=names).exists()


def test_a_duplicate_was_merged_and_put_back():
    branch = Organisation.objects.get(name=BRANCH)
    pair = DuplicateSuggestion.objects.get(second=branch)
    assert (pair.state, branch.duplicate_of, branch.closed) == (SuggestionState.APART, None, None)
    assert [(each.kept, bool(each.undone_on)) for each in pair.merges.all()] == [(pair.first, True)]


def test_an_officer_left_and_nothing_names_nobody():
    leaver = Membership.objects.get(user__email=LEAVER)
    assert leaver.roles.get().state == "revoked"
    assert Handover.objects.filter(membership=leaver).exists()
    assert list(holdings.of(leaver)) == []
