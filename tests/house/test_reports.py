"""Every report there is, read back from each of its four forms: the same figures as it declared, in all of them.

A new report stands in ASKED with who asks it, what they ask, and what it is then about.
"""

import csv
import datetime
import io
from collections.abc import Callable

import openpyxl
import pytest
from django.urls import reverse

from compacts.annual.actions import carry_forward
from compacts.targets.progress_actions import compute_progress
from core import clock
from core.reports import registry
from core.reports.asking import Asked, query_of
from core.reports.declaration import Figures, Prepared
from core.reports.models import ReportRun
from core.work.testing import run_all
from partnerships.invitations.actions import invite_person
from partnerships.organisations.models import Described
from partnerships.people.actors import Actor
from tests.core.reports.reading import Page, text_of
from tests.factories.agreements import FrameworkFactory, change_of
from tests.factories.annual import annual_of
from tests.factories.codes import CodeAdoptionFactory
from tests.factories.commissioning_plans import NeedFactory, PlanFactory
from tests.factories.compacts import CompactFactory, SignupFactory
from tests.factories.compliance import ScorecardFactory
from tests.factories.consultation import ConsultationFactory, a_consultation, sent
from tests.factories.contracts import ContractFactory
from tests.factories.coverage import InviteeFactory
from tests.factories.cycles import CycleFactory, EvidenceFactory, InterestFactory, InvolvementFactory
from tests.factories.deadline import LAST, SignupTargetFactory, trusts
from tests.factories.disputes import DisputeFactory
from tests.factories.measures import MeasureFactory, ReadingFactory
from tests.factories.monitoring import DUE, SENT, FindingFactory, PeriodFactory, RequirementFactory, returned
from tests.factories.organisations import (
    AreaFactory,
    KindFactory,
    OrganisationFactory,
    PublicBodyFactory,
    TermFactory,
)
from tests.factories.people import make_actor, signed_in
from tests.factories.places import PairFactory
from tests.factories.reorganisations import carried_out
from tests.factories.targets import ContributionFactory, TargetFactory

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 10, 12)
DAY = datetime.timedelta(days=1)


def partners() -> dict[str, list[str]]:
    """Two partners of two kinds, one of them led by its members and not confirmed in time."""
    led = TermFactory(vocabulary="led_by", title="Carers here")
    late = OrganisationFactory(name="=Wye <b>Carers</b>", partner=True, confirm_by=TODAY - DAY)
    OrganisationFactory(name="Elders", partner=True, kind=KindFactory(code="social-enterprise"))
    Described.objects.create(organisation=late, term=led)
    return {}


def places() -> dict[str, list[str]]:
    """Three pairs in two regions: one co-terminous, one not, and one that is not determinable."""
    for name, verdict in (("West Midlands", "yes"), ("South West", "no"), ("South West", "unknown")):
        region = AreaFactory._meta.model.objects.filter(name=name).first() or AreaFactory(name=name, kind="region")
        PairFactory(verdict=verdict, area__parent=region)
    return {}


def answers() -> dict[str, list[str]]:
    """Three answers to one consultation, of two kinds of organisation."""
    asked = a_consultation()
    for code in ("charity", "charity", "social-enterprise"):
        sent(asked, OrganisationFactory(kind=KindFactory(code=code)))
    return {"consultation": [str(asked.pk)]}


def coverage() -> dict[str, list[str]]:
    """Three organisations of two kinds: invited and answered, invited and silent, and answered without invitation."""
    asked, charity = a_consultation(), KindFactory(code="charity")
    for invited, answers in ((True, True), (True, False), (False, True)):
        who = OrganisationFactory(kind=charity if invited else KindFactory(code="social-enterprise"))
        if invited:
            InviteeFactory(consultation=asked, organisation=who)
        if answers:
            sent(asked, who)
    return {"consultation": [str(asked.pk)]}


