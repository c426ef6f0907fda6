"""The addresses of contract templates."""

from django.urls import path

from commissioning.contract_templates import views
from commissioning.contract_templates.registers import ContractTemplates
from core.registers.addresses import urls

urlpatterns = [
    *urls(ContractTemplates, "contracts/templates/"),
    path("contracts/templates/add/", views.add, name="contract_template_add"),
    path("contracts/templates/<int:pk>/", views.template, name="contract_template"),
    path("contracts/templates/<int:pk>/versions/add/", views.version, name="contract_template_version"),
    path("contracts/templates/<int:pk>/withdraw/", views.withdraw, name="contract_template_withdraw"),
]
