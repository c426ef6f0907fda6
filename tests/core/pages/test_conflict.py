"""What two people made of one record, side by side: no field in which they agree is listed."""

import datetime
from decimal import Decimal
from types import SimpleNamespace

from core.pages.conflict import differences
from core.pages.fields import DayMonthYearField, MoneyField, TextField
from core.pages.forms import Form


class VisitForm(Form):
    purpose = TextField()
    opened = DayMonthYearField()
    closed = DayMonthYearField(required=False)
    income = MoneyField(required=False)


KEPT = SimpleNamespace(purpose="To listen", opened=datetime.date(2004, 4, 1), closed=None, income=Decimal("1300.00"))
TYPED = {
    "purpose": "To learn", "opened_day": "1", "opened_month": "4", "opened_year": "2004", "closed_day": "",
    "income": "1,300.00",
}  # fmt: skip


def refused(**typed: str) -> VisitForm:
    """The form as it is shown again once the act has refused it."""
    form = VisitForm(TYPED | typed)
    assert form.is_valid()
    form.add_error(None, "Somebody else changed this.")
    return form


def test_a_date_and_a_sum_that_both_left_as_they_were_are_no_difference():
    assert differences(refused(), KEPT) == [("Purpose", "To listen", "To learn")]


def test_a_date_that_differs_stands_in_words_on_both_sides():
    found = differences(refused(purpose="To listen", opened_month="5", closed="2005-03-31"), KEPT)
    assert found == [("Opened", "1 April 2004", "1 May 2004"), ("Closed", "", "31 March 2005")]


def test_what_cannot_be_read_stands_as_it_was_typed():
    form = VisitForm(TYPED | {"purpose": "To listen", "opened_day": "31"})
    assert differences(form, KEPT) == [("Opened", "1 April 2004", "31 4 2004")]
