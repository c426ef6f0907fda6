"""Sign-ups in the API: recording, ending and voiding them. The list comes with the register."""

from django.urls import path
from rest_framework import serializers

from compacts.local.models import LocalCompact
from compacts.signups import actions
from compacts.signups.models import Signup
from compacts.signups.reading import LOADED
from core.api.acts import act_api
from partnerships.organisations.models import Organisation

GIVES = (
    *("compact", "organisation", "status", "starts", "evidence", "public_body", "vcs_partner"),
    *("ended_on", "end_reason", "voided_on", "void_reason"),
)


class SigningIn(serializers.ModelSerializer):
    """Who signed a Compact, when, and what shows it."""

    compact = serializers.PrimaryKeyRelatedField(queryset=LocalCompact.objects.all())
    organisation = serializers.PrimaryKeyRelatedField(queryset=Organisation.objects.all())

    class Meta:
        model = Signup
        fields = ("compact", "organisation", "starts", "evidence")
        validators = ()


class WorkIn(SigningIn):
    """Who works towards a Compact, since when, with whom, and what shows it."""

    public_body = serializers.PrimaryKeyRelatedField(queryset=Organisation.objects.all(), required=False)
    vcs_partner = serializers.PrimaryKeyRelatedField(queryset=Organisation.objects.all(), required=False)

    class Meta(SigningIn.Meta):
        fields = (*SigningIn.Meta.fields, "public_body", "vcs_partner")


class SignupVoid(serializers.Serializer):
    """Why a sign-up is void."""

    reason = serializers.CharField(max_length=2000)


class SignupEnd(SignupVoid):
    """When a sign-up ended, and why."""

    on = serializers.DateField(required=False, allow_null=True, help_text="Today, where it is not sent.")


RECORD, END = actions.RECORD, actions.END
urlpatterns = [
    path(
        "compacts/signups/sign/",
        act_api(RECORD, actions.record_signing, LOADED, "signup", takes=SigningIn, gives=GIVES, makes=True),
        name="api_signup_sign",
    ),
    path(
        "compacts/signups/work/",
        act_api(RECORD, actions.record_work, LOADED, "signup", takes=WorkIn, gives=GIVES, makes=True),
        name="api_signup_work",
    ),
    path(
        "compacts/signups/<int:pk>/end/",
        act_api(END, actions.end_signup, LOADED, "signup", takes=SignupEnd, gives=GIVES),
        name="api_signup_end",
    ),
    path(
        "compacts/signups/<int:pk>/void/",
        act_api(END, actions.void_signup, LOADED, "signup", takes=SignupVoid, gives=GIVES),
        name="api_signup_void",
    ),
]
