"""The figures of the contract register in the API. The list comes with the register."""

from django.urls import path
from rest_framework import serializers

from commissioning.contract_figures import actions
from commissioning.contract_figures.models import ContractFigure
from commissioning.contract_figures.reading import FIGURES
from commissioning.contracts.api_shapes import key
from compacts.measures.models import Measure
from core.api.acts import act_api


class FigureSet(serializers.ModelSerializer):
    """Which figure feeds which measure."""

    measure = key(Measure)

    class Meta:
        model = ContractFigure
        fields = ("figure", "measure")
        validators = ()


urlpatterns = [
    path(
        "contracts/figures/set/",
        act_api(
            actions.SET, actions.set_figure, FIGURES, "figure", takes=FigureSet, gives=("figure", "measure"),
            makes=True,
        ),
        name="api_figure_set",
    )
]  # fmt: skip
