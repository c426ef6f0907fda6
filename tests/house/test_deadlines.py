"""Every kind of due date there is: whom it reminds when, also where the scheduler slept through the day.

A new kind stands in CASES with a row of it that is due on DUE, and the person who is to be reminded.
"""

import datetime
from collections.abc import Callable

import pytest

from compacts.targets.models import Target
from compacts.targets.progress_actions import compute_progress
from consultation.responses.actions import save_answers
from core import clock
from core.deadlines.actions import remind
from core.deadlines.registry import DEADLINES, for_actor
from core.mail.models import Mail
from core.work.jobs import JOBS, start_due
from core.work.testing import run_all
from partnerships.invitations.actions import invite_person
from partnerships.people.actors import Actor
from tests.factories.agreements import FrameworkFactory, between
from tests.factories.annual import annual_of, line_of
from tests.factories.codes import CodeFactory
from tests.factories.compacts import CompactFactory, ReviewActionFactory
from tests.factories.consultation import ConsultationFactory, a_consultation, given
from tests.factories.deadline import SignupTargetFactory
from tests.factories.disputes import DisputeFactory
from tests.factories.initiatives import InitiativeFactory
from tests.factories.organisations import OrganisationFactory, PublicBodyFactory
from tests.factories.people import make_actor, signed_in
from tests.factories.targets import ContributionFactory, TargetFactory

pytestmark = pytest.mark.django_db
DUE = datetime.date(2026, 11, 20)
DAY = datetime.timedelta(days=1)
At = Callable[[datetime.date], None]


def morning(day: datetime.date) -> datetime.datetime:
    """Ten o'clock of a day: after the hour at which reminders are sent."""
    return datetime.datetime.combine(day, datetime.time(10), tzinfo=datetime.UTC)


def an_entry_to_confirm(at: At) -> Actor:
    forum = OrganisationFactory(name="Malvern Carers", partner=True, confirm_by=DUE)
    return make_actor("administrator", organisation=forum)


def an_answer_to_send(at: At) -> Actor:
    return begun_by("approver")


def an_answer_to_draft(at: At) -> Actor:
    return begun_by("drafter")


def one_to_publish(at: At) -> Actor:
    second = make_actor("commissioner", organisation=PublicBodyFactory(name="Herefordshire Trust"))
    ConsultationFactory(
        title="Support for carers",
        host=second.organisation,
        opens_on=DUE,
        closes_on=DUE + 90 * DAY,
        proposed_at=clock.now(),
        proposed_by=make_actor("commissioner", organisation=second.organisation).user,
    )
    return second


def begun_by(role: str) -> Actor:
    drafter = make_actor(role, organisation=OrganisationFactory(name="Malvern Carers"))
    asked = a_consultation(title="Support for carers", closes_on=DUE)
    save_answers(by=drafter, consultation=asked, given=[given(asked, "q1", text="We agree.")])
    return drafter


def an_invitation_that_waits(at: At) -> Actor:
    administrator = make_actor("administrator", organisation=OrganisationFactory(name="Malvern Carers"))
    at(DUE - 14 * DAY)
    invite_person(
        by=administrator, email="bea@example.org", name="Bea", place=administrator.organisation, roles=["member"]
    )
    Mail.objects.all().delete()  # the invitation itself
    return administrator


def a_compact_to_review(at: At) -> Actor:
    CompactFactory(title="Herefordshire Compact", launched=True, review_due=DUE)
    return make_actor("secretariat")


def an_action_of_a_review(at: At) -> Actor:
    drafter = make_actor("drafter", organisation=OrganisationFactory(name="Malvern Carers"))
    ReviewActionFactory(what="Visit every parish", owner=drafter.organisation, due_on=DUE)
    return drafter


def a_code_to_launch(at: At) -> Actor:
    CodeFactory(title="Funding and Procurement", due_on=DUE)
    return make_actor("secretariat")


