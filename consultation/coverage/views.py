"""The pages on which organisations are invited to answer, and the silent reminded."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from consultation.consultations.models import Consultation
from consultation.consultations.reading import the
from consultation.consultations.views import crumbs
from consultation.coverage import actions
from consultation.coverage.forms import ChooseForm, EmptyForm, OneForm
from consultation.coverage.reading import to_invite
from core.acts import authorise
from core.pages.page import page
from core.pages.submit import submit
from core.registers.records import act_page, posted

INVITE = "consultation.invite_organisation"
SHOWN = 100


def asking(request: Any, pk: int) -> Consultation:
    """The consultation, for somebody who may invite to it."""
    found = the(request.actor, pk)
    authorise(request.actor, INVITE, found)
    return found


@page(INVITE, methods=["GET", "POST"])
def invite(request, pk):
    """Choose whom to invite, see who that is, and invite them."""
    found = asking(request, pk)
    choose = ChooseForm(request.GET or None)
    chosen = choose.cleaned_data if choose.is_valid() else None
    rows = to_invite(found, chosen) if chosen is not None else None
    form = EmptyForm(posted(request), once=True)
    done = None
    if rows is not None:
        done = submit(
            request,
            form,
            lambda: actions.invite_organisations(
                by=request.actor,
                consultation=found,
                organisations=list(rows.values_list("pk", flat=True)[: actions.MOST + 1]),
            ),
            then=lambda row: reverse("work_detail", args=[row.pk]),
        )
    return done or invite_page(request, found, choose, rows, form)


def invite_page(request: Any, found: Consultation, choose: ChooseForm, rows: Any, form: EmptyForm) -> HttpResponse:
    """The page of choosing, with those that were chosen."""
    listed = list(rows.select_related("kind")[:SHOWN]) if rows is not None else []
    return render(
        request,
        "consultation/coverage/invite.html",
        {
            "consultation": found,
            "choose": choose,
            "chosen": rows is not None,
            "listed": listed,
            "count": rows.count() if rows is not None else 0,
            "form": form,
            "invited": found.invitees.count(),
            "list_url": list_url(found),
            "breadcrumbs": crumbs(found),
        },
        status=422 if form.is_bound and form.errors else 200,
    )


def list_url(found: Consultation) -> str:
    """The list of those that were invited to it."""
    return f"{reverse('invitees')}?{urlencode({'consultation': found.pk})}"


@page(INVITE, methods=["GET", "POST"])
def invite_one(request, pk):
    """Invite one organisation by its name."""
    found = asking(request, pk)
    form = OneForm(posted(request), once=True)
    done = submit(
        request,
        form,
        lambda: actions.invite_organisations(
            by=request.actor, consultation=found, organisations=[form.cleaned_data["organisation"].pk]
        ),
        then=list_url(found),
    )
    return done or act_page(
        request, form, actions.invite_organisations, "Invite an organisation", "Invite", consultation=found
    )


@page(INVITE, methods=["GET", "POST"])
def chase(request, pk):
    """Remind every organisation that was invited and has sent nothing."""
    found = asking(request, pk)
    silent = actions.silent(found).count()
    words = (
        f"{silent} of {found.invitees.count()} organisations have sent nothing yet. Each gets one mail; nobody gets a "
        "second mail on a day on which they were reminded of anything."
    )
    return act_page(
        request,
        EmptyForm(posted(request)),
        actions.chase_invitees,
        "Remind those who have not answered",
        "Remind them",
        words=words,
        then=lambda row: reverse("work_detail", args=[row.pk]),
        consultation=found,
    )
