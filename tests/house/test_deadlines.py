"""Every kind of due date there is: whom it reminds when, also where the scheduler slept through the day.

A new kind stands in CASES with a row of it that is due on DUE, and the person who is to be reminded.
"""

import datetime
from collections.abc import Callable

import pytest

from commissioning.contracts.models import Contract
from commissioning.plans.models import PlanVersion
from compacts.targets.models import Target
from compacts.targets.progress_actions import compute_progress
from consultation.responses.actions import save_answers
from core import clock
from core.deadlines import actions as reminding
from core.deadlines.actions import remind
from core.deadlines.pressing import for_actor
from core.deadlines.registry import DEADLINES, Deadline
from core.mail.models import Mail
from core.work.jobs import JOBS, start_due
from core.work.testing import run_all
from partnerships.invitations.actions import invite_person
from partnerships.organisations.models import Lineage, SuccessionKind
from partnerships.people.actors import Actor
from tests.factories.agreements import FrameworkFactory, between
from tests.factories.annual import annual_of, line_of
from tests.factories.codes import CodeFactory
from tests.factories.commissioning_plans import PlanFactory, PlannedCycleFactory, PlanRequirementFactory
from tests.factories.compacts import CompactFactory, ReviewActionFactory
from tests.factories.consultation import ConsultationFactory, a_consultation, given
from tests.factories.contracts import ContractFactory
from tests.factories.cycles import CycleFactory
from tests.factories.deadline import SignupTargetFactory
from tests.factories.disputes import DisputeFactory
from tests.factories.initiatives import InitiativeFactory
from tests.factories.monitoring import ContractReviewFactory, FindingFactory, PeriodFactory, returned
from tests.factories.organisations import OrganisationFactory, PublicBodyFactory
from tests.factories.people import UserFactory, make_actor, signed_in
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


def a_role_that_ends(at: At) -> Actor:
    """Of the Compact Manager, whom nobody succeeds yet."""
    administrator = make_actor("administrator", organisation=OrganisationFactory(name="Malvern Carers"))
    goes = make_actor("drafter", organisation=administrator.organisation, user=UserFactory(name="Owen Vale"))
    goes.membership.roles.update(ends=DUE)
    CompactFactory(manager_email=goes.user.email, manager_organisation=administrator.organisation)
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


def a_dispute_of_a_predecessor(at: At) -> Actor:
    """Raised against a council by a group that has closed; the people of the one that came after it are told."""
    approver = make_actor("approver", organisation=OrganisationFactory(name="Wye Carers"))
    before = OrganisationFactory(name="Ross Carers", closed=DUE - 400 * DAY)
    Lineage.objects.create(
        ancestor=before, descendant=approver.organisation, kind=SuccessionKind.MERGER, on=DUE - 399 * DAY
    )
    DisputeFactory(title="Grant paid late", due_on=DUE, raised_by=before)
    return approver


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


def a_cycle_to_review(at: At) -> Actor:
    partner = make_actor("commissioner", organisation=PublicBodyFactory(name="Herefordshire Trust"))
    CycleFactory(title="Learning disability 2005 to 2008", partners=[partner.organisation], review_due=DUE)
    return partner


def a_plan_of(partner: Actor, **days: datetime.date) -> None:
    """A plan of a cycle of the person's organisation, which was endorsed."""
    cycle = PlannedCycleFactory(partners=[partner.organisation])
    plan = PlanFactory(cycle=cycle, title="Learning disability plan", **days)
    day = DUE - 400 * DAY
    PlanVersion.objects.create(plan=plan, number=1, text="Homes.", begun_on=day, submitted_on=day, endorsed_on=day)


def a_plan_to_refresh(at: At) -> Actor:
    """It ends later than anybody looks."""
    partner = make_actor("commissioner")
    a_plan_of(partner, refresh_due=DUE, ends=DUE + 800 * DAY)
    return partner


