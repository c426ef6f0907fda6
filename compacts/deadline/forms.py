"""The forms of targets of sign-up."""

from django import forms

from compacts.deadline.models import SignupTarget
from core.pages.fields import DayMonthYearField, LongTextField, WholeNumberField
from core.pages.forms import Form
from core.pages.model_forms import form_of
from core.pages.words import MONTHS
from partnerships.organisations.choices import kinds
from partnerships.organisations.models import OrganisationKind

TODAY = "Leave empty for today."


class KindsField(forms.MultipleChoiceField):
    """Some kinds of organisation, to tick."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs):
        super().__init__(choices=kinds, **kwargs)

    def clean(self, value):
        return list(OrganisationKind.objects.filter(code__in=super().clean(value)))

    def prepare_value(self, value):
        return [getattr(each, "code", each) for each in value or []]


Named = form_of(SignupTarget, "title", "compact_kind", "source")


class TargetForm(Named):  # type: ignore[misc, valid-type]
    """What is signed, by which month, whom it counts, and whom it shows beside."""

    month = forms.TypedChoiceField(
        label="Month in which it is due", choices=[("", ""), *enumerate(MONTHS, 1)], coerce=int
    )
    year = WholeNumberField(label="Year in which it is due", min_value=1900, max_value=2200)
    counted = KindsField(label="Kinds of organisation that it counts")
    beside = KindsField(
        label="Kinds of organisation shown beside it",
        required=False,
        help_text="They are never counted. Of the voluntary and community sector, partners here are shown.",
    )


class DecideForm(Form):
    """Which day is taken, and why."""

    day = DayMonthYearField(label="Day taken")
    reason = LongTextField(
        label="Reason", rows=3, max_length=2000, help_text="Shown on its page, with who decided it and when."
    )


class CloseForm(Form):
    """When it was closed, and why."""

    on = DayMonthYearField(label="Last day", required=False, help_text=TODAY)
    reason = LongTextField(label="Reason", rows=3, max_length=2000, help_text="Shown on its page.")
