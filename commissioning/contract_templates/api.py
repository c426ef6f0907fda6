"""Contract templates in the API. The list comes with the register."""

from django.urls import path
from rest_framework import serializers

from commissioning.contract_templates import actions
from commissioning.contract_templates.models import ContractTemplate
from commissioning.contract_templates.reading import LOADED
from core.api.acts import act_api
from partnerships.organisations.models import Organisation

GIVES = ("version", "title", "body", "about", "latest", "withdrawn_on")


class TemplateAdd(serializers.ModelSerializer):
    """A template with its first version."""

    body = serializers.PrimaryKeyRelatedField(queryset=Organisation.objects.all(), required=False, allow_null=True)
    text = serializers.CharField(max_length=100_000)

    class Meta:
        model = ContractTemplate
        fields = ("title", "body", "about", "text")
        validators = ()


class TemplateVersionAdd(serializers.Serializer):
    """The terms as they are from now on."""

    version = serializers.IntegerField(help_text="The version you have read; another answers 409.")
    text = serializers.CharField(max_length=100_000)
    note = serializers.CharField(max_length=2000)


def act(does, takes, **options):
    """The address of an act on a template."""
    return act_api(actions.EDIT, does, LOADED, "template_", takes=takes, gives=GIVES, **options)


urlpatterns = [
    path("contracts/templates/add/", act(actions.add_template, TemplateAdd, makes=True), name="api_template_add"),
    path(
        "contracts/templates/<int:pk>/versions/add/",
        act(actions.add_template_version, TemplateVersionAdd),
        name="api_template_version",
    ),
    path(
        "contracts/templates/<int:pk>/withdraw/",
        act(actions.withdraw_template, None),
        name="api_template_withdraw",
    ),
]