def a_dispute_to_deal_with(at: At) -> Actor:
    DisputeFactory(title="Notice of two weeks", due_on=DUE)
    return make_actor("secretariat")


def a_target_to_meet(at: At) -> Actor:
    """Of a month of which the first day is taken; a trust has not met it."""
    PublicBodyFactory(opened=DUE - 400 * DAY)
    days = {"due_first": DUE.replace(day=1), "due_last": DUE.replace(day=30)}
    SignupTargetFactory(title="Sign-up of trusts", taken=DUE, **days)
    return make_actor("secretariat")


def a_framework_that_expires(at: At) -> Actor:
    FrameworkFactory(agreement=between(in_force=True, title="Framework for providing"), ends=DUE)
    return make_actor("secretariat")


def an_initiative_to_finish(at: At) -> Actor:
    lead = make_actor("commissioner", organisation=PublicBodyFactory(name="Herefordshire Trust"))
    agreement = between(lead.organisation, PublicBodyFactory(), in_force=True, title="Joint agreement")
    InitiativeFactory(agreement=agreement, lead=lead.organisation, title="Integrated pilots", ends=DUE)
    return lead


def a_line_of_a_work_plan(at: At) -> Actor:
    """Of an annual agreement that all have signed; its lead is a group."""
    drafter = make_actor("drafter", organisation=OrganisationFactory(name="Malvern Carers"))
    annual = annual_of(drafter.organisation, PublicBodyFactory(), parts=1, in_force=True)
    line_of(annual, what="Train volunteers", due_on=DUE)
    return drafter


def an_owner_of(target: Target) -> Actor:
    return make_actor("approver", organisation=target.owners.order_by("pk").first())


def a_target_to_reach(at: At) -> Actor:
    return an_owner_of(TargetFactory(title="More volunteers", due=DUE))


def a_figure_to_enter(at: At) -> Actor:
    """Of the twelve months until October, with a month to enter it; the target is due later than anybody looks."""
    target = TargetFactory(title="More volunteers", due=DUE + 400 * DAY)
    period = {"baseline_starts": datetime.date(2024, 10, 21), "baseline_ends": datetime.date(2025, 10, 20)}
    ContributionFactory(target=target, measure__title="Volunteers in the NHS", **period)
    assert list(compute_progress(on=clock.today())) == [1]
    return an_owner_of(target)


CASES: dict[str, tuple[Callable[[At], Actor], str, tuple[int, ...]]] = {
    "organisation_confirmation": (an_entry_to_confirm, "Confirm your entry: Malvern Carers", (28, 7, 0)),
    "consultation_close": (an_answer_to_send, "Support for carers", (14, 7, 2)),
    "consultation_close_draft": (an_answer_to_draft, "Support for carers", (14, 7, 2)),
    "consultation_to_publish": (one_to_publish, "Publish, as a second person: Support for carers", (14, 7, 2)),
    "framework_expiry": (
        a_framework_that_expires,
        "Agree what takes the place of: Framework for providing",
        (366, 184, 92),
    ),
    "initiative": (an_initiative_to_finish, "Herefordshire Trust: Integrated pilots (Joint agreement)", (28, 7, 0)),
    "compact_review": (a_compact_to_review, "Review the Compact: Herefordshire Compact", (28, 7, 0)),
    "review_action": (an_action_of_a_review, "Malvern Carers: Visit every parish", (28, 7, 0)),
    "code_launch": (a_code_to_launch, "Launch the Code: Funding and Procurement", (92, 28, 7, 0)),
    "dispute_step": (a_dispute_to_deal_with, "Between the two, informally: Notice of two weeks", (7, 2, 0)),
    "signup_target": (a_target_to_meet, "not met the target: Sign-up of trusts", (28, 7, 0, -1)),
    "target_due": (a_target_to_reach, "Reach the target: More volunteers", (92, 28, 7, 0)),
    "target_figure": (
        a_figure_to_enter,
        "Have the figure for 21 October 2025 to 20 October 2026 entered: Volunteers in the NHS (More volunteers)",
        (28, 7, 0),
    ),
    "work_line": (a_line_of_a_work_plan, "Train volunteers (Services for older people: annual", (28, 7, 0)),
    "invitation_expires": (an_invitation_that_waits, "Bea has not accepted the invitation to Malvern Carers", (3,)),
}


