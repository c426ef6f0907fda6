"""The pages on which organisations are invited to answer, and the silent reminded."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from consultation.consultations.models import Consultation, State
from consultation.consultations.offers import Act, offering
from consultation.consultations.reading import the
from consultation.consultations.views import crumbs
from consultation.coverage import actions
from consultation.coverage.forms import ChooseForm, InviteForm, OneForm
from consultation.coverage.links import list_url
from consultation.coverage.models import Invitee
from consultation.coverage.reading import before_reminding, silent, to_invite
from consultation.coverage.recipients import nobody_to_write_to, recipients_of
from consultation.coverage.rules import TO_CHASE, TO_INVITE
from core.acts import authorise
from core.gates import Check, Gate, checklist
from core.pages.forms import Form
from core.pages.page import page
from core.pages.submit import submit
from core.pages.words import plural
from core.registers.records import form_page, posted, status_of
from core.work.models import WorkRow
from partnerships.organisations.models import Organisation

INVITE = actions.INVITE
FEW = 20
"""So many are seen at once; a longer list is opened by who wants to read it."""
UNREACHED = (
    "No mail goes to it: it has neither a drafter or approver here nor a public e-mail address. Enter an address for "
    "it in the register and invite it again, or tell it yourself."
)

UNREACHED_AMONG = (
    "No mail reaches {} of them, marked in the list: there is neither a drafter or approver here nor a public e-mail "
    "address. They can be invited all the same: tell them yourself."
)


@offering(20)
def acts_of(actor: Any, found: Consultation, state: State) -> list[Act]:
    """Inviting and reminding while there is time to answer; who was invited and how that went as long as it stands."""
    acts = []
    invites = actor.may(INVITE, found)
    if invites and state in (State.COMING, State.OPEN):
        acts.append(("Invite organisations", reverse("consultation_invite", args=[found.pk])))
    if state in (State.COMING, State.OPEN, State.CLOSED) and actor.may("consultation.read_responses", found):
        acts.append(("Who was invited", list_url(actor, found)))
        acts.append(("Coverage", f"{reverse('report', args=['consultation-coverage'])}?consultation={found.pk}"))
    if invites and state == State.OPEN and silent(found, actor).exists():
        acts.append(("Remind those who have not answered", reverse("consultation_chase", args=[found.pk])))
    return acts


def asking(request: Any, pk: int) -> Consultation:
    """The consultation, for somebody who may invite to it."""
    found = the(request.actor, pk)
    authorise(request.actor, INVITE, found)
    return found


def unmet(gates: Iterable[Gate], found: Consultation) -> list[Check]:
    """The checklist, where something of it stands in the way."""
    checks = checklist(gates, found)
    return checks if any(each.obstacle for each in checks) else []


@page(INVITE, methods=["GET", "POST"])
def invite(request, pk):
    """Choose whom to invite, see who that is, leave out whom one will, and invite the others."""
    found = asking(request, pk)
    choose = ChooseForm(request.GET or None)
    rows = (
        to_invite(found, choose.cleaned_data).select_related("kind")
        if choose.is_valid()
        else Organisation.objects.none()
    )
    fits = list(rows[: actions.MOST + 1])
    keys = [each.pk for each in fits]
    unreached = nobody_to_write_to(keys)
    form = InviteForm(posted(request), once=True, version=actions.mark_of_list(keys), listed=fits, unreached=unreached)

    def act() -> WorkRow:
        return actions.invite_organisations(
            by=request.actor,
            consultation=found,
            organisations=keys,
            left_out=form.left_out,
            seen=form.cleaned_data["version"],
        )

    done = None
    if choose.is_valid():
        done = submit(request, form, act, then=lambda row: reverse("work_detail", args=[row.pk]))
    return done or invite_page(request, found, choose, form, fits, len(unreached))


def invite_page(
    request: Any, found: Consultation, choose: ChooseForm, form: InviteForm, fits: list[Organisation], unreached: int
) -> HttpResponse:
    """The page of choosing, with those that fit."""
    too_many = len(fits) > actions.MOST
    return render(
        request,
        "consultation/coverage/invite.html",
        {
            "consultation": found,
            "choose": choose,
            "chosen": choose.is_valid(),
            "count": f"More than {actions.MOST:,} organisations" if too_many else plural(len(fits), "organisation"),
            "fits": fits,
            "few": len(fits) <= FEW,
            "unreached": UNREACHED_AMONG.format(unreached) if unreached else "",
            "too_many": actions.TOO_MANY if too_many else "",
            "checks": unmet(TO_INVITE, found),
            "form": form,
            "invited": found.invitees.count(),
            "list_url": list_url(request.actor, found),
            "breadcrumbs": crumbs(found),
        },
        status=422 if choose.is_bound and choose.errors else status_of(form),
    )


@page(INVITE, methods=["GET", "POST"])
def invite_one(request, pk):
    """Invite one organisation by its name."""
    found = asking(request, pk)
    form = OneForm(posted(request), once=True)

    def act():
        one = form.cleaned_data["organisation"]
        before = found.invitees.filter(organisation=one).first()
        row = actions.invite_organisations(by=request.actor, consultation=found, organisations=[one.pk])
        say_who_is_told(request, one, before)
        return row

    done = submit(request, form, act, then=list_url(request.actor, found))
    return done or form_page(
        request,
        form,
        "Invite an organisation",
        "Invite",
        about=found,
        crumbs=[*crumbs(found), ("Invite organisations", reverse("consultation_invite", args=[pk]))],
        checks=unmet(TO_INVITE, found),
    )


def say_who_is_told(request: Any, one: Organisation, before: Invitee | None) -> None:
    """Above the list that comes next: whether it is invited now or was before, and where no mail can reach it."""
    said = f"{one} had been invited before." if before else f"{one} is invited."
    if before and before.mailed:
        messages.success(request, f"{said} Nobody is written to twice.")
    elif not recipients_of([one.pk])[one.pk]:
        messages.warning(request, f"{said} {UNREACHED}")
    else:
        messages.success(request, f"{said} No mail had gone to it yet: one goes now." if before else said)


@page(INVITE, methods=["GET", "POST"])
def chase(request, pk):
    """Remind every organisation that was invited and has sent nothing."""
    found = asking(request, pk)
    form = Form(posted(request))
    done = submit(
        request,
        form,
        lambda: actions.chase_invitees(by=request.actor, consultation=found),
        then=lambda row: reverse("work_detail", args=[row.pk]),
    )
    return done or form_page(
        request,
        form,
        "Remind those who have not answered",
        "Remind them",
        about=found,
        template="consultation/coverage/chase.html",
        checks=unmet(TO_CHASE, found),
        stands=before_reminding(found, request.actor),
        silent_url=list_url(request.actor, found, "silent"),
    )
