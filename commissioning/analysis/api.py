"""The analysis of cycles in the API. The list comes with the register."""

from django.urls import path
from rest_framework import serializers

from commissioning.analysis import actions
from commissioning.analysis.models import AnalysisEntry
from commissioning.analysis.reading import LOADED
from commissioning.cycles.models import CommissioningCycle
from core.api.acts import act_api

GIVES = ("version", "cycle", *actions.ENTRY, "voided_on", "void_reason")


class AnalysisAdd(serializers.ModelSerializer):
    """A service, a requirement, a risk or a resource."""

    cycle = serializers.PrimaryKeyRelatedField(queryset=CommissioningCycle.objects.all())

    class Meta:
        model = AnalysisEntry
        fields = ("cycle", *actions.ENTRY)
        validators = ()


class AnalysisEdit(serializers.ModelSerializer):
    """What is to change of it."""

    version = serializers.IntegerField(help_text="The version you have read; another answers 409.")

    class Meta:
        model = AnalysisEntry
        fields = ("version", *actions.ENTRY)
        extra_kwargs = {name: {"required": False} for name in ("kind", "title", "detail", "source")}
        validators = ()


class AnalysisVoid(serializers.Serializer):
    """Why it is void."""

    reason = serializers.CharField(max_length=2000)


urlpatterns = [
    path(
        "analysis/add/",
        act_api(actions.ADD, actions.add_analysis, LOADED, "entry", takes=AnalysisAdd, gives=GIVES, makes=True),
        name="api_analysis_add",
    ),
    path(
        "analysis/<int:pk>/edit/",
        act_api(actions.EDIT, actions.edit_analysis, LOADED, "entry", takes=AnalysisEdit, gives=GIVES),
        name="api_analysis_edit",
    ),
    path(
        "analysis/<int:pk>/void/",
        act_api(actions.EDIT, actions.void_analysis, LOADED, "entry", takes=AnalysisVoid, gives=GIVES),
        name="api_analysis_void",
    ),
]