@pytest.fixture
def at(monkeypatch):
    """Makes it a day, for people and for the scheduler alike."""

    def at(day: datetime.date) -> None:
        monkeypatch.setattr(clock, "true_now", lambda: morning(day))
        monkeypatch.setattr(clock, "now", lambda: morning(day))
        monkeypatch.setattr(clock, "database_now", lambda: morning(day))
        monkeypatch.setattr(clock, "today", lambda: day)

    return at


@pytest.fixture(params=sorted(CASES))
def case(request, at):
    make, words, days = CASES[request.param]
    at(DUE - 40 * DAY)
    holder = make(at)
    return holder, words, days


def by_the_scheduler() -> None:
    """All that the scheduler asks for at its look, done."""
    start_due()
    run_all()


def by_its_job() -> None:
    """What the job does that the scheduler asks for every day."""
    list(remind(clock.today()))


def sent_on(at, day: datetime.date, send: Callable[[], None] = by_the_scheduler) -> list[str]:
    """What is sent on a day; the bodies."""
    at(day)
    before = set(Mail.objects.values_list("pk", flat=True))
    send()
    return list(Mail.objects.exclude(pk__in=before).values_list("body", flat=True))


def near(left: int, days: tuple[int, ...]) -> bool:
    """Whether so many days before it is due lies about a day on which somebody is reminded."""
    return any(abs(left - each) <= 2 for each in days)


def test_every_kind_of_due_date_is_here():
    assert set(DEADLINES) == set(CASES)
    assert JOBS["send_reminders"].every == DAY


def test_its_holder_is_reminded_on_its_days_and_on_no_other(case, at):
    holder, words, days = case
    wanted = {DUE - each * DAY for each in days}
    first = max(days) + 2
    found, reminded = {}, set()
    for day in (DUE - n * DAY for n in range(first, -3, -1) if first < 60 or n % 7 == 0 or near(n, days)):
        found[day] = sent_on(at, day, by_its_job)
        reminded |= set(Mail.objects.values_list("to_user_id", flat=True))
    assert {day for day, bodies in found.items() if bodies} == wanted
    for day in wanted:
        [body] = found[day]
        assert (words in body, "20 November 2026" in body) == (True, True)
    assert reminded == {holder.user_id}


def test_a_day_that_the_scheduler_slept_through_loses_no_reminder_and_sends_none_twice(case, at):
    """Beat was down on the very day of the first step: the look on the next day makes up for it, once."""
    _, words, days = case
    the_day = DUE - max(days) * DAY
    assert sent_on(at, the_day - DAY) == []
    [body] = sent_on(at, the_day + DAY)
    assert words in body
    assert (sent_on(at, the_day + DAY), sent_on(at, the_day + 2 * DAY)) == ([], [])


def test_it_is_on_the_due_page_and_in_the_calendar_of_who_holds_it(case, at):
    holder, words, _ = case
    at(DUE - 2 * DAY)
    [item] = for_actor(holder)
    assert (item.due, words in item.sentence) == (DUE, True)
    browser = signed_in(holder)
    page = browser.get("/due/").content.decode()
    assert (words in page, f'href="{item.link}"' in page) == (True, True)
    calendar = browser.get(f"/calendar/{holder.user.calendar_key}.ics").content.decode().replace("\r\n ", "")
    summary = item.sentence.replace(",", "\\,")  # as a calendar writes it
    assert (f"SUMMARY:{summary}" in calendar, "DTSTART;VALUE=DATE:20261120" in calendar) == (True, True)
    assert browser.get(item.link).status_code == 200
