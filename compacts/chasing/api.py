"""Leads on Compacts in the API, and writing to them. The lists come with the registers."""

from django.urls import path
from rest_framework import serializers

from compacts.chasing import actions
from compacts.chasing.models import CompactLead
from compacts.chasing.reading import LEADS, STANDINGS
from core.api.acts import act_api
from partnerships.organisations.models import Organisation

GIVES = ("version", "organisation", "name", "email", "address")


class LeadIn(serializers.ModelSerializer):
    """Who leads on Compacts at a body, and how to write to them."""

    organisation = serializers.PrimaryKeyRelatedField(queryset=Organisation.objects.all())

    class Meta:
        model = CompactLead
        fields = ("organisation", "name", "email", "address")
        validators = ()


class LeadEdit(serializers.ModelSerializer):
    """Another person, or another address."""

    version = serializers.IntegerField(help_text="The version you have read; another answers 409.")

    class Meta:
        model = CompactLead
        fields = ("version", "name", "email", "address")
        extra_kwargs = {"name": {"required": False}}


urlpatterns = [
    path(
        "compact_leads/name/",
        act_api(actions.NAME, actions.name_lead, LEADS, "lead", takes=LeadIn, gives=GIVES, makes=True),
        name="api_compact_lead_name",
    ),
    path(
        "compact_leads/<int:pk>/edit/",
        act_api(actions.EDIT, actions.edit_lead, LEADS, "lead", takes=LeadEdit, gives=GIVES),
        name="api_compact_lead_edit",
    ),
    path(
        "signup_outstanding/<int:pk>/chase/",
        act_api(
            actions.CHASE, actions.chase_signup, STANDINGS, "standing", gives=("target", "organisation", "overall")
        ),
        name="api_signup_chase",
    ),
]
