"""The addresses of costings."""

from django.urls import path

from commissioning.costing import views
from commissioning.costing.registers import Costings
from core.registers.addresses import urls

urlpatterns = [
    *urls(Costings, "contracts/costings/"),
    path("contracts/<int:pk>/costing/", views.costing, name="costing"),
    path("contracts/<int:pk>/costing/fill/", views.fill, name="costing_fill"),
]
