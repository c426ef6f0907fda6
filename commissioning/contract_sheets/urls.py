"""The addresses of published registers of contracts, and of who their suppliers are."""

from django.urls import path

from commissioning.contract_sheets import views
from commissioning.contract_sheets.registers import Suppliers
from core.registers.addresses import urls

urlpatterns = [
    *urls(Suppliers, "contracts/suppliers/"),
    path("contracts/suppliers/<int:pk>/", views.supplier, name="supplier"),
    path("contracts/suppliers/<int:pk>/confirm/", views.confirm, name="supplier_confirm"),
    path("contracts/send/", views.send, name="contract_register_send"),
    path("contracts/send/runs/<int:pk>/", views.run, name="contract_register_run"),
    path("contracts/send/runs/<int:pk>/refused.csv", views.refused_csv, name="contract_register_refused"),
    path("contracts/send/<str:name>/", views.preview, name="contract_register_preview"),
]
