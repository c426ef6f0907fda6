"""Consultations in the API.

A program says what it read with what it does: `seen`, `version` or `wording`, as they came with the consultation. What
was changed since is then refused in the words of the pages. It may leave them out, since a program need not show
anything to anybody; but not when it publishes: that a second person has read it is the rule.
"""

from collections.abc import Callable
from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from consultation.consultations import actions, text_actions
from consultation.consultations.definitions import Asked, definition_of
from consultation.consultations.models import Consultation, Extension, Question, QuestionKind, State, WhoMayAnswer
from consultation.consultations.reading import LOADED, the
from consultation.consultations.rules import extensions_of, length_of
from core import clock
from core.acting import acting
from core.acts import NotVisible
from core.api.acts import Whole, act_api


class OptionOut(serializers.Serializer):
    """One of the answers offered."""

    key = serializers.CharField()
    label = serializers.CharField()


class WordingOut(serializers.Serializer):
    """A wording that was replaced by a later one."""

    number = serializers.IntegerField()
    text = serializers.CharField()
    help_text = serializers.CharField()
    replaced_at = serializers.DateTimeField()
    reason = serializers.CharField()


class PartOut(serializers.Serializer):
    """A question that is a part of another."""

    key = serializers.CharField(help_text="Stays the same for ever; answers go by it.")
    number = serializers.CharField(help_text="As it is shown, for example 2a.")
    kind = serializers.ChoiceField(choices=QuestionKind.choices)
    text = serializers.CharField()
    help_text = serializers.CharField()
    section = serializers.IntegerField(allow_null=True, help_text="Number of the section it is about.")
    choices = OptionOut(many=True)
    wording = serializers.IntegerField(help_text="Counts its wordings; answers say which they were given to.")
    earlier_wordings = WordingOut(many=True)
    withdrawn = serializers.BooleanField(help_text="Whether it is not asked any more.")
    withdrawal_reason = serializers.CharField()


class QuestionOut(PartOut):
    """A numbered question."""

    parts = PartOut(many=True)


class SectionOut(serializers.Serializer):
    """A section of the document."""

    number = serializers.IntegerField()
    title = serializers.CharField()
    text = serializers.CharField(help_text="Markdown.")


class LengthOut(serializers.Serializer):
    """How long it is open, against the rule of the day it opens."""

    weeks = serializers.CharField(help_text="For example '12 weeks', or 'between 11.6 and 15.9 weeks'.")
    keeps = serializers.BooleanField(
        allow_null=True, help_text="Whether it keeps the rule; null where that cannot be determined, or there is none."
    )
    verdict = serializers.CharField()
    rule = serializers.IntegerField(allow_null=True, help_text="The rule it is judged by.")
    rule_length = serializers.CharField(help_text="What that rule asks, for example '12 weeks'.")
    reason = serializers.CharField(help_text="Why it is shorter, where it is.")


class ExtensionOut(serializers.ModelSerializer):
    """A line of the ledger of extensions."""

    class Meta:
        model = Extension
        fields = ("number", "old_closes_on", "closes_on", "reopened", "reason", "made_at")


class ConsultationOut(serializers.Serializer):
    """A consultation with its document and its questions."""

    id = serializers.IntegerField()
    version = serializers.IntegerField(
        help_text="Counts its changes. 'extend' takes it, so that nothing newer is overwritten."
    )
    reference = serializers.CharField()
    title = serializers.CharField()
    state = serializers.ChoiceField(choices=State.choices)
    host = serializers.IntegerField(help_text="The organisation that asks.")
    host_name = serializers.CharField()
    summary = serializers.CharField()
    who_may_answer = serializers.ChoiceField(choices=WhoMayAnswer.choices)
    contact_name = serializers.CharField()
    contact_telephone = serializers.CharField()
    contact_email = serializers.CharField()
    opens_on = serializers.DateField()
    opens_month_only = serializers.BooleanField(help_text="Whether only the month of opening is known.")
    closes_on = serializers.DateField()
    closes_at = serializers.DateTimeField(help_text="The instant from which answers come too late.")
    length = LengthOut()
    extensions = ExtensionOut(many=True)
    proposed_at = serializers.DateTimeField(allow_null=True, help_text="When somebody said that it is ready.")
    published_at = serializers.DateTimeField(allow_null=True)
    withdrawal_reason = serializers.CharField()
    sections = SectionOut(many=True)
    questions = QuestionOut(many=True)
    seen = serializers.IntegerField(
        help_text="The mark of all that was read here, details and words: to say with it that a draft is ready."
    )


PLAIN = (
    "version", "reference", "title", "summary", "who_may_answer", "contact_name", "contact_telephone", "contact_email",
    "opens_on", "opens_month_only", "closes_on", "closes_at", "proposed_at", "published_at", "withdrawal_reason",
)  # fmt: skip


def question_out(asked: Asked) -> dict[str, Any]:
    """A question as the API writes it."""
    return {
        "key": asked.key,
        "number": asked.number,
        "kind": asked.kind,
        "text": asked.text,
        "help_text": asked.help_text,
        "section": asked.section,
        "choices": [{"key": each.key, "label": each.label} for each in asked.options],
        "wording": asked.wording,
        "earlier_wordings": WordingOut(asked.earlier, many=True).data,
        "withdrawn": bool(asked.withdrawn),
        "withdrawal_reason": asked.withdrawn,
    }


