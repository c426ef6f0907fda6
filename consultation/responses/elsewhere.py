"""Saved, sent or taken back in one capacity, while this browser acts in another by now: what was done, for whom, and
the way back.

A form is bound to the capacity it was shown in, so of two tabs each acts for the organisation it shows. The page that
follows would be that of the other organisation, or a refusal.
"""

from typing import Any

from django.shortcuts import redirect, render
from django.urls import reverse

from consultation.consultations.reading import the
from consultation.consultations.views import crumbs, described
from core.pages.page import page

DONE = "done_elsewhere"
"""The session key of what was done last in another capacity than the chosen one."""


def led(request: Any, consultation: int, said: str, onward: str) -> str:
    """Where an act leads: onward, or first to the page that says what was done for whom and offers to change back.

    `said` is what was done, as a sentence without its end.
    """
    if not request.actor.elsewhere:
        return onward
    request.session[DONE] = {
        "consultation": consultation,
        "membership": request.actor.membership_id,
        "said": f"{said}, for {request.actor.membership.place}.",
        "onward": onward,
    }
    return reverse("answer_elsewhere", args=[consultation])


def refused(request: Any, consultation: Any, onward: Any) -> Any:
    """Where a refusal is read: onward, or on the consultation, where the page to go on with would be another's."""
    return consultation if request.actor.elsewhere else onward


@page("consultation.view_consultation")
def answer_elsewhere(request, pk):
    """What was done for an organisation that this browser does not act for any more, and a button to change back."""
    found, done = the(request.actor, pk), request.session.get(DONE) or {}
    theirs = next((each for each in request.actor.capacities if each.membership.pk == done.get("membership")), None)
    if theirs is None or done["consultation"] != pk:
        return redirect(found)
    if theirs is request.actor.capacity:
        return redirect(done["onward"])
    more = {"said": done["said"], "theirs": theirs, "onward": done["onward"], "breadcrumbs": crumbs(found)}
    return render(request, "consultation/responses/answer_elsewhere.html", described(found) | more)
