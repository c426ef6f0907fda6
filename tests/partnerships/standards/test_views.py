"""The pages of dated rules."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnerships.organisations.models import Area, AreaKind
from partnerships.standards.models import Standard, StandardKind
from tests.consultation.pages import boxes, words
from tests.factories.consultation import ConsultationFactory
from tests.factories.people import make_actor, signed_in
from tests.factories.standards import StandardFactory

pytestmark = pytest.mark.django_db
DAY = datetime.date
TYPED = {
    "kind": "notice_of_ending_funding", "amount": "3", "unit": "months", "area": "",
    "starts_day": "16", "starts_month": "12", "starts_year": "2010",
    "words": "Three months' notice.", "source": "Compact, 4.3",
}  # fmt: skip


@pytest.fixture
def office():
    return signed_in(make_actor("secretariat"))


def send(client, where, **typed):
    return client.post(where, boxes(client.get(where)) | typed)


def test_everybody_reads_the_rules_and_narrows_them_to_a_day_and_a_place():
    county = Area.objects.create(name="Herefordshire", kind=AreaKind.COUNTY)
    StandardFactory(kind=StandardKind.CONSULTATION_LENGTH, area=county, starts=DAY(2006, 1, 1), ends=None, amount=13)

    def rows(**query):
        return Client().get(reverse("api_standards"), query).json()["results"]

    assert len(rows()) == 3
    assert [row["ends"] for row in rows(as_at="2003-08-01")] == ["2012-07-30"]
    assert sorted(row["area"] for row in rows(as_at="2012-07-31")) == ["Everywhere", "Herefordshire"]
    assert [row["amount"] for row in rows(area="hereford")] == [13]
    assert len(rows(area="Everywhere")) == 2
    assert rows(kind="reply_after_consultation") == []
    text = words(Client().get(reverse("standards")))
    assert "Time to answer a consultation 12 weeks Everywhere 31 July 2012" in text
    assert "Add a rule" not in text
    sheet = b"".join(Client().get(reverse("standards_csv")).streaming_content).decode()
    assert "Wherever possible 12 weeks are allowed" in sheet


def test_a_rule_says_what_it_asks_where_and_when():
    rule = Standard.objects.get(ends=DAY(2012, 7, 30))
    text = words(Client().get(rule.get_absolute_url()))
    assert "How much 12 weeks Where it holds Everywhere From Not known Last day 30 July 2012" in text
    assert "Ended" in text
    assert "Enter its last day" not in text


def test_the_secretariat_adds_changes_and_ends_a_rule_on_its_pages(office):
    Area.objects.create(name="Herefordshire", kind=AreaKind.COUNTY, gss_code="E06000019")
    send(office, reverse("standard_add"), **TYPED | {"area": "E06000019"})
    rule = Standard.objects.get(kind="notice_of_ending_funding")
    assert (rule.area.name, rule.length, rule.starts) == ("Herefordshire", "3 months", DAY(2010, 12, 16))
    edit = reverse("standard_edit", args=[rule.pk])
    assert 'value="Herefordshire"' in office.get(edit).content.decode()
    send(office, edit, **TYPED | {"amount": "1", "unit": "months", "area": "Herefordshire"})
    rule.refresh_from_db()
    assert rule.length == "1 month"
    send(office, reverse("standard_end", args=[rule.pk]), ends_day="31", ends_month="3", ends_year="2027")
    rule.refresh_from_db()
    assert rule.ends == DAY(2027, 3, 31)


def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(office):
    send(office, reverse("standard_add"), **TYPED)
    page = send(office, reverse("standard_add"), **TYPED | {"starts_year": "2020", "amount": "six", "area": "Nowhere"})
    assert page.status_code == 422
    text = words(page)
    assert "must be a whole number, like 12." in text
    assert "Enter the name of the area as in the list of areas, or its GSS code." in text
    page = send(office, reverse("standard_add"), **TYPED | {"starts_year": "2020"})
    assert "A rule of 3 months holds everywhere from 16 December 2010 on. Enter its last day first." in words(page)
    assert Standard.objects.filter(kind="notice_of_ending_funding").count() == 1


def test_a_rule_that_something_was_judged_by_keeps_what_it_asks(office):
    rule = StandardFactory(kind=StandardKind.CONSULTATION_LENGTH, amount=12, unit="weeks")
    ConsultationFactory(standard=rule)
    edit = reverse("standard_edit", args=[rule.pk])
    page = office.get(edit)
    assert "Something was judged by this rule already" in words(page)
    assert 'name="amount"' not in page.content.decode()
    send(office, edit, words="Twelve weeks.", source="Compact, 11.1")
    rule.refresh_from_db()
    assert (rule.amount, rule.words) == (12, "Twelve weeks.")


def test_a_double_click_adds_one(office):
    form = boxes(office.get(reverse("standard_add"))) | TYPED
    office.post(reverse("standard_add"), form)
    office.post(reverse("standard_add"), form)
    assert Standard.objects.filter(kind="notice_of_ending_funding").count() == 1


def test_the_page_costs_a_visitor_one_statement():
    rule = StandardFactory()
    with CaptureQueriesContext(connection) as asked:
        assert Client().get(rule.get_absolute_url()).status_code == 200
    assert len(asked) == 1


def test_a_program_adds_and_ends_one_with_the_same_words_of_refusal(office):
    sent = {"kind": "notice_of_ending_funding", "amount": 3, "unit": "months", "words": "Notice.", "source": "Compact"}
    made = office.post(reverse("api_standard_add"), sent | {"starts": "2010-12-16"}, "application/json")
    assert made.json()["starts"] == "2010-12-16"
    again = office.post(reverse("api_standard_add"), sent | {"starts": "2020-01-01"}, "application/json")
    assert again.status_code == 400
    assert again.json()["errors"][0]["detail"] == (
        "A rule of 3 months holds everywhere from 16 December 2010 on. Enter its last day first."
    )
    ended = office.post(
        reverse("api_standard_end", args=[made.json()["id"]]), {"ends": "2026-12-31"}, "application/json"
    )
    assert ended.json()["ends"] == "2026-12-31"
