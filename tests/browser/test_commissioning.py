"""Joint commissioning in real browsers: two partners and a voluntary organisation work on one cycle at the same time;
and the pages of the golden thread, empty and full, on a telephone and on a desk."""

import datetime
from types import SimpleNamespace

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from commissioning.contributions.models import Contribution
from commissioning.cycles.models import StageKind, StageSignoff
from commissioning.priorities.models import PriorityBudget, PriorityOutcome
from core import clock
from tests.browser.steps import follow
from tests.commissioning.partners import Partners, at, signer
from tests.factories.codes import CodeFactory, CriterionFactory
from tests.factories.commissioning_plans import (
    NeedFactory,
    PlanFactory,
    PlannedCycleFactory,
    PriorityFactory,
    evidence_of,
)
from tests.factories.compliance import ScorecardFactory
from tests.factories.contracts import ContractFactory
from tests.factories.cycles import EvidenceFactory, InvolvementFactory, LessonFactory
from tests.factories.organisations import AreaFactory, PublicBodyFactory
from tests.factories.people import make_actor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DESK, TELEPHONE = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
YEARS = datetime.timedelta(days=1095)


@pytest.fixture
def window(browser, live_server, client_for):
    """A function that opens a browser of their own for somebody, as large as their screen."""
    opened = []

    def open_for(actor, screen=DESK):
        context = browser.new_context(base_url=live_server.url, viewport=screen, locale="en-GB")
        session = client_for(actor).cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        opened.append(context)
        return context.new_page()

    yield open_for
    for context in opened:
        context.close()


def sign(page, cycle, stage):
    """From the page of the cycle to a stage, and there sign it off for one's own body."""
    page.goto(cycle.get_absolute_url())
    follow(page.get_by_role("link", name=stage, exact=True))
    follow(page.get_by_role("link", name="Sign it off for your organisation"))
    follow(page.get_by_role("button", name="Sign it off"))


def signed(cycle, kind):
    """Who has signed a stage."""
    rows = StageSignoff.objects.standing().filter(stage__cycle=cycle, stage__kind=kind)
    return sorted(rows.values_list("partner__organisation__name", flat=True))


def test_two_partners_sign_for_themselves_once_the_sector_was_heard(window, assert_accessible, widths):
    they, today = Partners(), clock.today()
    cycle = they.begin(starts=today, ends=today + YEARS, opened_on=None)
    trust, council = window(they.of_trust), window(they.of_council)
    director = window(they.director, TELEPHONE)

    sign(trust, cycle, "Analyse")
    wanted = "Nobody of the voluntary sector was involved yet."
    expect(trust.get_by_role("alert").get_by_text(wanted)).to_be_visible()
    assert_accessible(trust)
    assert signed(cycle, StageKind.ANALYSE) == []
    council.goto(at(cycle).get_absolute_url())
    expect(council.get_by_role("region", name="Checklist").get_by_text(wanted)).to_be_visible()

    director.goto("/")
    follow(director.get_by_role("link", name="Send what you know of needs and services"))
    expect(director.get_by_label("For which cycle")).to_have_value(str(cycle.pk))
    director.get_by_label("What it is about").fill("Short breaks are too far away")
    director.get_by_label("What you know").fill("Eleven families wait a year for a weekend, and drive to Shrewsbury.")
    widths(director)
    assert_accessible(director)
    follow(director.get_by_role("button", name="Send it"))
    expect(director.get_by_role("heading", name="Short breaks are too far away")).to_be_visible()
    expect(director.get_by_text("What it was used for")).to_have_count(0)
    widths(director)

    council.reload()
    expect(council.get_by_role("region", name="Checklist").get_by_text(wanted)).to_have_count(0)
    line = council.get_by_role("listitem").filter(has_text="Users and providers gave their input")
    expect(line.get_by_text("Pass", exact=True)).to_be_visible()
    council.goto("/")
    follow(council.get_by_role("link", name="Say what it was used for, or why not"))
    council.get_by_label("What became of it").select_option("used")
    council.get_by_label("What it was used for, or why not").fill("It is need 4, and priority 2 of the plan.")
    follow(council.get_by_role("button", name="Save"))

    sign(trust, cycle, "Analyse")
    expect(trust.get_by_text("Herefordshire Council is still to sign")).to_be_visible()
    assert signed(cycle, StageKind.ANALYSE) == ["Herefordshire Primary Care Trust"]
    sign(council, cycle, "Analyse")
    assert signed(cycle, StageKind.ANALYSE) == ["Herefordshire Council", "Herefordshire Primary Care Trust"]

    PlanFactory(cycle=cycle, stands="endorsed", starts=today, ends=today + YEARS)
    they.plan_is_heard(at(cycle, StageKind.PLAN))
    they.answer_all(at(cycle, StageKind.PLAN))
    for page in (trust, council):  # both have the form open before either presses
        page.goto(reverse("stage_sign", args=[at(cycle, StageKind.PLAN).pk]))
    follow(council.get_by_role("button", name="Sign it off"))
    expect(council.get_by_text("Herefordshire Primary Care Trust is still to sign")).to_be_visible()
    follow(trust.get_by_role("button", name="Sign it off"))
    assert signed(cycle, StageKind.PLAN) == ["Herefordshire Council", "Herefordshire Primary Care Trust"]
    council.goto(cycle.get_absolute_url())
    expect(council.get_by_text("At Do")).to_be_visible()

    director.goto("/")
    follow(director.get_by_role("link", name="Read what became of it"))
    expect(director.get_by_text("It is need 4, and priority 2 of the plan.")).to_be_visible()
    assert Contribution.objects.get().answered_for == they.council


