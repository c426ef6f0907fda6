"""The pages of every register."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any
from urllib.parse import quote_plus

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template import engines
from django.urls import reverse
from django.utils.safestring import SafeString

from core.pages.addresses import each_numbered, fixed, numbered
from core.pages.forms import Form
from core.pages.page import page
from core.pages.submit import submit
from core.pages.ways import crumbs_for, may_open
from core.registers import exports
from core.registers.filters import boxes
from core.registers.records import posted, status_of
from core.registers.register import Register, RowAct
from core.registers.selection import COUNT_UP_TO, Page, Selection
from core.work.actions import ask
from core.work.models import WorkRow


def list_view(declared: type[Register]) -> Callable[..., HttpResponse]:
    """The page that lists the rows."""
    register = declared()

    @page(declared.permission)
    def show(request: HttpRequest) -> HttpResponse:
        selection = Selection(register, request.actor, request.GET)  # type: ignore[attr-defined]
        found = selection.page([*selection.page_columns, *selection.link_column])
        return render(request, register.template, context(selection, found))

    return show


def csv_view(declared: type[Register]) -> Callable[..., HttpResponseBase]:
    """The rows as CSV."""
    register = declared()

    @page(exports.allowed_to_export(register))
    def download(request: HttpRequest) -> HttpResponseBase:
        selection = Selection(register, request.actor, request.GET)  # type: ignore[attr-defined]
        return redirect(address(selection)) if selection.errors else exports.csv_response(selection)

    return download


def xlsx_view(declared: type[Register]) -> Callable[..., HttpResponse]:
    """The rows as a workbook: at once where they are few, otherwise asked for and made in the background."""
    register = declared()

    @page(exports.allowed_to_export(register), methods=["GET", "POST"])
    def download(request: HttpRequest) -> HttpResponse:
        selection = Selection(register, request.actor, request.GET)  # type: ignore[attr-defined]
        if selection.errors:
            return redirect(address(selection))
        if selection.count(exports.AT_ONCE) <= exports.AT_ONCE:
            return exports.workbook_response(selection)
        return workbook_later(
            request,
            lambda: ask(selection.actor, "export", register=register.name, query=request.GET.urlencode()),
            title=register.title,
            long=f"This list is longer than {exports.AT_ONCE:,} rows",
            csv=address(selection, f"{register.name}_csv"),
            breadcrumbs=[(register.title, address(selection))],
        )

    return download


def workbook_later(request: HttpRequest, work: Callable[[], WorkRow], **shown: Any) -> HttpResponse:
    """The page that offers to make a long workbook in the background; its button asks for the work, once.

    `shown`: the `title` of what is taken, why it takes long (`long`, the beginning of a sentence), the address of the
    same as `csv`, and the `breadcrumbs`, the last of which is the page to go back to.
    """
    form = Form(posted(request), once=True)
    asked = submit(request, form, work, then=lambda row: reverse("work_detail", args=[row.pk]))
    return asked or render(request, "registers/export.html", {"form": form} | shown, status=status_of(form))


def context(selection: Selection, found: Page) -> dict[str, Any]:
    """What the template of a list needs."""
    register = selection.register
    count = selection.counted
    can_export = bool(selection.actor.can_ever(exports.allowed_to_export(register)))
    return {
        "register": register,
        "headings": headings(selection),
        "lines": lines(selection, found),
        "on": selection.on,
        "count": count,
        "count_text": f"More than {COUNT_UP_TO:,}" if count > COUNT_UP_TO else f"{count:,}",
        "boxes": boxes(register.filters, selection.query, selection.errors, selection.actor)
        if register.filters
        else [],
        "problems": [problem for each in selection.errors.values() for problem in each],
        "filtered": bool(selection.filters_asked or selection.text),
        "text": selection.text,
        "order": selection.query.get("order", ""),
        "previous": address(selection, before=found.previous_place) if found.previous_place else "",
        "next": address(selection, after=found.next_place) if found.next_place else "",
        "csv": address(selection, f"{register.name}_csv") if can_export else "",
        "xlsx": address(selection, f"{register.name}_xlsx") if can_export else "",
        "acts": acts(selection),
        "clear": fixed(register.name),
        "first": address(selection),
        "today": address(selection, as_at=""),
        "at_place": bool(selection.query.get("after") or selection.query.get("before")),
        "breadcrumbs": crumbs_for(selection.actor, [(title, fixed(name)) for title, name in register.crumbs]),
    }


def acts(selection: Selection) -> list[tuple[str, str]]:
    """What the person can begin from the list."""
    register, actor = selection.register, selection.actor
    found = register.acts(actor)
    if register.upload is not None and actor.can_ever(register.upload.permission):
        found = [*found, ("Send the list back as a sheet", fixed(f"{register.name}_upload"))]
    return found


def address(selection: Selection, name: str = "", **extra: str) -> str:
    """The address of the same selection, with something changed."""
    asked = selection.asked | {key: f"{key}={quote_plus(value)}" if value else "" for key, value in extra.items()}
    text = "&".join(filter(None, asked.values()))
    return f"{fixed(name or selection.register.name)}{'?' if text else ''}{text}"


def headings(selection: Selection) -> list[dict[str, Any]]:
    """The heads of the columns; one that can be sorted by carries the address that does."""
    by, down = selection.order
    found: list[dict[str, Any]] = []
    for column in selection.page_columns:
        head: dict[str, Any] = {"title": column.title, "number": column.numeric}
        if column.order:
            here = column is by
            head["sort"] = address(selection, order=f"-{column.name}" if here and not down else column.name)
            head["sorted"] = ("descending" if down else "ascending") if here else ""
        found.append(head)
    if row_act(selection):
        found.append({"title": WHAT_TO_DO})
    return found


WHAT_TO_DO = "What you can do"


def row_act(selection: Selection) -> RowAct | None:
    """What the person can begin on each row, where they may."""
    declared = selection.register.row_act
    return declared if declared and selection.actor.can_ever(declared.permission) else None


def lines(selection: Selection, found: Page) -> SafeString:
    """The rows of the table as they are drawn: first each column whole, then a row is filled for each record."""
    if not found.rows:
        return SafeString("")
    register, columns, act = selection.register, selection.page_columns, row_act(selection)
    linked = bool(register.link) and may_open(selection.actor, numbered(register.link, 0))
    keys, _orders, *values = zip(*found.rows, strict=True)
    leads_to = values.pop() if selection.link_column else keys
    drawn = [column.drawn(each) for column, each in zip(columns, values, strict=True)]
    names = drawn[0]
    if linked:
        drawn.insert(0, each_numbered(register.link, leads_to))
    titles = tuple([(each.title, each.style) for each in columns])
    over = pattern(titles, linked=linked, act=act.words if act else "", over=True)
    if act is None:
        return SafeString("".join([over % cells for cells in zip(*drawn, strict=True)]))
    row = pattern(titles, linked=linked, act=act.words)
    ended = values[[each.name for each in columns].index(act.until)]
    theirs = set(register.rows_to(act.permission, selection.actor, keys))
    begins = each_numbered(act.address, keys)
    return SafeString(
        "".join(
            over % tuple(cells) if end or key not in theirs else row % (*cells, begin, name)
            for *cells, begin, name, end, key in zip(*drawn, begins, names, ended, keys, strict=True)
        )
    )


@lru_cache(maxsize=256)
def pattern(columns: tuple[tuple[str, str], ...], *, linked: bool, act: str = "", over: bool = False) -> str:
    """One row as the template draws it, with a place for each value, and for what can be begun on it unless `over`."""
    table: Any = engines["jinja2"].env.get_template("registers/rows.html").module  # type: ignore[attr-defined]
    doubled = [(title.replace("%", "%%"), style) for title, style in columns]
    return str(table.pattern(doubled, linked, WHAT_TO_DO if act else "", act, over))