def a_plan_that_expires(at: At) -> Actor:
    partner = make_actor("commissioner")
    a_plan_of(partner, ends=DUE)
    return partner


def a_plan_that_is_required(at: At) -> Actor:
    must = make_actor("commissioner", organisation=PublicBodyFactory(name="Herefordshire Trust"))
    PlanRequirementFactory(organisation=must.organisation, title="Plan for children", due_on=DUE)
    return must


def a_contract_with(**days) -> Callable[[At], Actor]:
    """A contract of a trust that goes on for long, but for the day that is due."""

    def made(at: At) -> Actor:
        trust = make_actor("commissioner", organisation=PublicBodyFactory(name="Herefordshire Trust"))
        stands = {"initial_end": DUE + 900 * DAY, "starts": DUE - 400 * DAY, "title": "Advocacy", "years": False}
        ContractFactory(commissioner=trust.organisation, active=True, **(stands | days))
        return trust

    return made


def a_contract_to_extend(at: At) -> Actor:
    """At its initial end, with an option that is decided later than anybody looks."""
    by = a_contract_with(initial_end=DUE)(at)
    contract = by.organisation.contracts_commissioned.get()
    contract.extensions.create(until=DUE + 900 * DAY, decide_by=DUE + 800 * DAY)
    return by


def an_option_to_take(at: At) -> Actor:
    by = a_contract_with()(at)
    contract = by.organisation.contracts_commissioned.get()
    contract.extensions.create(until=contract.current_end + DAY, decide_by=DUE)
    return by


def advocacy(**more) -> Contract:
    """An active contract that goes on."""
    return ContractFactory(active=True, title="Advocacy", initial_end=None, years=False, **more)


def a_return_to_send(at: At) -> Actor:
    return make_actor("drafter", organisation=PeriodFactory(contract=advocacy(), due_on=DUE).contract.provider)


def a_query_to_answer(at: At) -> Actor:
    made = returned(PeriodFactory(contract=advocacy()), state="queried", answer_by=DUE)
    return make_actor("approver", organisation=made.period.contract.provider)


def a_return_to_accept(at: At) -> Actor:
    made = returned(PeriodFactory(contract=advocacy()), decide_by=DUE)
    return make_actor("commissioner", organisation=made.period.contract.commissioner)


def a_contract_to_review(at: At) -> Actor:
    return make_actor("commissioner", organisation=advocacy(review_on=DUE).commissioner)


def a_finding_to_follow(at: At) -> Actor:
    owner = OrganisationFactory(name="Malvern Carers")
    FindingFactory(review=ContractReviewFactory(contract=advocacy()), owner=owner, due_on=DUE)
    return make_actor("approver", organisation=owner)


