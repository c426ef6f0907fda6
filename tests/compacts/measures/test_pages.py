"""The pages of measures and readings, their sheet, and their part of the API."""

import datetime
import uuid
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from compacts.measures.models import Measure, Reading
from core import clock
from tests.compacts.local.test_views import day, send
from tests.consultation.pages import words
from tests.factories.measures import MeasureFactory, ReadingFactory
from tests.factories.organisations import AreaFactory, OrganisationFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
DAY = datetime.date
HEADINGS = "Id,Version,Short name of the measure,Organisation,Area,Period from,Period to,Figure,Source of the figure"


@pytest.fixture(autouse=True)
def kept(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def office():
    return signed_in(make_actor("secretariat"))


def sent(client, *rows, headings=HEADINGS):
    """The page that has looked at a sheet, and a function that presses its button."""
    sheet = SimpleUploadedFile("sheet.csv", "\n".join([headings, *rows]).encode())
    page = client.post(reverse("readings_upload"), {"sheet": sheet, "once": str(uuid.uuid4())}, follow=True)
    return page, lambda: client.post(page.request["PATH_INFO"], {"once": str(uuid.uuid4())}, follow=True)


def test_from_a_measure_to_a_corrected_figure_on_the_pages(office):
    AreaFactory(name="Herefordshire", gss_code="E06000019")
    typed = {"title": "Grants", "code": "grants", "counts": "Awards.", "unit": "£", "price_basis": "cash",
             "price_year": "", "better": "higher", "source": "The council"}  # fmt: skip
    send(office, reverse("measure_add"), **typed)
    measure = Measure.objects.get()
    assert "There is no figure of it yet." in words(office.get(measure.get_absolute_url()))
    figure = {"organisation": "", "area": "E06000019", "value": "£1,200.50", "source": "Return", "nothing_reason": ""}
    period = day("starts", DAY(2003, 4, 1)) | day("ends", DAY(2004, 3, 31))
    send(office, reverse("reading_record", args=[measure.pk]), **figure, **period)
    reading = Reading.objects.get()
    text = words(office.get(reading.get_absolute_url()))
    assert "Period 1 April 2003 to 31 March 2004 Figure £1,200.50 Prices cash Covers the whole period" in text
    send(office, reverse("reading_verify", args=[reading.pk]))
    send(office, reverse("reading_correct", args=[reading.pk]), value="1300", source="Return", reason="Late.")
    later = Reading.objects.latest("pk")
    assert (later.value, later.corrects_id) == (1300, reading.pk)
    text = words(office.get(reading.get_absolute_url()))
    assert ("Why it no longer counts Late." in text, "Corrected to £1,300" in text) == (True, True)
    send(office, reverse("reading_withdraw", args=[later.pk]), reason="Of another county.")
    assert "There is no figure of it yet." in words(office.get(measure.get_absolute_url()))


def test_a_refused_figure_keeps_the_words_and_says_what_to_do(office):
    measure = MeasureFactory()
    period = day("starts", DAY(2003, 4, 1)) | day("ends", DAY(2004, 3, 31))
    page = send(office, reverse("reading_record", args=[measure.pk]), value="12", source="My return", **period)
    assert page.status_code == 422
    assert "Say whose figure it is: name either an organisation or an area." in words(page)
    assert "My return" in page.content.decode()


def series(**more):
    """Three years of a measure of money, the second missing, and a part of a fourth."""
    measure, area = MeasureFactory(money=True, **more), AreaFactory(name="Herefordshire")
    for year, value in ((2001, 80), (2002, 100), (2004, 50)):
        ReadingFactory(measure=measure, area=area, year=year, value=Decimal(value))
    ReadingFactory(measure=measure, area=area, year=2005, value=Decimal(9), covers_to=DAY(2005, 8, 12))
    return measure


def test_its_page_shows_growth_between_whole_years_and_no_data_where_there_is_none(office):
    text = words(office.get(series().get_absolute_url()))
    assert (
        "2001-02 £80 the whole period 2002-03 £100 +25.0% the whole period 2003-04 no data 2004-05 £50 the whole "
        "period 2005-06 £9 part of it: 1 April 2005 to 12 August 2005"
    ) in text


def test_a_share_is_never_shown_as_growth(office):
    measure = MeasureFactory(share=True)
    area = AreaFactory()
    for year in (2001, 2002):
        ReadingFactory(measure=measure, area=area, year=year, value=Decimal(year - 1990))
    text = words(office.get(measure.get_absolute_url()))
    assert ("11%" in text, "12%" in text, "+9.1%" in text) == (True, True, False)


def test_a_page_with_more_figures_asks_no_more(office):
    def statements(measure):
        with CaptureQueriesContext(connection) as asked:
            office.get(measure.get_absolute_url())
        return len(asked)

    one, many = MeasureFactory(), MeasureFactory()
    ReadingFactory(measure=one)
    for number in range(10):
        ReadingFactory(measure=many, year=1990 + number)
    first = [statements(one), statements(one)][1]
    assert statements(many) == first


def test_the_lists_are_narrowed(office):
    measure = series(code="grants")
    trust = OrganisationFactory(name="Wye Trust", code="5CN")
    ReadingFactory(organisation=trust, area=None, year=2001, verified_on=DAY(2002, 5, 1))
    ReadingFactory(measure=measure, year=2001, replaced_on=DAY(2003, 1, 1), replaced_reason="Wrong.")

    def count(**query):
        return len(office.get(reverse("api_readings"), query).json()["results"])

    assert (count(), count(measure="grants"), count(state="replaced"), count(state="counting")) == (6, 5, 1, 5)
    assert (count(of="wye"), count(of="5cn"), count(of="hereford"), count(verified="yes")) == (1, 1, 4, 1)
    assert (count(since="2004-04-01"), count(until="2002-03-31"), count(covers="part")) == (2, 3, 1)
    titles = [row["title"] for row in office.get(reverse("api_measures"), {"price_basis": "cash"}).json()["results"]]
    assert titles == [measure.title]
    assert office.get(reverse("api_measures"), {"title": "nothing"}).json()["results"] == []


def test_a_sheet_adds_and_the_same_sheet_changes_nothing(office):
    MeasureFactory(code="people-served", title="People served")
    AreaFactory(name="Herefordshire")
    trust = OrganisationFactory(name="Wye Trust")
    rows = [
        ",,people-served,,Herefordshire,2003-04-01,2004-03-31,412,Yearly return",
        ",,People served,Wye Trust,,01/04/2003,31/03/2004,12.5,Yearly return",
    ]
    page, save = sent(office, *rows)
    assert "2 added, 0 changed, 0 unchanged" in words(page)
    save()
    assert list(Reading.objects.order_by("pk").values_list("value", "organisation")) == [
        (412, None),
        (Decimal("12.5"), trust.pk),
    ]
    page, save = sent(office, *rows)
    assert "0 added, 0 changed, 2 unchanged" in words(page)
    save()
    assert Reading.objects.count() == 2


def test_the_list_taken_as_a_sheet_comes_back_unchanged_and_corrects_by_its_ids(office):
    series(code="grants")
    whole = b"".join(office.get(reverse("readings_csv")).streaming_content).decode("utf-8-sig")
    headings, *rows = whole.splitlines()
    page, _ = sent(office, *rows, headings=headings)
    assert "0 added, 0 changed, 4 unchanged" in words(page)
    first = Reading.objects.get(starts=DAY(2001, 4, 1))
    row = f"{first.pk},1,grants,,Herefordshire,2001-04-01,2002-03-31,81,Yearly return"
    _, save = sent(office, row)
    save()
    first.refresh_from_db()
    assert (first.replaced_on, first.correction.value) == (clock.today(), 81)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (",,nothing,,Herefordshire,2003-04-01,2004-03-31,1,R", "There is no measure 'nothing'."),
        (",,,,Herefordshire,2003-04-01,2004-03-31,1,R", "Write the short name of the measure, as the list"),
        (",,grants,,Herefordshire,,2004-03-31,1,R", "The first day of the period is missing. Write it like"),
        (",,grants,,,2003-04-01,2004-03-31,1,R", "Say whose figure it is: name either an organisation or an area."),
        (",,grants,,Herefordshire,2001-04-01,2002-03-31,1,R", "is in the register already. To change it, put "),
        (",,grants,,Herefordshire,2001-06-01,2001-06-30,1,R", "The period overlaps 2001-02, for which there is"),
        (",,grants,,Herefordshire,2003-04-01,2004-03-31,some,R", "The figure must be a number, like 12.5."),
        ("{id},,grants,,Herefordshire,2001-04-01,2002-03-31,1,R", "Write the version, as in the list taken as a"),
        ("{id},1,grants,,Herefordshire,2003-04-01,2004-03-31,1,R", "A sheet corrects the figure of a row"),
    ],
)  # fmt: skip
def test_a_bad_row_is_named_with_its_cell(office, row, sentence):
    series(code="grants")
    page, save = sent(office, row.format(id=Reading.objects.get(starts=DAY(2001, 4, 1)).pk))
    assert sentence in words(page)
    save()
    assert Reading.objects.count() == 4


def test_programs_record_and_correct_in_the_same_words(office):
    measure, area = MeasureFactory(), AreaFactory()
    sending = {"measure": measure.pk, "area": area.pk, "starts": "2003-04-01", "ends": "2004-03-31", "value": "12.5",
               "source": "Return"}  # fmt: skip
    done = office.post(reverse("api_reading_record"), sending, content_type="application/json")
    assert (done.status_code, done.json()["covers_to"], done.json()["value"]) == (200, "2004-03-31", "12.5000")
    again = office.post(reverse("api_reading_record"), sending, content_type="application/json")
    assert again.status_code == 400
    assert "There is a figure for 2003-04 already. Correct that one instead." in again.content.decode()
    at = reverse("api_reading_correct", args=[done.json()["id"]])
    fixed = office.post(at, {"version": 1, "reason": "Late.", "value": "13"}, content_type="application/json")
    assert (fixed.status_code, fixed.json()["replaced_reason"]) == (200, "Late.")
    assert list(Reading.objects.counting().values_list("value", "source")) == [(13, "Return")]
