"""What every act of signing is made of: who signs, and the scan of what was signed on paper."""

from typing import Any

from django.core.exceptions import PermissionDenied

from core.acts import Actor
from core.files.actions import store_sent
from core.files.models import StoredFile

SCANS_TAKEN = ("pdf", "png", "jpg", "jpeg")


def signatory(by: Actor, otherwise: str) -> tuple[Any, Any]:
    """The person who signs, and the membership of the organisation they sign for.

    Whoever acts for no organisation, or without an account, is refused in the words of `otherwise`.
    """
    user, membership = getattr(by, "user", None), getattr(by, "membership", None)
    if user is None or membership is None or membership.organisation_id is None:
        raise PermissionDenied(otherwise)
    return user, membership


def kept(by: Actor, scan: Any) -> StoredFile:
    """Keep the scan. Refused beside its field, in a sentence, where it is of a kind that is not taken."""
    return store_sent("scan", scan, purpose="document", by=by, allowed=SCANS_TAKEN)
