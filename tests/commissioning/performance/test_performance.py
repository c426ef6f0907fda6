"""How a contract performs: charts with their tables, what is out of order, and the register of that."""

import datetime
import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commissioning.contracts.measured import Measured, of_contracts
from commissioning.performance.reading import exceptions_of, series_of
from core import clock
from core.work.models import WorkRow
from tests.factories.contracts import ContractFactory
from tests.factories.measures import MeasureFactory
from tests.factories.monitoring import AuditFactory, ContractReviewFactory, PeriodFactory, RequirementFactory, returned
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
DAY = datetime.date


def half_years(contract, requirements, first=2005, years=1):
    """Periods of half a year, each due four weeks after it."""
    found = []
    for year in range(first, first + years):
        for starts, ends in ((DAY(year, 4, 1), DAY(year, 9, 30)), (DAY(year, 10, 1), DAY(year + 1, 3, 31))):
            due = ends + datetime.timedelta(days=28)
            found.append(
                PeriodFactory(contract=contract, starts=starts, ends=ends, due_on=due, requirements=requirements)
            )
    return found


def test_what_is_out_of_order_stands_on_the_page_and_in_the_register():
    contract = ContractFactory(active=True, title="Advocacy")
    wait = RequirementFactory(contract=contract, measure=MeasureFactory(title="Wait", unit="weeks", better="lower"),
                              target=Decimal(3))  # fmt: skip
    people = RequirementFactory(contract=contract, measure=MeasureFactory(title="People"), target=Decimal(40))
    first, second, third, fourth = half_years(contract, [wait, people], years=2)
    returned(first, state="accepted", value=Decimal(4), sent_on=DAY(2005, 11, 7))
    returned(second, state="queried", value=Decimal(41), sent_on=DAY(2006, 4, 20))
    returned(third, state="accepted", value=Decimal(3), sent_on=DAY(2006, 10, 28))
    with clock.at(DAY(2007, 5, 8)):
        series = series_of(contract)
        found = [(str(day), kind, said) for day, _, kind, said in exceptions_of(
            contract.periods.select_related("monitoring_return"), series, clock.today())]  # fmt: skip
        assert found == [
            ("2007-04-28", "Missing", "It was due 10 days ago, and was not submitted."),
            ("2006-09-30", "Target missed", "People: 3 people against 40 people."),
            ("2006-05-02", "Queried", "To be answered by 16 May 2006."),
            ("2006-03-31", "Target missed", "Wait: 41 weeks against 3 weeks."),
            ("2005-11-07", "Late", "It was submitted 10 days after it was due."),
            ("2005-09-30", "Target missed", "People: 4 people against 40 people."),
            ("2005-09-30", "Target missed", "Wait: 4 weeks against 3 weeks."),
        ]
        AuditFactory(contract=contract)
        ContractReviewFactory(contract=contract)
        browser = signed_in(make_actor("commissioner", organisation=contract.commissioner))
        page = browser.get(reverse("contract_monitoring", args=[contract.pk])).content.decode()
        for words in ("It was due 10 days ago", "41 weeks against 3 weeks", "7 November 2005", "9 of 12 (75.0%)",
                      "It goes on as it is", "To reach in each period: 40 people"):  # fmt: skip
            assert words in page
        listed = {
            kind: {(row["measure"], row["ends"]) for row in browser.get(
                reverse("api_exceptions"), {"kind": kind}).json()["results"]}
            for kind in ("missing", "late", "queried", "missed")
        }  # fmt: skip
        both = ("Wait", "People")
        assert listed == {
            "missing": {(each, "2007-03-31") for each in both},
            "late": {(each, "2005-09-30") for each in both},
            "queried": {(each, "2006-03-31") for each in both},
            "missed": {("Wait", "2005-09-30"), ("People", "2005-09-30"), ("Wait", "2006-03-31"),
                       ("People", "2006-09-30")},
        }  # fmt: skip
        page = browser.get(reverse("exceptions"), {"kind": "late"}).content.decode()
        assert set(re.findall(r"/contracts/periods/\d+/", page)) == {first.get_absolute_url()}
        report = browser.get(reverse("report", args=["contract-monitoring"])).content.decode()
        figures = re.findall(r"<td[^>]*>(?:<a[^>]*>)?(\d+)", report)
        assert figures[:4] == ["4", "2", "1", "1"]  # due, in time, late, missing
        assert report.count("kind=missed") == 2
        rows = browser.get(reverse("api_returns"), {"late": "yes"}).json()["results"]
        assert [(row["ends"], row["days_late"], row["state"]) for row in rows] == [
            ("2007-03-31", None, "Missing"), ("2005-09-30", 10, "Accepted"),
        ]  # fmt: skip


