"""The form in which a contract of the past is entered from its paper."""

from typing import Any

from commissioning.contracts.forms import TermsForm
from core.acts import Actor
from core.pages.fields import DayMonthYearField, LongTextField, TextField
from core.pages.forms import speak_plainly


class PastForm(TermsForm):
    """The terms as they stand on the paper, why it is entered now, and where the paper is.

    The priority that it served is said on its page: which plans were in place then follows from its day.
    """

    def __init__(self, data: Any = None, *, actor: Actor, for_any_body: bool):
        super().__init__(data, actor=actor, for_any_body=for_any_body)
        del self.fields["priority"]
        self.fields = {
            "past_on": DayMonthYearField(
                label="Day on which it was agreed", required=False,
                help_text="In the past: it is judged as at that day. Leave empty where it was agreed on its first day.",
            ),
            "past_reason": LongTextField(
                label="Why is it entered as one of the past?", rows=3, max_length=2000,
                help_text="For example: it was signed before Concordat was used. Shown on its page to its parties.",
            ),
            "past_kept_at": TextField(
                label="Where is the paper kept?", max_length=300, help_text="For example: the deeds room, box 14."
            ),
            **self.fields,
        }  # fmt: skip
        speak_plainly(self)
