"""What people type, and what is read from it."""

import datetime
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError

from core.pages.fields import (
    DateError,
    DayMonthYearField,
    MoneyField,
    OneOf,
    TextField,
    Typed,
    WholeNumberField,
    read_date,
)
from core.pages.forms import Form
from partnerships.organisations.models import OrganisationKind
from tests.factories.organisations import KindFactory
from tests.house.code import product_files, short

LATE = datetime.date(2003, 11, 20)


class Dated(Form):
    opened = DayMonthYearField(label="Opening date", earliest=datetime.date(1998, 11, 1), latest=lambda: LATE)
    closed = DayMonthYearField(label="Closing date", required=False)


class Counted(Form):
    places = WholeNumberField(label="Places", min_value=1)
    grant = MoneyField(label="Grant", required=False)
    words = TextField(label="Words", max_length=5, required=False)


def opened(**typed):
    form = Dated({f"opened_{box}": value for box, value in typed.items()})
    return form.cleaned_data["opened"] if form.is_valid() else form.errors["opened"][0]


@pytest.mark.parametrize(("year", "side"), [("0001", "on or after 1 January 1000"), ("9999", "on or before 31 ")])
def test_a_date_at_the_end_of_the_calendar_is_refused_where_no_other_limit_is_said(year, side):
    form = Dated({"closed_day": "1" if year == "0001" else "31", "closed_month": "12", "closed_year": year})
    assert side in form.errors["closed"][0]


@pytest.mark.parametrize("month", ["11", "Nov", "november", "NOV.", "１１", " 11 "])
def test_a_month_is_a_number_or_a_name(month):
    assert opened(day="2", month=month, year="2003") == datetime.date(2003, 11, 2)


@pytest.mark.parametrize(
    ("typed", "sentence", "boxes"),
    [
        (("", "11", "2003"), "must include a day", ("day",)),
        (("", "11", ""), "must include a day and a year", ("day", "year")),
        (("30", "2", "2003"), "must be a real date, like 20 November 2003", ("day",)),
        (("1", "13", "2003"), "must be a real date, like 20 November 2003", ("month",)),
        (("1", "Febuary", "2003"), "must be a real date, like 20 November 2003", ("month",)),
        (("1", "2", "03"), "must have a year of 4 digits, like 2003", ("year",)),
        (("1", "2", "0000"), "must be a real date, like 20 November 2003", ("year",)),
        (("9" * 5000, "2", "2003"), "must be a real date, like 20 November 2003", ("day",)),
    ],
)
def test_a_date_that_is_none_says_why_and_where(typed, sentence, boxes):
    with pytest.raises(DateError) as refused:
        read_date(Typed(*typed))
    assert (refused.value.sentence, refused.value.boxes) == (sentence, boxes)


def test_a_date_is_refused_in_the_words_of_its_field():
    assert opened() == "Enter the opening date."
    assert opened(day="31", month="6", year="2003") == ("The opening date must be a real date, like 20 November 2003.")
    assert opened(day="31", month="10", year="1998") == "The opening date must be on or after 1 November 1998."
    assert opened(day="21", month="11", year="2003") == "The opening date must be on or before 20 November 2003."


def test_an_iso_date_and_an_empty_one_are_read_and_any_other_text_is_refused():
    form = Dated({"opened": "2003-11-20"})
    assert form.is_valid()
    assert form.cleaned_data == {"opened": LATE, "closed": None}
    other = Dated({"opened": "2003-11-20", "closed": "20/11/2003"})
    assert other.errors["closed"] == ["The closing date must include a month and a year."]
    assert not Dated({}, initial={"closed": LATE}).fields["closed"].has_changed(LATE, Typed("20", "nov", "2003"))


@pytest.mark.parametrize(
    ("typed", "read"),
    [("12", 12), ("1,200", 1200), ("１２", 12), (" 12 ", 12), ("1 200", 1200), ("+3", 3), ("1200000", 1_200_000)],
)
def test_a_whole_number_is_read_as_it_is_written(typed, read):
    form = Counted({"places": typed})
    assert form.is_valid()
    assert form.cleaned_data["places"] == read


@pytest.mark.parametrize("typed", ["12 or so", "1,20", "1e9", "0x10", "nan", "½", "9" * 5000, "1.5"])
def test_what_is_no_whole_number_is_refused_in_our_words(typed):
    assert Counted({"places": typed}).errors["places"] == ["The places must be a whole number, like 12."]


@pytest.mark.parametrize(
    ("typed", "read"),
    [("£1,200.50", "1200.50"), ("1200", "1200"), ("-£ 40", "-40"), ("£.5", "0.5"), ("1,200,000", "1200000")],
)
def test_money_is_read_with_its_sign_and_commas(typed, read):
    form = Counted({"places": "1", "grant": typed})
    assert form.is_valid()
    assert form.cleaned_data["grant"] == Decimal(read)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("a lot", "The grant must be an amount in pounds, like 1,200 or 1,200.50."),
        ("1.005", "The grant must have 2 decimal places or fewer."),
        ("1" * 20, "The grant is too large."),
        ("Infinity", "The grant must be an amount in pounds, like 1,200 or 1,200.50."),
    ],
)
def test_money_that_cannot_be_is_refused(typed, sentence):
    assert Counted({"places": "1", "grant": typed}).errors["grant"] == [sentence]


def test_text_is_tidied_before_it_is_counted():
    form = Counted({"places": "1", "words": "e\u0301\r\nab"})
    assert form.is_valid()
    assert form.cleaned_data["words"] == "é\nab"
    assert Counted({"places": "1", "words": "a\r\n" * 3}).is_valid()


def test_text_of_which_nothing_is_seen_is_none():
    assert TextField(required=False).clean("\u202e \u200f\u2060") == ""
    with pytest.raises(ValidationError):
        TextField().clean("\u200b")
    assert TextField().clean("\u200fשלום") == "\u200fשלום"


@pytest.mark.parametrize("character", ["\0", "\ud800", "\udfff"])
@pytest.mark.parametrize("kind", [TextField, forms.CharField])
def test_characters_that_cannot_be_kept_are_refused(character, kind):
    class Said(Form):
        words = kind(label="Your reply")

    refused = Said({"words": f"one{character}two"}).errors["words"]
    assert refused == ["Your reply contains a character that cannot be kept. Type it again rather than pasting it."]


@pytest.mark.django_db
@pytest.mark.parametrize("digits", ["１", "²", "+1", "1.0", "٣"])
def test_a_record_is_chosen_by_its_key_as_the_page_wrote_it(digits):
    kind = KindFactory()
    field: OneOf = OneOf(queryset=OrganisationKind.objects.all())
    assert field.clean(str(kind.pk)) == kind
    with pytest.raises(ValidationError):
        field.clean(digits.replace("1", str(kind.pk)))


def test_records_are_chosen_so_wherever_a_form_offers_them():
    ours = [short(path) for path in product_files() if "forms.ModelChoiceField(" in path.read_text()]
    assert ours == []
