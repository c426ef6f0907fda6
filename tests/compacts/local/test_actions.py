"""Each act on a Local Compact: done, and refused in plain words."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from compacts.local import actions
from compacts.reviews.actions import begin_review
from core import clock
from core.acts import Conflict, NotVisible, Refused
from core.trail.models import Event
from tests.factories.compacts import AGREED, BEGUN, DUE, LAPSED, LAUNCHED, REFRESHED, REVIEWED, CompactFactory
from tests.factories.organisations import AreaFactory, OrganisationFactory
from tests.factories.people import make_actor

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
STILL_TO_COME = "Enter a day that has come. What is still to come is entered once it is done."


@pytest.fixture
def by():
    return make_actor("secretariat")


def refused(act, **given):
    """The sentences of a refusal, by field where they have one."""
    with pytest.raises(ValidationError) as refusal:
        act(**given)
    found = refusal.value
    return found.message_dict if hasattr(found, "error_dict") else found.messages


def verbs(compact):
    return list(Event.objects.of(compact).order_by("pk").values_list("verb", flat=True))


def test_from_the_first_meeting_to_the_end(by):
    area, council = AreaFactory(name="Herefordshire"), OrganisationFactory(name="Herefordshire Council")
    compact = actions.begin_compact(
        by=by, title="Herefordshire Compact", area=area, about="How to treat one another.", begun_on=BEGUN
    )
    actions.name_manager(
        by=by, compact=compact, version=1, manager_name="Ruth Lacey", manager_organisation=council,
        manager_email="", manager_telephone="01432 000 120",
    )  # fmt: skip
    actions.agree_compact(by=by, compact=compact, on=AGREED)
    actions.edit_compact(by=by, compact=compact, version=None, review_due=datetime.date(2005, 5, 31))
    actions.launch_compact(by=by, compact=compact, on=LAUNCHED)
    actions.lapse_compact(by=by, compact=compact, on=LAPSED, reason=" Another took its place. ")
    compact.refresh_from_db()
    assert (compact.agreed_on, compact.launched_on, compact.lapsed_on) == (AGREED, LAUNCHED, LAPSED)
    assert (compact.lapse_reason, compact.review_due) == ("Another took its place.", None)
    assert (compact.kind, compact.search_text) == ("local_compact", "herefordshire compact herefordshire")
    assert verbs(compact) == [
        "begun", "Compact Manager entered", "agreed", "changed", "launched", "lapsed",
    ]  # fmt: skip


def test_the_trail_holds_nothing_about_the_compact_manager(by):
    compact = CompactFactory(manager_name="")
    actions.name_manager(by=by, compact=compact, version=1, manager_name="Ruth Lacey", manager_email="r@example.org")
    detail = Event.objects.of(compact).get().detail
    assert detail == {"manager_name": "changed", "manager_email": "changed"}


ACTS = {
    "edit": lambda by, compact: actions.edit_compact(by=by, compact=compact, version=None, about="Other"),
    "manager": lambda by, compact: actions.name_manager(by=by, compact=compact, version=None, manager_name="Jo"),
    "agree": lambda by, compact: actions.agree_compact(by=by, compact=compact),
    "launch": lambda by, compact: actions.launch_compact(by=by, compact=compact),
    "begin review": lambda by, compact: begin_review(by=by, compact=compact, led_by="The group"),
    "lapse": lambda by, compact: actions.lapse_compact(by=by, compact=compact, reason="Nobody came."),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("role", ["visitor", "administrator", "commissioner", "analyst", "auditor"])
def test_nobody_but_the_secretariat_acts(role, act):
    actor, compact = make_actor(role), CompactFactory(launched=True)
    with pytest.raises(PermissionDenied):
        ACTS[act](actor, compact)
    assert verbs(compact) == []


def test_who_may_not_see_it_learns_nothing_of_it():
    with pytest.raises(NotVisible):
        ACTS["lapse"](make_actor("drafter"), CompactFactory(agreed=True))
    with pytest.raises(PermissionDenied):
        actions.begin_compact(by=make_actor("commissioner"), title="Ours", area=AreaFactory(), about="Ours")


REFUSALS = [
    ("agree", "begun", {"manager_name": ""}, "Enter who its Compact Manager is."),
    ("agree", "begun", {"manager_email": ""}, "Enter how to reach its Compact Manager."),
    (
        "agree", "agreed", {},
        "It was agreed on 20 February 2003. If that is not the day, change it in the entry.",
    ),
    ("agree", "given_up", {}, "It lapsed on 31 March 2008. Begin a new one in its place."),
    ("launch", "begun", {"review_due": DUE}, "Enter first when it was agreed."),
    ("launch", "agreed", {"review_due": None}, "Enter by when it is to be reviewed."),
    ("launch", "agreed", {"manager_email": ""}, "Enter how to reach its Compact Manager."),
    ("launch", "launched", {}, "It was launched on 14 May 2003. If that is not the day, change it in the entry."),
    ("begin review", "agreed", {}, "Enter first when it was launched."),
    ("begin review", "under_review", {}, "The review that began on 18 April 2005 goes on. Conclude it first."),
    ("lapse", "under_review", {}, "The review that began on 18 April 2005 goes on. Conclude it first."),
    ("begin review", "lapsed", {}, "It lapsed on 31 March 2008. Begin a new one in its place."),
    ("lapse", "lapsed", {}, "It lapsed on 31 March 2008. Begin a new one in its place."),
]  # fmt: skip


@pytest.mark.parametrize(("act", "state", "but", "sentence"), REFUSALS)
def test_a_step_waits_for_what_comes_before_it(by, act, state, but, sentence):
    compact = CompactFactory(**{state: True}, **but)
    with pytest.raises(Refused) as refusal:
        ACTS[act](by, compact)
    assert refusal.value.messages == [sentence]
    assert verbs(compact) == []


@pytest.mark.parametrize(
    ("act", "state", "more"),
    [
        (actions.agree_compact, "begun", {}),
        (actions.launch_compact, "agreed", {}),
        (actions.lapse_compact, "launched", {"reason": "Nobody came."}),
    ],
)
def test_a_step_is_entered_once_it_is_done(by, act, state, more):
    compact, tomorrow = CompactFactory(**{state: True}), clock.today() + DAY
    assert refused(act, by=by, compact=compact, on=tomorrow, **more) == {"on": [STILL_TO_COME]}
    act(by=by, compact=compact, **more)
    assert Event.objects.of(compact).get().detail[STEP[act]][1] == clock.today().isoformat()


STEP = {
    actions.agree_compact: "agreed_on",
    actions.launch_compact: "launched_on",
    actions.lapse_compact: "lapsed_on",
}


def test_it_lapses_only_with_a_reason_and_after_its_last_review(by):
    compact = CompactFactory(refreshed=True)
    early = refused(actions.lapse_compact, by=by, compact=compact, reason="So.", on=REFRESHED - DAY)
    assert early == {"on": ["It was still reviewed on 9 November 2005. Enter that day or a later one."]}
    assert "Say why it lapsed." in str(refused(actions.lapse_compact, by=by, compact=compact, reason="  "))


def test_it_is_not_begun_on_a_day_to_come(by):
    tomorrow = clock.today() + DAY
    given = {"title": "Ours", "area": AreaFactory(), "about": "Ours", "begun_on": tomorrow}
    assert refused(actions.begin_compact, by=by, **given) == {"begun_on": [STILL_TO_COME]}


def test_days_that_are_known_are_put_right_and_no_step_is_taken_with_it(by):
    compact = CompactFactory(title="Compact", refreshed=True)
    actions.edit_compact(by=by, compact=compact, version=1, launched_on=LAUNCHED + DAY, title="County Compact")
    compact.refresh_from_db()
    assert (compact.launched_on, compact.sort_name, compact.version) == (LAUNCHED + DAY, "county compact", 2)
    assert Event.objects.of(compact).get().detail == {
        "title": ["Compact", "County Compact"],
        "launched_on": ["2003-05-14", "2003-05-15"],
    }
    for wrong, sentence in (
        ({"lapsed_on": LAPSED}, "Here only a day that is known already is put right."),
        ({"agreed_on": None}, "Here only a day that is known already is put right."),
        ({"launched_on": REVIEWED + DAY}, "Its first review began on 18 April 2005. Enter that day or an earlier one."),
        ({"agreed_on": LAUNCHED + 2 * DAY}, "It cannot be launched before it is agreed."),
        ({"launched_on": clock.today() + DAY}, STILL_TO_COME),
    ):
        assert sentence in str(refused(actions.edit_compact, by=by, compact=compact, version=2, **wrong))


def test_two_people_who_change_one_at_once_conflict(by):
    compact = CompactFactory()
    actions.edit_compact(by=by, compact=compact, version=1, about="First")
    for act, given in ((actions.edit_compact, {"about": "Second"}), (actions.name_manager, {"manager_name": "Jo"})):
        with pytest.raises(Conflict):
            act(by=by, compact=compact, version=1, **given)
