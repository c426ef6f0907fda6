"""Sending evidence, taking it back, taking it up in a cycle, and saying what it was used for or why not."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from commissioning.contributions.models import ENDINGS, Contribution
from commissioning.contributions.rules import (
    NOT_YOURS_TO_MOVE,
    TO_ANSWER,
    TO_TAKE,
    TO_WITHDRAW,
    refuse_not_of_the_sector,
    refuse_over,
)
from commissioning.cycles.models import CommissioningCycle
from commissioning.cycles.rules import refuse_no_client_group
from core import clock
from core.acts import Actor, Refused, authorise, locked
from core.fields import fold, sort_name
from core.files.actions import store_sent
from core.gates import check
from core.mail.actions import write_mail
from core.pages import words
from core.trail.actions import record, save_changes, save_new
from partnerships.people.models import RoleHeld
from partnerships.people.roles import Role

SEND, WITHDRAW = "commissioning.send_contribution", "commissioning.withdraw_contribution"
ANSWER, TAKE = "commissioning.answer_contribution", "commissioning.take_contribution"
EDIT_CYCLE = "commissioning.edit_cycle"
ENTRY = ("title", "what", "starts", "ends", "area", "client_group", "cycle")
FOR_ITSELF = "An organisation sends what it knows itself. Act for the organisation that sends it."
MISSING = {
    "area": "Enter the place, or choose a cycle.",
    "client_group": "Choose the client group, or choose a cycle.",
}
TOLD = (Role.DRAFTER, Role.APPROVER, Role.ADMINISTRATOR)
"""Who of the sender is told what became of it."""


@transaction.atomic
def send_contribution(*, by: Actor, file: Any = None, **details: Any) -> Contribution:
    """Send commissioners what one's own organisation knows, for a cycle, or for a place and a client group.

    Nothing is asked back: commissioners say what it was used for, or why it was not.
    """
    authorise(by, SEND)
    organisation = getattr(by, "organisation", None)
    if organisation is None:
        raise PermissionDenied(FOR_ITSELF)
    refuse_not_of_the_sector(organisation)
    fields = {name: details[name] for name in ENTRY if name in details}
    cycle = fields.get("cycle")
    refuse_over(cycle)
    for name, sentence in MISSING.items():
        fields[name] = fields.get(name) or (getattr(cycle, name) if cycle else None)
        if fields[name] is None:
            raise Refused({name: sentence})
    refuse_no_client_group(fields["client_group"])
    sent = Contribution(organisation=organisation, sent_on=clock.today(), sent_by=getattr(by, "user", None), **fields)
    sent.title, sent.what = sent.title.strip(), sent.what.strip()
    sent.sort_name = sort_name(sent.title)
    sent.search_text = fold(f"{sent.title} {organisation.name} {sent.area} {sent.client_group}")
    if file:
        sent.file = store_sent("file", file, purpose="document", by=by, allowed=ENDINGS)
    save_new(by, "sent", sent, organisation=organisation.name, cycle=cycle)
    if cycle is not None:
        record(by, "evidence sent", cycle, organisation=organisation.name)
    return sent


@transaction.atomic
def withdraw_contribution(*, by: Actor, contribution: Contribution) -> Contribution:
    """Take back what one's own organisation sent, while nobody has answered it. It is kept and counts nowhere."""
    contribution = held(by, WITHDRAW, contribution)
    check(TO_WITHDRAW, contribution)
    save_changes(by, "withdrawn", contribution, {"withdrawn_on": clock.today()})
    return contribution


@transaction.atomic
def take_contribution(*, by: Actor, contribution: Contribution, cycle: CommissioningCycle) -> Contribution:
    """Take up in a cycle what was sent without one, or for another of one's own."""
    contribution = held(by, TAKE, contribution)
    authorise(by, EDIT_CYCLE, cycle)
    refuse_over(cycle)
    if contribution.cycle_id == cycle.pk:
        return contribution
    if contribution.cycle is not None and not by.may(EDIT_CYCLE, contribution.cycle):
        raise PermissionDenied(NOT_YOURS_TO_MOVE.format(contribution.cycle))
    check(TO_TAKE, contribution)
    if contribution.use:
        raise Refused("It was answered for another cycle. Ask the organisation to send it again for this one.")
    save_changes(by, "taken up", contribution, {"cycle": cycle})
    record(by, "evidence taken up", cycle, organisation=contribution.organisation.name)
    return contribution


@transaction.atomic
def answer_contribution(
    *, by: Actor, contribution: Contribution, use: str, answer: str, version: int | None = None
) -> Contribution:
    """Say what it was used for, or why it was not. Whoever sent it is told by mail; said anew, they are told anew."""
    contribution = held(by, ANSWER, contribution, version)
    check(TO_ANSWER, contribution)
    fields = {
        "use": use, "answer": answer.strip(), "answered_on": clock.today(),
        "answered_for": getattr(by, "organisation", None),
    }  # fmt: skip
    if save_changes(by, "answered", contribution, fields):
        cycle: Any = contribution.cycle  # which it has, as a gate sees to
        record(by, "evidence answered", cycle, organisation=contribution.organisation.name, use=use)
        tell_sender(contribution)
    return contribution


def tell_sender(contribution: Contribution) -> None:
    """A mail to each person of the sender who may send evidence."""
    roles = RoleHeld.objects.active(clock.today()).filter(
        role__in=TOLD, membership__organisation=contribution.organisation_id
    )
    people = {each.membership.user_id: each.membership.user for each in roles.select_related("membership__user")}
    verdict = contribution.get_use_display().lower()
    body = (
        f"You sent '{contribution.title}' on {words.date(contribution.sent_on)}, for: {contribution.cycle}.\n\n"
        f"It was {verdict}. The commissioners say:\n\n{contribution.answer}"
    )
    for key, user in sorted(people.items()):
        write_mail(
            to=user, subject=f"Your evidence was {verdict}: {contribution.title}"[:200], body=body,
            key=f"contribution:{contribution.pk}:{contribution.version}:{key}", link=contribution.get_absolute_url(),
        )  # fmt: skip


def held(by: Actor, permission: str, contribution: Contribution, version: int | None = None) -> Contribution:
    """The contribution that this person acts on, held until the act is done."""
    locked(Contribution, contribution.pk, version=version)
    found: Contribution = (
        Contribution.objects.select_related("cycle", "organisation")
        .prefetch_related("cycle__partners")
        .get(pk=contribution.pk)
    )
    authorise(by, permission, found)
    return found
