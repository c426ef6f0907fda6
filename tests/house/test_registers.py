"""Every register alike: page, sheet and API list hold the same rows, at a cost that does not grow with them.

A register needs no test of its own for this, only a factory of its model in tests/factories/.
"""

import csv
import datetime
import importlib
import io
import itertools
import pkgutil
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_filters import DateFilter
from factory.django import DjangoModelFactory
from markupsafe import escape
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from core import clock
from core.imports.models import ImportRun
from core.registers.columns import TEXT
from core.registers.filters import OfWhatCounts
from core.registers.register import REGISTERS, Register
from core.registers.selection import PAGE_SIZE
from partnerships.organisations.models import UmbrellaClass, UmbrellaMembership
from partnerships.people.permissions import ALL, PERMISSIONS, VISITOR
from tests import factories
from tests.factories.agreements import FINAL, FrameworkFactory, between, change_of, signed_by
from tests.factories.annual import annual_of
from tests.factories.answers import AFTERWARDS, from_guest, keyed
from tests.factories.bodies import ENDED, BodyFactory, SeatFactory
from tests.factories.codes import WITHDRAWN, CodeAdoptionFactory, CodeFactory
from tests.factories.commissioning_plans import NeedFactory, PlanFactory, PriorityFactory
from tests.factories.compacts import CompactFactory, EditionFactory, ReviewActionFactory, ReviewFactory, SignupFactory
from tests.factories.compliance import ScorecardFactory
from tests.factories.consultation import DURING, a_consultation, sent
from tests.factories.contracts import (
    BandFactory,
    ContractDocumentFactory,
    ContractFactory,
    CostingFactory,
    SupplierFactory,
    TemplateFactory,
    VariationFactory,
)
from tests.factories.coverage import InviteeFactory
from tests.factories.cycles import CycleFactory, EvidenceFactory, InvolvementFactory, OverrideFactory
from tests.factories.deadline import LAST, CompactLeadFactory, SignupStandingFactory, SignupTargetFactory
from tests.factories.disputes import DisputeFactory
from tests.factories.initiatives import InitiativeFactory
from tests.factories.measures import ReadingFactory
from tests.factories.members import ReportScheduleFactory
from tests.factories.monitoring import (
    DUE,
    AuditFactory,
    ContractReviewFactory,
    FindingFactory,
    PeriodFactory,
    RequirementFactory,
    returned,
)
from tests.factories.organisations import OrganisationFactory, PublicBodyFactory, TermFactory
from tests.factories.people import make_actor, signed_in
from tests.factories.places import BoundaryAlertFactory
from tests.factories.reorganisations import carried_out, undone
from tests.factories.targets import TargetFactory

pytestmark = pytest.mark.django_db


def factories_by_model() -> dict:
    """Every factory of tests/factories/, the first of each model."""
    found: dict = {}
    for each in pkgutil.iter_modules(factories.__path__):
        module = importlib.import_module(f"tests.factories.{each.name}")
        for made in vars(module).values():
            if isinstance(made, type) and issubclass(made, DjangoModelFactory) and made._meta.model:
                found.setdefault(made._meta.model, made)
    return found


FACTORIES = factories_by_model()
NUMBERS = itertools.count(1)


def line_with_progress() -> None:
    """A line of a work plan on which progress was noted."""
    line = annual_of(in_force=True).work.get()
    line.progress.create(noted_on=FINAL, state="under_way", note="A room is found.")


def late_return() -> None:
    """A return that came after its day, and was queried."""
    returned(PeriodFactory(), state="queried", sent_on=DUE + datetime.timedelta(days=9))


def refused_row() -> None:
    """A row of a published list that was refused."""
    run = ImportRun.objects.create(source="pct", file_name="PCO_2012.csv", asked_at=clock.now())
    run.lines.create(line=next(NUMBERS), outcome="refused", label="Worcestershire", reason="No code.")


def signed_on_paper() -> None:
    """A signature that was declared void."""
    agreement = between(final=True)
    signed_by(agreement, agreement.parties.first(), voided_on=FINAL, void_reason="By mistake.")


