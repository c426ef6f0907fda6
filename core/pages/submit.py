"""From a posted form to an act: once, on the version that was shown, and without losing a word."""

import datetime
import uuid
from collections.abc import Callable
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url

from core import clock
from core.acts import Conflict, void_entries_refused
from core.pages.forms import token_in
from core.pages.models import OnceToken

NOT_WHOLE = "The page you sent this from was not whole. What you typed stands below: press the button again."


class _Repeated(Exception):
    """The same form was sent before."""


def submit(
    request: HttpRequest, form: BaseForm, act: Callable[[], Any], then: str | Callable[[Any], Any]
) -> HttpResponse | None:
    """Carry out `act` with a valid form and lead on; None where the page must be shown again, with its errors.

    A form that is sent twice (a double click, a bad connection) acts once; the second post leads to the same place,
    also where the form asks for something else by then, or no longer offers what was chosen.
    A form that makes something does nothing without the token that tells.
    A refusal becomes errors of the form. After a Conflict `form.conflict` holds what the record says now.
    """
    if request.method != "POST":
        return None
    if not form.is_valid():
        return led_before(request)
    token = token_in(request.POST)
    if token is None and getattr(form, "once", None):
        form.add_error(None, NOT_WHOLE)
        return None
    try:
        with void_entries_refused(), transaction.atomic():
            if token is not None:
                spend(token, request)
            result = act()
            url = resolve_url(then(result) if callable(then) else then)
            if token is not None:
                OnceToken.objects.filter(token=token).update(result_url=url)
    except _Repeated:
        return led_before(request) or redirect(request.path)
    except Conflict as conflict:
        form.conflict = conflict.current  # type: ignore[attr-defined]
        form.add_error(None, conflict)
    except ValidationError as refusal:
        add_refusal(form, refusal)
    else:
        return redirect(url)
    return None


def led_before(request: HttpRequest) -> HttpResponse | None:
    """Where this same form led when this person sent it before; None where it has not been sent.

    For a page that shows another form, or none, once it was sent: the second of two clicks leads where the first one
    led. What is gone by then is seen to by `core.pages.page`.
    """
    token = token_in(request.POST)
    earlier = OnceToken.objects.filter(token=token, user_id=request.user.pk).first() if token else None
    return redirect(earlier.result_url) if earlier else None


def spend(token: uuid.UUID, request: HttpRequest) -> None:
    """Use up the token. A second post waits here for the first one's transaction, and then sees that it is spent."""
    try:
        with transaction.atomic():
            OnceToken(token=token, used_at=clock.true_now(), user_id=request.user.pk, result_url="").save(
                force_insert=True
            )
    except IntegrityError:
        raise _Repeated from None


def forget_before(moment: datetime.datetime) -> int:
    """Delete the tokens of forms sent before a moment. Returns how many."""
    count, _ = OnceToken.objects.filter(used_at__lt=moment).delete()
    return count


def add_refusal(form: BaseForm, refusal: ValidationError) -> None:
    """Put the sentences of a refusal beside their fields, and the others on top of the form."""
    if not hasattr(refusal, "error_dict"):
        form.add_error(None, refusal)
        return
    for field, errors in refusal.error_dict.items():
        form.add_error(field if field in form.fields and field != NON_FIELD_ERRORS else None, errors)
