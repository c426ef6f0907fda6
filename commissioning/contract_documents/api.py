"""Contracts' documents in the API: adding, putting right and withdrawing. The list comes with the register."""

from django.urls import path
from rest_framework import serializers

from commissioning.contract_documents import actions
from commissioning.contract_documents.models import ContractDocument
from commissioning.contract_documents.reading import LOADED
from commissioning.contracts.models import Contract
from core.api.acts import act_api

SAID = ("kind", "title", "dated_on")
GIVES = ("version", "contract", *SAID, "added_on", "withdrawn_on", "withdraw_reason")


class ContractDocumentAdd(serializers.ModelSerializer):
    """Another document of a contract, sent as a form (multipart/form-data)."""

    contract = serializers.PrimaryKeyRelatedField(queryset=Contract.objects.all())
    file = serializers.FileField()

    class Meta:
        model = ContractDocument
        fields = ("contract", "file", *SAID)
        validators = ()


class ContractDocumentEdit(serializers.ModelSerializer):
    """What is said of a document."""

    version = serializers.IntegerField(help_text="The version you have read; another answers 409.")

    class Meta:
        model = ContractDocument
        fields = ("version", *SAID)
        extra_kwargs = {name: {"required": False} for name in SAID}
        validators = ()


class ContractDocumentWithdraw(serializers.Serializer):
    """Why a document is withdrawn."""

    reason = serializers.CharField(max_length=2000)


urlpatterns = [
    path(
        "contracts/documents/add/",
        act_api(
            actions.ADD, actions.add_document, LOADED, "document", takes=ContractDocumentAdd, gives=GIVES, makes=True,
            files=True,
        ),
        name="api_contract_document_add",
    ),
    path(
        "contracts/documents/<int:pk>/edit/",
        act_api(actions.EDIT, actions.edit_document, LOADED, "document", takes=ContractDocumentEdit, gives=GIVES),
        name="api_contract_document_edit",
    ),
    path(
        "contracts/documents/<int:pk>/withdraw/",
        act_api(
            actions.EDIT, actions.withdraw_document, LOADED, "document", takes=ContractDocumentWithdraw, gives=GIVES
        ),
        name="api_contract_document_withdraw",
    ),
]  # fmt: skip