BY_HAND = {
    "cycles": lambda: CycleFactory(unit=BodyFactory()),
    "involvements": lambda: InvolvementFactory(),
    "overrides": lambda: OverrideFactory(confirmed=True),
    "contributions": lambda: EvidenceFactory(used=True),
    "consultations": lambda: a_consultation(),
    "responses": lambda: sent(a_consultation()),
    "late_responses": lambda: sent(a_consultation(), at=AFTERWARDS),
    "responses_set_aside": lambda: sent(a_consultation(), at=AFTERWARDS),
    "unmatched_responses": lambda: from_guest(a_consultation()),
    "half_keyed_responses": lambda: keyed(a_consultation(), record=False),
    "answers_in_words": lambda: sent(a_consultation()),
    "letters": lambda: keyed(a_consultation()),
    "compacts": lambda: CompactFactory(lapsed=True, manager_organisation=OrganisationFactory()),
    "signups": lambda: SignupFactory(over=True),
    "bodies": lambda: BodyFactory(over=True, parent=BodyFactory(), host=OrganisationFactory()),
    "reorganisations": lambda: undone(),
    "reorganisation_lines": lambda: carried_out(),
    "boundary_alerts": lambda: BoundaryAlertFactory(noted_on=ENDED, note="The boards meet."),
    "seats": lambda: SeatFactory(post="Clerk", appointed="Elected.", ends=ENDED),
    "editions": lambda: EditionFactory(withdrawn=True),
    "reviews": lambda: ReviewFactory(mistaken=True),
    "organisations_without_people": lambda: OrganisationFactory(partner=True),
    "review_actions": lambda: ReviewActionFactory(given_up=True),
    "codes": lambda: CodeFactory(withdrawn=True, document="https://example.org/code", source="A plan"),
    "adoptions": lambda: CodeAdoptionFactory(over=True),
    "code_matrix": lambda: CodeAdoptionFactory(ended_on=WITHDRAWN, end_reason="It left."),
    "disputes": lambda: DisputeFactory(
        ended=True, code=CodeFactory(launched=True), clause="4.2", published_on=WITHDRAWN
    ),
    "scorecards": lambda: ScorecardFactory(
        dropped=True, agreed_because="Soon.", checked="not_kept", provider=OrganisationFactory()
    ),
    "signup_outstanding": lambda: SignupStandingFactory(organisation=CompactLeadFactory().organisation),
    "signup_targets": lambda: SignupTargetFactory(taken=LAST, closed=True, source="A plan"),
    "agreements": lambda: between(ended=True, consulted_on=FINAL),
    "needs": lambda: NeedFactory(withdrawn=True, unmet="Half.", shown=True),
    "plans": lambda: PlanFactory(withdrawn=True, stands="endorsed"),
    "priorities": lambda: PriorityFactory(
        whole=True, demand="More.", dropped_on=FINAL, dropped_in=1, drop_reason="No money."
    ),
    "initiatives": lambda: InitiativeFactory(stopped=True, body=BodyFactory()),
    "funding_changes": lambda: change_of(FrameworkFactory(), voided_on=FINAL, void_reason="By mistake."),
    "signatures": lambda: signed_on_paper(),
    "frameworks": lambda: FrameworkFactory(due_from=FINAL, due_until=FINAL),
    **dict.fromkeys(
        ("annuals", "intentions"), lambda: annual_of(parts=4, ended=True, service=f"carers {next(NUMBERS)}")
    ),
    "work_lines": lambda: line_with_progress(),
    "contracts": lambda: ContractFactory(
        register=True,
        client_group=TermFactory(),
        basis="outcome",
        payment_model="block",
        category="Advocacy",
        route="Open tender",
        maximum_end=datetime.date(2009, 3, 31),
    ),
    "published_contracts": lambda: ContractFactory(
        active=True,
        category="Advocacy",
        route="Open tender",
        description="Advocacy.",
        provider__ods=f"X{next(NUMBERS)}",
        maximum_end=datetime.date(2009, 3, 31),
    ),
    "variations": lambda: VariationFactory(
        value=1, ends=FINAL, agreed_on=FINAL, commissioner_agreed_on=FINAL, provider_agreed_on=FINAL
    ),
    "contract_documents": lambda: ContractDocumentFactory(withdrawn=True, added_by=OrganisationFactory()),
    "costings": lambda: CostingFactory(reason="It is all there is.", price=20000),
    "bands": lambda: BandFactory(ends=FINAL),
    "contract_templates": lambda: TemplateFactory(body=PublicBodyFactory(), withdrawn_on=FINAL),
    "suppliers": lambda: SupplierFactory(organisation=OrganisationFactory(), confirmed_on=FINAL, identifier="GB-X"),
    "readings": lambda: ReadingFactory(replaced=True, area=None, organisation=OrganisationFactory()),
    "targets": lambda: TargetFactory(ended=True, of_one=True),
    "invitees": lambda: InviteeFactory(),
    "progress": lambda: InviteeFactory(),
    "exceptions": lambda: late_return(),
    "findings": lambda: FindingFactory(done=True),
    "requirements": lambda: RequirementFactory(dropped=True, detail="By parish.", counts_from=RequirementFactory()),
    "returns": lambda: late_return(),
    "audits": lambda: AuditFactory(done="A bus."),
    "contract_reviews": lambda: ContractReviewFactory(because="It works."),
    "import_lines": lambda: refused_row(),
    "imports": lambda: ImportRun.objects.create(source="pct", file_name="PCO_2012.csv", asked_at=clock.now()),
    "report_schedules": lambda: ReportScheduleFactory(state="paused", why="The role has ended."),
    "stale_entries": lambda: OrganisationFactory(partner=True, confirm_by=datetime.date(2005, 4, 1)),
    "umbrella_members": lambda: UmbrellaMembership.objects.create(
        member=OrganisationFactory(), umbrella=OrganisationFactory(), membership_class=UmbrellaClass.MEMBER
    ),
}
"""Registers whose rows no factory makes alone."""


