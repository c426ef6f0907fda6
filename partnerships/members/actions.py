"""Sending a list of members, settling its lines, taking it in, and inviting the contacts it names."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from core import clock
from core.acts import Actor, Refused, again_if_overtaken, authorise, locked, one_at_a_time
from core.gates import check
from core.mail.actions import one_address
from core.trail.actions import event_of, record, save_changes
from core.trail.models import Event
from core.work.actions import ask
from partnerships.invitations.actions import check_not_too_many, close, has_people, send, too_many
from partnerships.invitations.models import Invitation
from partnerships.members.effects import Standing
from partnerships.members.matching import match
from partnerships.members.models import Matched, MemberLine, MemberSheet, SheetState
from partnerships.members.rules import TO_TAKE_IN, refuse_no_umbrella
from partnerships.members.sheet import HEADINGS, as_cell, made_of
from partnerships.organisations.actions import add_organisation
from partnerships.organisations.models import Organisation, OrganisationKind, UmbrellaMembership
from partnerships.people.actions import hold_place
from partnerships.people.roles import Role

ROLES = [Role.ADMINISTRATOR.value]
"""What the contact of a member is invited as: nobody acts for it yet."""
DAY = datetime.timedelta(days=1)
NO_LINES = "Send at least one line: what a member is called."


@transaction.atomic
def send_members(
    *, by: Actor, umbrella: Organisation, name: str, lines: Sequence[MemberLine], on: datetime.date, whole: bool = False
) -> MemberSheet:
    """Keep an umbrella's list of members to be looked at, each line with the organisation it means."""
    umbrella = locked(Organisation, umbrella.pk)
    authorise(by, "partnerships.send_members", umbrella)
    refuse_no_umbrella(umbrella)
    sheet = MemberSheet(umbrella=umbrella, name=name[:200], on=on, whole=whole, sent_by_id=by.user_id)
    sheet.sent_on = clock.today()
    sheet.save(force_insert=True)
    match(umbrella, lines)
    for line in lines:
        line.sheet = sheet
    MemberLine.objects.bulk_create(lines)
    record(by, "sent a list of members", sheet, umbrella=umbrella.name, lines=len(lines))
    return sheet


def send_member_list(
    *,
    by: Actor,
    umbrella: Organisation,
    name: str,
    lines: Sequence[Mapping[str, Any]],
    on: datetime.date,
    whole: bool = False,
) -> MemberSheet:
    """Keep a list of members that came without a sheet: the cells of each line by the names of their columns."""
    authorise(by, "partnerships.send_members", umbrella)
    made = made_of((number, {key: as_cell(line.get(key)) for key in HEADINGS}) for number, line in enumerate(lines, 1))
    if not made:
        raise Refused({"lines": NO_LINES})
    return send_members(by=by, umbrella=umbrella, name=name, lines=made, on=on, whole=whole)


@transaction.atomic
def void_members(*, by: Actor, sheet: MemberSheet, reason: str) -> MemberSheet:
    """Set a list aside that is not to be taken in."""
    sheet = locked(MemberSheet, sheet.pk)
    authorise(by, "partnerships.void_members", sheet)
    if sheet.state == SheetState.TAKEN:
        raise Refused("This list was taken in. End a membership on the page of the member.")
    if sheet.state == SheetState.SENT:
        save_changes(by, "set aside", sheet, {"voided_on": clock.today(), "void_reason": reason})
    return sheet


@again_if_overtaken
@transaction.atomic
def take_in_members(*, by: Actor, sheet: MemberSheet) -> MemberSheet:
    """Record the memberships of a list, each from its day, and invite the contacts it names in the background."""
    one_at_a_time(f"members-of:{sheet.umbrella_id}")
    sheet = locked(MemberSheet, sheet.pk)
    authorise(by, "partnerships.take_in_members", sheet)
    if sheet.state == SheetState.TAKEN:
        return sheet
    follow_merges(sheet)
    hold_members(sheet)
    check(TO_TAKE_IN, sheet)
    lines = list(sheet.lines.select_related("organisation"))
    standing = Standing(sheet, lines)
    for held in standing.ending(lines):
        end(by, held, sheet.on - DAY)
    begin(by, sheet, standing, lines)
    save_changes(by, "took in", sheet, {"taken_in_on": clock.today()})
    ask(by, "invite_members", key=f"members:{sheet.pk}", sheet=sheet.pk)
    return sheet


