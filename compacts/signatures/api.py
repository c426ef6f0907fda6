"""Signatures in the API: signing, recording what was signed on paper, and declaring one void."""

from django.urls import path
from rest_framework import serializers

from compacts.agreements.api import DRAFT_READ, AgreementReason, act
from compacts.agreements.models import AgreementDraft, AgreementParty
from compacts.signatures import actions
from compacts.signatures.models import Signature
from compacts.signatures.reading import LOADED
from core.api.acts import act_api

GIVES = ("draft", "party", "way", "name", "designation", "authority", "signed_on", "voided_on", "void_reason")


class SignatureIn(serializers.Serializer):
    """Which draft is signed, and with what authority."""

    version = serializers.IntegerField(help_text=DRAFT_READ)
    authority = serializers.CharField(max_length=300)


class PaperSignatureIn(serializers.ModelSerializer):
    """What a signed paper says. With a scan it is sent as a form (multipart/form-data)."""

    draft = serializers.PrimaryKeyRelatedField(queryset=AgreementDraft.objects.all())
    party = serializers.PrimaryKeyRelatedField(queryset=AgreementParty.objects.select_related("organisation"))
    kept_at = serializers.CharField(max_length=300, help_text="Where the signed paper is kept.")
    scan = serializers.FileField(required=False, help_text="A PDF or a photograph of it, up to 25 MB.")

    class Meta:
        model = Signature
        fields = ("draft", "party", "name", "designation", "authority", "signed_on", "kept_at", "scan")
        validators = ()


urlpatterns = [
    path(
        "agreements/<int:pk>/sign/", act(actions.SIGN, actions.sign_agreement, SignatureIn), name="api_agreement_sign"
    ),
    path(
        "agreements/<int:pk>/signatures/record/",
        act(actions.RECORD, actions.record_signature, PaperSignatureIn, files=True),
        name="api_agreement_record_signature",
    ),
    path(
        "agreements/signatures/<int:pk>/void/",
        act_api(actions.VOID, actions.void_signature, LOADED, "signature", takes=AgreementReason, gives=GIVES),
        name="api_signature_void",
    ),
]
