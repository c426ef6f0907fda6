"""The pages on which a register's own sheet is sent, looked at, and saved."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse

from core import clock
from core.files.actions import open_stored, store
from core.files.models import StoredFile
from core.files.readers import ENDINGS
from core.pages.forms import Form
from core.pages.page import find, page
from core.pages.submit import submit
from core.registers.register import Register
from core.registers.upload import MOST_ROWS, Outcome, Reader, Rejected, Upload

SHOWN = 200
"""Problems and changes that a page lists; a sheet with more is best corrected in parts."""


class SheetForm(Form):
    """A sheet to send."""

    sheet = forms.FileField(label="Sheet", help_text="The list as CSV or Excel, with the headings it was taken with.")


def upload_urls(declared: type[Register], prefix: str) -> list[URLPattern]:
    """The two pages of a register whose sheet may come back."""
    name, upload = declared.name, declared.upload
    if upload is None:
        return []
    return [
        path(f"{prefix}upload/", send_view(declared, upload), name=f"{name}_upload"),
        path(f"{prefix}upload/<uuid:sheet>/", check_view(declared, upload), name=f"{name}_upload_check"),
    ]


def send_view(declared: type[Register], upload: type[Upload]) -> Callable[..., HttpResponse]:
    """Choose a sheet and send it to be looked at."""
    register = declared()

    @page(upload.permission, methods=["GET", "POST"])
    def send(request: HttpRequest) -> HttpResponse:
        form = SheetForm(request.POST or None, request.FILES or None, once=True)

        actor: Any = request.actor  # type: ignore[attr-defined]
        if form.is_valid():  # read before the transaction, in which others who write would wait for it
            sheet = form.cleaned_data["sheet"]
            try:
                Reader(register, upload(), actor).lines(sheet, sheet.name)
            except ValidationError as problem:
                form.add_error("sheet", problem)

        def act() -> StoredFile:
            sheet = form.cleaned_data["sheet"]
            try:
                return store(sheet, name=sheet.name, purpose=purpose(register), by=actor, allowed=ENDINGS)
            except ValidationError as problem:
                raise ValidationError({"sheet": problem.error_list}) from None

        then = f"{register.name}_upload_check"
        sent = submit(request, form, act, then=lambda stored: reverse(then, args=[stored.name]))
        status = 422 if form.is_bound and form.errors else 200
        return sent or render(
            request, "registers/upload.html", {"form": form, **frame(register, upload)}, status=status
        )

    return send


def check_view(declared: type[Register], upload: type[Upload]) -> Callable[..., HttpResponse]:
    """What a sheet would do, every problem by its cell, and the button that saves it."""
    register = declared()

    @page(upload.permission, methods=["GET", "POST"])
    def check(request: HttpRequest, sheet: Any) -> HttpResponse:
        actor: Any = request.actor  # type: ignore[attr-defined]
        stored = find(StoredFile.objects.filter(purpose=purpose(register)), actor, name=sheet)
        reader = Reader(register, upload(), actor)
        form = Form(request.POST or None, once=True)
        outcome: list[Outcome] = []
        with open_stored(stored) as file:
            lines = reader.lines(file, stored.original_name)

        def act() -> Outcome:
            try:
                return reader.save(lines)
            except Rejected as rejected:
                outcome.append(rejected.outcome)
                raise

        def then(saved: Outcome) -> str:
            messages.success(request, f"Saved: {in_words(saved)}.")
            return reverse(register.name)

        saved = submit(request, form, act, then=then)
        if saved:
            return saved
        found = outcome[0] if outcome else reader.check(lines)
        return render(request, "registers/upload_check.html", frame(register, upload) | shown(form, stored, found))

    return check


def purpose(register: Register) -> str:
    """For what a sheet of this register is kept."""
    return f"upload-{register.name}"[:40]


def in_words(outcome: Outcome) -> str:
    """'12 added, 3 changed, 40 unchanged'."""
    return f"{outcome.added:,} added, {outcome.changed:,} changed, {outcome.unchanged:,} unchanged"


def frame(register: Register, upload: type[Upload]) -> dict[str, Any]:
    """What both pages show."""
    read = [each.title for each in register.columns if each.name in upload.form.base_fields]
    return {
        "register": register,
        "upload": upload,
        "read": read,
        "only_shown": [each.title for each in register.columns if each.title not in read],
        "most": MOST_ROWS,
        "csv": reverse(f"{register.name}_csv"),
        "again": reverse(f"{register.name}_upload"),
        "breadcrumbs": [(register.title, reverse(register.name))],
        "today": clock.today(),
    }


def shown(form: Form, stored: StoredFile, outcome: Outcome) -> dict[str, Any]:
    """What the page of a sheet shows of it."""
    return {
        "form": form,
        "stored": stored,
        "outcome": outcome,
        "summary": in_words(outcome),
        "problems": outcome.problems[:SHOWN],
        "changes": outcome.changes[:SHOWN],
        "shown": SHOWN,
    }