def follow_merges(sheet: MemberSheet) -> None:
    """Let lines mean the entry that is kept, where theirs was merged as a duplicate since they were matched; but for a
    line whose kept entry another line of the list, or the umbrella body itself, is already."""
    taken = {sheet.umbrella_id, *sheet.lines.values_list("organisation_id", flat=True)}
    merged = sheet.lines.filter(organisation__duplicate_of__isnull=False).select_related("organisation")
    for line in merged.order_by("number"):
        assert line.organisation is not None
        kept = line.organisation.duplicate_of_id
        if kept is not None and kept not in taken:
            taken.add(kept)
            line.organisation_id = kept
            line.save(update_fields=["organisation"])


def hold_members(sheet: MemberSheet) -> None:
    """Hold every organisation whose membership the list may touch, in one order, as whoever joins or leaves does."""
    named = sheet.lines.exclude(organisation=None).values_list("organisation_id", flat=True)
    keys = {*named, *sheet.umbrella.umbrella_members.filter(ends=None).values_list("member_id", flat=True)}
    rows = Organisation.objects.select_for_update(of=("self",)).filter(pk__among=keys).order_by("pk")
    list(rows.values_list("pk", flat=True))


def begin(by: Actor, sheet: MemberSheet, standing: Standing, lines: Sequence[MemberLine]) -> None:
    """Write what the lines say of memberships: new ones, and those of another class, each with an event."""
    made: list[UmbrellaMembership] = []
    events: list[Event] = []
    for line in lines:
        kind = standing.effect(line).kind
        if kind not in ("new", "changed") or line.organisation is None:
            continue
        day = line.starts or sheet.on
        if kind == "changed":
            end(by, standing.open[line.organisation.pk], day - DAY)
        made.append(
            UmbrellaMembership(
                member=line.organisation,
                umbrella=sheet.umbrella,
                membership_class=line.membership_class,
                starts=day,
            )
        )
        said = made[-1].get_membership_class_display()
        events.append(event_of(by, "joined umbrella", line.organisation, umbrella=sheet.umbrella, joined_as=said))
    UmbrellaMembership.objects.bulk_create(made)
    Event.objects.bulk_create(events)


def end(by: Actor, held: UmbrellaMembership, last: datetime.date) -> None:
    """Let a membership end on a day; the row stays."""
    held.end(last)
    held.save(update_fields=["ends"])
    record(by, "left umbrella", held.member, umbrella=held.umbrella, ends=held.ends)


@again_if_overtaken
@transaction.atomic
def settle_member_line(
    *, by: Actor, line: MemberLine, organisation: Organisation | None = None, kind: OrganisationKind | None = None
) -> MemberLine:
    """Say which organisation a line means, or add it to the register; of a list taken in, it takes effect at once."""
    one_at_a_time(f"members-of:{line.sheet.umbrella_id}")
    sheet = locked(MemberSheet, line.sheet_id)
    line = locked(MemberLine, line.pk)
    line.sheet = sheet
    authorise(by, "partnerships.settle_member_line", line)
    if sheet.state == SheetState.VOID:
        raise Refused("This list was set aside. Send another one.")
    if sheet.state == SheetState.TAKEN and line.organisation_id is not None:
        raise Refused("This line has been taken in. End the membership on the page of the member.")
    how = Matched.HAND
    if organisation is None:
        if kind is None:
            raise Refused({"organisation": "Choose the organisation, or the kind of organisation to add."})
        organisation, how = (
            add_organisation(by=by, name=line.name, kind=kind, identifiers=line.codes, postcode=line.postcode),
            Matched.ADDED,
        )
    hold_place(organisation)
    if organisation.pk == sheet.umbrella_id:
        raise Refused({"organisation": "An umbrella body is not its own member."})
    save_changes(by, "settled", line, {"organisation": organisation, "matched": how})
    if sheet.state == SheetState.TAKEN:
        effect = Standing(sheet, [line]).effect(line)
        if effect.kind == "problem":
            raise Refused({"organisation": effect.words})
        begin(by, sheet, Standing(sheet, [line]), [line])
        ask(by, "invite_members", key=f"members:{sheet.pk}:{line.pk}", sheet=sheet.pk)
    return line