CASES: dict[str, tuple[Callable[[At], Actor], str, tuple[int, ...]]] = {
    "organisation_confirmation": (an_entry_to_confirm, "Confirm your entry: Malvern Carers", (28, 7, 0)),
    "consultation_close": (an_answer_to_send, "Support for carers", (14, 7, 2)),
    "consultation_close_draft": (an_answer_to_draft, "Support for carers", (14, 7, 2)),
    "consultation_to_publish": (one_to_publish, "Publish, as a second person: Support for carers", (14, 7, 2)),
    "contract_decision": (a_contract_with(decide_by=DUE), "Decide what follows: Advocacy", (92, 28, 7)),
    "contract_notice": (a_contract_with(notice_by=DUE), "Give notice, if it is to end: Advocacy", (92, 28, 7)),
    "contract_initial_end": (a_contract_to_extend, "It ends unless it is extended: Advocacy", (92, 28, 7)),
    "contract_end": (a_contract_with(initial_end=DUE), "It ends: Advocacy", (184, 92, 28)),
    "contract_maximum_end": (
        a_contract_with(initial_end=None, maximum_end=DUE),
        "It cannot run longer: Advocacy",
        (184, 92),
    ),
    "contract_option": (an_option_to_take, "Decide whether to extend it until", (92, 28, 7)),
    "framework_expiry": (
        a_framework_that_expires,
        "Agree what takes the place of: Framework for providing",
        (366, 184, 92),
    ),
    "initiative": (an_initiative_to_finish, "Herefordshire Trust: Integrated pilots (Joint agreement)", (28, 7, 0)),
    "cycle_review": (a_cycle_to_review, "Sign off the review of: Learning disability 2005 to 2008", (92, 28, 7, 0)),
    "compact_review": (a_compact_to_review, "Review the Compact: Herefordshire Compact", (28, 7, 0)),
    "review_action": (an_action_of_a_review, "Malvern Carers: Visit every parish", (28, 7, 0)),
    "code_launch": (a_code_to_launch, "Launch the Code: Funding and Procurement", (92, 28, 7, 0)),
    "dispute_step": (a_dispute_to_deal_with, "Between the two, informally: Notice of two weeks", (7, 2, 0)),
    "dispute_step_of_a_side": (
        a_dispute_of_a_predecessor,
        "Between the two, informally: Grant paid late",
        (7, 2, 0),
    ),
    "return_due": (a_return_to_send, "Send the return for 2005-06: Advocacy", (14, 7, 2)),
    "return_query": (a_query_to_answer, "Answer the query on the return for 2005-06: Advocacy", (7, 2)),
    "return_decide": (a_return_to_accept, "Accept or query the return for 2005-06: Advocacy", (14, 7, 2)),
    "contract_review": (a_contract_to_review, "Review the contract: Advocacy", (56, 28, 7, 0)),
    "finding": (a_finding_to_follow, "Malvern Carers: Agree travel with the council. (Advocacy)", (28, 7, 0)),
    "signup_target": (a_target_to_meet, "not met the target: Sign-up of trusts", (28, 7, 0, -1)),
    "target_due": (a_target_to_reach, "Reach the target: More volunteers", (92, 28, 7, 0)),
    "target_figure": (
        a_figure_to_enter,
        "Have the figure for 21 October 2025 to 20 October 2026 entered: Volunteers in the NHS (More volunteers)",
        (28, 7, 0),
    ),
    "work_line": (a_line_of_a_work_plan, "Train volunteers (Services for older people: annual", (28, 7, 0)),
    "plan_refresh": (a_plan_to_refresh, "Refresh the plan: Learning disability plan", (92, 28, 7, 0)),
    "plan_expiry": (
        a_plan_that_expires,
        "Have the plan that follows it endorsed: Learning disability plan",
        (366, 184, 92),
    ),
    "plan_required": (
        a_plan_that_is_required,
        "Have it endorsed: Plan for children (Herefordshire Trust)",
        (184, 92, 28, 0),
    ),
    "role_ends": (a_role_that_ends, "What Owen Vale holds for Malvern Carers: their role ends", (7, 0)),
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


def there_on(at, days: set[datetime.date]) -> dict[str, Deadline]:
    """The kinds of due date of which there is anything on one of the days: asking for all the others on each day that
    is looked at takes most of the time."""
    found = {}
    for day in days:
        at(day)
        found |= {name: each for name, each in DEADLINES.items() if each.open(None).exists()}
    return found


def test_its_holder_is_reminded_on_its_days_and_on_no_other(case, at, monkeypatch):
    holder, words, days = case
    wanted = {DUE - each * DAY for each in days}
    first = max(days) + 2
    asked = [DUE - n * DAY for n in range(first, -3, -1) if first < 60 or n % 7 == 0 or near(n, days)]
    found, reminded = {}, set()
    monkeypatch.setattr(reminding, "DEADLINES", there_on(at, {asked[0], *wanted, asked[-1]}))
    for day in asked:
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
    assert sent_on(at, the_day - DAY, by_its_job) == []
    [body] = sent_on(at, the_day + DAY)
    assert words in body
    assert sent_on(at, the_day + DAY) == []
    assert [sent_on(at, the_day + days * DAY, by_its_job) for days in (1, 2)] == [[], []]


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
