"""Accounts, and the capacities in which people act."""

import datetime
import uuid

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Lower
from knox.models import AbstractAuthToken

from core import clock
from core.fields import Dated, DatedQuerySet, Visible, dates_in_order, fingerprint
from core.pages.addresses import numbered
from core.trail.models import Event
from partnerships.people.roles import Role

CLOSED = "deactivated"
"""What the trail calls the closing of an account; from its event on the account's time runs out."""
ERASED = "@erased.invalid"
"""How the address of an account ends whose owner is no longer known."""
ERASED_NAME = "Name no longer kept"


class UserQuerySet(models.QuerySet):
    """Accounts."""

    def visible_to(self, actor) -> "UserQuerySet":
        return self.filter(actor.q("partnerships.view_account"))

    def of_address(self, email: str) -> "UserQuerySet":
        """The account with this address, in whatever case it is typed."""
        return self.filter(email=email.strip().lower())

    def closed(self) -> "UserQuerySet":
        """Those that may not sign in any more."""
        return self.filter(is_active=False)

    def closed_by(self, moment: datetime.datetime) -> "UserQuerySet":
        """Those that were closed at a moment or before, and not again after it.

        The trail says when. It forgets a closing after seven years: an account that is closed, was made before the
        moment, and of whose closing nothing is known any more was closed before then.
        """
        closings = Event.objects.filter(model="partnerships.user", object_id=OuterRef("pk"), verb=CLOSED)
        return self.closed().filter(~Exists(closings.filter(at__gt=moment)), date_joined__lte=moment)

    def still_named(self) -> "UserQuerySet":
        """Those of whose owner something is known."""
        return self.exclude(email__endswith=ERASED)

    def that_could_sign_in(self) -> "UserQuerySet":
        """Those for which a password, a second factor, a proven address or a last sign-in is kept."""
        kept = Exists(Authenticator.objects.filter(user=OuterRef("pk")))
        kept |= Exists(EmailAddress.objects.filter(user=OuterRef("pk")))
        known = Q(last_login__isnull=False) | ~Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)
        return self.filter(known | Q(kept))


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    """Accounts are found by e-mail address, in whatever case it is typed."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)

    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person with an account. What they may do comes from their memberships, never from the account itself."""

    view_permission = "partnerships.view_account"

    email = models.EmailField("e-mail address", unique=True)
    name = models.CharField(max_length=150)
    telephone = models.CharField(max_length=30, blank=True)
    is_active = models.BooleanField("may sign in", default=True)
    date_joined = models.DateTimeField("account made", default=clock.true_now)
    calendar_key = models.UUIDField("secret part of the calendar address", default=uuid.uuid4, unique=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_any_case")]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name

    @property
    def version(self) -> int:
        """What the form on which one's own details are edited was opened with."""
        return fingerprint(self.name, self.telephone)

    @property
    def is_erased(self) -> bool:
        """Whether its owner is no longer known."""
        return self.email.endswith(ERASED)

    @property
    def is_staff(self) -> bool:
        """Whether the read-only Django admin lets the person look: asked of the permission table."""
        return self.has_perm("core.view_admin")

    def has_perm(self, permission: str, thing: object = None) -> bool:
        """An adapter for third-party code: the same table as everywhere, in any of the person's capacities."""
        from partnerships.people.actors import actors_of

        return any(actor.may(permission, thing) for actor in actors_of(self))

    def has_perms(self, permissions: list[str], thing: object = None) -> bool:
        return all(self.has_perm(each, thing) for each in permissions)

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_staff


class FormerAddressQuerySet(models.QuerySet):
    """Former addresses."""

    def in_use(self) -> "FormerAddressQuerySet":
        """Those that still mean whoever had them: no account has the address now, and nobody else gave it up later."""
        later = FormerAddress.objects.filter(email=OuterRef("email"), pk__gt=OuterRef("pk"))
        return self.filter(~Exists(User.objects.filter(email=OuterRef("email"))), ~Exists(later))

    def of(self, user: "User") -> "FormerAddressQuerySet":
        """Those by which a person can still be named."""
        return self.in_use().filter(user=user)


class FormerAddress(models.Model):
    """An e-mail address that an account had until it was given another: what still names it names its owner.

    It opens no door, is shown to nobody, and is deleted when the account is erased.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="former_addresses")
    email = models.EmailField("former e-mail address", db_index=True)
    changed_on = models.DateField("given up on", default=clock.today)

    objects = FormerAddressQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "former addresses"
        constraints = [models.CheckConstraint(name="former_address_given", condition=~Q(email=""))]

    def __str__(self) -> str:
        return f"Former address of {self.user}"


class MembershipQuerySet(Visible):
    """Memberships."""

    def at(self, place) -> "MembershipQuerySet":
        """Those of one organisation or area."""
        return self.filter(**{place._meta.model_name: place})


class Membership(models.Model):
    """A person at an organisation, or for an area: one capacity to act in. Its roles come and go with dates."""

    view_permission = "partnerships.view_membership"

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(
        "partnerships.Organisation", on_delete=models.PROTECT, related_name="memberships", null=True, blank=True
    )
    area = models.ForeignKey(
        "partnerships.Area", on_delete=models.PROTECT, related_name="memberships", null=True, blank=True
    )
    job_title = models.CharField(max_length=150, blank=True)
    added_at = models.DateTimeField(default=clock.now)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="membership_of_one_thing",
                condition=Q(organisation__isnull=False, area=None) | Q(organisation=None, area__isnull=False),
            ),
            models.UniqueConstraint(fields=["user", "organisation"], name="membership_once_per_organisation"),
            models.UniqueConstraint(fields=["user", "area"], name="membership_once_per_area"),
        ]

    def __str__(self) -> str:
        return f"{self.user} at {self.place}"

    def get_absolute_url(self) -> str:
        return numbered("membership", self.pk)

    @property
    def version(self) -> int:
        """What the form on which it is edited was opened with."""
        return fingerprint(self.job_title)

    @property
    def place(self):
        """The organisation or the area."""
        return self.organisation or self.area


class RoleHeldQuerySet(DatedQuerySet):
    """Roles held."""

    def active(self, on: datetime.date) -> "RoleHeldQuerySet":
        """Those that count on that day: in force and not revoked."""
        return self.in_force(on).filter(revoked_at=None, membership__user__is_active=True)

    def held_on(self, day: datetime.date) -> "RoleHeldQuerySet":
        """Those that were held on that day to its end, whatever became of them and of the account since."""
        return self.in_force(day).filter(Q(revoked_at=None) | Q(revoked_at__gte=clock.end_of(day)))

    def standing_first(self) -> "RoleHeldQuerySet":
        """Those without an end, then the others, latest end first; those that were revoked last."""
        return self.order_by(F("revoked_at").desc(nulls_first=True), F("ends").desc(nulls_first=True), "role", "pk")

    def lasting(self, on: datetime.date) -> "RoleHeldQuerySet":
        """Those that count on that day and have no end."""
        return self.active(on).filter(ends=None)

    def the_last(self) -> "RoleHeldQuerySet":
        """Those with a last day, of which none in the same capacity has a later one, or none at all."""
        others = RoleHeld.objects.filter(membership=OuterRef("membership"), revoked_at=None)
        after = Q(ends=None) | Q(ends__gt=OuterRef("ends")) | Q(ends=OuterRef("ends"), pk__gt=OuterRef("pk"))
        return self.filter(revoked_at=None, ends__isnull=False).filter(~Exists(others.filter(after)))

    def at(self, place) -> "RoleHeldQuerySet":
        """Those held at one organisation or for one area."""
        return self.filter(**{f"membership__{place._meta.model_name}": place})

    def visible_to(self, actor) -> "RoleHeldQuerySet":
        """Those of the memberships the person may see."""
        return self.filter(membership__in=Membership.objects.visible_to(actor))


class RoleHeld(Dated):
    """A role that a person holds in a membership, from a day to a day. Revoking works at once; the row stays."""

    view_permission = "partnerships.view_role_end"

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(max_length=20, choices=Role.choices)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = RoleHeldQuerySet.as_manager()

    class Meta:
        constraints = [
            dates_in_order("role_dates_in_order"),
            models.CheckConstraint(name="role_is_known", condition=Q(role__in=Role.values)),
            models.UniqueConstraint(
                fields=["membership", "role"], name="role_held_once", condition=Q(ends=None, revoked_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.membership}"

    def counts_on(self, on: datetime.date) -> bool:
        """Whether it counts on that day, as `active` says it of rows: of a person whose account is open."""
        return self.revoked_at is None and self.holds_on(on)

    @property
    def state(self) -> str:
        """'now', 'later', 'ended' or 'revoked'."""
        if self.revoked_at is not None:
            return "revoked"
        if self.starts and self.starts > clock.today():
            return "later"
        return "now" if self.holds_on(clock.today()) else "ended"


class ApiToken(AbstractAuthToken):
    """A key for a program. It stands for one membership: the program may do what that person may do in it, now."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="api_tokens")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="api_tokens")
    label = models.CharField("what it is for", max_length=100)

    def __str__(self) -> str:
        return self.label
