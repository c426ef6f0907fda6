"""The addresses of the figures of the contract register."""

from django.urls import path

from commissioning.contract_figures import views
from commissioning.contract_figures.registers import ContractFigures
from core.registers.addresses import urls

urlpatterns = [
    *urls(ContractFigures, "contracts/figures/"),
    path("contracts/figures/set/", views.set_, name="figure_set"),
    path("contracts/figures/<int:pk>/", views.contract_figure, name="contract_figure"),
    path("contracts/figures/<int:pk>/unset/", views.unset, name="figure_unset"),
]
