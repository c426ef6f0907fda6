"""Sign-ups in the API: recording, ending and voiding them. The list comes with the register."""

from django.urls import path
from rest_framework import serializers

from compacts.editions.models import CompactEdition
from compacts.local.models import LocalCompact
from compacts.signups import actions, signing_actions
from compacts.signups.models import Signup
from compacts.signups.reading import LOADED
from core.api.acts import act_api
from partnerships.organisations.models import Organisation

GIVES = (
    *("compact", "organisation", "status", "starts", "evidence", "public_body", "vcs_partner"),
    *("ended_on", "end_reason", "voided_on", "void_reason"),
)

PAPER = ("name", "designation", "authority", "scan")
EDITION = "The edition that was signed, where it is known: a signing of an earlier one ends with it."
SCAN = "A PDF or a photograph of the paper, up to 25 MB."


def named(most, said):
    """A line about who signed the paper, where that is known."""
    return serializers.CharField(max_length=most, required=False, allow_blank=True, help_text=said)


class SigningIn(serializers.ModelSerializer):
    """Who signed a Compact on paper, when, what shows it, and who signed for them.

    With a scan it is sent as a form (multipart/form-data).
    """

    compact = serializers.PrimaryKeyRelatedField(queryset=LocalCompact.objects.all())
    organisation = serializers.PrimaryKeyRelatedField(queryset=Organisation.objects.all())
    name = named(150, "Who signed, where it is known.")
    designation = named(150, "As what they signed.")
    authority = named(300, "What allowed them to sign.")
    scan = serializers.FileField(required=False, help_text=SCAN)
    edition = serializers.PrimaryKeyRelatedField(
        queryset=CompactEdition.objects.all(), required=False, allow_null=True, help_text=EDITION
    )

    class Meta:
        model = Signup
        fields = ("compact", "organisation", "starts", "evidence", *PAPER, "edition")
        validators = ()


class WorkIn(SigningIn):
    """Who works towards a Compact, since when, with whom, and what shows it."""

    edition = None
    public_body = serializers.PrimaryKeyRelatedField(queryset=Organisation.objects.all(), required=False)
    vcs_partner = serializers.PrimaryKeyRelatedField(queryset=Organisation.objects.all(), required=False)

    class Meta(SigningIn.Meta):
        fields = ("compact", "organisation", "starts", "evidence", *PAPER, "public_body", "vcs_partner")


class SignupComplete(serializers.Serializer):
    """What was not known yet of who signed on paper. With a scan it is sent as a form (multipart/form-data)."""

    name = named(150, "Who signed.")
    designation = named(150, "As what they signed.")
    authority = named(300, "What allowed them to sign.")
    edition = serializers.PrimaryKeyRelatedField(
        queryset=CompactEdition.objects.all(), required=False, allow_null=True, help_text=EDITION
    )
    scan = serializers.FileField(required=False, help_text=SCAN)


class SignIn(serializers.Serializer):
    """Which Compact is signed for the organisation one acts for, in which edition, and with what authority."""

    compact = serializers.PrimaryKeyRelatedField(queryset=LocalCompact.objects.all())
    version = serializers.IntegerField(help_text="The number of the edition you have read; another answers 409.")
    authority = serializers.CharField(max_length=300, help_text="What allows you to sign.")


class DeclareIn(SignIn):
    """The same of a Compact that the organisation one acts for works towards, with whom, and what shows it."""

    public_body = serializers.PrimaryKeyRelatedField(queryset=Organisation.objects.all())
    vcs_partner = serializers.PrimaryKeyRelatedField(queryset=Organisation.objects.all())
    evidence = serializers.CharField(max_length=5000)


class SignupVoid(serializers.Serializer):
    """Why a sign-up is void."""

    reason = serializers.CharField(max_length=2000)


class SignupEnd(SignupVoid):
    """When a sign-up ended, and why."""

    on = serializers.DateField(required=False, allow_null=True, help_text="Today, where it is not sent.")


RECORD, COMPLETE, END = actions.RECORD, actions.COMPLETE, actions.END
SIGN, DECLARE = signing_actions.SIGN, signing_actions.DECLARE
urlpatterns = [
    path(
        "compacts/signups/sign-here/",
        act_api(SIGN, signing_actions.sign_compact, LOADED, "signup", takes=SignIn, gives=GIVES, makes=True),
        name="api_compact_sign",
    ),
    path(
        "compacts/signups/work-here/",
        act_api(DECLARE, signing_actions.declare_work, LOADED, "signup", takes=DeclareIn, gives=GIVES, makes=True),
        name="api_compact_work",
    ),
    path(
        "compacts/signups/sign/",
        act_api(RECORD, actions.record_signing, LOADED, "signup", takes=SigningIn, gives=GIVES, makes=True, files=True),
        name="api_signup_sign",
    ),
    path(
        "compacts/signups/work/",
        act_api(RECORD, actions.record_work, LOADED, "signup", takes=WorkIn, gives=GIVES, makes=True, files=True),
        name="api_signup_work",
    ),
    path(
        "compacts/signups/<int:pk>/complete/",
        act_api(COMPLETE, actions.complete_signup, LOADED, "signup", takes=SignupComplete, gives=GIVES, files=True),
        name="api_signup_complete",
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
