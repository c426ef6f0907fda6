"""The form on which it is said which measure a figure feeds."""

from commissioning.contract_figures.models import ContractFigure
from compacts.measures.models import Measure
from core.pages.fields import OneOf
from core.pages.model_forms import form_of

SetForm = form_of(
    ContractFigure, "figure", "measure",
    measure=OneOf(label="Measure it feeds", queryset=Measure.objects.order_by("sort_name", "pk")),
)  # fmt: skip
