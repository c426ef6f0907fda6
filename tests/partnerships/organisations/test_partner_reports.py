"""The reports about partners: their figures, worked out by hand, read back from page, CSV, workbook and PDF."""

import csv
import datetime
import io

import pytest
from django.urls import reverse

from core import clock
from partnerships.organisations import actions
from partnerships.organisations.models import Described
from partnerships.organisations.reports import PartnersToConfirm
from partnerships.people.actors import the_house
from tests.core.reports.reading import Page, csv_of, page_of, pdf_of, sheet_of
from tests.factories.organisations import KindFactory, OrganisationFactory, TermFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 10, 10)
DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def today(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    with clock.at(datetime.datetime(2026, 10, 10, 10, 0, tzinfo=datetime.UTC)):
        yield


@pytest.fixture
def analyst():
    return signed_in(make_actor("analyst"))


def names(browser, address: str) -> set[str]:
    """The partners on the list that a figure leads to."""
    html = browser.get(address).content.decode()
    return {
        name for name in ("Wye Carers", "Elders", "Deaf Club", "Advice", "Ended", "Stranger") if f">{name}<" in html
    }


@pytest.fixture
def groups():
    """Four partners, two of whom are led by older people (one of them serves them as well); three serve deaf people.

    Beside them, all of whom would be counted wrongly: a partner that has closed, a body that is no partner, and a
    description that ended yesterday.
    """
    led = TermFactory(vocabulary="led_by", title="Older people here")
    serves, deaf = (
        TermFactory(vocabulary="serves", title=title) for title in ("Older people here", "Deaf people here")
    )
    made = {
        name: OrganisationFactory(name=name, partner=True) for name in ("Wye Carers", "Elders", "Deaf Club", "Advice")
    }
    made["Ended"] = OrganisationFactory(name="Ended", partner=True, closed=TODAY - DAY)
    made["Stranger"] = OrganisationFactory(name="Stranger")
    for name, term in (
        ("Wye Carers", led), ("Elders", led), ("Elders", serves),
        ("Wye Carers", deaf), ("Deaf Club", deaf), ("Advice", deaf),
        ("Ended", led), ("Stranger", led), ("Ended", deaf), ("Stranger", serves),
    ):  # fmt: skip
        Described.objects.create(organisation=made[name], term=term)
    Described.objects.create(organisation=made["Deaf Club"], term=led, ends=TODAY - DAY)
    return made


BY_FLAG = "partners-by-flag"
GROUP_ROWS = [
    ("Led by: Older people here", 2, "50%", {"Wye Carers", "Elders"}),
    ("Serves: Deaf people here", 3, "75%", {"Wye Carers", "Deaf Club", "Advice"}),
    ("Serves: Older people here", 1, "25%", {"Elders"}),
]


def test_partners_by_group_on_the_page_and_behind_each_figure(analyst, groups):
    page = page_of(analyst, BY_FLAG)
    assert page.tables == [
        [["Group", "Partners", "Share of partners"], *[[title, str(n), share] for title, n, share, _ in GROUP_ROWS]]
    ]
    links = [href for words, href in page.links if words.isdigit()]
    assert [words for words, _ in page.links if words.isdigit()] == ["4", "2", "3", "1"]
    assert names(analyst, links[0]) == {"Wye Carers", "Elders", "Deaf Club", "Advice"}
    assert [names(analyst, each) for each in links[1:]] == [found for *_, found in GROUP_ROWS]


def test_partners_by_group_as_they_were_a_day_ago(analyst, groups):
    day = TODAY - DAY
    page = page_of(analyst, BY_FLAG, as_at=day.isoformat())
    assert page.tables[0][1:] == [
        ["Led by: Older people here", "4", "80%"],
        ["Serves: Deaf people here", "4", "80%"],
        ["Serves: Older people here", "1", "20%"],
    ]


def test_partners_by_group_in_sheets(analyst, groups):
    shares = {"50%": 0.5, "75%": 0.75, "25%": 0.25}
    text = [[title, str(number), str(shares[share])] for title, number, share, _ in GROUP_ROWS]
    rows = csv_of(analyst, BY_FLAG)
    start = rows.index(["Group", "Partners", "Share of partners"])
    assert rows[start + 1 : start + 4] == text
    assert ["Partners here", "4"] in rows
    assert sheet_of(analyst, BY_FLAG, "Partners by group")[1:4] == [
        (title, number, shares[share]) for title, number, share, _ in GROUP_ROWS
    ]


@pytest.mark.pdf
def test_partners_by_group_in_the_pdf(analyst, groups):
    text = pdf_of(analyst, BY_FLAG)
    for title, number, share, _ in GROUP_ROWS:
        assert f"{title} {number} {share}" in text
    assert "Partners here 4" in text


@pytest.fixture
def overdue():
    """Two partners to confirm, the longest overdue first, among others that are not."""
    grants = KindFactory(code="charity", title="Registered charity")

    def body(name: str, confirmed: datetime.date | None, by: datetime.date | None, **more):
        return OrganisationFactory(
            name=name, kind=grants, confirmed_on=confirmed, confirm_by=by, **{"partner": True} | more
        )

    year = datetime.timedelta(days=365)
    return {
        "Elders": body("Elders", None, datetime.date(2025, 3, 31)),
        "=Carers": body("=Carers", TODAY - year, TODAY),
        "Advice": body("Advice", TODAY - year + DAY, TODAY + DAY),
        "Ended": body("Ended", None, datetime.date(2025, 3, 31), closed=TODAY - DAY),
        "Stranger": body("Stranger", None, datetime.date(2025, 3, 31), partner=False),
    }


TO_CONFIRM = "partners-to-confirm"
HEADINGS = ["Partner", "Kind", "Last confirmed", "Confirm by"]


def test_partners_to_confirm_on_the_page_and_behind_each_figure(analyst, overdue):
    page = page_of(analyst, TO_CONFIRM)
    assert page.tables == [
        [
            HEADINGS,
            ["Elders", "Registered charity", "", "31 March 2025"],
            ["=Carers", "Registered charity", "10 October 2025", "10 October 2026"],
        ]
    ]
    links = dict(page.links)
    assert links["Elders"] == overdue["Elders"].get_absolute_url()
    html = analyst.get(links["2"]).content.decode()
    assert {name: f">{name}<" in html for name in overdue} == {
        "Elders": True, "=Carers": True, "Advice": False, "Ended": False, "Stranger": False,
    }  # fmt: skip


def test_partners_to_confirm_by_tomorrow(analyst, overdue):
    page = page_of(analyst, TO_CONFIRM, as_at=(TODAY + DAY).isoformat())
    assert [row[0] for row in page.tables[0][1:]] == ["Elders", "=Carers", "Advice"]


@pytest.fixture
def office():
    return make_actor("secretariat")


@pytest.fixture
def elders(office):
    """A partner from 1 March 2024, that confirmed on 10 April 2025 and, after midnight in London, on 1 July 2026."""
    made = OrganisationFactory(name="Elders", kind=KindFactory(code="charity", title="Registered charity"))
    with clock.at(datetime.date(2024, 3, 1)):
        actions.mark_partner(by=office, organisation=made)
    for moment in (datetime.datetime(2025, 4, 10, 9), datetime.datetime(2026, 6, 30, 23, 30)):
        with clock.at(moment.replace(tzinfo=datetime.UTC)):
            actions.confirm_organisation(by=office, organisation=made)
    return made


def to_confirm(browser, day: str) -> list[list[str]]:
    return [row for table in page_of(browser, TO_CONFIRM, as_at=day).tables for row in table[1:]]


@pytest.mark.parametrize(
    ("day", "confirmed", "by"),
    [
        ("2024-02-29", None, None),  # no partner yet
        ("2025-02-28", None, None),
        ("2025-03-01", "", "1 March 2025"),
        ("2025-04-09", "", "1 March 2025"),
        ("2025-04-10", None, None),  # confirmed
        ("2026-04-09", None, None),
        ("2026-04-10", "10 April 2025", "10 April 2026"),
        ("2026-06-30", "10 April 2025", "10 April 2026"),
        ("2026-07-01", None, None),  # confirmed again
        ("2026-10-10", None, None),
        ("2027-06-30", None, None),
        ("2027-07-01", "1 July 2026", "1 July 2027"),
    ],
)
def test_partners_to_confirm_as_at_a_day_though_they_have_confirmed_since(analyst, elders, day, confirmed, by):
    listed = by is not None
    assert to_confirm(analyst, day) == ([["Elders", "Registered charity", confirmed, by]] if listed else [])
    assert names(analyst, f"/partners/?standing=stale&as_at={day}") == ({"Elders"} if listed else set())


def test_the_list_as_at_a_day_says_when_each_was_last_confirmed_by_then(analyst, elders):
    for day, confirmed in (("2025-04-09", ""), ("2025-04-10", "2025-04-10"), ("2026-07-01", "2026-07-01")):
        sheet = b"".join(analyst.get(f"/partners/export.csv?as_at={day}&q=elders").streaming_content).decode(
            "utf-8-sig"
        )
        assert [row["Last confirmed"] for row in csv.DictReader(io.StringIO(sheet))] == [confirmed]


def test_who_was_a_partner_then_is_to_confirm_whatever_became_of_it(analyst, office):
    past = datetime.date(2026, 7, 1)
    overdue = {"partner": True, "confirm_by": past, "kind": KindFactory(code="circle")}
    left, closed = OrganisationFactory(name="Left", **overdue), OrganisationFactory(name="Closed", **overdue)
    with clock.at(datetime.date(2026, 9, 1)):
        actions.unmark_partner(by=office, organisation=left)
        actions.update_organisation(by=office, organisation=closed, closed=datetime.date(2026, 9, 1))
        actions.change_kind(
            by=office, organisation=closed, kind=KindFactory(code="guild"), on=datetime.date(2026, 8, 15)
        )
    assert [row[:2] for row in to_confirm(analyst, "2026-08-14")] == [["Closed", "Circle"], ["Left", "Circle"]]
    assert [row[:2] for row in to_confirm(analyst, "2026-09-01")] == [["Closed", "Guild"], ["Left", "Circle"]]
    assert to_confirm(analyst, "2026-09-02") == []
    assert to_confirm(analyst, "2026-10-10") == []


def test_what_was_due_cannot_be_determined_where_the_history_does_not_say(analyst, elders):
    OrganisationFactory(name="Advice", partner=True, confirmed_on=datetime.date(2026, 1, 1), confirm_by=TODAY)
    for day, unknown in (("2025-12-31", True), ("2026-01-01", False)):
        html = analyst.get(reverse("report", args=[TO_CONFIRM]), {"as_at": day}).content.decode()
        assert Page(html).tables == []
        assert ("Cannot be determined" in html) is unknown
        assert ("where the history does not show" in html) is unknown
        assert names(analyst, f"/partners/?standing=stale&as_at={day}") == set()
    rows = PartnersToConfirm().sections(the_house(), datetime.date(2025, 12, 31))[0].lines()
    assert rows == [
        ("Partners to confirm", "0", "/partners/?standing=stale&as_at=2025-12-31"),
        ("Cannot be determined", "1", ""),
    ]


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_the_first_and_the_last_day_there_is_are_days(analyst, elders, day):
    assert analyst.get(f"/partners/?standing=stale&as_at={day}").status_code == 200


@pytest.mark.parametrize("count", [2, 12])
def test_partners_to_confirm_cost_the_same_whatever_their_number(count, office, django_assert_num_queries):
    for made in OrganisationFactory.create_batch(count, partner=True, confirm_by=datetime.date(2026, 1, 1)):
        actions.confirm_organisation(by=office, organisation=made)
    with django_assert_num_queries(2):
        PartnersToConfirm().sections(the_house(), TODAY - DAY)


def test_partners_to_confirm_in_sheets(analyst, overdue):
    rows = csv_of(analyst, TO_CONFIRM)
    start = rows.index(HEADINGS)
    assert rows[start + 1 :] == [
        ["Elders", "Registered charity", "", "2025-03-31"],
        ["'=Carers", "Registered charity", "2025-10-10", "2026-10-10"],
    ]
    assert ["Partners to confirm", "2"] in rows
    assert sheet_of(analyst, TO_CONFIRM, "Partners to confirm")[1:] == [
        ("Elders", "Registered charity", None, datetime.datetime(2025, 3, 31)),
        ("'=Carers", "Registered charity", datetime.datetime(2025, 10, 10), datetime.datetime(2026, 10, 10)),
    ]


@pytest.mark.pdf
def test_partners_to_confirm_in_the_pdf(analyst, overdue):
    text = pdf_of(analyst, TO_CONFIRM)
    assert "Elders Registered charity 31 March 2025" in text
    assert "=Carers Registered charity 10 October 2025 10 October 2026" in text
    assert "Partners to confirm 2" in text
    assert "Advice" not in text
