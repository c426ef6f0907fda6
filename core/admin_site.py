"""The Django admin, for looking only: nothing is added, changed or deleted here, and nobody is a superuser.

It lists the models that say who may see them, through `visible_to(actor)`, without secrets.
"""

from typing import Any

from django.apps import apps
from django.contrib.admin import AdminSite, ModelAdmin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver

from core.pages.page import page
from core.trail.models import Event

PERMISSION = "core.view_admin"
SECRETS = frozenset({"password", "calendar_key", "token_hash", "digest", "token_key"})


class ForLooking(ModelAdmin):
    """Rows the person may see, and no button that changes them."""

    list_per_page = 50
    show_full_result_count = False
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows: QuerySet = super().get_queryset(request).visible_to(request.actor)  # type: ignore[attr-defined]
        return rows

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        """None: a filter typed into the address would tell of what is not shown, a secret letter by letter."""
        return False

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        return [each.name for each in self.model._meta.fields if each.name not in SECRETS]

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.actor.may(PERMISSION))  # type: ignore[attr-defined]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class Site(AdminSite):
    """The admin behind our own sign-in and our own permission table."""

    site_header = site_title = "Concordat, for looking"
    index_title = "Records"
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        return bool(request.actor.may(PERMISSION))  # type: ignore[attr-defined]

    def get_urls(self) -> list[Any]:
        return guarded(super().get_urls())


def guarded(patterns: list[Any]) -> list[Any]:
    """Declare the permission of every address, and that they are only read."""
    for each in patterns:
        if isinstance(each, URLResolver):
            guarded(each.url_patterns)
        elif isinstance(each, URLPattern):
            each.callback = page(PERMISSION)(each.callback)
    return patterns


def shown() -> list[type[Model]]:
    """The models that say who may see them. Not the trail: its events stand on the pages of what they tell of, which
    ask who may see that.
    """
    return [
        model
        for model in apps.get_models()
        if hasattr(model, "view_permission")
        and hasattr(model._default_manager.all(), "visible_to")
        and model is not Event
    ]


def site() -> Site:
    """The site with every model that is shown."""
    made = Site(name="admin")
    made.register(shown(), ForLooking)
    return made
