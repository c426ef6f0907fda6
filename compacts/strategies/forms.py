"""The form of a strategy."""

from django import forms

from compacts.strategies.models import JointStrategy
from compacts.strategies.years import YEARS
from core.pages.model_forms import form_of
from partnerships.organisations.forms import AreaField


def year_field(label: str, help_text: str = "") -> forms.TypedChoiceField:
    """A financial year, chosen from the list. Cleans to the calendar year in which it begins."""
    return forms.TypedChoiceField(
        label=label,
        help_text=help_text,
        coerce=int,
        choices=[("", ""), *((year, said) for year, said in YEARS.items())],
    )


StrategyForm = form_of(
    JointStrategy,
    *("title", "area", "first_year", "last_year", "source"),
    area=AreaField(label="Locality", help_text="The name of an area, or its GSS code."),
    first_year=year_field("First year"),
    last_year=year_field("Last year", "A strategy covers three years or more."),
)
