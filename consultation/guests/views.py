"""The pages on which people answer without an account: begin, look in your mail, go on, come back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from consultation.consultations.models import Consultation
from consultation.consultations.reading import the
from consultation.consultations.rules import is_late, refuse_sentence
from consultation.consultations.views import crumbs, described
from consultation.guests import actions
from consultation.guests.forms import BeginForm, EmptyForm, ReturnForm
from consultation.responses.models import Response
from core import clock
from core.acts import NotVisible, authorise
from core.pages import kept
from core.pages.page import page
from core.pages.submit import led_before, submit
from core.registers.records import form_page, posted
from partnerships.people.middleware import PROVEN

MAY = "consultation.answer_without_account"


def asked(request: Any, pk: int) -> Consultation:
    """The consultation, where anybody may answer it without an account."""
    found = the(request.actor, pk)
    authorise(request.actor, MAY, found)
    return found


@page(MAY, methods=["GET", "POST"])
def begin(request, pk):
    """Say for whom you answer, and where the link goes."""
    found = asked(request, pk)
    if closed := refuse_sentence(found, clock.now()):
        messages.info(request, closed)
        return redirect(found)
    form = BeginForm(posted(request), consultation=found, once=True)
    done = submit(
        request,
        form,
        lambda: actions.begin_as_guest(by=request.actor, consultation=found, **form.values()),
        then=reverse("guest_sent", args=[pk]),
    )
    return done or render_form(request, found, form, "guest_begin")


@page(MAY)
def sent(request, pk):
    """Look in your mail."""
    found = asked(request, pk)
    return render(request, "consultation/guests/guest_sent.html", described(found) | {"breadcrumbs": crumbs(found)})


@page(MAY, methods=["GET", "POST"])
def come_back(request, pk):
    """Get a new link to an answer that was begun."""
    found = asked(request, pk)
    form = ReturnForm(posted(request), once=True)
    done = submit(
        request,
        form,
        lambda: actions.send_links(by=request.actor, consultation=found, **form.chosen("email")),
        then=reverse("guest_sent", args=[pk]),
    )
    return done or render_form(request, found, form, "guest_return")


@page(MAY, methods=["GET", "POST"])
def again(request):
    """Get a new link after the time ran out while writing: the words wait in this browser."""
    form = ReturnForm(posted(request), once=True)
    done = submit(
        request,
        form,
        lambda: actions.send_links(by=request.actor, **form.chosen("email")),
        then=reverse("guest_again_sent"),
    )
    return done or form_page(request, form, "", "", crumbs=crumbs(), template="consultation/guests/guest_again.html")


@page(MAY)
def again_sent(request):
    """Look in your mail."""
    return render(request, "consultation/guests/guest_again_sent.html", {"breadcrumbs": crumbs()})


kept.WAYS_BACK["address:"] = "guest_again"


def render_form(request: Any, found: Consultation, form: Any, template: str) -> HttpResponse:
    """One of the two forms on the consultation's own way."""
    more = described(found) | {"late": is_late(found, clock.now()), "once_at": request.actor.address}
    return form_page(
        request,
        form,
        "",
        "",
        about=found,
        crumbs=crumbs(found),
        template=f"consultation/guests/{template}.html",
        **more,
    )


@never_cache
@page("core.view_public_page", methods=["GET", "POST"])
def open_link(request, token):
    """A button. Opening the page changes nothing, because mail filters open links."""
    try:
        link = actions.link_of(token)
    except NotVisible:
        return render(request, "consultation/guests/guest_over.html", {"response": None}, status=404)
    if twice := led_before(request):
        return twice
    if request.user.is_authenticated:
        return render(request, "consultation/guests/guest_signed_in.html", {"response": link.response})
    form = EmptyForm(posted(request), once=True)
    done = submit(request, form, lambda: let_in(request, token), then=where_to)
    if done:
        return redirect("kept_words") if kept.waits_for(request) else done
    over = link.used_at is not None or clock.now() >= link.expires_at
    template, status = ("guest_over", 410) if over else ("guest_open", 200)
    shown = {"response": link.response, "consultation": link.response.consultation, "form": form}
    return render(request, f"consultation/guests/{template}.html", shown, status=status)


def let_in(request: Any, token: str) -> Response:
    """Spend the link; from now on the session is that of the address it was mailed to."""
    response = actions.open_with_link(by=request.actor, token=token)
    assert response.respondent is not None
    request.session.cycle_key()
    request.session[PROVEN] = response.respondent.email
    return response


def where_to(response: Response) -> str:
    """To the questions, or to what was sent."""
    sent_already = response.submitted_at is not None and not response.versions.filter(submitted_at=None).exists()
    return response.get_absolute_url() if sent_already else reverse("response_answer", args=[response.pk])


@page("core.view_public_page", methods=["POST"])
def leave(request):
    """Forget the address in this browser: for a computer that others use."""
    request.session.flush()
    messages.success(request, "Done. Whoever uses this computer next does not see your answer.")
    return redirect("consultations")