def consultation_out(found: Consultation) -> dict[str, Any]:
    """A consultation as the API writes it. One statement beside the definition, for the extensions."""
    definition = definition_of(found)
    extensions = extensions_of(found)
    length = length_of(found, clock.today(), extensions)
    sections = [{"number": each.number, "title": each.title, "text": each.text} for each in definition.sections]
    questions = [
        question_out(each) | {"parts": [question_out(part) for part in each.parts]} for each in definition.everything
    ]
    judged = {
        "weeks": length.in_weeks,
        "keeps": length.keeps,
        "verdict": length.verdict,
        "rule": found.standard_id,
        "rule_length": found.standard.length if found.standard else "",
        "reason": found.shorter_reason,
    }
    return {name: getattr(found, name) for name in PLAIN} | {
        "id": found.pk,
        "state": found.state.value,
        "host": found.host_id,
        "host_name": found.host.name,
        "length": judged,
        "extensions": ExtensionOut(extensions, many=True).data,
        "sections": sections,
        "questions": questions,
        "seen": found.read_mark,
    }


class ConsultationDetail(APIView):
    """One consultation with its document and its questions."""

    permission = "consultation.view_consultation"
    throttle_scope = "api"

    @extend_schema(responses=ConsultationOut, operation_id="consultations_detail")
    def get(self, request: Request, pk: int) -> Response:
        return Response(consultation_out(the(acting(request), pk)))


SEND_VERSION = "Send the version of the consultation that was read: it came with it."


class AllTheSameIn(serializers.Serializer):
    """Going on against advice."""

    reason = serializers.CharField(
        max_length=2000, default="", allow_blank=True, help_text="Needed where something is advised against."
    )


class ProposeIn(AllTheSameIn):
    """Saying that what was read is ready."""

    seen = serializers.IntegerField(
        required=False, help_text="The mark that came with it: what was changed since is not said to be ready unread."
    )


class PublishIn(AllTheSameIn):
    """Publishing what was read."""

    version = serializers.IntegerField(
        help_text="Of the consultation, as it was read: what was changed since is not published unread.",
        error_messages={"required": SEND_VERSION, "null": SEND_VERSION},
    )


class ReasonIn(serializers.Serializer):
    """Why."""

    reason = serializers.CharField(max_length=2000, allow_blank=True)


class ExtendIn(ReasonIn):
    """A later closing day."""

    closes_on = serializers.DateField()
    version = serializers.IntegerField(required=False, help_text="The one that was read: another answers 409.")


class CorrectIn(serializers.Serializer):
    """Another wording."""

    text = serializers.CharField(max_length=2000, allow_blank=True)
    help_text = serializers.CharField(max_length=2000, allow_blank=True, default="")
    reason = serializers.CharField(max_length=300, allow_blank=True)
    wording = serializers.IntegerField(required=False, help_text="The one that was read: another answers 409.")


def question_of(found: Consultation, key: str) -> Question:
    """The question of this consultation with this key."""
    question = found.questions.select_related("consultation").filter(key=key).first()
    if question is None:
        raise NotVisible
    return question


WHOLE = Whole(ConsultationOut, lambda found, by: consultation_out(found))


def on_it(wanted: str, act: Callable[..., Any], sent: type[serializers.Serializer]) -> Callable[..., Any]:
    """An act on a consultation. It gives the consultation as it is then."""
    return act_api(f"consultation.{wanted}", act, LOADED, "consultation", gives=WHOLE, takes=sent)


def on_a_question(act: Callable[..., Any], sent: type[serializers.Serializer]) -> Callable[..., Any]:
    """An act on a question of it. It gives the consultation as it is then."""
    return act_api("consultation.correct_question", act, LOADED, "question", gives=WHOLE, takes=sent, part=question_of)


HERE = "consultations/<int:pk>/"
QUESTION = f"{HERE}questions/<slug:key>/"

urlpatterns = [
    path(HERE, ConsultationDetail.as_view(), name="api_consultation"),
    path(
        f"{HERE}propose/",
        on_it("propose_consultation", actions.propose_consultation, ProposeIn),
        name="api_consultation_propose",
    ),
    path(
        f"{HERE}publish/",
        on_it("publish_consultation", actions.publish_consultation, PublishIn),
        name="api_consultation_publish",
    ),
    path(
        f"{HERE}unpublish/",
        on_it("unpublish_consultation", actions.unpublish_consultation, ReasonIn),
        name="api_consultation_unpublish",
    ),
    path(
        f"{HERE}extend/",
        on_it("extend_consultation", actions.extend_consultation, ExtendIn),
        name="api_consultation_extend",
    ),
    path(
        f"{HERE}withdraw/",
        on_it("withdraw_consultation", actions.withdraw_consultation, ReasonIn),
        name="api_consultation_withdraw",
    ),
    path(
        f"{QUESTION}correct/",
        on_a_question(text_actions.correct_question, CorrectIn),
        name="api_question_correct",
    ),
    path(
        f"{QUESTION}withdraw/",
        on_a_question(text_actions.withdraw_question, ReasonIn),
        name="api_question_withdraw",
    ),
]
