"""Asking organisations in one go to confirm their entry."""

from collections import defaultdict

from django.db import transaction

from core import clock
from core.acts import Actor, Refused, authorise, one_at_a_time
from core.mail.actions import write_mail
from core.mail.reminding import reminded_on, reminding
from core.pages import words
from core.pages.addresses import numbered
from core.trail.actions import save_new
from partnerships.organisations.models import Organisation, OrganisationKind
from partnerships.organisations.narrowing import called, in_area
from partnerships.people.models import RoleHeld
from partnerships.people.roles import Role
from partnerships.stale.models import EntryChaser
from partnerships.stale.rules import APART, MOST, belongs, to_chase

CHASER = reminding("entry-chaser:")
NOBODY = (
    "There is nobody to ask: no entry of these is out of date, or each was asked within {} days, has no address, or "
    "was reminded of something today already."
)


@transaction.atomic
def chase_stale(*, by: Actor, umbrella: str = "", area: str = "", kind: OrganisationKind | None = None) -> int:
    """Ask the organisations whose entry is out of date to confirm it, by one mail to each of their administrators.

    Where nobody acts for one, its public address is asked. None is asked twice within fourteen days. Gives how many.
    """
    authorise(by, "partnerships.chase_stale")
    one_at_a_time("entry-chasers")
    rows = to_chase(by).order_by("confirm_by", "pk")
    rows = rows.filter(kind=kind) if kind else rows
    rows = rows.filter(in_area(area, "area")) if area.strip() else rows
    if umbrella.strip():
        rows = rows.filter(belongs(called(umbrella, "umbrella")))
    chosen = list(rows[:MOST])
    addresses = addresses_of(chosen)
    told = reminded_on(clock.today(), {each for found in addresses.values() for each in found})
    count = sum(ask_one(by, each, addresses[each.pk], told) for each in chosen)
    if not count:
        raise Refused(NOBODY.format(APART.days))
    return count


def addresses_of(rows: list[Organisation]) -> dict[int, dict[str, object]]:
    """To whom the mail to each goes, by address: its administrators, or else its address for the public."""
    held = RoleHeld.objects.active(clock.today()).filter(
        role=Role.ADMINISTRATOR, membership__organisation_id__among={each.pk for each in rows}
    )
    found: dict[int, dict[str, object]] = defaultdict(dict)
    for each in held.select_related("membership__user").order_by("pk"):
        found[each.membership.organisation_id or 0][each.membership.user.email.lower()] = each.membership.user
    for row in rows:
        if row.pk not in found and row.email:
            found[row.pk][row.email.lower()] = row.email
    return found


def ask_one(by: Actor, organisation: Organisation, addresses: dict[str, object], told: set[str]) -> bool:
    """Mail it to each who was not reminded of anything today; nothing is noted where there was nobody."""
    left = {address: to for address, to in addresses.items() if address not in told}
    if not left:
        return False
    told |= set(left)
    for to in left.values():
        address = str(getattr(to, "email", to)).lower()
        write_mail(
            to=to,
            subject=f"Is the entry of {organisation.name} still right?"[:200],
            body=(
                f"The entry of {organisation.name} in the register of partners should have been confirmed by "
                f"{words.date(organisation.confirm_by)}.\n\nSign in, look at it, and press 'Confirm', or correct what "
                "has changed. Whoever cannot sign in asks the Forum secretariat for an invitation."
            ),
            key=f"{CHASER}{organisation.pk}:{address}:{clock.today().isoformat()}"[:200],
            link=numbered("organisation_confirm", organisation.pk),
        )
    acting_for = by.organisation_id if not by.may("partnerships.view_all_stale") else None
    chaser = EntryChaser(
        organisation=organisation,
        sent_on=clock.today(),
        sent_by_id=by.user_id,
        umbrella_id=acting_for,
        people=len(left),
    )
    save_new(by, "asked to confirm", chaser, organisation=organisation.name)
    return True
