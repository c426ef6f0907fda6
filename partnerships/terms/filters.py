"""How the list of terms can be narrowed."""

from django_filters import ChoiceFilter

from core.registers.filters import Filters, as_at
from partnerships.terms.models import Vocabulary


class TermFilters(Filters):
    """By list, and whether they are used today."""

    vocabulary = ChoiceFilter(label="List", choices=Vocabulary.choices, field_name="vocabulary")
    as_at = as_at()
