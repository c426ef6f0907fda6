"""The addresses of every register."""

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path

from core.registers.api import list_api
from core.registers.register import Register
from core.registers.upload_views import upload_urls
from core.registers.views import csv_view, list_view, xlsx_view


def urls(register: type[Register], prefix: str, api: Callable[..., Any] | None = None) -> list[URLPattern]:
    """The addresses of a register: its list at `prefix`, its sheets, and its list in the API or `api`."""
    name = register.name
    return [
        path(prefix, list_view(register), name=name),
        path(f"{prefix}export.csv", csv_view(register), name=f"{name}_csv"),
        path(f"{prefix}export.xlsx", xlsx_view(register), name=f"{name}_xlsx"),
        *upload_urls(register, prefix),
        path(f"api/{name}/", api or list_api(register), name=f"api_{name}"),
    ]
