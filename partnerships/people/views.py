"""The people of an organisation, or of an area: who they are, in which roles, from when to when."""

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from core import clock
from core.acts import authorise
from core.gates import checklist
from core.pages.forms import Form
from core.pages.page import find, page
from core.pages.submit import submit
from core.registers.records import posted, status_of
from core.trail.history import history_of
from partnerships.organisations.models import Area, Organisation
from partnerships.people import account_actions, actions
from partnerships.people.forms import EndRoleForm, GiveRoleForm, GoingForm, MembershipForm, role_choices
from partnerships.people.gates import CLOSING, roles_given_by, to_pass
from partnerships.people.models import Membership, RoleHeld, User

PLACES = {"organisation": Organisation, "area": Area}
ROLES = Prefetch("roles", RoleHeld.objects.standing_first())


def place_of(request, kind: str, pk: int):
    """The organisation or area, for who may see its people; an offer to switch for who may in another capacity."""
    place = get_object_or_404(PLACES[kind], pk=pk)
    authorise(request.actor, "partnerships.view_membership", Membership(**{kind: place}))
    return place


def people_url(place) -> str:
    """The address of the list of a place's people."""
    return reverse(f"{place._meta.model_name}_people", args=[place.pk])


def crumbs_to(membership: Membership) -> list[tuple[str, str]]:
    """The way to a person's page."""
    return [
        (f"People of {membership.place}", people_url(membership.place)),
        (str(membership.user), membership.get_absolute_url()),
    ]


@page("partnerships.view_people")
def people_list(request, kind: str, pk: int):
    """Everybody who holds or held a role there, and who has been invited."""
    place, actor = place_of(request, kind, pk), request.actor
    members = place.memberships.visible_to(actor).select_related("user").prefetch_related(ROLES)
    members = sorted(members, key=lambda each: each.user.name.casefold())
    current = [each for each in members if any(held.state in ("now", "later") for held in each.roles.all())]
    invitations = place.invitations.visible_to(actor).waiting().select_related("invited_by").order_by("name", "pk")
    return render(
        request,
        "partnerships/people/people_list.html",
        {
            "place": place,
            "kind": kind,
            "current": current,
            "former": [each for each in members if each not in current],
            "invitations": invitations,
            "may_invite": bool(actor.may("partnerships.invite_person", Membership(**{kind: place}))),
            "breadcrumbs": [(place.name, place.get_absolute_url())] if kind == "organisation" else [],
        },
    )


def membership_of(request, pk: int) -> Membership:
    """The membership, where the person may see it."""
    rows = Membership.objects.select_related("user", "organisation", "area").prefetch_related(ROLES)
    return find(rows, request.actor, pk=pk)


@page("partnerships.view_membership")
def membership_detail(request, pk: int):
    """One person at one organisation: their roles past and present, and what can be done about them."""
    membership, actor = membership_of(request, pk), request.actor
    may_change = bool(actor.may("partnerships.change_role", membership))
    return render(
        request,
        "partnerships/people/membership_detail.html",
        {
            "membership": membership,
            "roles": membership.roles.all(),
            "may_change": may_change,
            "may_end": roles_given_by(actor) if may_change else frozenset(),
            "may_reset": bool(actor.may("partnerships.reset_second_factor", membership)),
            "may_view_account": bool(actor.may("partnerships.view_account", membership.user)),
            "leaves": bool(actor.may("partnerships.name_cover", membership)),
            "covers": coming(membership),
            "history": history_of(membership, actor),
            "breadcrumbs": crumbs_to(membership)[:1] if actor.can_ever("partnerships.view_people") else [],
        },
    )


def coming(membership: Membership) -> list:
    """Who covers for a person, or for whom they cover, today or later."""
    people = ("membership__user", "by_whom__user")
    sides = (membership.covers, membership.covering)
    rows = [each for side in sides for each in side.standing().filter(ends__gte=clock.today()).select_related(*people)]
    return sorted(rows, key=lambda each: each.starts)


@page("partnerships.update_membership", methods=["GET", "POST"])
def membership_edit(request, pk: int):
    """Change a person's job title."""
    membership = membership_of(request, pk)
    authorise(request.actor, "partnerships.update_membership", membership)
    form = MembershipForm(request.POST or None, initial={"job_title": membership.job_title}, version=membership.version)

    def act():
        actions.update_membership(by=request.actor, membership=membership, **form.cleaned_data)

    return membership_page(request, membership, form, act, f"Change {membership.user}'s job title", "Save")


