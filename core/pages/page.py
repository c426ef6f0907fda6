"""Every page says which permission it needs; one that does not fails the build."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver

from core.acts import NotVisible, the_one
from core.fields import Visible
from core.one_row import with_key
from core.pages.submit import led_before

View = Callable[..., Any]


def page(permission: str, *, methods: Sequence[str] = ("GET",)) -> Callable[[View], View]:
    """Declare the permission of a view, and the methods it answers to.

    A visitor who might get further by signing in is asked to; anybody else without the permission is refused. Where
    what a form was about is gone because it was sent, the second of two clicks leads where the first one led.
    """
    allowed = {*methods, "HEAD"} if "GET" in methods else set(methods)

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
            verdict = request.actor.can_ever(permission)
            if not verdict:
                if not request.user.is_authenticated:
                    return ask_to_sign_in(request)
                raise PermissionDenied(verdict.reason)
            if request.method not in allowed:
                return HttpResponseNotAllowed(sorted(allowed))
            if getattr(request, "second_factor_missing", False) and permission not in WITHOUT_SECOND_FACTOR:
                return redirect("mfa_activate_totp")
            request.permission = permission
            try:
                return view(request, *args, **kwargs)
            except Http404:
                if request.method == "POST" and (earlier := led_before(request)):
                    return earlier
                raise

        guarded.permission = permission  # type: ignore[attr-defined]
        guarded.methods = frozenset(allowed)  # type: ignore[attr-defined]
        return guarded

    return declare


def ask_to_sign_in(request: Any) -> HttpResponse:
    """The sign-in page, and from there back; what was typed is kept meanwhile."""
    if request.method == "POST":
        from core.pages.kept import sign_in_again

        return sign_in_again(request)
    return redirect_to_login(request.get_full_path())


WITHOUT_SECOND_FACTOR = frozenset(
    {"core.view_public_page", "core.view_health", "core.use_sign_in", "core.use_account", "core.choose_story"}
)
"""Pages that staff may open before they have added the second factor their role asks for."""


def permit(permission: str, patterns: Sequence[URLPattern | URLResolver], **special: str) -> list:
    """Declare the permission of third-party pages: one for all, `special` by the name of the address."""
    for each in patterns:
        if isinstance(each, URLResolver):
            permit(permission, each.url_patterns, **special)
        else:
            wanted = special.get(each.name or "", permission)
            each.callback = page(wanted, methods=("GET", "POST", "OPTIONS"))(each.callback)
    return list(patterns)


def find(rows: Any, actor: Any, **key: Any) -> Any:
    """The one row with this key that the person may see.

    Raises NotVisible otherwise: with the row, where it exists, so that the person can be offered to act for another of
    their organisations that may see it.
    """
    if sees_by_permission(rows.all()):
        return the_one(actor, with_key(rows, **key))
    asked = rows.filter(**key).order_by()  # one key, one row: an order for it is written in vain
    found = next(iter(asked.visible_to(actor)[:1]), None)
    if found is None:
        raise NotVisible(next(iter(asked[:1]), None))
    return found


def sees_by_permission(rows: Any) -> bool:
    """Whether who sees a row is said by the permission of its model, and by nothing else."""
    return getattr(type(rows), "visible_to", None) is Visible.visible_to
