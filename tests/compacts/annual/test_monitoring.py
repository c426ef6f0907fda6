"""The work plan through the year: progress on its lines, what is overdue, and what has been taken over."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from compacts.agreements.models import Agreement
from compacts.annual import actions
from compacts.annual.models import LineState
from compacts.annual.monitoring_actions import note_progress
from compacts.annual.reading import LINES, LOADED, overdue
from core.acts import NotVisible
from core.deadlines.registry import DEADLINES
from core.trail.models import Event
from tests.compacts.local.test_actions import refused
from tests.factories.annual import YEAR, annual_of, line_of
from tests.factories.organisations import OrganisationFactory, PublicBodyFactory
from tests.factories.people import make_actor

pytestmark = pytest.mark.django_db
DAY, ONE = datetime.date, datetime.timedelta(days=1)
DUE = DAY(YEAR, 9, 30)


@pytest.fixture
def by():
    return make_actor("secretariat")


@pytest.fixture
def line():
    return annual_of(PublicBodyFactory(), OrganisationFactory(), in_force=True).work.get()


def noted(by, line, on, state, note="As it was."):
    return note_progress(by=by, line=line, on=on, state=state, note=note)


def test_the_latest_day_says_how_a_line_stands_and_each_day_what_was_known_of_it(by, line):
    noted(by, line, DAY(2008, 10, 13), "done", " All are open. ")
    found = noted(by, line, DAY(2008, 7, 1), "under_way")  # noted late
    assert (found.state, found.version) == ("done", 2)
    loaded = LINES.get(pk=line.pk)
    assert [each.note for each in loaded.progress.all()] == ["As it was.", "All are open."]
    days = {DAY(2008, 6, 30): "not_begun", DAY(2008, 7, 1): "under_way", DAY(2008, 10, 13): "done"}
    assert {day: loaded.state_on(day).value for day in days} == days
    late = [loaded.overdue_on(day) for day in (DUE, DUE + ONE, DAY(2008, 10, 12), DAY(2008, 10, 13))]
    assert late == [False, True, True, False]
    told = Event.objects.of(line.annual).filter(verb="progress noted").order_by("pk")
    assert [each.detail["state"] for each in told] == [LineState.DONE.label, LineState.UNDER_WAY.label]


def test_what_is_still_to_come_or_says_nothing_is_refused(by, line):
    told = refused(noted, by=by, line=line, on=DAY(2099, 1, 1), state="done")
    assert told == {"on": ["Enter a day that has come. What is still to come is entered once it is done."]}
    assert refused(noted, by=by, line=line, on=DUE, state="done", note=" ") == {
        "__all__": ["Say what was done since, and what comes next."]
    }
    assert not line.progress.exists()


def test_progress_waits_for_all_signatures_and_ends_with_the_agreement(by):
    line = annual_of().work.get()
    assert refused(noted, by=by, line=line, on=DUE, state="done") == ["Progress is noted once all parties have signed."]
    ended = annual_of(ended=True, service="carers").work.get()
    assert refused(noted, by=by, line=ended, on=DUE, state="done") == ["It ended on 31 March 2013."]


def test_a_line_is_due_until_it_is_done_or_a_signed_next_year_has_taken_it_over(by, line):
    due = DEADLINES["work_line"]
    line_of(annual_of(service="carers"))  # nobody has signed it
    assert list(due.open(None)) == [line]
    following = actions.carry_forward(by=by, annual=line.annual)
    assert list(due.open(None)) == [line]
    Agreement.objects.filter(pk=following.agreement_id).update(latest=1, final_on=DUE, in_force_on=DUE)
    assert list(due.open(None)) == [following.work.get()]
    noted(by, following.work.get(), DUE, "given_up")
    assert list(due.open(None)) == []
    Agreement.objects.filter(pk=following.agreement_id).update(in_force_on=DUE + 2 * ONE)
    former = LOADED.get(pk=line.annual_id)
    assert [overdue(former, DUE + days * ONE) for days in range(3)] == [[], [line], []]


def test_nothing_is_overdue_before_all_have_signed_or_after_the_end():
    for annual in (annual_of(final=True), annual_of(ended=True, service="carers")):
        line = LINES.get(annual=annual)
        assert (line.overdue_on(DAY(2013, 4, 1)), overdue(annual, DAY(2013, 4, 1))) == (False, [])
    assert line.overdue_on(DUE + ONE)  # it ended in March 2013


def test_it_is_noted_by_its_lead_and_by_commissioners_of_the_parties(line):
    group = line.annual.agreement.parties.exclude(organisation=line.lead).get().organisation
    other = line_of(line.annual, lead=group)
    commissioner = make_actor("commissioner", organisation=line.lead)
    drafter, member = (make_actor(role, organisation=group) for role in ("drafter", "member"))
    for each in (commissioner, drafter):
        noted(each, other, DUE, "under_way")
    for actor, wrong in ((drafter, line), (member, other)):
        with pytest.raises(PermissionDenied):
            noted(actor, wrong, DUE, "done")
    with pytest.raises(NotVisible):
        noted(make_actor("drafter"), line, DUE, "done")
    line.annual.agreement.parties.filter(organisation=group).update(ends=DUE)
    with pytest.raises(NotVisible):  # the components say what the next draft will
        noted(drafter, other, DUE, "done")
