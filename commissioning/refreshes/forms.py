"""The form of a refresh."""

from django import forms

from commissioning.refreshes.models import PlanRefresh
from core.pages.fields import DayMonthYearField
from core.pages.model_forms import form_of

RefreshForm = form_of(
    PlanRefresh,
    *("refreshed_on", "reflects_strategies", "fit_for_purpose", "informs_agreement", "notes", "next_due"),
    refreshed_on=DayMonthYearField(label="Day of the refresh", required=False, help_text="Leave empty for today."),
    reflects_strategies=forms.BooleanField(label="It reflects the joint strategies", required=False),
    fit_for_purpose=forms.BooleanField(label="It is fit for purpose as a joint commissioning plan", required=False),
    informs_agreement=forms.BooleanField(label="It informs the section 75 agreement", required=False),
    next_due=DayMonthYearField(
        label="To be refreshed next by",
        required=False,
        help_text="You are reminded before it. At the latest by its end.",
    ),
)
