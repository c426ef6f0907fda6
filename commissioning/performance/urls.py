"""The addresses of how contracts perform."""

from django.urls import path

from commissioning.performance import views
from commissioning.performance.registers import Exceptions
from core.registers.addresses import urls

urlpatterns = [
    *urls(Exceptions, "contracts/exceptions/"),
    path("contracts/<int:pk>/monitoring/", views.monitoring, name="contract_monitoring"),
]
