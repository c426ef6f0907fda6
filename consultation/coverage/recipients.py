"""To whom mail about a consultation goes: the people who write for an organisation, else the organisation's address."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from core import clock
from partnerships.organisations.models import Organisation
from partnerships.people.models import RoleHeld
from partnerships.people.roles import Role

WRITERS = (Role.DRAFTER, Role.APPROVER)


def recipients_of(organisations: Collection[int]) -> dict[int, list[Any]]:
    """For each organisation: its drafters and approvers of today; where it has none, its public e-mail address.

    Two statements. An organisation with neither has an empty list.
    """
    found: dict[int, dict[int, Any]] = defaultdict(dict)
    held = RoleHeld.objects.active(clock.today()).filter(
        role__in=WRITERS, membership__organisation__in=organisations, membership__user__is_active=True
    )
    for each in held.select_related("membership__user").order_by("membership__user__name", "pk"):
        found[each.membership.organisation_id][each.membership.user_id] = each.membership.user
    without = set(organisations) - set(found)
    public = Organisation.objects.filter(pk__in=without).exclude(email="").values_list("pk", "email")
    addresses = {pk: [email] for pk, email in public}
    return {pk: list(found[pk].values()) if pk in found else addresses.get(pk, []) for pk in organisations}


def nobody_to_write_to(organisations: Iterable[int]) -> set[int]:
    """Those of the organisations that no mail would reach. Two statements."""
    return {pk for pk, people in recipients_of(list(organisations)).items() if not people}


def address_of(recipient: Any) -> str:
    """The address of a person, or the address itself, in small letters: the same mailbox is the same recipient."""
    return str(recipient if isinstance(recipient, str) else recipient.email).lower()


def mark_of(recipient: Any) -> str:
    """What tells a recipient from every other in the key of a mail, however long the address is."""
    return hashlib.sha256(address_of(recipient).encode()).hexdigest()[:20]
