"""User feedback in the API. The list comes with the register."""

from typing import Any

from django.urls import path
from rest_framework import serializers

from commissioning.contracts.api_shapes import VERSION
from commissioning.contracts.reading import LOADED as CONTRACTS
from commissioning.contracts.reading import part_of
from commissioning.feedback import actions, rules
from commissioning.feedback.models import AuditQuestion, SatisfactionAudit
from commissioning.feedback.reading import AUDITS
from core.acts import Actor
from core.api.acts import Whole, act_api


class AuditRecord(serializers.ModelSerializer):
    """Who was asked, how many answered, what they said."""

    question = serializers.CharField(max_length=200, required=False, allow_blank=True)
    satisfied = serializers.IntegerField(min_value=0, required=False)

    class Meta:
        model = SatisfactionAudit
        fields = (*actions.ENTRY, "question", "satisfied")
        validators = ()


class AuditEdit(serializers.ModelSerializer):
    """What is to change of it."""

    version = serializers.IntegerField(help_text=VERSION)

    class Meta:
        model = SatisfactionAudit
        fields = ("version", *actions.ENTRY)
        validators = ()
        extra_kwargs = {name: {"required": False} for name in actions.ENTRY}


class AuditQuestionIn(serializers.ModelSerializer):
    """A question with its numbers."""

    class Meta:
        model = AuditQuestion
        fields = ("title", "answered", "satisfied")
        validators = ()


class AuditVoid(serializers.Serializer):
    """Why."""

    reason = serializers.CharField(max_length=2000)


class AuditQuestionOut(serializers.Serializer):
    """A question. Of few answers it says neither how many nor how they fell."""

    id = serializers.IntegerField()
    title = serializers.CharField()
    satisfied = serializers.SerializerMethodField()

    def get_satisfied(self, question: AuditQuestion) -> str:
        """'9 of 12 (75.0%)', or that it is not shown."""
        return rules.share_words(question.satisfied, question.answered)


class AuditOut(serializers.ModelSerializer):
    """An audit with its questions."""

    questions = AuditQuestionOut(many=True)

    class Meta:
        model = SatisfactionAudit
        fields = ("id", "version", "contract", "held_on", "method", "done_by", "asked", "said", "done", "voided_on",
                  "questions")  # fmt: skip


def audit_out(audit: SatisfactionAudit, actor: Actor) -> dict[str, Any]:
    """The audit as the API gives it."""
    return dict(AuditOut(audit).data)


GIVES = Whole(AuditOut, audit_out)


def act(does, takes, **options):
    """The address of an act on an audit."""
    return act_api(actions.EDIT, does, AUDITS, options.pop("noun", "audit"), takes=takes, gives=GIVES, **options)


urlpatterns = [
    path("contracts/<int:pk>/feedback/record/",
         act_api(actions.RECORD, actions.record_audit, CONTRACTS, "contract", takes=AuditRecord, gives=("version",)),
         name="api_feedback_record"),
    path("contracts/feedback/<int:pk>/edit/", act(actions.edit_audit, AuditEdit), name="api_feedback_edit"),
    path("contracts/feedback/<int:pk>/question/", act(actions.add_question, AuditQuestionIn),
         name="api_feedback_question"),
    path("contracts/feedback/<int:pk>/void/", act(actions.void_audit, AuditVoid), name="api_feedback_void"),
    path("contracts/feedback/<int:pk>/questions/<int:key>/drop/",
         act(actions.drop_question, None, noun="part", part=lambda audit, key: part_of(audit, "questions", key)),
         name="api_feedback_drop"),
]  # fmt: skip
