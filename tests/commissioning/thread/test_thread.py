"""The golden thread: walked from either end, narrowed, and where it is broken; on a page and as a report."""

import datetime
import io
from decimal import Decimal

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from commissioning.contracts.models import Contract
from commissioning.cycles import checklist
from commissioning.cycles.checklist import Standing
from commissioning.cycles.models import CommissioningCycle, StageKind
from commissioning.cycles.principles import Principle, verdict
from commissioning.cycles.reading import STAGES
from commissioning.plans.models import CommissioningPlan, PlanVersion, Priority
from commissioning.plans.told import told_of
from commissioning.priorities.models import PriorityBudget, PriorityOutcome
from commissioning.stages import actions as stages
from commissioning.thread import loose, tree
from commissioning.thread.drawn import drawn
from commissioning.thread.reports import GoldenThread
from commissioning.thread.scope import Scope
from commissioning.thread.strands import backwards, forwards
from commissioning.thread.tree import Node
from core import clock
from core.reports import registry
from core.reports.asking import Asked
from core.reports.pdf import render_pdf
from tests.consultation.pages import words
from tests.factories.commissioning_plans import (
    BEGUN,
    ENDORSED,
    NeedFactory,
    PlanFactory,
    PlannedCycleFactory,
    PriorityFactory,
)
from tests.factories.contracts import SIGNED, ContractFactory
from tests.factories.cycles import InterestFactory, InvolvementFactory
from tests.factories.organisations import AreaFactory, OrganisationFactory, PublicBodyFactory, TermFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
DAY = datetime.date
ON = DAY(2006, 6, 1)


@pytest.fixture
def cycle():
    """Learning disability in Herefordshire, commissioned by two."""
    trust, council = PublicBodyFactory(name="The Trust"), PublicBodyFactory(name="The Council")
    return PlannedCycleFactory(
        title="Learning disability", area=AreaFactory(name="Herefordshire"), partners=[trust, council],
        client_group=TermFactory(title="Learning disability"),
    )  # fmt: skip


@pytest.fixture
def trust(cycle):
    return cycle.partners.get(organisation__name="The Trust").organisation


@pytest.fixture
def plan(cycle, trust):
    made = PlanFactory(cycle=cycle, title="The plan", published_on=ENDORSED)
    advocacy = PriorityFactory(plan=made, number=1, title="Being heard", published_on=ENDORSED)
    homes = PriorityFactory(plan=made, number=2, title="Homes", published_on=ENDORSED)
    advocacy.needs.add(NeedFactory(cycle=cycle, title="Nobody speaks for them"))
    NeedFactory(cycle=cycle, title="Friends in the evening")
    PriorityOutcome.objects.create(priority=advocacy, what="Decide themselves", measured_by="Reviews", aim="all")
    for year in (2005, 2006):
        PriorityBudget.objects.create(priority=advocacy, partner=trust, year=year, amount=20_000)
    PriorityBudget.objects.create(priority=homes, partner=trust, year=2006, amount=50_000)
    PlanVersion.objects.create(
        plan=made, number=1, text="Homes first.", begun_on=BEGUN, submitted_on=BEGUN, endorsed_on=ENDORSED,
        published_on=ENDORSED, priorities_then=told_of(made),
    )  # fmt: skip
    return made


@pytest.fixture
def contract(plan, trust):
    """Worth £10,000 in each of three years, of which the budget has two."""
    return ContractFactory(
        title="Advocacy", active=True, commissioner=trust, provider=OrganisationFactory(name="Speaking Up"),
        priority=plan.priorities.get(number=1),
    )  # fmt: skip


def unfunded(scope):
    """Priorities without the money."""
    return loose.unfunded(scope, forwards(scope, None))


def untaken(scope):
    """Needs that nobody took up: the same whether all of the strands were read before or one of them."""
    found = loose.untaken(scope, forwards(scope, None))
    assert loose.untaken(scope, forwards(scope, 1)) == found
    return found


def lines(nodes, depth=0):
    """A tree as indented words."""
    found = []
    for each in nodes:
        tag = f" [{each.tag[0]}]" if each.tag else ""
        found += [f"{'.' * depth}{each.kind}: {each.text}{tag}", *lines(each.below, depth + 1)]
    return found