def signup() -> dict[str, list[str]]:
    """A trust that signed, one that is late, a council beside them, and two localities, one without a Compact."""
    council = KindFactory(code="county-council", sector="council", is_public_body=True)
    target = SignupTargetFactory(taken=LAST, beside=[council])
    compact = CompactFactory(launched=True, area=AreaFactory(kind="county", name="Devon"))
    AreaFactory(kind="county", name="Cornwall")
    for kind, signs in ((trusts(), True), (trusts(), False), (council, False)):
        body = OrganisationFactory(kind=kind, opened=TODAY.replace(year=2002), area=compact.area)
        if signs:
            SignupFactory(compact=compact, organisation=body)
    return {"target": [str(target.pk)]}


def kept() -> dict[str, list[str]]:
    """A Compact of a locality with a Code, a consultation, funding that keeps the Code, and a dispute that taught."""
    compact = CompactFactory(launched=True, area=AreaFactory(kind="county", name="Devon"))
    adopted = CodeAdoptionFactory(code__area=compact.area, organisation__area=compact.area)
    ConsultationFactory(host=adopted.organisation, published=True)
    ScorecardFactory(area=compact.area, checked="kept", agreed=True)
    DisputeFactory(area=compact.area, ended=True, published_on=TODAY)
    return {"compact": [str(compact.pk)]}


def disputes() -> dict[str, list[str]]:
    """A dispute that goes on, and one that found a breach."""
    DisputeFactory(), DisputeFactory(ended=True)
    return {}


def targets() -> dict[str, list[str]]:
    """A target that is met by one of its measures and has no baseline for another, and one without any measure."""
    target = TargetFactory(title="5% more activity of the sector by 2006", due=TODAY - DAY)
    grants = ContributionFactory(target=target, measure=MeasureFactory(title="Grants", money=True))
    ContributionFactory(target=target, measure=MeasureFactory(title="People"), uncounted=True)
    ReadingFactory(measure=grants.measure, area=target.area, year=2025, value=110)
    TargetFactory(title="Life expectancy: no wider gap to Worcestershire", due=TODAY + DAY)
    sum(compute_progress(on=TODAY))
    return {}


def annual() -> dict[str, list[str]]:
    """A year carried forward from a signed one, with one line of its work plan done late."""
    former = annual_of(in_force=True, service="carers", year=2025, framework=FrameworkFactory(ends=None))
    made = carry_forward(by=make_actor("secretariat"), annual=former)
    made.intentions.update(amount=130_000)
    made.work.get().progress.create(noted_on=TODAY, state="done", note="It is open.")
    return {"annual": [str(made.pk)]}


def money() -> dict[str, list[str]]:
    """Two frameworks that run, and money withdrawn from one."""
    for each in (FrameworkFactory(ends=None), FrameworkFactory(ends=None)):
        framework = each
    change_of(framework, takes_effect_on=TODAY - DAY)
    return {}


def cycles() -> dict[str, list[str]]:
    """A cycle at Analyse, which waits for the sector, and one that is over; one of them as a paper."""
    made = CycleFactory(title="Learning disability 2005 to 2008")
    CycleFactory(title="Older people", at="4_review").stages.update(signed_off_on=TODAY - DAY)
    InvolvementFactory(cycle=made), EvidenceFactory(cycle=made), InterestFactory(cycle=made)
    return {"cycle": [str(made.pk)]}


def plans() -> dict[str, list[str]]:
    """A plan of three years that expired, and one of six that is being written, of two client groups."""
    PlanFactory(title="=Homes <b>Carers</b>", stands="endorsed")
    PlanFactory(title="Elders", stands="written", starts=TODAY, ends=TODAY.replace(year=2032))
    return {}


def contracts() -> dict[str, list[str]]:
    """Two contracts that run, one with the sector and for long; both end within a year and serve no priority."""
    runs = {"active": True, "initial_end": TODAY + 30 * DAY}
    ContractFactory(starts=TODAY - 1500 * DAY, basis="outcome", **runs)
    ContractFactory(starts=TODAY - 100 * DAY, provider=PublicBodyFactory(), **runs)
    return {}


