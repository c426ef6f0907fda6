"""Consultations in the API."""

from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from consultation.consultations.definitions import Asked, definition_of
from consultation.consultations.models import QuestionKind, State
from consultation.consultations.reading import the


class OptionOut(serializers.Serializer):
    """One of the answers offered."""

    key = serializers.CharField()
    label = serializers.CharField()


class PartOut(serializers.Serializer):
    """A question that is a part of another."""

    key = serializers.CharField(help_text="Stays the same for ever; answers go by it.")
    number = serializers.CharField(help_text="As it is shown, for example 2a.")
    kind = serializers.ChoiceField(choices=QuestionKind.choices)
    text = serializers.CharField()
    help_text = serializers.CharField()
    section = serializers.IntegerField(allow_null=True, help_text="Number of the section it is about.")
    choices = OptionOut(many=True)


class QuestionOut(PartOut):
    """A numbered question."""

    parts = PartOut(many=True)


class SectionOut(serializers.Serializer):
    """A section of the document."""

    number = serializers.IntegerField()
    title = serializers.CharField()
    text = serializers.CharField(help_text="Markdown.")


class ConsultationOut(serializers.Serializer):
    """A consultation with its document and its questions."""

    id = serializers.IntegerField()
    reference = serializers.CharField()
    title = serializers.CharField()
    state = serializers.ChoiceField(choices=State.choices)
    host = serializers.IntegerField(help_text="The organisation that asks.")
    host_name = serializers.CharField()
    summary = serializers.CharField()
    contact_name = serializers.CharField()
    contact_telephone = serializers.CharField()
    contact_email = serializers.CharField()
    opens_on = serializers.DateField()
    closes_on = serializers.DateField()
    closes_at = serializers.DateTimeField(help_text="The instant from which answers come too late.")
    withdrawal_reason = serializers.CharField()
    sections = SectionOut(many=True)
    questions = QuestionOut(many=True)


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
    }


class ConsultationDetail(APIView):
    """One consultation with its document and its questions."""

    permission = "consultation.view_consultation"
    throttle_scope = "api"

    @extend_schema(responses=ConsultationOut, operation_id="consultations_detail")
    def get(self, request: Request, pk: int) -> Response:
        found = the(request._request.actor, pk)
        definition = definition_of(found)
        plain = ("reference", "title", "summary", "contact_name", "contact_telephone", "contact_email", "opens_on")
        plain += ("closes_on", "closes_at", "withdrawal_reason")
        sections = [{"number": each.number, "title": each.title, "text": each.text} for each in definition.sections]
        questions = [
            question_out(each) | {"parts": [question_out(part) for part in each.parts]} for each in definition.questions
        ]
        return Response(
            {name: getattr(found, name) for name in plain}
            | {"id": found.pk, "state": found.state.value, "host": found.host_id, "host_name": found.host.name}
            | {"sections": sections, "questions": questions}
        )


urlpatterns = [
    path("consultations/<int:pk>/", ConsultationDetail.as_view(), name="api_consultation"),
]
