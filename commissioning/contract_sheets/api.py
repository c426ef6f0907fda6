"""Who is meant by a supplier, in the API. The list comes with the register."""

from django.urls import path
from rest_framework import serializers

from commissioning.contract_sheets import actions
from commissioning.contract_sheets.models import SupplierName
from core.api.acts import act_api
from partnerships.organisations.models import Organisation


class SupplierConfirm(serializers.Serializer):
    """Which organisation is meant."""

    organisation = serializers.PrimaryKeyRelatedField(queryset=Organisation.objects.all())
    version = serializers.IntegerField(required=False, help_text="The version you have read; another answers 409.")


urlpatterns = [
    path(
        "contracts/suppliers/<int:pk>/confirm/",
        act_api(
            actions.CONFIRM, actions.confirm_supplier, SupplierName.objects.all(), "supplier", takes=SupplierConfirm,
            gives=("version", "written", "organisation", "confirmed_on"),
        ),
        name="api_supplier_confirm",
    )
]  # fmt: skip