def test_the_golden_thread_says_what_was_accepted_last_to_whoever_may_read_it():
    contract, others = ContractFactory(active=True), ContractFactory(active=True)
    people = RequirementFactory(contract=contract, measure=MeasureFactory(title="People"), target=Decimal(40))
    first, second = half_years(contract, [people])
    returned(first, state="accepted", value=Decimal(38), sent_on=DAY(2005, 10, 7))
    returned(second, state="sent", value=Decimal(44), sent_on=DAY(2006, 4, 20))
    keys, by = [contract.pk, others.pk], make_actor("commissioner", organisation=contract.commissioner)
    said = f"People: {people.measure.amount(Decimal(38))}, to reach {people.measure.amount(Decimal(40))}, by"
    [told] = of_contracts(by, keys, clock.today())[contract.pk]
    assert told == Measured(f"{said} 30 September 2005", reverse("contract_monitoring", args=[contract.pk]))
    assert of_contracts(make_actor("commissioner"), keys, clock.today()) == {}
    assert of_contracts(by, keys, DAY(2005, 10, 1)) == {}


def test_its_page_costs_the_same_with_ten_charts(settings, tmp_path):
    settings.VAR_DIR = tmp_path

    def asked(many: int) -> int:
        contract = ContractFactory(active=True)
        requirements = [RequirementFactory(contract=contract) for _ in range(many)]
        returned(PeriodFactory(contract=contract, requirements=requirements), state="accepted")
        browser = signed_in(make_actor("commissioner", organisation=contract.commissioner))
        url = reverse("contract_monitoring", args=[contract.pk])
        browser.get(url)
        with CaptureQueriesContext(connection) as statements:
            assert browser.get(url).content.decode().count("The chart is being drawn") == many
        return len(statements)

    assert asked(10) == asked(1)


def test_its_page_costs_the_same_with_ten_times_the_returns():
    def asked(years: int) -> int:
        contract = ContractFactory(active=True, starts=DAY(1995, 4, 1))
        requirement = RequirementFactory(contract=contract)
        for period in half_years(contract, [requirement], first=1995, years=years):
            returned(period, state="accepted")
        browser = signed_in(make_actor("commissioner", organisation=contract.commissioner))
        url = reverse("contract_monitoring", args=[contract.pk])
        browser.get(url)
        with CaptureQueriesContext(connection) as statements:
            assert browser.get(url).status_code == 200
        return len(statements)

    assert asked(10) == asked(1)


def test_the_charts_of_a_page_are_asked_for_in_one_row(tmp_path, settings):
    settings.VAR_DIR = tmp_path
    contract = ContractFactory(active=True)
    asked = [RequirementFactory(contract=contract, measure=MeasureFactory(title=each)) for each in ("Wait", "People")]
    first, _ = half_years(contract, asked)
    returned(first, state="accepted", value=Decimal(4), sent_on=DAY(2005, 10, 20))
    browser = signed_in(make_actor("commissioner", organisation=contract.commissioner))
    for _ in range(2):
        assert browser.get(reverse("contract_monitoring", args=[contract.pk])).status_code == 200
    row = WorkRow.objects.get(kind__startswith="draw_chart")
    assert (row.kind, len(row.args["specs"])) == ("draw_charts", 2)