def test_it_is_walked_from_either_end_and_says_where_it_is_broken(plan, contract, cycle, trust):
    alike = {"commissioner": trust, "client_group": cycle.client_group, "area": cycle.area}
    ContractFactory(title="Day centre", active=True, **alike)
    ContractFactory(title="Excepted", active=True, exception_reason="So.", exception_approved_on=SIGNED, **alike)
    ContractFactory(title="Of another county", active=True)
    ContractFactory(title="A draft", **alike)
    member = make_actor("member")
    whole = Scope(member, ON, root=cycle)
    assert lines(tree.from_needs(forwards(whole, 50))) == [
        "Need: Friends in the evening [No priority takes it up]",
        "Need: Nobody speaks for them",
        ".Priority: Being heard",
        "..Outcome: Decide themselves",
        "...Measure: Reviews: all",
        "..Contract: Advocacy [Active]",
        "...Outcome: People speak for themselves.",
        "....Measure: nobody has said how it is told",
        "Priority: Homes [No contract serves it]",
    ]
    assert lines(tree.from_contracts(backwards(Scope(member, ON, root=contract), 50))) == [
        "Contract: Advocacy [Active]",
        ".Outcome: People speak for themselves.",
        "..Measure: nobody has said how it is told",
        ".Priority: Being heard",
        "..Outcome: Decide themselves",
        "...Measure: Reviews: all",
        "..Need: Nobody speaks for them",
    ]
    [only] = forwards(Scope(member, ON, root=cycle.needs.get(title="Nobody speaks for them")), 50).priorities.values()
    assert (only.title, only.budget, only.contracted) == ("Being heard", Decimal(40_000), Decimal(20_000))
    assert [each.title for each in loose.orphans(whole)] == ["Day centre"]
    assert [each[1:] for each in unfunded(whole)] == [
        ("Homes", "The plan", Decimal(50_000), Decimal(0), False),
        ("Being heard", "The plan", Decimal(40_000), Decimal(20_000), True),
    ]
    assert [each.title for each in untaken(whole)] == ["Friends in the evening"]
    cycle.needs.filter(title="Friends in the evening").update(carried_on=ON)
    first = lines(tree.from_needs(forwards(whole, 50)))[0]
    assert first == "Need: Friends in the evening [Carried over into the next cycle]"
    assert untaken(whole) == []
    cycle.needs.update(carried_on=None)
    assert sorted(each.title for each in loose.orphans(Scope(member, ON))) == ["Day centre", "Of another county"]
    of_2005 = Scope(member, ON, root=cycle, year=2005)
    assert [each[1:] for each in unfunded(of_2005)] == [
        ("Being heard", "The plan", Decimal(20_000), Decimal(10_000), True),
        ("Homes", "The plan", Decimal(0), Decimal(0), False),
    ]
    elsewhere = Scope(member, ON, area="Worcester")
    assert (untaken(elsewhere), forwards(elsewhere, 50).needs, loose.orphans(elsewhere)) == ([], {}, [])


def test_the_money_of_a_contract_counts_once_active_and_whole_where_it_was_never_spread(plan, trust):
    homes = plan.priorities.get(number=2)
    common = {"priority": homes, "commissioner": trust, "value": Decimal(50_000)}
    ContractFactory(**common), ContractFactory(active=True, void=True, **common)
    whole = Scope(make_actor("member"), ON, root=homes)
    assert [each.contracted for each in unfunded(whole)] == [Decimal(0)]
    ContractFactory(active=True, years=False, **common)
    assert unfunded(whole) == []
    assert [
        each.contracted for each in unfunded(Scope(make_actor("member"), SIGNED - datetime.timedelta(1), root=homes))
    ] == [0]


def test_who_reads_no_drafts_walks_what_was_endorsed(plan, contract, cycle, trust):
    PlanVersion.objects.create(plan=plan, number=2, text="More.", begun_on=ON)
    plan.priorities.filter(number=1).update(title="Cut by half")
    PriorityBudget.objects.filter(priority__number=1).update(amount=5_000)
    plan.priorities.get(number=1).needs.add(cycle.needs.get(title="Friends in the evening"))
    PriorityFactory(plan=plan, number=3, title="A secret")
    outside, inside = make_actor("member"), make_actor("commissioner", organisation=trust)
    seen = {}
    for who in (outside, inside):
        found = forwards(Scope(who, ON, root=plan), 50)
        seen[who] = {each.title: each.budget for each in found.priorities.values()}, len(found.taken_up)
    assert seen[outside] == ({"Being heard": Decimal(40_000), "Homes": Decimal(50_000)}, 1)
    assert seen[inside] == (
        {"Cut by half": Decimal(10_000), "Homes": Decimal(50_000), "A secret": Decimal(0)}, 2
    )  # fmt: skip
    told = [(each.title, each.gap) for each in unfunded(Scope(outside, ON, root=plan))]
    assert told == [("Homes", Decimal(50_000)), ("Being heard", Decimal(20_000))]


