"""People for tests of the ground floor, which knows no roles: an actor holds the permissions it was given."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import Q

from core.acts import Verdict

NOBODYS = Q(pk__in=[])
OWN_WORK = frozenset({"core.view_work_row", "core.cancel_work"})


@dataclass(frozen=True)
class SomeActor:
    """An actor with exactly these permissions, on every row; and who asked for work sees and cancels it."""

    user_id: int | None = None
    membership_id: int | None = None
    organisation_id: int | None = None
    label: str = "Member, Malvern Carers Forum"
    channel: str = "web"
    sight: str = "all"
    permissions: frozenset = frozenset()

    @property
    def whose(self):
        return self

    def may(self, permission, thing=None):
        own = permission in OWN_WORK and self.user_id and getattr(thing, "asked_by_id", None) == self.user_id
        return Verdict(permission in self.permissions or bool(own), "Your role does not allow this.")

    can_ever = may

    def q(self, permission):
        if permission in self.permissions:
            return Q()
        return Q(asked_by_id=self.user_id) if permission in OWN_WORK and self.user_id else NOBODYS


def somebody(*permissions, user=None, membership_id=None, channel="web"):
    """An actor who holds these permissions."""
    pk = user.pk if user else None
    return SomeActor(user_id=pk, membership_id=membership_id, channel=channel, permissions=frozenset(permissions))


def a_user(email="ann@example.org", **fields):
    """An account."""
    return get_user_model().objects.create_user(email=email, name=fields.pop("name", "Ann Carer"), **fields)


def actor_for_work(user_id, membership_id, channel):
    """What settings.WORK_ACTOR names in these tests: refuses membership 13, which has been revoked."""
    if membership_id == 13:
        raise PermissionDenied("You no longer act for this organisation.")
    return SomeActor(user_id=user_id, membership_id=membership_id, channel=channel)
