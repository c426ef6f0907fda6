"""A person's own account: details, roles, keys, and the capacity they act in."""

from allauth.core import ratelimit
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache

from core.acts import Refused
from core.pages.forms import Form
from core.pages.page import page
from core.pages.submit import submit
from core.registers.records import posted, status_of
from partnerships.people import account_actions, actions, address_actions
from partnerships.people.forms import AccountForm, AddressForm, ApiKeyForm
from partnerships.people.middleware import CHOSEN
from partnerships.people.models import ApiToken
from partnerships.people.views import ROLES

NEW_KEY = "new_api_key"
"""The session key that holds a new API key until it has been shown once."""


@page("core.use_account")
def account(request):
    """One's details, roles, keys and ways to sign in."""
    user = request.user
    memberships = user.memberships.select_related("organisation", "area").prefetch_related(ROLES).order_by("pk")
    return render(
        request,
        "partnerships/people/account.html",
        {
            "user": user,
            "memberships": memberships,
            "keys": user.api_tokens.select_related("membership__organisation", "membership__area").order_by("created"),
            "new_key": request.session.pop(NEW_KEY, None),
            "has_second_factor": Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists(),
        },
    )


@page("core.use_account", methods=["GET", "POST"])
def account_edit(request):
    """Change one's own name and telephone number."""
    user = request.user
    details = {"name": user.name, "telephone": user.telephone}
    form = AccountForm(request.POST or None, initial=details, version=user.version)
    done = submit(
        request,
        form,
        lambda: account_actions.update_account(by=request.actor, user=user, **form.cleaned_data),
        "account",
    )
    return done or account_form(request, form, "Change your details", "Save")


@page("partnerships.change_address", methods=["GET", "POST"])
def address_change(request):
    """Ask for another e-mail address."""
    too_many = ratelimit.consume_or_429(request, action="reauthenticate", user=request.user)
    if too_many:
        return too_many
    form = AddressForm(request.POST or None, once=True)
    done = submit(
        request,
        form,
        lambda: address_actions.ask_for_address(
            by=request.actor, user=request.user, **form.chosen("email", "password")
        ),
        "account",
    )
    if done:
        sent = (
            f"We have sent a message to {form.cleaned_data['email']}. Open it within a day, and press the button there."
        )
        messages.success(request, sent)
        return done
    about = f"You sign in with {request.user.email} now, and our messages go there."
    return account_form(request, form, "Change your e-mail address", "Send the message", about=about)


@never_cache
@page("partnerships.change_address", methods=["GET", "POST"])
def address_confirm(request, token: str):
    """The new address, and a button. Opening the page changes nothing."""
    try:
        address = address_actions.awaited_address(request.user, token)
    except Refused as refusal:
        context = {"words": refusal.messages[0]}
        return render(request, "partnerships/people/address_over.html", context, status=410)
    form = Form(posted(request))
    done = submit(
        request,
        form,
        lambda: address_actions.change_address(by=request.actor, user=request.user, token=token),
        "account",
    )
    if done:
        messages.success(request, f"Your e-mail address is {address} now. Sign in with it from now on.")
        return done
    about = f"You will sign in with {address} instead of {request.user.email}, and our messages will go there."
    return account_form(request, form, "Use your new e-mail address", "Use this address", about=about)


def account_form(request, form, heading: str, button: str, **more):
    """A page with one form about one's own account."""
    context = {
        "form": form,
        "heading": heading,
        "button": button,
        "breadcrumbs": [("Your account", reverse("account"))],
    }
    return render(request, "partnerships/people/account_form.html", {**context, **more}, status=status_of(form))


@page("partnerships.make_api_key", methods=["GET", "POST"])
def api_key_make(request):
    """Make a key for a program, for the capacity one acts in."""
    too_many = ratelimit.consume_or_429(request, action="reauthenticate", user=request.user)
    if too_many:
        return too_many
    form = ApiKeyForm(request.POST or None, once=True)
    done = submit(request, form, lambda: make_key(request, **form.chosen("label", "password")), "account")
    about = (
        f"A program that sends this key may do what you may do as {request.actor.label}, as long as you hold that "
        "role. The key ends when your password is changed or your code at sign-in is reset; then make a new one."
    )
    return done or account_form(request, form, "Make an API key", "Make the key", about=about, bound=True)


def make_key(request, label: str, password: str) -> None:
    """Make the key and keep it until it has been shown."""
    token, key = actions.make_api_key_with_password(
        by=request.actor, membership=request.actor.membership, label=label, password=password
    )
    request.session[NEW_KEY] = {"label": token.label, "key": key}


@page("partnerships.revoke_api_key", methods=["POST"])
def api_key_revoke(request, key: str):
    """Take a key away."""
    token = get_object_or_404(ApiToken.objects.select_related("membership"), token_key=key, user=request.user)
    actions.revoke_api_key(by=request.actor, token=token)
    messages.success(request, f"The key '{token.label}' was revoked.")
    return redirect("account")


@page("core.use_account", methods=["POST"])
def session_end(request, pk: int):
    """Sign out of one other browser."""
    session = get_object_or_404(UserSession, pk=pk, user=request.user)
    if session.session_key == request.session.session_key:
        return redirect("account_logout")
    account_actions.end_session(by=request.actor, session=session)
    messages.success(request, "That browser was signed out.")
    return redirect("usersessions_list")


@page("partnerships.switch_capacity", methods=["GET", "POST"])
def switch_capacity(request):
    """Choose in which capacity to act."""
    if request.method == "POST":
        return switch(request)
    onward = request.GET.get("next", "")
    return render(request, "partnerships/people/capacity_choose.html", {"next": onward if is_ours(onward) else ""})


def switch(request):
    """Remember the chosen capacity, and lead on to a page of ours."""
    wanted = request.POST.get("membership", "")
    chosen = next((each for each in request.actor.capacities if str(each.membership.pk) == wanted), None)
    if chosen is None:
        messages.error(request, "You do not hold a role there any more. Choose another.")
        return redirect("switch_capacity")
    request.session[CHOSEN] = chosen.membership.pk
    onward = request.POST.get("next", "")
    return redirect(onward if is_ours(onward) else "home")


def is_ours(address: str) -> bool:
    """Whether an address is a path on this site."""
    return address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
