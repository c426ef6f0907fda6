"""When a report is made each month, and for whom."""

from typing import Any

from core.pages.fields import LongTextField, WholeNumberField
from core.pages.forms import Form, reason_form


class ScheduleForm(Form):
    """The day of the month, and who else reads it."""

    day = WholeNumberField(
        label="Day of the month",
        min_value=1,
        max_value=28,
        initial=1,
        help_text="From 1 to 28. The report is as at the last day of the month before.",
    )
    readers = LongTextField(
        label="Who else gets it",
        required=False,
        rows=3,
        max_length=4000,
        help_text="Their e-mail addresses, one a line. Each gets a report of their own, of what they may see.",
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, once=True, **kwargs)


EndForm = reason_form("Why it is ended", "Shown on its page.", rows=2, most=400)
