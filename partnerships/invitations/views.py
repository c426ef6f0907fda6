"""Inviting people, and the page on which an invitation is accepted."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

from core.acts import authorise
from core.pages.forms import Form
from core.pages.page import find, page
from core.pages.submit import led_before, submit
from core.registers.records import posted
from partnerships.invitations import actions
from partnerships.invitations.forms import InviteForm, NewAccountForm
from partnerships.invitations.models import Invitation
from partnerships.invitations.rules import place_of
from partnerships.people.forms import role_choices
from partnerships.people.middleware import CHOSEN
from partnerships.people.views import people_url
from partnerships.people.views import place_of as place_named

INVITED = Invitation.objects.select_related("organisation__duplicate_of", "area", "invited_by")
NOW_SIGN_IN = (
    "Now sign in to finish. If you are new here, use the password you have just chosen. "
    "If you already had an account, use the password you had: it has not been changed."
)


@page("partnerships.invite_person", methods=["GET", "POST"])
def invitation_add(request, kind: str, pk: int):
    """Invite somebody."""
    place = place_named(request, kind, pk)
    authorise(request.actor, "partnerships.invite_person", Invitation(**{kind: place}))
    form = InviteForm(request.POST or None, choices=role_choices(request.actor, place), once=True)
    done = submit(
        request,
        form,
        lambda: actions.invite_person(by=request.actor, place=place, **form.cleaned_data),
        people_url(place),
    )
    if done:
        messages.success(request, f"{form.cleaned_data['name']} was invited. The invitation lasts 14 days.")
        return done
    context = {"form": form, "place": place, "breadcrumbs": [(f"People of {place}", people_url(place))]}
    return render(request, "partnerships/invitations/invitation_add.html", context)


@page("partnerships.invite_person", methods=["POST"])
def invitation_resend(request, pk: int):
    """Send an invitation again."""
    invitation = find(Invitation.objects.select_related("organisation", "area"), request.actor, pk=pk)
    actions.resend_invitation(by=request.actor, invitation=invitation)
    messages.success(request, f"The invitation to {invitation.name} was sent again; the old link no longer works.")
    return redirect(people_url(invitation.place))


@page("partnerships.withdraw_invitation", methods=["POST"])
def invitation_withdraw(request, pk: int):
    """Take an invitation back."""
    invitation = find(Invitation.objects.select_related("organisation", "area"), request.actor, pk=pk)
    actions.withdraw_invitation(by=request.actor, invitation=invitation)
    messages.success(request, f"The invitation to {invitation.name} was withdrawn.")
    return redirect(people_url(invitation.place))


@never_cache
@page("partnerships.accept_invitation", methods=["GET", "POST"])
def invitation(request, token: str):
    """Who invites, to what, in which role, and a button. Opening the page changes nothing."""
    found = INVITED.of_token(token).first()
    if found is None:
        return render(request, "partnerships/invitations/invitation_over.html", {"state": "unknown"}, status=404)
    if sent_twice := led_before(request):
        return sent_twice
    if found.state == "accepted" and request.user.is_authenticated and found.accepted_by_id == request.user.pk:
        messages.success(request, f"You belong to {place_of(found)}.")
        return redirect("home")
    why_not = actions.why_not_let_in(found) if found.state == "open" else ""
    if found.state != "open" or why_not:
        state = found.state if found.state != "open" else "no_way_in"
        context = {"state": state, "invitation": found, "why_not": why_not}
        return render(request, "partnerships/invitations/invitation_over.html", context, status=410)
    accept = accept_signed_in if request.user.is_authenticated else accept_new
    return accept(request, found, token)


def accept_signed_in(request, found: Invitation, token: str) -> HttpResponse:
    """The page for somebody who is signed in: a button, or, with another address, what to do."""
    form = Form(posted(request))
    done = submit(request, form, lambda: join(request, token), "home")
    if done:
        messages.success(request, welcome(found))
        return done
    context = {"invitation": found, "kept": kept_of(found), "form": form, "is_mine": request.user.email == found.email}
    return render(request, "partnerships/invitations/invitation_accept.html", context)


def kept_of(found: Invitation):
    """The entry that whoever accepts joins, where it is another than that which the invitation names."""
    place = place_of(found)
    return place if place != found.place else None


def welcome(found: Invitation) -> str:
    """To what somebody belongs by now, and why that is not what the invitation named."""
    kept = kept_of(found)
    if kept is None:
        return f"You now belong to {found.place}."
    return f"You now belong to {kept}. {found.place} was entered twice, and this is the entry that is kept."


def join(request, token: str) -> None:
    """Accept, and act in the new capacity from now on."""
    request.session[CHOSEN] = actions.accept_invitation(by=request.actor, token=token).pk


def accept_new(request, found: Invitation, token: str) -> HttpResponse:
    """The page for a visitor: sign in with an account, or make one. Both lead to the sign-in page, with the same
    words, so that nobody learns whether the address has an account."""
    form = NewAccountForm(request.POST or None, initial={"name": found.name}, once=True)
    here = reverse("invitation", args=[token])
    sign_in = f"{reverse('account_login')}?{urlencode({'next': here})}"
    done = submit(
        request,
        form,
        lambda: actions.accept_with_new_account(by=request.actor, token=token, **form.cleaned_data),
        sign_in,
    )
    if done:
        messages.info(request, NOW_SIGN_IN)
        return done
    context = {"invitation": found, "kept": kept_of(found), "form": form, "sign_in": sign_in}
    return render(request, "partnerships/invitations/invitation_new.html", context)