def test_the_page_and_its_statements(plan, contract, cycle):
    member = signed_in(make_actor("member"))
    where = reverse("thread")
    page = words(member.get(where, {"plan": plan.pk}))
    for told in (
        "Priority: Being heard The plan; £40,000 in the budget, £20,000 contracted",
        "Comes from: Need: Nobody speaks for them",
        "Contract: Advocacy Ended Speaking Up, £30,000",
        "Homes (The plan): nothing contracted of £50,000 in the budget. No contract serves it",
        "Need: Friends in the evening No priority takes it up",
        "None: each that runs serves a priority, or has an approved exception.",
    ):
        assert told in page
    assert "From contracts to needs" in words(member.get(where, {"contract": contract.pk}))
    assert "Nothing matches." in words(member.get(where, {"area": "Rutland"}))
    assert "Choose one from the list" in words(member.get(where, {"year": "1666"}))
    assert [member.get(where, {"need": key}).status_code for key in ("x", "999999")] == [404, 404]
    draft = ContractFactory()
    assert member.get(where, {"contract": draft.pk}).status_code == 404

    def count(query):
        with CaptureQueriesContext(connection) as asked:
            assert member.get(where, query).status_code == 200
        return len(asked)

    before = [count(query) for query in ({}, {"way": "back"}, {"cycle": cycle.pk})]
    for number in range(3, 12):
        more = PriorityFactory(plan=plan, number=number, whole=True, published_on=ENDORSED)
        ContractFactory(active=True, priority=more), ContractFactory(active=True)
    assert [count(query) for query in ({}, {"way": "back"}, {"cycle": cycle.pk})] == before


def test_a_part_of_it_is_asked_in_the_words_of_another_part(plan, contract, cycle, trust):
    """The statements are the same for every record of a kind, and find what hangs on this one."""
    other = PlannedCycleFactory(title="Older people", partners=[trust], client_group=TermFactory(title="Older people"))
    theirs = PlanFactory(cycle=other, title="Of older people", published_on=ENDORSED)
    meals = PriorityFactory(plan=theirs, number=1, title="Warm meals", published_on=ENDORSED)
    meals.needs.add(NeedFactory(cycle=other, title="Cold kitchens"))
    lunch = ContractFactory(title="Lunch club", active=True, commissioner=trust, priority=meals)
    ContractFactory(
        title="Bingo", active=True, commissioner=trust, client_group=other.client_group,
        area=AreaFactory(parent=AreaFactory(parent=other.area)),
    )  # fmt: skip
    member = make_actor("member")
    named = {"plan": (plan, theirs), "cycle": (cycle, other), "priority": (contract.priority, meals),
             "contract": (contract, lunch), "need": (contract.priority.needs.get(), meals.needs.get())}  # fmt: skip
    ours, others = {"Being heard", "Homes"}, {"Warm meals"}
    for kind, roots in named.items():
        found = [forwards(Scope(member, ON, root=root), 50) for root in roots]
        shown = [{each.title for each in strands.priorities.values()} for strands in found]
        assert shown == [ours if kind in ("plan", "cycle") else {"Being heard"}, others], kind
        assert [[each.title for each in strands.contracts.values()] for strands in found] == [
            ["Advocacy"], ["Lunch club"],
        ], kind  # fmt: skip
        for most in (1, 50):
            back = [backwards(Scope(member, ON, root=root), most) for root in roots]
            behind = [[strands.needs[key].title for each in strands.contracts.values()
                       for key in strands.comes_from[each.priority]] for strands in back]  # fmt: skip
            assert behind == [["Nobody speaks for them"], ["Cold kitchens"]], kind
        orphans = [[each.title for each in loose.orphans(Scope(member, ON, root=root))] for root in roots]
        assert orphans == [[], ["Bingo"] if kind in ("plan", "cycle") else []], kind


def test_what_serves_a_priority_that_was_dropped_serves_none(plan, contract, cycle):
    served = Priority.objects.filter(pk=contract.priority_id)
    further = plan.versions.create(number=2, text="Work first.", begun_on=ON)
    served.update(dropped_on=ON, dropped_in=2, drop_reason="The homes closed.")
    whole = Scope(make_actor("member"), ON, root=cycle)
    assert loose.orphans(whole) == []  # of another place
    contract.area, contract.client_group = cycle.area, cycle.client_group
    contract.save()
    assert loose.orphans(whole) == []  # what the boards endorsed before counts until they endorse what is without it
    assert [each.title for each in whole.priorities()] == ["Being heard", "Homes"]
    plan.versions.filter(pk=further.pk).update(submitted_on=ON, endorsed_on=ON)
    assert [each.title for each in whole.priorities()] == ["Homes"]
    assert [(each.title, each.dropped) for each in loose.orphans(whole)] == [("Advocacy", "Being heard")]
    page = words(signed_in(make_actor("member")).get(reverse("thread"), {"cycle": cycle.pk}))
    assert "The priority it served was dropped: Being heard" in page
    plan.versions.filter(pk=further.pk).update(submitted_on=None, endorsed_on=None)
    assert loose.orphans(whole) == []