def test_the_last_signature_of_review_opens_the_next_cycle(window, assert_accessible, widths):
    they, today = Partners(), clock.today()
    cycle = they.begin(title="Learning disability", starts=today - YEARS, ends=today, opened_on=None)
    cycle.needs.all().delete()
    NeedFactory(cycle=cycle, title="Friends in the evening", unmet="Half of it.")
    cycle.stages.exclude(kind=StageKind.REVIEW).update(opened_on=today, signed_off_on=today)
    cycle.stages.filter(kind=StageKind.REVIEW).update(opened_on=today)
    review = at(cycle, StageKind.REVIEW)
    trust, council, chair = (
        window(they.of_trust), window(they.of_council, TELEPHONE), window(signer(they.council, "approver", "Chair"))
    )  # fmt: skip
    where = reverse("stage_sign", args=[review.pk])
    trust.goto(where)  # refused: nothing is answered, and nothing was learnt
    expect(trust.get_by_text("The next cycle does not open with this signature.")).to_be_visible()
    follow(trust.get_by_role("button", name="Sign it off"))
    expect(trust.get_by_role("alert").get_by_text("Nobody has answered this yet.").first).to_be_visible()
    assert_accessible(trust)
    they.answer_all(review)
    LessonFactory(cycle=cycle, text="A year is too short.")

    chair.goto(where)
    expect(chair.get_by_text("You sign off Review, but do not open cycles")).to_be_visible()
    expect(chair.get_by_label("Open the next cycle now")).to_have_count(0)
    assert_accessible(chair)
    for page in (trust, council):  # both have the form open before either presses
        page.goto(where)
        expect(page.get_by_label("Open the next cycle now")).to_be_checked()
        expect(page.get_by_text("Lesson: A year is too short")).to_be_visible()
        expect(page.get_by_text("Unmet need: Friends in the evening")).to_be_visible()
    assert_accessible(council)
    widths(council)
    follow(trust.get_by_role("button", name="Sign it off"))
    expect(trust.get_by_text("Herefordshire Council is still to sign")).to_be_visible()
    follow(council.get_by_role("button", name="Sign it off"))
    expect(council.get_by_role("heading", name="The next cycle was opened")).to_be_visible()
    follow(council.get_by_role("link", name=f"Learning disability {today.year} to {(today + YEARS).year}"))
    expect(council.get_by_text("Unmet need: Friends in the evening")).to_be_visible()
    widths(council)


def test_a_scorecard_follows_the_records_of_its_contract(window, assert_accessible, widths):
    trust = PublicBodyFactory(area=AreaFactory())
    by = signer(trust)
    code = CodeFactory(launched=True, area=trust.area, subject="funding")
    CriterionFactory(code=code, title="It lasts three years or more", subject="three_years")
    contract = ContractFactory(commissioner=trust, area=trust.area, initial_end=datetime.date(2006, 3, 31))
    contract.scorecard = ScorecardFactory(code=code, area=trust.area, body=trust, provider=contract.provider)
    contract.save()
    page = window(by, TELEPHONE)
    page.goto(reverse("scorecard_check", args=[contract.scorecard.pk, "agreement"]))
    expect(page.get_by_text("Its records show: It runs from 1 April 2005 to 31 March 2006")).to_be_visible()
    page.get_by_label("1. It lasts three years or more").select_option("Kept")
    follow(page.get_by_role("button", name="Save"))
    expect(page.get_by_role("alert").get_by_text("Say why you find otherwise.")).to_be_visible()
    widths(page)
    assert_accessible(page)
    page.get_by_label("Why, or what shows it (1)").fill("It is one of three that follow each other.")
    follow(page.get_by_role("button", name="Save"))
    expect(page.get_by_text("Kept, otherwise than its records show").first).to_be_visible()
    widths(page)
    assert_accessible(page)


