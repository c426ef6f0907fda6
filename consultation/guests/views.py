"""The pages on which people answer without an account: begin, look in your mail, go on, come back."""

import datetime
from typing import Any

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from consultation.consultations.models import Consultation
from consultation.consultations.reading import the
from consultation.consultations.rules import refuse_sentence
from consultation.consultations.views import crumbs, described
from consultation.guests import actions
from consultation.guests.forms import BeginForm, ReturnForm
from consultation.guests.models import GuestLink
from consultation.guests.throttle import TOO_MANY_MAILS, asks_too_often, count_guess, guesses_too_often
from consultation.responses.models import Response, ResponseVersion
from consultation.responses.reading import late_words
from consultation.responses.rules import standing
from core import clock
from core.acts import NotVisible, Refused, authorise
from core.notices import contact
from core.pages import kept, words
from core.pages.forms import Form
from core.pages.page import page
from core.pages.submit import led_before, submit
from core.registers.records import form_page, posted
from partnerships.people.middleware import PROVEN, actor_of

MAY = "consultation.answer_without_account"
A_DOUBLE_CLICK = datetime.timedelta(minutes=1)
"""How long the same press of the button of a link lets in again."""
MOST_LISTED = 100
TYPED = "typed_address"
"""The session key of the address to which a link was asked for, and whether an answer was begun with it: until the next
page has said it."""
LIMITS = {"lasts": actions.LASTS.days, "most_links": actions.MOST_LINKS}
"""How long a link lasts, in days, and how many are mailed to one address in an hour."""


def asked(request: Any, pk: int) -> Consultation:
    """The consultation, where anybody may answer it without an account."""
    found = the(request.actor, pk)
    authorise(request.actor, MAY, found)
    return found


@page(MAY, methods=["GET", "POST"])
def begin(request, pk):
    """Say for whom you answer, and where the link goes."""
    found = asked(request, pk)
    if request.user.is_authenticated:
        return signed_in(request, found)
    if closed := refuse_sentence(found, clock.now()):
        messages.info(request, closed)
        return redirect(found)
    form = BeginForm(posted(request), consultation=found, initial={"email": request.actor.address}, once=True)
    done = submit(
        request,
        form,
        lambda: begun(request, found, form),
        then=lambda response: where_to(request, response, reverse("guest_sent", args=[pk])),
    )
    return done or render_form(request, found, form, "guest_begin")


def begun(request: Any, found: Consultation, form: BeginForm) -> Response:
    """Begin, unless links were asked for too often."""
    refuse_too_often(request, form.cleaned_data["email"])
    response = actions.begin_as_guest(by=request.actor, consultation=found, **form.values())
    request.session[TYPED] = form.cleaned_data["email"], True
    return response


def refuse_too_often(request: Any, address: str) -> None:
    """Refuse where links were asked for too often. Whoever has proven the address is mailed none."""
    if request.actor.address != address.lower() and asks_too_often(request, address):
        raise Refused(TOO_MANY_MAILS)


@page(MAY)
def sent(request, pk):
    """Look in your mail."""
    found = asked(request, pk)
    more = described(found) | look(request) | {"breadcrumbs": crumbs(found)}
    return render(request, "consultation/guests/guest_sent.html", more)


def look(request: Any) -> dict[str, Any]:
    """What the pages say of the mail that is on its way: to the address as it was typed, said once."""
    typed, began = request.session.pop(TYPED, ("", False))
    return LIMITS | {"typed": typed, "began": began}


@page(MAY, methods=["GET", "POST"])
def come_back(request, pk):
    """Get a new link to an answer that was begun."""
    found = asked(request, pk)
    if request.user.is_authenticated:
        return signed_in(request, found)
    form = ReturnForm(posted(request), initial={"email": request.actor.address}, once=True)
    done = submit(request, form, lambda: send_link(request, form, found), then=reverse("guest_sent", args=[pk]))
    return done or render_form(request, found, form, "guest_return")


@page(MAY, methods=["GET", "POST"])
def again(request):
    """Get a new link after the time ran out: what was being written waits in this browser."""
    if request.user.is_authenticated:
        return signed_in(request)
    form = ReturnForm(posted(request), once=True)
    done = submit(request, form, lambda: send_link(request, form), then=reverse("guest_again_sent"))
    more = {"contact": contact(), "waits": kept.KEPT in request.session}
    return done or form_page(
        request, form, "", "", crumbs=crumbs(), template="consultation/guests/guest_again.html", **more
    )


def send_link(request: Any, form: ReturnForm, found: Consultation | None = None) -> None:
    """Have a link mailed, unless that was asked for too often."""
    refuse_too_often(request, form.cleaned_data["email"])
    actions.ask_for_link(by=request.actor, consultation=found, **form.chosen("email"))
    request.session[TYPED] = form.cleaned_data["email"], False


@page(MAY)
def again_sent(request):
    """Look in your mail."""
    more = {"contact": contact(), "waits": kept.KEPT in request.session} | look(request)
    return render(request, "consultation/guests/guest_again_sent.html", {"breadcrumbs": crumbs()} | more)


kept.WAYS_BACK["address:"] = "guest_again"


