"""The roles a person can hold in a membership."""

from collections.abc import Collection
from functools import cache

from django.db.models import TextChoices


class Role(TextChoices):
    """What a person is for an organisation or an area. A visitor, without an account, holds none."""

    MEMBER = "member", "Member"  # reads what is their organisation's
    DRAFTER = "drafter", "Drafter"  # writes for the organisation
    APPROVER = "approver", "Approver"  # submits and signs for the organisation
    ADMINISTRATOR = "administrator", "Organisation administrator"  # looks after its people and its entry
    COMMISSIONER = "commissioner", "Commissioner"
    ANALYST = "analyst", "Analyst"
    SECRETARIAT = "secretariat", "Forum secretariat"
    AUDITOR = "auditor", "Auditor"  # reads everything but what the wall between funder and funded closes


STAFF = frozenset({Role.COMMISSIONER, Role.ANALYST, Role.SECRETARIAT, Role.AUDITOR})
"""Roles that need a second factor to sign in."""

GIVEN_BY_ADMINISTRATORS = frozenset({Role.MEMBER, Role.DRAFTER, Role.APPROVER, Role.ADMINISTRATOR})
"""Roles an organisation's own administrator may give; the others are given by the secretariat."""


def in_words(roles: Collection[str]) -> str:
    """Roles as a sentence names them.

    >>> in_words({"approver", "drafter", "administrator"})
    'Drafter, approver and organisation administrator'
    """
    return _in_words(frozenset(roles))


@cache
def _in_words(roles: frozenset[str]) -> str:
    names = [Role(each).label for each in Role.values if each in roles]
    names = names[:1] + [name[:1].lower() + name[1:] for name in names[1:]]
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