def test_the_page_asks_no_more_than_its_share(plan, contract, cycle):
    member, where = signed_in(make_actor("member")), reverse("thread")
    member.get(where, {"plan": plan.pk})
    asked = {}
    for name, query in {"plan": {"plan": plan.pk}, "back": {"plan": plan.pk, "way": "back"}, "all": {}}.items():
        with CaptureQueriesContext(connection) as caught:
            assert member.get(where, query).status_code == 200
        asked[name] = len(caught)
    floor = 5  # the session, the account, its roles, and of which bodies theirs is the successor
    assert asked == {"plan": floor + 8, "back": floor + 8, "all": floor + 8}


def test_the_report_has_every_strand(plan, contract, cycle):
    figures, *tables = GoldenThread().sections(make_actor("analyst"), ON, cycle=cycle)
    assert [each[1] for each in figures.figures] == [2, 2, 1, 0, Decimal(70_000), 1]
    needs, contracts, outcomes, orphans, unfunded, untaken = [table.all_rows() for table in tables]
    assert needs == [
        ["Friends in the evening", "Nobody took it up", None, None],
        ["Nobody speaks for them", "Being heard", "The plan", Decimal(40_000)],
        ["No need", "Homes", "The plan", Decimal(50_000)],
    ]
    assert contracts == [
        ["Being heard", "Advocacy", "Speaking Up", "Active", Decimal(30_000)],
        ["Homes", "No contract serves it", None, None, None],
    ]
    assert outcomes == [
        ["Being heard", "Decide themselves", "Reviews: all"],
        ["Advocacy", "People speak for themselves.", None],
    ]
    assert [row[-2:] for row in unfunded] == [[50_000, "No contract serves it"], [20_000, "yes"]]
    assert (orphans, [row[0] for row in untaken]) == ([], ["Friends in the evening"])


def stage_do(cycle):
    cycle.stages.filter(kind=StageKind.DO).update(opened_on=SIGNED)
    return STAGES.get(cycle=cycle, kind=StageKind.DO)


def found_at(stage, title):
    [line] = [each for each in checklist.checked(stage, ON) if each.title == title]
    return line.standing, line.reason


def test_contracts_answer_lines_of_do_and_whether_plans_drive_contracting(cycle, plan, trust):
    stage, made = stage_do(cycle), "Services are procured and contracted"
    sector, drives = "The sector responded as a provider", Principle.PLANS_DRIVE
    assert found_at(stage, made)[0] == found_at(stage, sector)[0] == Standing.NOT_YET
    assert verdict(drives, cycle, ON)[:2] == (
        Standing.NOT_YET, "No contract of this cycle is recorded that could serve a priority of its plan."
    )  # fmt: skip
    homes = plan.priorities.get(number=2)
    ContractFactory(title="Homes", active=True, commissioner=trust, provider=PublicBodyFactory(), priority=homes)
    assert (found_at(stage, made), found_at(stage, sector)[0]) == ((Standing.PASS, ""), Standing.NOT_YET)
    ContractFactory(title="Advocacy", active=True, commissioner=trust, priority=homes)
    told = "1 contract with voluntary organisations serves its priorities."
    assert found_at(stage, sector) == (Standing.PASS, told)
    told = "2 contracts of this cycle serve an endorsed priority, and none goes without one."
    assert verdict(drives, cycle, ON)[:2] == (Standing.PASS, told)
    alike = {"active": True, "commissioner": trust, "client_group": cycle.client_group, "area": cycle.area}
    stray = [ContractFactory(title=f"Stray {number}", **alike) for number in range(4)]
    assert found_at(stage, made) == (
        Standing.FAIL,
        "Say which priority these serve, or have an exception approved: Stray 0; Stray 1; Stray 2; and 1 more.",
    )
    assert verdict(drives, cycle, ON)[:2] == (
        Standing.FAIL,
        "These serve no priority and have no approved exception: Stray 0; Stray 1; Stray 2; and 1 more.",
    )
    for each in stray:
        each.exception_reason, each.exception_approved_on = "The strategy is late.", SIGNED
        each.save()
    assert verdict(drives, cycle, ON).standing == Standing.PASS
    plan.versions.update(endorsed_on=None, submitted_on=None)
    assert verdict(drives, cycle, ON)[:2] == (
        Standing.FAIL, "These serve priorities of a plan that is not endorsed, or was withdrawn: Advocacy; Homes."
    )  # fmt: skip