@page(MAY)
def answers(request):
    """All that was begun with the address proven in this browser."""
    if not request.actor.address:
        return redirect("guest_again")
    drafting = Exists(ResponseVersion.objects.filter(response=OuterRef("pk"), submitted_at=None))
    rows = Response.objects.filter(request.actor.q("consultation.draft_response")).annotate(drafting=drafting)
    loaded = rows.select_related("consultation", "respondent", "organisation").order_by("-pk")[:MOST_LISTED]
    listed = [(each, *standing(each)) for each in loaded]
    more = {"contact": contact(), "breadcrumbs": crumbs(), "answers": listed}
    return render(request, "consultation/guests/guest_answers.html", more)


def render_form(request: Any, found: Consultation, form: Any, template: str) -> HttpResponse:
    """One of the two forms on the consultation's own way."""
    rows = found.responses.filter(request.actor.q("consultation.draft_response"))
    begun_already = list(rows.select_related("respondent", "organisation").order_by("-pk")[:MOST_LISTED])
    more = described(found) | {"late": late_words(found), "begun": begun_already}
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


def signed_in(request: Any, found: Consultation | None = None, response: Response | None = None) -> HttpResponse:
    """For somebody who is signed in: their account is never mixed with an address."""
    more = {"consultation": found, "response": response, "contact": contact()}
    return render(request, "consultation/guests/guest_signed_in.html", more, status=409)


@never_cache
@page("core.view_public_page", methods=["GET", "POST"])
def open_link(request, token):
    """A button. Opening the page changes nothing, because mail filters open links."""
    if guesses_too_often(request):
        return over(request, None, "slow", status=429)
    try:
        link = actions.link_of(token)
    except NotVisible:
        count_guess(request)
        return over(request, None, "unknown", status=404)
    if request.user.is_authenticated:
        return signed_in(request, link.response.consultation, link.response)
    if twice := led_before(request):
        return pressed_twice(request, link, twice)
    if link.used_at is not None and request.actor.may("consultation.draft_response", link.response):
        return redirect(where_to(request, link.response, ""))
    form = Form(posted(request), once=True)
    done = submit(request, form, lambda: let_in(request, token), then=place_of)
    if done:
        return redirect("kept_words") if kept.waits_for(request) else done
    if link.is_over(clock.now()):
        return over(request, link.response, "used" if link.used_at else "old", status=410)
    shown = {"response": link.response, "consultation": link.response.consultation, "form": form}
    shown["late"] = late_words(link.response.consultation)
    return render(request, "consultation/guests/guest_open.html", shown)


def over(request: Any, response: Response | None, why: str, *, status: int) -> HttpResponse:
    """The page for a link that lets nobody in."""
    more = LIMITS | {"response": response, "why": why, "contact": contact()}
    return render(request, "consultation/guests/guest_over.html", more, status=status)


def let_in(request: Any, token: str) -> Response:
    """Spend the link; from now on the session is that of the address it was mailed to."""
    response = actions.open_with_link(by=request.actor, token=token)
    prove(request, response)
    return response


def prove(request: Any, response: Response) -> None:
    """Note in the session whose it is now, under a new key."""
    assert response.respondent is not None
    request.session.cycle_key()
    request.session[PROVEN] = response.respondent.email
    request.actor = actor_of(request)


def pressed_twice(request: Any, link: GuestLink, led: Any) -> HttpResponse:
    """The second of two clicks: the browser may not have kept what the first one was answered."""
    spent = link.used_at is not None and clock.now() - link.used_at < A_DOUBLE_CLICK
    ours = (link.response.get_absolute_url(), reverse("response_answer", args=[link.response_id]))
    if spent and led.url in ours and not request.actor.address:
        prove(request, link.response)
    return led


def where_to(request: Any, response: Response, otherwise: str) -> str:
    """To the answer, for whoever has proven its address; otherwise to look in the mail."""
    return place_of(response) if request.actor.may("consultation.draft_response", response) else otherwise


def place_of(response: Response) -> str:
    """To the questions, or to what was sent."""
    return response.get_absolute_url() if is_sent(response) else reverse("response_answer", args=[response.pk])


def is_sent(response: Response) -> bool:
    """Whether it was sent, and no change of it is being written."""
    return response.submitted_at is not None and not response.versions.filter(submitted_at=None).exists()


@page("core.view_public_page", methods=["POST"])
def leave(request):
    """Forget the address in this browser: for a computer that others use."""
    unsent = Response.objects.drafting().still_taken(clock.now()).filter(request.actor.q("consultation.draft_response"))
    unsent = unsent.select_related("consultation", "respondent", "organisation").order_by("pk")
    left = list(unsent[:MOST_LISTED]) if request.actor.address else []
    request.session.flush()
    rotate_token(request)  # a page that is still open behind this one cannot be sent again
    messages.success(request, "Whoever uses this browser next does not see your answer.")
    for each in left:
        until = words.moment(each.consultation.closes_at)
        what = f"Changes to the answer of {each.name} are" if each.submitted_at else f"The answer of {each.name} is"
        messages.warning(request, f"{what} saved, and not sent yet. You can go on until {until}.")
    return redirect(reverse("guest_return", args=[left[0].consultation_id]) if left else "consultations")
