"""The pages of every register."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse

from core.pages.page import page
from core.registers import exports
from core.registers.register import COUNT_UP_TO, Page, Register, Selection
from core.work.actions import ask


def urls(register: type[Register], prefix: str) -> list[URLPattern]:
    """The addresses of a register: its list at `prefix`, and its sheets."""
    name = register.name
    return [
        path(prefix, list_view(register), name=name),
        path(f"{prefix}export.csv", csv_view(register), name=f"{name}_csv"),
        path(f"{prefix}export.xlsx", xlsx_view(register), name=f"{name}_xlsx"),
    ]


def list_view(declared: type[Register]) -> Callable[..., HttpResponse]:
    """The page that lists the rows."""
    register = declared()

    @page(declared.permission)
    def show(request: HttpRequest) -> HttpResponse:
        selection = Selection(register, request.actor, request.GET)  # type: ignore[attr-defined]
        found = selection.page(register.page_columns)
        return render(request, register.template, context(selection, found))

    return show


def csv_view(declared: type[Register]) -> Callable[..., HttpResponseBase]:
    """The rows as CSV."""
    register = declared()

    @page(exports.allowed_to_export(register))
    def download(request: HttpRequest) -> HttpResponseBase:
        return exports.csv_response(Selection(register, request.actor, request.GET))  # type: ignore[attr-defined]

    return download


def xlsx_view(declared: type[Register]) -> Callable[..., HttpResponse]:
    """The rows as a workbook: at once where they are few, otherwise made in the background."""
    register = declared()

    @page(exports.allowed_to_export(register))
    def download(request: HttpRequest) -> HttpResponse:
        selection = Selection(register, request.actor, request.GET)  # type: ignore[attr-defined]
        if selection.count(exports.AT_ONCE) <= exports.AT_ONCE:
            return exports.workbook_response(selection)
        with transaction.atomic():
            row = ask(request.actor, "export", register=register.name, query=request.GET.urlencode())  # type: ignore[attr-defined]
        return redirect("work_detail", row.pk)

    return download


def context(selection: Selection, found: Page) -> dict[str, Any]:
    """What the template of a list needs."""
    register, filterset = selection.register, selection.filterset
    count = selection.count()
    can_export = bool(selection.actor.can_ever(exports.allowed_to_export(register)))
    return {
        "register": register,
        "headings": headings(selection),
        "rows": cells(register, found),
        "count": count,
        "count_text": f"more than {COUNT_UP_TO:,}" if count > COUNT_UP_TO else f"{count:,}",
        "filter_form": filterset.form if filterset else None,
        "filtered": bool(selection.filters_asked or selection.text),
        "text": selection.text,
        "order": selection.query.get("order", ""),
        "previous": address(selection, before=found.previous_place) if found.previous_place else "",
        "next": address(selection, after=found.next_place) if found.next_place else "",
        "csv": address(selection, f"{register.name}_csv") if can_export else "",
        "xlsx": address(selection, f"{register.name}_xlsx") if can_export else "",
        "acts": register.acts(selection.actor),
        "clear": reverse(register.name),
    }


def address(selection: Selection, name: str = "", **extra: str) -> str:
    """The address of the same selection, with something changed."""
    query: dict[str, Any] = dict(selection.filters_asked)
    if selection.text:
        query["q"] = selection.text
    if selection.query.get("order"):
        query["order"] = selection.query["order"]
    query.update(extra)
    text = urlencode({key: value for key, value in query.items() if value})
    return f"{reverse(name or selection.register.name)}{'?' if text else ''}{text}"


def headings(selection: Selection) -> list[dict[str, Any]]:
    """The heads of the columns; one that can be sorted by carries the address that does."""
    by, down = selection.order
    found: list[dict[str, Any]] = []
    for column in selection.register.page_columns:
        head: dict[str, Any] = {"title": column.title, "number": column.numeric}
        if column.order:
            here = column is by
            head["sort"] = address(selection, order=f"-{column.name}" if here and not down else column.name)
            head["sorted"] = ("descending" if down else "ascending") if here else ""
        found.append(head)
    return found


def cells(register: Register, found: Page) -> list[list[Any]]:
    """The rows as texts, the linking column as a text with its address."""
    columns = register.page_columns
    write = [each.formatter() for each in columns]
    stem = reverse(register.link, args=[0]) if register.link else ""
    before, _, after = stem.partition("0")
    linking = next((place for place, each in enumerate(columns) if each.link), None) if stem else None
    rows = []
    for pk, _order, *values in found.rows:
        row: list[Any] = [one(value) for one, value in zip(write, values, strict=True)]
        if linking is not None:
            row[linking] = {"text": row[linking], "href": f"{before}{pk}{after}"}
        rows.append(row)
    return rows