@pytest.fixture(autouse=True)
def during():
    with clock.at(DURING):
        yield


def make_rows(name: str, count: int) -> None:
    register = REGISTERS[name]
    make = BY_HAND.get(name) or FACTORIES.get(register.model)
    assert make, f"Write a factory of {register.model.__name__} in tests/factories/."
    for _ in range(count):
        make()


def statements(browser, url: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        reply = browser.get(url)
        assert reply.status_code == 200, url
        b"".join(reply.streaming_content) if reply.streaming else reply.content
    return len(asked)


@pytest.fixture
def browser():
    return signed_in(make_actor("secretariat"))


@pytest.mark.parametrize("name", sorted(REGISTERS))
def test_a_longer_list_costs_no_more(name, browser):
    urls = [reverse(name), reverse(f"{name}_csv"), reverse(f"api_{name}")]
    make_rows(name, 2)
    few = [min(statements(browser, url) for _ in range(2)) for url in urls]  # what is looked up once is then kept
    make_rows(name, 6)
    assert [statements(browser, url) for url in urls] == few


@pytest.mark.parametrize("name", sorted(name for name, each in REGISTERS.items() if each.read_of_found))
def test_what_is_found_of_it_takes_one_statement(name, django_assert_num_queries):
    make_rows(name, 3)
    row, by = REGISTERS[name].model.objects.first(), make_actor("secretariat")
    with django_assert_num_queries(1):
        hits = REGISTERS[name].found(by, row.search_text.split()[0])
    assert (str(row), row.get_absolute_url()) in [hit[:2] for hit in hits]


@pytest.mark.parametrize("name", sorted(name for name, each in REGISTERS.items() if each.link_by))
def test_rows_that_lead_to_another_record_hold_its_key_as_a_column(name):
    """Without the column a row would lead to whatever record has the row's own number."""
    register = REGISTERS[name]
    assert register.link_by in [each.name for each in register.columns]


@pytest.mark.parametrize("name", sorted(REGISTERS))
def test_page_sheet_and_api_hold_the_same_rows(name, browser):
    make_rows(name, 3)
    register = REGISTERS[name]
    page = browser.get(reverse(name)).content.decode()
    sheet = b"".join(browser.get(reverse(f"{name}_csv")).streaming_content).decode("utf-8-sig")
    rows = browser.get(reverse(f"api_{name}")).json()["results"]
    count = page.count('class="nhsuk-table__row"') - 1
    assert len(rows) == count == min(sheet.count("\n") - 1, PAGE_SIZE)
    assert count >= 3
    lines = list(csv.DictReader(io.StringIO(sheet, newline="")))
    for column in register.columns:
        in_sheet = [line[column.title] or None for line in lines[:PAGE_SIZE]]
        assert in_sheet == [None if row[column.name] in (None, "") else str(row[column.name]) for row in rows]
    words = [each for each in register.columns if each.kind == TEXT and each.on_page]
    for row in rows:
        assert [escape(row[each.name] or "") in page for each in words] == [True] * len(words)
    assert set(rows[0]) == {"id"} | {each.name for each in register.columns}
    assert sheet.splitlines()[0].startswith(register.columns[0].title)


RISKY = ["=1+1", "+44", "-5", "@me", "\tab", "\rab", '=HYPERLINK("http://evil.example")']


def write_into(row, path: str, text: str) -> str | None:
    """Write a text into the field of a record, or of one it names, as a column's path says: what is there then."""
    *way, field = path.split("__")
    for each in way:
        row = getattr(row, each)
    if row is None:
        return None
    kept = text[: type(row)._meta.get_field(field).max_length]
    type(row)._base_manager.filter(pk=row.pk).update(**{field: kept})
    return kept


@pytest.mark.parametrize("risky", RISKY, ids=repr)
@pytest.mark.parametrize("name", sorted(REGISTERS))
def test_no_text_of_a_sheet_becomes_a_formula(name, risky, browser):
    """Every column of words, of every register: one apostrophe before it in the CSV, plain text in the workbook."""
    register = REGISTERS[name]
    make_rows(name, 1)
    row, asked = register.model._base_manager.latest("pk"), {}
    if register.filters and issubclass(register.filters, OfWhatCounts):  # why one is void is read where that is asked
        register.model._base_manager.filter(pk=row.pk).update(voided_on=FINAL, void_reason="By mistake.")
        asked = {"state": "void"}
    words = [each for each in register.columns if each.kind == TEXT and isinstance(each.value, str)]
    paths = {each.title: (each.value or each.name).removesuffix("_read").removeprefix("told_") for each in words}
    # a field as it is read
    kept = {title: write_into(row, path, risky) for title, path in paths.items()}
    guarded = {title: f"'{text}" for title, text in kept.items() if text is not None}
    sheet = b"".join(browser.get(reverse(f"{name}_csv"), asked).streaming_content).decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(sheet, newline="")))
    assert guarded in [{title: line[title] for title in guarded} for line in lines]
    book = browser.get(reverse(f"{name}_xlsx"), asked).content
    head, *cells = load_workbook(io.BytesIO(book)).active.iter_rows()
    places = {each.value: place for place, each in enumerate(head) if each.value in guarded}
    found = [{title: line[place] for title, place in places.items()} for line in cells]
    assert guarded in [{title: unescape(cell.value or "") for title, cell in line.items()} for line in found]
    assert {cell.data_type for line in found for cell in line.values() if cell.value is not None} == {"s"}
    for part in read_parts(book):
        assert (b"<f>" in part, b"<hyperlink" in part) == (False, False)


