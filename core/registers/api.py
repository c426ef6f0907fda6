"""The API's list of a register: the same rows, filters, words and order as on the page."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import JsonResponse
from drf_spectacular.utils import OpenApiParameter, extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.views import APIView

from core.acting import acting
from core.registers.columns import DATE, DATETIME, MONEY, NUMBER, YES_NO, Column, as_json
from core.registers.register import Register
from core.registers.selection import PAGE_SIZE, Selection

MOST = 200


class RegisterList(APIView):
    """One page of a register."""

    throttle_scope = "api"
    register: Register
    permission: str

    def get(self, request: Request) -> JsonResponse:
        selection = Selection(self.register, acting(request), request._request.GET)
        if selection.errors:
            raise ValidationError(selection.errors)
        columns = selection.columns
        found = selection.page(columns, size_asked(request))
        names = [each.name for each in columns]
        plain = [each.plain for each in columns]
        results = []
        for pk, _order, *values in found.rows:
            row = {"id": pk}
            row.update((name, as_json(write(value))) for name, write, value in zip(names, plain, values, strict=True))
            results.append(row)
        return JsonResponse(
            {"results": results, "next": found.next_place or None, "previous": found.previous_place or None}
        )


def size_asked(request: Request) -> int:
    """How many rows the caller wants on a page."""
    asked = request.query_params.get("limit", "")
    return min(max(int(asked), 1), MOST) if asked.isascii() and asked.isdigit() and len(asked) < 5 else PAGE_SIZE


def list_class(declared: type[Register]) -> type[RegisterList]:
    """The API's class of a register, to add acts to. Its rows are called app and list: PartnershipsOrganisations."""
    app = declared.model._meta.app_label.capitalize()
    component = app + "".join(each.capitalize() for each in declared.name.split("_"))
    row = {"id": serializers.IntegerField()}
    row |= {each.name: field_of(each) for each in declared.columns if each.name != "id"}
    page = inline_serializer(
        f"{component}Page",
        {
            "results": inline_serializer(f"{component}Row", row, many=True),
            "next": serializers.CharField(allow_null=True, help_text="Send it as 'after' for the next page."),
            "previous": serializers.CharField(allow_null=True, help_text="Send it as 'before' for the page before."),
        },
    )

    class Listed(RegisterList):
        register = declared()
        permission = declared.permission

        @extend_schema(parameters=parameters(declared), responses=page, operation_id=f"{declared.name}_list")
        def get(self, request: Request) -> JsonResponse:
            return super().get(request)

    Listed.__name__ = Listed.__qualname__ = f"{component}List"
    Listed.__doc__ = declared.intro or declared.title
    return Listed


def list_api(declared: type[Register]) -> Callable[..., Any]:
    """The API view of a register that is only read."""
    view: Callable[..., Any] = list_class(declared).as_view()
    return view


def parameters(declared: type[Register]) -> list[OpenApiParameter]:
    """What the list can be asked for."""
    sortable = [each.name for each in declared.columns if each.order]
    found = [
        OpenApiParameter("limit", int, description=f"Rows on a page, {MOST} at most."),
        OpenApiParameter("after", str, description="The 'next' of the page before."),
        OpenApiParameter("before", str, description="The 'previous' of the page after."),
        OpenApiParameter("order", str, description=f"One of {', '.join(sortable)}; with - in front for falling."),
    ]
    if declared.searchable:
        found.append(OpenApiParameter("q", str, description="Words, each of which begins a word of the row."))
    if declared.filters is not None:
        for name, each in declared.filters.base_filters.items():
            found.append(OpenApiParameter(name, str, description=str(each.label or name)))
    return found


def field_of(column: Column) -> serializers.Field:
    """The type of a column in the schema."""
    kinds: dict[str, type[serializers.Field]] = {
        NUMBER: serializers.IntegerField,
        DATE: serializers.DateField,
    }
    if column.kind == MONEY:
        return serializers.DecimalField(max_digits=14, decimal_places=2, allow_null=True, help_text=column.title)
    if column.kind in (YES_NO, DATETIME):
        return serializers.CharField(allow_null=True, help_text=column.title)
    return kinds.get(column.kind, serializers.CharField)(allow_null=True, help_text=column.title)
