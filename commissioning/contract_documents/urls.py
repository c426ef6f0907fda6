"""The addresses of contracts' documents."""

from django.urls import path

from commissioning.contract_documents import views
from commissioning.contract_documents.registers import ContractDocuments
from core.registers.addresses import urls

urlpatterns = [
    *urls(ContractDocuments, "contracts/documents/"),
    path("contracts/<int:pk>/documents/add/", views.add, name="contract_document_add"),
    path("contracts/documents/<int:pk>/", views.document, name="contract_document"),
    path("contracts/documents/<int:pk>/file/", views.file, name="contract_document_file"),
    path("contracts/documents/<int:pk>/edit/", views.edit, name="contract_document_edit"),
    path("contracts/documents/<int:pk>/withdraw/", views.withdraw, name="contract_document_withdraw"),
]