def read_parts(book: bytes) -> list[bytes]:
    """The sheets of a workbook, as they are written."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return [archive.read(each) for each in archive.namelist() if each.startswith("xl/worksheets/")]


@pytest.mark.parametrize("name", sorted(REGISTERS))
def test_an_empty_list_says_what_it_is_for(name, browser, monkeypatch):
    register = REGISTERS[name]
    rows = type(register).rows
    monkeypatch.setattr("core.registers.selection.STATEMENTS", {})  # one that another test had kept finds rows
    monkeypatch.setattr(type(register), "rows", lambda self, actor: rows(self, actor).none())
    page = browser.get(reverse(name)).content.decode()
    assert register.empty != Register.empty, f"Say in {type(register).__name__}.empty what the list is for."
    assert str(escape(register.empty)) in page


@pytest.mark.parametrize("name", sorted(REGISTERS))
def test_its_permissions_are_in_the_table(name):
    register = REGISTERS[name]
    assert {register.permission, register.export_permission or register.permission} <= set(PERMISSIONS)
    seeing = getattr(register.model, "view_permission", None)
    everybody = PERMISSIONS[register.permission].get(VISITOR) is ALL
    everybody |= PERMISSIONS.get(seeing, {}).get(VISITOR) is ALL  # a list, for few, of what everybody may see
    fewer = seeing in PERMISSIONS and PERMISSIONS[register.permission].items() < PERMISSIONS[seeing].items()
    assert seeing == register.permission or everybody or fewer or register.model._meta.app_label == "core", (
        f"Give {register.model.__name__} view_permission = {register.permission!r}: whoever may not see it gets a 404."
    )


DAY_FILTERS = [
    (name, each)
    for name, register in REGISTERS.items()
    if register.filters
    for each, declared in register.filters.base_filters.items()
    if isinstance(declared, DateFilter)
]


def test_there_are_filters_by_day():
    assert ("people", "as_at") in DAY_FILTERS


@pytest.mark.parametrize(("name", "asked"), DAY_FILTERS)
def test_a_day_beyond_the_calendar_is_refused_in_words(name, asked, browser):
    for day, words in (("9999-12-31", "31 December 2200"), ("0001-01-01", "1 January 1900")):
        page = browser.get(reverse(name), {asked: day})
        assert (page.status_code, words in page.content.decode()) == (200, True)
        program = browser.get(reverse(f"api_{name}"), {asked: day})
        assert (program.status_code, words in program.content.decode()) == (400, True)
    assert browser.get(reverse(f"api_{name}"), {asked: "2200-12-31"}).status_code == 200