def monitored() -> dict[str, list[str]]:
    """A return in time, one late that misses its target, one missing, and what a review found."""
    for number, day in enumerate((SENT, DUE + DAY)):
        contract = ContractFactory(active=True)
        asked = RequirementFactory(contract=contract, target=40 + number)
        returned(PeriodFactory(contract=contract, requirements=[asked]), sent_on=day)
    PeriodFactory()
    FindingFactory()
    return {}


def thread() -> dict[str, list[str]]:
    """A priority that no contract serves, a need that nobody took up, and a contract that serves nothing."""
    made = PlanFactory(title="=Homes <b>Carers</b>", stands="endorsed")
    NeedFactory(cycle=made.cycle, title="Friends")
    ContractFactory(active=True, initial_end=TODAY + 30 * DAY)
    return {}


def successions() -> dict[str, list[str]]:
    """Two bodies that went, one in part."""
    carried_out(ancestor__name="=Wye <b>Trust</b>"), carried_out(kind="split", ancestor__name="South")
    return {}


ASKED: dict[str, tuple[str, Callable[[], dict[str, list[str]]]]] = {
    "commissioning-cycle": ("analyst", cycles),
    "commissioning-cycles": ("analyst", cycles),
    "annual-agreement": ("secretariat", annual),
    "answers-by-kind": ("secretariat", answers),
    "commissioning-plans": ("analyst", plans),
    "co-terminosity": ("analyst", places),
    "compact-scorecard": ("analyst", kept),
    "compact-signup": ("analyst", signup),
    "compact-signup-bodies": ("analyst", signup),
    "compact-signup-localities": ("analyst", signup),
    "consultation-coverage": ("secretariat", coverage),
    "funding-kept": ("secretariat", money),
    "organisations-by-kind": ("analyst", partners),
    "contract-shares": ("analyst", contracts),
    "contracts-ending": ("secretariat", contracts),
    "golden-thread": ("analyst", thread),
    "orphan-contracts": ("analyst", contracts),
    "contract-monitoring": ("secretariat", monitored),
    "disputes": ("secretariat", disputes),
    "overdue": ("secretariat", dict),
    "organisations-without-people": ("secretariat", partners),
    "partners-by-flag": ("analyst", partners),
    "partner-register": ("analyst", partners),
    "stale-entries": ("analyst", partners),
    "partners-to-confirm": ("analyst", partners),
    "plan-coverage": ("analyst", plans),
    "successions": ("analyst", successions),
    "target-progress": ("analyst", targets),
}

ELSEWHERE = {"consultation-results": "tests/consultation/results/test_figures.py"}
"""Reports with headings between their tables, and where their figures are read back from every form."""


def overdue_for(office: Actor) -> None:
    """An invitation that nobody accepted in its fourteen days, for the report of what is overdue."""
    with clock.at(TODAY - 20 * DAY):
        place = OrganisationFactory(name="Malvern Carers", partner=True)
        invite_person(by=office, email="bea@example.org", name="Bea", place=place, roles=["administrator"])