@page("partnerships.change_role", methods=["GET", "POST"])
def role_give(request, pk: int):
    """Give a person another role."""
    membership = membership_of(request, pk)
    authorise(request.actor, "partnerships.change_role", membership)
    choices = role_choices(request.actor, membership.place)
    form = GiveRoleForm(request.POST or None, choices=choices, once=True)

    def act():
        actions.give_role(by=request.actor, membership=membership, **form.cleaned_data)

    return membership_page(request, membership, form, act, f"Give {membership.user} a role", "Give the role")


def role_of(request, pk: int) -> RoleHeld:
    """The role, where the person may end it."""
    roles = RoleHeld.objects.select_related("membership__user", "membership__organisation", "membership__area")
    held = get_object_or_404(roles, pk=pk)
    actions.authorise_end(request.actor, held)
    return held


def leaving(request, held: RoleHeld) -> dict:
    """The checklist of a role that is to go."""
    return {"held": held, "checks": checklist(to_pass(request.actor, held), held)}


@page("partnerships.change_role", methods=["GET", "POST"])
def role_end(request, pk: int):
    """Say on which day a role ends."""
    held = role_of(request, pk)
    more = leaving(request, held)
    initial = {"last_day": held.ends or clock.today()}
    form = EndRoleForm(request.POST or None, initial=initial, checks=more["checks"])

    def act():
        actions.end_role(by=request.actor, held=held, **form.cleaned_data)

    title = f"End a role of {held.membership.user}"
    return membership_page(request, held.membership, form, act, title, "End the role", **more)


@page("partnerships.change_role", methods=["GET", "POST"])
def role_revoke(request, pk: int):
    """Take a role away at once."""
    held = role_of(request, pk)
    more = leaving(request, held)
    form = GoingForm(posted(request), checks=more["checks"])

    def act():
        actions.revoke_role(by=request.actor, held=held, **form.cleaned_data)

    title = f"Revoke a role of {held.membership.user}"
    return membership_page(request, held.membership, form, act, title, "Revoke the role now", **more)


@page("partnerships.reset_second_factor", methods=["GET", "POST"])
def second_factor_reset(request, pk: int):
    """Take away a person's second factor."""
    membership = membership_of(request, pk)
    authorise(request.actor, "partnerships.reset_second_factor", membership)

    def act():
        account_actions.reset_second_factor(by=request.actor, membership=membership)
        messages.success(request, f"The code at sign-in of {membership.user} was reset, and they were told by mail.")

    title = f"Reset the code at sign-in of {membership.user}"
    return membership_page(request, membership, Form(posted(request)), act, title, "Reset it", resets=True)


def membership_page(request, membership: Membership, form, act, title: str, button: str, **more):
    """Carry out the act with a valid form and lead to the membership; else the page with the form."""
    context = {"membership": membership, "form": form, "heading": title, "button": button}
    return submit(request, form, act, membership.get_absolute_url()) or render(
        request,
        "partnerships/people/membership_form.html",
        {**context, **more, "breadcrumbs": crumbs_to(membership)},
        status=status_of(form),
    )


@page("partnerships.view_account")
def person_detail(request, pk: int):
    """One account with all its memberships."""
    person, actor = find(User.objects, request.actor, pk=pk), request.actor
    members = person.memberships.visible_to(actor).select_related("organisation", "area").prefetch_related(ROLES)
    return render(
        request,
        "partnerships/people/person_detail.html",
        {
            "person": person,
            "memberships": members.order_by("pk"),
            "breadcrumbs": [("People", reverse("people"))] if actor.may("partnerships.list_people") else [],
            "may_close": bool(actor.may("partnerships.deactivate_account", person)) and person.pk != actor.user_id,
            "may_open": bool(actor.may("partnerships.reactivate_account", person)) and not person.is_erased,
        },
    )


@page("partnerships.deactivate_account", methods=["GET", "POST"])
def person_close(request, pk: int):
    """Close an account."""
    person = find(User.objects, request.actor, pk=pk)
    return person_page(request, person, account_actions.deactivate_account, closing=True, gates=CLOSING)


@page("partnerships.reactivate_account", methods=["GET", "POST"])
def person_open(request, pk: int):
    """Open a closed account again."""
    person = find(User.objects, request.actor, pk=pk)
    return person_page(request, person, account_actions.reactivate_account, closing=False, gates=())


def person_page(request, person: User, act, *, closing: bool, gates):
    """A button that closes or opens an account, below the checklist of it."""
    checks = checklist(gates, person)
    form = GoingForm(posted(request), checks=checks)
    context = {"person": person, "form": form, "closing": closing, "checks": checks}
    return submit(
        request,
        form,
        lambda: act(by=request.actor, user=person, **form.cleaned_data),
        reverse("person", args=[person.pk]),
    ) or render(request, "partnerships/people/person_confirm.html", context, status=status_of(form))