@transaction.atomic
def invite_contact(*, by: Actor, line: MemberLine) -> MemberLine:
    """Invite the contact of a member for whom nobody acts yet, once; or note why not."""
    assert line.organisation is not None
    hold_place(line.organisation)
    locked(MemberLine, line.pk)
    line = MemberLine.objects.select_related("sheet__umbrella", "organisation__kind").get(pk=line.pk)
    if line.invitation_id is not None or line.not_invited or not line.contact_email or line.organisation is None:
        return line
    authorise(by, "partnerships.invite_member_contact", Invitation(umbrella=line.sheet.umbrella))
    why_not = Standing(line.sheet, [line]).why_not_invited(line) or too_many(line.organisation)
    if why_not:
        save_changes(by, "not invited", line, {"not_invited": why_not})
        return line
    return mail_to(by, line, "invited")


def mail_to(by: Actor, line: MemberLine, verb: str) -> MemberLine:
    """Write and mail the invitation of a line's contact; one that is open to the same address is replaced."""
    place = line.organisation
    assert place is not None
    invitation = Invitation(
        email=one_address(line.contact_email),
        name=line.contact_name or f"contact of {place.name}"[:150],
        roles=ROLES,
        invited_by_id=by.user_id,
        organisation=place,
        umbrella=line.sheet.umbrella,
    )
    authorise(by, "partnerships.invite_member_contact", invitation)
    for open_one in Invitation.objects.to(place).waiting().filter(email=invitation.email):
        close(by, open_one, "replaced")
    send(by, invitation, verb)
    save_changes(
        by,
        verb,
        line,
        {"invitation": invitation, "not_invited": "", "returned_on": None, "return_reason": ""},
    )
    return line


@transaction.atomic
def resend_to_contact(*, by: Actor, line: MemberLine, contact_name: str, contact_email: str) -> MemberLine:
    """Correct the address of a contact and send the invitation again; the one sent before stops."""
    if line.organisation is None:
        raise Refused("Say first which organisation this line means.")
    hold_place(line.organisation)
    locked(MemberLine, line.pk)
    line = MemberLine.objects.select_related("sheet__umbrella", "organisation__kind").get(pk=line.pk)
    authorise(by, "partnerships.resend_to_contact", line)
    if line.sheet.state != SheetState.TAKEN:
        raise Refused("Take the list in first: that invites its contacts.")
    assert line.organisation is not None
    if has_people(line.organisation):
        raise Refused("It has people here already, who invite others themselves.")
    check_not_too_many(line.organisation)
    address = one_address(contact_email.strip().lower())
    before = line.invitation
    if before is not None and before.accepted_at is None and before.withdrawn_at is None:
        close(by, before, "replaced")
    save_changes(by, "corrected the contact", line, {"contact_name": contact_name, "contact_email": address})
    why_not = Standing(line.sheet, [line]).why_not_invited(line)
    if why_not:
        raise Refused({"contact_email": why_not})
    return mail_to(by, line, "invited again")


@transaction.atomic
def note_return(*, by: Actor, line: MemberLine, reason: str) -> MemberLine:
    """Say that the invitation came back from the contact's mailbox after it had been sent."""
    line = MemberLine.objects.select_related("sheet").get(pk=locked(MemberLine, line.pk).pk)
    authorise(by, "partnerships.note_return", line)
    if line.invitation_id is None:
        raise Refused("No invitation was sent for this line.")
    save_changes(by, "came back", line, {"returned_on": clock.today(), "return_reason": reason})
    return line


@transaction.atomic
def forget_sheet(*, by: Actor, pk: int) -> int:
    """Delete a list whose time is over, with the contacts it names. The memberships and the trail stay."""
    sheet = locked(MemberSheet, pk)
    record(by, "deleted after its time", sheet)
    sheet.delete()
    return 1
