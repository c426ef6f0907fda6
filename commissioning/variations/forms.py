"""The form in which a variation is proposed."""

import datetime
from typing import Any

from commissioning.contracts import days
from commissioning.contracts.forms import add_years, read_years
from commissioning.contracts.models import Contract
from core.pages.fields import DayMonthYearField, LongTextField, MoneyField
from core.pages.forms import Form

LEAVE = "Leave empty where it stays as it is."
ONWARDS = datetime.timedelta(days=366)


class ProposeForm(Form):
    """What is to change: in words, the end, the value with its years."""

    reason = LongTextField(label="What changes, and why", rows=4, max_length=5000)
    ends = DayMonthYearField(label="New current end", required=False, help_text=LEAVE)
    value = MoneyField(label="New value in all", required=False, help_text=f"{LEAVE} The years add up to it.")

    def __init__(self, data: Any = None, *, contract: Contract):
        last = contract.maximum_end or (contract.current_end and contract.current_end + ONWARDS)
        there = {each.year: each.amount for each in contract.years.all()}
        self.years = sorted({*days.years_between(contract.starts, last), *there})
        super().__init__(data, once=True)
        add_years(self)

    def clean(self) -> dict[str, Any]:
        """What is proposed, with the years together."""
        return read_years(self)
