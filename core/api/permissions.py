"""Every API view says which permission it needs; one that does not is refused."""

from typing import Any

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from core.acting import acting


class Declared(BasePermission):
    """Lets in who can hold the view's declared `permission` at all; the act or the list decides on the row."""

    def has_permission(self, request: Request, view: Any) -> bool:
        permission = getattr(view, "permission", None)
        if permission is None:
            return False
        if getattr(request._request, "second_factor_missing", False):
            self.message = "Set up a code at sign-in for your account first: your role asks for it."
            return False
        verdict = acting(request).can_ever(permission)
        self.message = verdict.reason
        return bool(verdict)
