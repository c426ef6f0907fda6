"""Error pages: what happened, what to do, and the words that were typed."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseServerError, JsonResponse
from django.shortcuts import render
from django.template import loader

from core.pages.shown_back import as_on_page

NOT_WORDS = ("password", "secret", "token")
"""Parts of the names of fields whose contents are never shown again."""
THE_CODE = "code"
"""The whole name of the field for the code at sign-in, never shown again either; a postcode is."""

SENT_ALONG = ("once", "version", "acting_as", "shown_to", "seen", "then")
SENT_ALONG_BESIDE = ("_edition", "_base", "_wording")
"""Fields that a page wrote itself, and endings of those it wrote beside others: sent again, but not shown."""


def typed_words(request: HttpRequest) -> list[dict[str, Any]]:
    """What was typed into the posted form, to be shown again: called as its page calls it."""
    sent = sent_words(request)
    actor = getattr(request, "actor", None)  # a request that was stopped early has none
    return as_on_page(sent, request.path, actor) if actor is not None else sent


def sent_words(request: HttpRequest) -> list[dict[str, Any]]:
    """What was sent with the posted form, field by field, without passwords and codes."""
    try:
        posted = request.POST
    except Exception:  # a post that cannot be read has no words to show
        return []
    return [
        {
            "name": name,
            "label": name.replace("_", " ").replace("-", " ").capitalize(),
            "values": values,
            "shown": name not in SENT_ALONG
            and not name.endswith(SENT_ALONG_BESIDE)
            and any(value.strip() for value in values),
        }
        for name, values in posted.lists()
        if name.lower() != THE_CODE and not any(part in name.lower() for part in NOT_WORDS)
    ]


def to_a_program(request: HttpRequest, status: int, code: str, sentence: str) -> JsonResponse | None:
    """The same error as the API says it, where a program asked; None where a person did."""
    if not request.path.startswith("/api/"):
        return None
    errors = [{"code": code, "detail": sentence, "attr": None}]
    return JsonResponse({"type": "client_error", "errors": errors}, status=status)


def is_ours(request: HttpRequest, address: str | None) -> bool:
    """Whether an address, or an origin alone, is of this site."""
    origins = (f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS)
    return address is not None and any(address == each or address.startswith(f"{each}/") for each in origins)


def sent_by_us(request: HttpRequest) -> bool:
    """Whether the browser says that one of our own pages sent the form. A browser that says nothing proves nothing."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") in ("cross-site", "same-site"):
        return False
    return is_ours(request, request.headers.get("Origin", request.headers.get("Referer")))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a form that came without a valid token: the words come back.

    They can be sent again where one of our own pages sent them, and somebody who sees them can judge; a confirmation
    without words leads back to its page. For a form of anybody else there is no button: one click on it would forge.
    """
    return send_again(request, ours=sent_by_us(request))


def send_again(request: HttpRequest, *, ours: bool) -> HttpResponse:
    """The words of a form that was not taken, with a button where it is ours and there are words to judge it by."""
    typed = typed_words(request)
    button = ours and any(field["shown"] for field in typed)
    referer = request.headers.get("Referer")
    back = referer if ours and is_ours(request, referer) else None
    return render(request, "403_csrf.html", {"typed": typed, "ours": ours, "button": button, "back": back}, status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: what came cannot be read."""
    told = to_a_program(request, 400, "parse_error", "What was sent cannot be read: it is broken, or too large.")
    return told or render(request, "400.html", {"typed": []}, status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: the page is there, but this person may not do that; the reason says why."""
    return render(request, "403.html", {"reason": str(exception), "typed": typed_words(request)}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: nothing is here, or nothing that this person may see."""
    told = to_a_program(request, 404, "not_found", "Nothing is here, or nothing that you may see.")
    return told or render(request, "404.html", {"typed": typed_words(request)}, status=404)


def not_allowed(request: HttpRequest, allowed: str) -> HttpResponse:
    """405: the address is there, but not for this; `allowed` says for what, as the header does."""
    told = to_a_program(request, 405, "method_not_allowed", f"This address does not take {request.method}.")
    context = {"typed": typed_words(request), "opened": request.method in ("GET", "HEAD")}
    answer = told or render(request, "405.html", context, status=405)
    answer["Allow"] = allowed
    return answer


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our mistake. The page asks nothing of the database or the session, and falls back to plain words."""
    try:
        page = loader.get_template("500.html").render()
    except Exception:  # whatever broke the page may have broken its templates too
        page = "<!DOCTYPE html><title>Something went wrong</title><h1>Something went wrong</h1><p>Try again later.</p>"
    return HttpResponseServerError(page)
