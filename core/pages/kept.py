"""Words that were sent after the session had ended: kept until the person has signed in again, then sent on.

They wait in the visitor's own session, without passwords and codes. Once the person is signed in, or has proven again
who they are without an account, they are shown with a button that sends them to where they were going; the form's
tokens go with them, so nothing is done twice.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from core.notices import contact
from core.pages.errors import send_again, sent_words
from core.pages.page import page
from core.pages.shown_back import as_on_page

KEPT = "kept_words"
MOST = 1_000_000
"""Characters that are kept at most: a session is a row of the database."""


WAYS_BACK: dict[str, str] = {}
"""How the mark of people without an account begins, and the name of the address where they prove again who they are."""


def keep(request: HttpRequest) -> bool:
    """Keep a post in the session. False where nothing of it may be kept, or it is more than a session should hold."""
    typed = sent_words(request)
    size = sum(len(value) for field in typed for value in field["values"])
    if not typed or size > MOST:
        return False
    request.session[KEPT] = {"path": request.get_full_path(), "typed": typed}
    return True


def sign_in_again(request: HttpRequest) -> HttpResponse:
    """Where a post of somebody who is not signed in leads: to the sign-in page, and from there to their words."""
    if keep(request):
        shown_to = request.POST.get("shown_to", "")
        for beginning, address in WAYS_BACK.items():
            if shown_to.startswith(beginning):
                return redirect(address)
        return redirect(f"{reverse('account_login')}?next={reverse('kept_words')}")
    return send_again(request, ours=True) if sent_words(request) else redirect("account_login")


def waits_for_an_account(request: HttpRequest) -> bool:
    """Whether words wait in this session that were shown to somebody with an account, who has not signed in again."""
    kept: dict[str, Any] | None = request.session.get(KEPT)
    shown_to = [field["values"] for field in kept["typed"] if field["name"] == "shown_to"] if kept else []
    return any(not each.startswith(tuple(WAYS_BACK)) for values in shown_to for each in values)


def waits_for(request: HttpRequest) -> bool:
    """Whether words wait in this session that were shown to who acts now."""
    kept: dict[str, Any] | None = request.session.get(KEPT)
    return kept is not None and is_theirs(request, kept["typed"])


@page("core.view_kept_words")
def kept_words(request: HttpRequest) -> HttpResponse:
    """The kept words, with a button that sends them on."""
    kept: dict[str, Any] | None = request.session.get(KEPT)
    if kept is None:
        return redirect("home")
    if not request.actor.mark:  # type: ignore[attr-defined]
        return redirect("account_login")
    if not is_theirs(request, kept["typed"]):
        del request.session[KEPT]
        return redirect("home")
    shown = as_on_page(kept["typed"], kept["path"], request.actor)  # type: ignore[attr-defined]
    return render(request, "core/kept_words.html", kept | {"typed": shown, "contact": contact()})


def is_theirs(request: HttpRequest, typed: list[dict[str, Any]]) -> bool:
    """Whether the form was shown to this person, and in a capacity they hold: on a shared computer another may sign in.

    A form that does not say to whom it was shown is nobody's.
    """
    sent = {field["name"]: set(field["values"]) for field in typed}
    held = {str(pk) for pk in request.actor.membership_ids}  # type: ignore[attr-defined]
    mark = request.actor.mark  # type: ignore[attr-defined]
    return bool(mark) and sent.get("shown_to") == {mark} and sent.get("acting_as", set()) <= held
