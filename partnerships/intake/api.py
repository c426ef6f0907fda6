"""Imports in the API: what became of one, its refused rows corrected or set aside, and the whole of it undone."""

from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.acting import acting
from core.acts import Actor, NotVisible
from core.api.acts import Whole, act_api
from core.imports.built import built_on
from core.imports.line_actions import correct_import_line, set_line_aside, whole_row
from core.imports.models import ImportLine, ImportRun
from core.imports.sources import SOURCES
from core.imports.undo_actions import undo_import
from core.pages.page import find
from partnerships.intake.reading import LONGEST_CELL, refusal_of

NEEDED = "partnerships.import_organisations"
RUNS = ImportRun.objects.select_related("undone_by")
LINES = ImportLine.objects.refused().select_related("run", "resolved_by")


class ImportCell(serializers.Serializer):
    """A cell of a row, of those that the list reads."""

    column = serializers.IntegerField(min_value=1, help_text="Which column of the file, counted from 1.")
    heading = serializers.CharField(read_only=True)
    value = serializers.CharField(allow_blank=True, trim_whitespace=False, max_length=LONGEST_CELL)


class ImportLineOut(serializers.Serializer):
    """A refused row of an import, and what became of it."""

    id = serializers.IntegerField()
    run = serializers.IntegerField(help_text="The import it came with.")
    line = serializers.IntegerField(help_text="Where it stands in the file.")
    label = serializers.CharField(help_text="What it is about.")
    reason = serializers.CharField(help_text="Why it was refused.")
    outcome = serializers.CharField(help_text="refused, corrected or aside.")
    cells = ImportCell(many=True, help_text="As they came, or as they were corrected.")
    taken_by_row = serializers.BooleanField(help_text="Whether the row can be corrected by itself.")
    resolved_at = serializers.DateTimeField(allow_null=True)
    resolved_by = serializers.CharField(allow_null=True, help_text="Who saw to it.")
    resolution = serializers.CharField(help_text="What became of it.")


class ImportLineCorrection(serializers.Serializer):
    """The cells that are changed; the others stay as they came."""

    cells = ImportCell(many=True)


class ImportLineAside(serializers.Serializer):
    """Why the row is not taken."""

    reason = serializers.CharField(max_length=2000)


class ImportRunOut(serializers.Serializer):
    """An import: how far it is, what it did, and why it was undone."""

    id = serializers.IntegerField()
    source = serializers.CharField(help_text="Which list it is.")
    title = serializers.CharField(help_text="The list, in words.")
    file = serializers.CharField(source="file_name")
    state = serializers.CharField(help_text="waiting, running, done, failed, undoing or undone.")
    asked_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)
    published_on = serializers.DateField(allow_null=True)
    as_at = serializers.DateField(allow_null=True, help_text="How old what the file says is.")
    total = serializers.IntegerField()
    read = serializers.IntegerField()
    created = serializers.IntegerField()
    updated = serializers.IntegerField()
    unchanged = serializers.IntegerField()
    refused = serializers.IntegerField()
    doubtful = serializers.IntegerField()
    error = serializers.CharField(help_text="Why it stopped, or could not be undone.")
    undo_reason = serializers.CharField()
    undone_at = serializers.DateTimeField(allow_null=True)
    undone_by = serializers.CharField(allow_null=True)


class ImportUndo(serializers.Serializer):
    """Why it is undone."""

    reason = serializers.CharField(max_length=2000)


class BuiltOn(serializers.Serializer):
    """Things of one sort that were built on an import since."""

    title = serializers.CharField()
    count = serializers.IntegerField()
    such_as = serializers.ListField(child=serializers.CharField(), help_text="The first that you may see.")


class ImportStanding(serializers.Serializer):
    """Whether an import can be undone."""

    can_be_undone = serializers.BooleanField()
    refusal = serializers.CharField(help_text="Why there is nothing to undo, if so.")
    built = BuiltOn(many=True, help_text="What stands in the way.")


def line_out(line: ImportLine, by: Actor) -> dict[str, Any]:
    """A refused row as it stands."""
    source = SOURCES[line.run.source]
    cells = line.corrected or whole_row(line, source)
    read = source.cells_of(line.run.headings, line.run.given)
    return {
        "id": line.pk,
        "run": line.run_id,
        **{name: getattr(line, name) for name in ("line", "label", "reason", "outcome", "resolution")},
        "cells": [
            {"column": place + 1, "heading": heading, "value": cells[place]}
            for place, heading in read
            if place < len(cells)
        ],
        "taken_by_row": source.taken_by_row,
        "resolved_at": line.resolved_at,
        "resolved_by": str(line.resolved_by) if line.resolved_by else None,
    }


def run_out(run: ImportRun, by: Actor) -> dict[str, Any]:
    """An import as it stands."""
    return dict(ImportRunOut(run).data)


class ImportLineApi(APIView):
    """A refused row."""

    permission = "partnerships.view_import"
    throttle_scope = "api"

    @extend_schema(responses=ImportLineOut, operation_id="import_lines_detail")
    def get(self, request: Request, pk: int) -> Response:
        by = acting(request)
        return Response(line_out(find(LINES.all(), by, pk=pk), by))


class ImportRunApi(APIView):
    """An import."""

    permission = "partnerships.view_import"
    throttle_scope = "api"

    @extend_schema(responses=ImportRunOut, operation_id="imports_detail")
    def get(self, request: Request, pk: int) -> Response:
        by = acting(request)
        return Response(run_out(find(RUNS.all(), by, pk=pk), by))


class ImportBuiltApi(APIView):
    """What was built on an import since, and stands in the way of undoing it."""

    permission = NEEDED
    throttle_scope = "api"

    @extend_schema(responses=ImportStanding, operation_id="imports_built")
    def get(self, request: Request, pk: int) -> Response:
        by = acting(request)
        run = find(RUNS.all(), by, pk=pk)
        source = SOURCES[run.source]
        if not by.may(source.permission):
            raise NotVisible(run)
        refusal = refusal_of(run, source)
        built = [] if refusal else built_on(run, source, by)
        shown = [
            {"title": each.title, "count": each.count, "such_as": [line.text for line in each.lines]} for each in built
        ]
        return Response({"can_be_undone": not refusal and not built, "refusal": refusal, "built": shown})


ROW, RUN = Whole(ImportLineOut, line_out), Whole(ImportRunOut, run_out)

urlpatterns = [
    path("import_lines/<int:pk>/", ImportLineApi.as_view(), name="api_import_line"),
    path(
        "import_lines/<int:pk>/correct/",
        act_api(NEEDED, correct_import_line, LINES, "line", takes=ImportLineCorrection, gives=ROW),
        name="api_import_line_correct",
    ),
    path(
        "import_lines/<int:pk>/aside/",
        act_api(NEEDED, set_line_aside, LINES, "line", takes=ImportLineAside, gives=ROW),
        name="api_import_line_aside",
    ),
    path("imports/<int:pk>/", ImportRunApi.as_view(), name="api_import"),
    path("imports/<int:pk>/built/", ImportBuiltApi.as_view(), name="api_import_built"),
    path(
        "imports/<int:pk>/undo/",
        act_api(NEEDED, undo_import, RUNS, "run", takes=ImportUndo, gives=RUN),
        name="api_import_undo",
    ),
]