def test_records_lead_to_their_part_of_it_and_a_contract_shows_what_its_provider_declared(plan, contract, cycle):
    InterestFactory(cycle=cycle, organisation=contract.provider, what="Advocacy at reviews.")
    InterestFactory(cycle=cycle, organisation=contract.provider, what="Mistaken.", voided_on=ON, void_reason="No.")
    InterestFactory(cycle=cycle, what="Of another.")
    member, priority = signed_in(make_actor("member")), contract.priority
    for each in (cycle, plan, priority, contract, priority.needs.get()):
        page = member.get(each.get_absolute_url()).content.decode()
        kind = {CommissioningCycle: "cycle", CommissioningPlan: "plan", Priority: "priority", Contract: "contract"}
        assert f'{reverse("thread")}?{kind.get(type(each), "need")}={each.pk}"' in page
    page = words(member.get(contract.get_absolute_url()))
    assert "Speaking Up May bid for what is planned Advocacy at reviews. 9 May 2005" in page
    assert "Having taken part in planning bars nobody from bidding." in page
    assert ("Mistaken." in page, "Of another." in page) == (False, False)


@pytest.mark.pdf
def test_the_board_paper_tells_a_cycle_whole_on_two_pages(cycle, plan, contract, trust):
    """However much there is: what does not fit is counted."""
    stage = stage_do(cycle)
    cycle.stages.filter(kind__lt=StageKind.DO).update(opened_on=SIGNED, signed_off_on=SIGNED)
    for number in range(9):
        done = f"It is priority {number} of the plan. " + "Two contracts ask for it. " * 60
        InvolvementFactory(cycle=cycle, done=done)
        more = PriorityFactory(plan=plan, number=10 + number, whole=True, published_on=ENDORSED)
        ContractFactory(active=True, priority=more, commissioner=trust), NeedFactory(cycle=cycle)
    by = make_actor("analyst", organisation=trust)
    with clock.at(datetime.datetime(2006, 6, 1, 10, tzinfo=datetime.UTC)):
        asked = Asked(registry.get("commissioning-cycle"), by, QueryDict(f"cycle={cycle.pk}"))
        assert asked.can_run
        prepared = asked.prepare()
        tables = {each.title: each for each in prepared.tables}
        assert tables["What is asked of the board"].all_rows() == [
            ["To note that Do cannot be signed off yet: 3 lines of its checklist wait.", "All partners"]
        ]
        assert (len(tables["Contracts"].rows), tables["Contracts"].note) == (4, "6 more on the page of the cycle.")
        assert tables["Priorities and their money"].all_rows()[0] == [
            "Being heard", Decimal(40_000), Decimal(20_000), "Decide themselves",
        ]  # fmt: skip
        told = tables["Who was involved"].all_rows()
        assert (len(told), "priority 8 of the plan" in told[0][1]) == (4, True)
        assert list(tables)[:4] == ["The cycle", "The four stages", "What is asked of the board", "What Do waits for"]
        assert len(PdfReader(io.BytesIO(render_pdf(prepared))).pages) == 2
    for line in ("recommissioned", "change-told", "delivery-models"):
        stages.answer_line(by=make_actor("secretariat"), stage=stage, line=line, reply="yes", evidence="It stands.")
    later = registry.get("commissioning-cycle").sections(by, clock.today(), cycle=cycle)
    asked_for = next(each for each in later if each.title == "What is asked of the board")
    assert asked_for.all_rows() == [["To sign off Do.", "The Council"], ["To sign off Do.", "The Trust"]]


def test_a_line_of_the_tree_escapes_what_people_wrote():
    typed = "<script>alert('x') & \"y\"</script>"
    below = [Node("Outcome", typed, more=typed, tag=(typed, "red"))]
    markup = str(drawn([Node("Need", typed, href="/needs/1/?a=1&b=2", below=below)]))
    assert "<script" not in markup and markup.count("&lt;script&gt;") == 4
    assert 'href="/needs/1/?a=1&amp;b=2"' in markup
    assert markup.count("<li") == markup.count("</li>") == 2 and markup.count("<ul") == markup.count("</ul>") == 1
