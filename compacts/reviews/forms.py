"""The forms of reviews of Compacts."""

from django import forms

from compacts.reviews.models import MOST, CompactReview
from core.pages.fields import DayMonthYearField, LongTextField, WholeNumberField
from core.pages.forms import Form, reason_form
from core.pages.model_forms import form_of

TODAY = "Leave empty for today."
SCORE = "From 0, where none of its promises is kept, to 100, where all are."
REFRESHED = "The Compact was refreshed: its partners agreed it anew"

BeginForm = form_of(
    CompactReview,
    "led_by",
    "began_on",
    began_on=DayMonthYearField(label="First day of the review", required=False, help_text=TODAY),
)
Record = form_of(
    CompactReview,
    *("led_by", "began_on", "concluded_on", "findings", "score", "refreshed"),
    began_on=DayMonthYearField(label="First day of the review"),
    concluded_on=DayMonthYearField(label="Day of the conclusion"),
    findings=LongTextField(
        label="Findings", max_length=10000, help_text="How the Compact was kept. Everybody reads it."
    ),
    score=WholeNumberField(label="Score", help_text=SCORE, min_value=0, max_value=MOST),
    refreshed=forms.BooleanField(label=REFRESHED, required=False),
)
FindingsForm = form_of(CompactReview, "findings")
VoidForm = reason_form("Why is it void?", "Shown on its page to everybody who may read it.")


Entry = form_of(
    CompactReview,
    *("led_by", "began_on", "concluded_on", "score", "refreshed"),
    began_on=DayMonthYearField(label="First day of the review"),
    concluded_on=DayMonthYearField(label="Day of the conclusion"),
    score=WholeNumberField(label="Score", help_text=SCORE, min_value=0, max_value=MOST),
    refreshed=forms.BooleanField(label=REFRESHED, required=False),
)


class EntryForm(Entry):  # type: ignore[misc, valid-type]
    """What the entry says; of a review that was concluded, also what it was concluded with."""

    def __init__(self, data=None, *, of, **kwargs):
        super().__init__(data, of=of, **kwargs)
        if of.concluded_on is None:
            for name in ("concluded_on", "score", "refreshed"):
                del self.fields[name]


class RecordForm(Record):  # type: ignore[misc, valid-type]
    """A review that is over, with what it found."""

    review_due = DayMonthYearField(
        label="Day by which it was to be reviewed next", required=False,
        help_text="Leave empty if it is not known. Of the latest review it is the day by which the Compact is due.",
    )  # fmt: skip


class ConcludeForm(Form):
    """How a review was concluded, and when the next is due."""

    on = DayMonthYearField(label="Day of the conclusion", required=False, help_text=TODAY)
    score = WholeNumberField(label="Score", help_text=SCORE, min_value=0, max_value=MOST)
    refreshed = forms.BooleanField(label=REFRESHED, required=False)
    review_due = DayMonthYearField(label="Day by which it is reviewed next")
    reason = LongTextField(
        label="Why nothing is to be done", rows=3, max_length=2000, required=False,
        help_text="Only where the review asks nobody for anything. Kept with the review.",
    )  # fmt: skip