@pytest.fixture(autouse=True)
def today(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    with clock.at(datetime.datetime(2026, 10, 12, 10, 0, tzinfo=datetime.UTC)):
        yield


@pytest.fixture(params=sorted(ASKED))
def case(request):
    """Who asks, the address with what they ask, and what was declared then."""
    role, make = ASKED[request.param]
    actor, query = make_actor(role), query_of(make())
    if request.param == "overdue":
        overdue_for(actor)
    asked = Asked(registry.get(request.param), actor, query)
    assert asked.can_run
    prepared = asked.prepare()
    assert [table.title for table in prepared.tables if not table.rows] == []
    return actor, f"{reverse('report', args=[request.param])}?{query.urlencode()}", prepared


def in_words(prepared: Prepared) -> list[list[list[str]]]:
    """The tables as a page shows them. Key figures stand beside them."""
    return [
        [
            table.headings,
            *[[c.words(cell) for c, cell in zip(table.columns, row, strict=True)] for row in table.all_rows()],
        ]
        for section, table in zip(prepared.sections, prepared.tables, strict=True)
        if not isinstance(section, Figures)
    ]


def key_figures(prepared: Prepared) -> list[tuple[str, str]]:
    return [line[:2] for each in prepared.sections if isinstance(each, Figures) for line in each.lines()]


def test_every_report_is_here():
    everything = make_actor("secretariat", "commissioner", "analyst", "auditor")
    assert {each.name for each in registry.all_for(everything)} == {*ASKED, *ELSEWHERE}


def test_the_page_has_its_figures(case):
    actor, address, prepared = case
    html = signed_in(actor).get(address).content.decode()
    page = Page(html)
    assert page.tables == in_words(prepared)
    assert [pair for pair in page.pairs if pair in key_figures(prepared)] == key_figures(prepared)
    assert "<b>Carers</b>" not in html


def sheet_cell(value):
    """A value as a workbook gives it back."""
    if isinstance(value, str):
        return f"'{value}" if value.startswith("=") else value
    return datetime.datetime.combine(value, datetime.time()) if isinstance(value, datetime.date) else value


def test_the_workbook_has_them_as_numbers_and_dates(case):
    actor, address, prepared = case
    answer = signed_in(actor).get(f"{address}&format=xlsx")
    sheets = list(openpyxl.load_workbook(io.BytesIO(answer.content)))[1:]
    found = [[list(row) for row in sheet.iter_rows(values_only=True)] for sheet in sheets]
    declared = [[t.headings, *[[sheet_cell(cell) for cell in row] for row in t.all_rows()]] for t in prepared.tables]
    assert [[[approximate(cell) for cell in row] for row in table] for table in declared] == found


def approximate(cell):
    """A workbook keeps a share to a thousandth of a per cent, cut like on the page."""
    numeric = not isinstance(cell, str | datetime.datetime | None)
    return pytest.approx(float(cell), abs=0.00001) if numeric else cell


def csv_cell(value) -> str:
    if value is None:
        return ""
    return f"'{value}" if str(value).startswith("=") else str(value)


def test_the_csv_has_them_plain(case):
    actor, address, prepared = case
    content = b"".join(signed_in(actor).get(f"{address}&format=csv")).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content, newline="")))
    for table in prepared.tables:
        start = rows.index(table.headings) + 1
        wanted = [[csv_cell(cell) for cell in row] for row in table.all_rows()]
        assert rows[start : start + len(wanted)] == wanted


@pytest.mark.pdf
def test_the_pdf_has_the_figures_of_the_page(case):
    actor, address, prepared = case
    keep = address.replace(prepared.name, f"{prepared.name}/keep")
    assert signed_in(actor).post(keep, {"once": "9f4c7d0c-1a83-4c62-9a8e-0f6a4f6f2b10"}).status_code == 302
    run_all()
    run = ReportRun.objects.get(report=prepared.name)
    content = b"".join(signed_in(actor).get(reverse("report_file", args=[run.pk, "pdf"])).streaming_content)
    text = text_of(content)
    for row in [row for table in in_words(prepared) for row in table] + [list(each) for each in key_figures(prepared)]:
        assert " ".join(" ".join(row).split()) in text


def test_each_is_on_the_reports_page_with_what_it_asks_and_the_day(case):
    actor, _, prepared = case
    html = signed_in(actor).get(reverse("report_list")).content.decode()
    [form] = [each for each in html.split("<form")[1:] if f'action="{reverse("report", args=[prepared.name])}"' in each]
    named = {*registry.get(prepared.name).form(actor).fields, "as_at_day", "as_at_month", "as_at_year"}
    assert {name for name in named if f'name="{name}"' not in form.split("</form>")[0]} == set()
