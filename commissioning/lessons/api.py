"""What cycles teach, in the API: both acts. The list comes with the register."""

from django.urls import path
from rest_framework import serializers

from commissioning.cycles.models import CommissioningCycle
from commissioning.lessons import actions
from commissioning.lessons.models import Lesson
from commissioning.lessons.reading import LOADED
from core.api.acts import act_api

GIVES = ("version", "cycle", "kind", "text", "source", "recorded_on", "voided_on", "void_reason")


class LessonRecord(serializers.ModelSerializer):
    """What a cycle teaches, or what the plan that follows does otherwise."""

    cycle = serializers.PrimaryKeyRelatedField(queryset=CommissioningCycle.objects.all())

    class Meta:
        model = Lesson
        fields = ("cycle", "kind", "text", "source")
        validators = ()


class LessonVoid(serializers.Serializer):
    """Why it is void."""

    reason = serializers.CharField(max_length=2000)


urlpatterns = [
    path(
        "lessons/record/",
        act_api(actions.RECORD, actions.record_lesson, LOADED, "lesson", takes=LessonRecord, gives=GIVES, makes=True),
        name="api_lesson_record",
    ),
    path(
        "lessons/<int:pk>/void/",
        act_api(actions.VOID, actions.void_lesson, LOADED, "lesson", takes=LessonVoid, gives=GIVES),
        name="api_lesson_void",
    ),
]