@pytest.fixture
def story():
    """A cycle with all that its pages show, and one with nothing; the plan has a loose end of each kind."""
    they = Partners()
    before = PlannedCycleFactory(title="Learning disability 2002 to 2005", partners=[they.trust, they.council])
    LessonFactory(cycle=before)
    cycle = PlannedCycleFactory(
        title="Learning disability 2005 to 2008", area=they.area, client_group=they.group, follows=before,
        partners=[they.trust, they.council],
    )  # fmt: skip
    cycle.stages.filter(kind__in=(StageKind.ANALYSE, StageKind.PLAN)).update(
        opened_on=datetime.date(2005, 4, 4), signed_off_on=datetime.date(2005, 6, 1)
    )
    cycle.stages.filter(kind=StageKind.DO).update(opened_on=datetime.date(2005, 6, 1))
    plan = PlanFactory(cycle=cycle, title="The plan", stands="endorsed")
    priority = PriorityFactory(plan=plan, title="Being heard", number=90, published_on=datetime.date(2005, 3, 22))
    need = NeedFactory(cycle=cycle, title="Nobody speaks for them", unmet="Half of it.", people=90)
    evidence_of(need), NeedFactory(cycle=cycle, title="Friends in the evening")
    priority.needs.add(need)
    PriorityOutcome.objects.create(priority=priority, what="People decide themselves", measured_by="Reviews")
    PriorityBudget.objects.create(priority=priority, partner=they.trust, year=2005, amount=90_000)
    alike = {"commissioner": they.trust, "client_group": they.group, "area": they.area, "active": True}
    contract = ContractFactory(title="Advocacy", priority=priority, provider=they.advocacy, **alike)
    ContractFactory(title="Day centre", **alike)
    InvolvementFactory(cycle=cycle), EvidenceFactory(cycle=cycle, used=True)
    return SimpleNamespace(
        they=they, cycle=cycle, plan=plan, need=need, contract=contract, priority=priority, before=before
    )


def addresses(story):
    """The pages of a story."""
    thread = reverse("thread")
    return [
        *(each.get_absolute_url() for each in (story.cycle, story.plan, story.need, story.contract, story.priority)),
        at(story.cycle, StageKind.DO).get_absolute_url(), reverse("cycle_board"), reverse("lessons"), thread,
        f"{thread}?way=back", f"{thread}?plan={story.plan.pk}", f"{thread}?contract={story.contract.pk}",
        f"{thread}?area=Rutland", f"{thread}?year=1666", reverse("cycle_next", args=[story.before.pk]),
    ]  # fmt: skip


def test_the_pages_of_a_cycle_are_in_order_full(story, window, assert_accessible, widths):
    page = window(story.they.of_trust)
    for address in addresses(story):
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert_accessible(page)
        widths(page)
    page.goto(f"{reverse('thread')}?cycle={story.cycle.pk}")
    expect(page.get_by_text("Day centre")).to_be_visible()
    follow(page.get_by_role("link", name="From contracts to needs"))
    node = page.get_by_role("listitem").filter(has_text="Contract: Advocacy").first
    follow(node.get_by_role("link", name="Nobody speaks for them"))
    expect(page.get_by_role("heading", level=1, name="Nobody speaks for them")).to_be_visible()


def test_the_pages_of_a_cycle_are_in_order_empty(window, assert_accessible, widths):
    page = window(make_actor("secretariat"))
    cycle = PlannedCycleFactory(title="Nothing yet")
    empty = [reverse("thread"), f"{reverse('thread')}?way=back", reverse("lessons"), cycle.get_absolute_url()]
    for address in [*empty, PlanFactory(cycle=cycle).get_absolute_url(), reverse("cycle_next", args=[cycle.pk])]:
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert_accessible(page)
        widths(page)
    page.goto(reverse("thread"))
    expect(page.get_by_text("No need is recorded here yet.")).to_be_visible()
    follow(page.get_by_role("link", name="a commissioning cycle"))
    expect(page.get_by_role("heading", level=1, name="Commissioning cycles")).to_be_visible()
