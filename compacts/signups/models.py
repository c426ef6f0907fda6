"""Sign-ups: which organisation works towards a Local Compact, and which has signed it."""

import datetime
from typing import Any

from django.db import models
from django.db.models import Case, CharField, F, Q, Value, When

from compacts.signing.models import SignedByName, Way
from core import clock
from core.fields import Versioned, Visible
from core.pages.addresses import numbered


class SignupStatus(models.TextChoices):
    """The two ways to meet the target of April 2004. They are counted apart."""

    WORKING = "working", "Actively working towards it"
    SIGNED = "signed", "Signed"


class Standing(models.TextChoices):
    """How a sign-up stands on a day. It follows from its dates."""

    WORKING = "working", "Actively working towards it"
    SIGNED = "signed", "Signed"
    ENDED = "ended", "Ended"
    VOID = "void", "Void"


COLOURS = {Standing.WORKING: "blue", Standing.SIGNED: "green", Standing.ENDED: "grey", Standing.VOID: "red"}
OPEN = Q(ended_on=None, voided_on=None)


def standing_on(on: datetime.date) -> Case:
    """How each row stands on a day, as an expression: what `Signup.standing_on` says of one."""
    return Case(
        When(voided_on__isnull=False, then=Value(Standing.VOID.value)),
        When(ended_on__lte=on, then=Value(Standing.ENDED.value)),
        default=F("status"),
        output_field=CharField(),
    )


class SignupQuerySet(Visible):
    """Sign-ups."""

    def standing(self, standing: str, on: datetime.date) -> "SignupQuerySet":
        """Those that stand so on a day."""
        return self.alias(stands=standing_on(on)).filter(stands=standing)

    def in_force(self, on: datetime.date) -> "SignupQuerySet":
        """Those that hold on a day. A void one never held."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=on), starts__lte=on, voided_on=None)


class Signup(Versioned):
    """An organisation works towards a Compact from a day on, or signed it on a day; with what shows that.

    It works towards one together with another public body and the sector: each is named by one organisation.
    """

    view_permission = "compacts.view_signup"

    compact = models.ForeignKey(
        "compacts.LocalCompact", on_delete=models.PROTECT, related_name="signups", verbose_name="Compact"
    )
    organisation = models.ForeignKey(
        "partnerships.Organisation",
        on_delete=models.PROTECT,
        related_name="compact_signups",
        verbose_name="organisation",
    )
    status = models.CharField("status", max_length=10, choices=SignupStatus.choices)
    starts = models.DateField("from", help_text="The day on which it signed, or from which it works towards it.")
    evidence = models.TextField(
        "evidence", max_length=5000, help_text="What shows it: a minute, a letter, a page. Do not name people."
    )
    public_body = models.ForeignKey(
        "partnerships.Organisation",
        on_delete=models.PROTECT,
        related_name="compact_work_as_public_body",
        verbose_name="with the public body",
        null=True,
        blank=True,
    )
    vcs_partner = models.ForeignKey(
        "partnerships.Organisation",
        on_delete=models.PROTECT,
        related_name="compact_work_as_vcs_partner",
        verbose_name="with the voluntary or community organisation",
        null=True,
        blank=True,
    )
    ended_on = models.DateField("ended on", null=True, blank=True)
    end_reason = models.TextField("why it ended", max_length=2000, blank=True)
    voided_on = models.DateField("declared void on", null=True, blank=True)
    void_reason = models.TextField("why it is void", max_length=2000, blank=True)
    follows = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="followed_by",
        verbose_name="the sign-up that ended with it",
        null=True,
        blank=True,
        editable=False,
    )

    objects = SignupQuerySet.as_manager()

    class Meta:
        verbose_name = "sign-up"
        constraints = [
            models.CheckConstraint(name="signup_status_known", condition=Q(status__in=SignupStatus.values)),
            models.CheckConstraint(
                name="signup_dates_in_order",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("starts")),
                violation_error_message="It cannot have ended before it began.",
            ),
            models.CheckConstraint(
                name="signup_has_evidence",
                condition=~Q(evidence=""),
                violation_error_message="Enter what shows it.",
            ),
            models.CheckConstraint(
                name="signup_work_is_with_both",
                condition=~Q(status=SignupStatus.WORKING) | Q(public_body__isnull=False, vcs_partner__isnull=False),
                violation_error_message="Name a public body and a voluntary or community organisation it works with.",
            ),
            models.CheckConstraint(
                name="signup_work_is_with_others",
                condition=(Q(public_body=None) | ~Q(public_body=F("organisation")))
                & (Q(vcs_partner=None) | ~Q(vcs_partner=F("organisation"))),
                violation_error_message="Name others than the organisation itself.",
            ),
            models.CheckConstraint(
                name="signup_ends_with_a_reason",
                condition=Q(ended_on=None, end_reason="") | (Q(ended_on__isnull=False) & ~Q(end_reason="")),
                violation_error_message="Say why it ended.",
            ),
            models.CheckConstraint(
                name="signup_void_with_a_reason",
                condition=Q(voided_on=None, void_reason="") | (Q(voided_on__isnull=False) & ~Q(void_reason="")),
                violation_error_message="Say why it is void.",
            ),
            models.UniqueConstraint(
                fields=["compact", "organisation"],
                name="signup_one_open",
                condition=OPEN,
                violation_error_message="There is a sign-up of this organisation to the Compact already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation.name}: {self.compact.title}"

    def get_absolute_url(self) -> str:
        return numbered("signup", self.pk)

    def standing_on(self, on: datetime.date) -> Standing:
        """How it stands on a day, by what is known now."""
        if self.voided_on is not None:
            return Standing.VOID
        return Standing.ENDED if self.ended_on is not None and self.ended_on <= on else Standing(self.status)

    @property
    def edition(self) -> Any:
        """The edition that was signed, where that is known."""
        signature = getattr(self, "signature", None)
        return signature.edition if signature is not None else None

    @property
    def standing(self) -> Standing:
        """How it stands today."""
        return self.standing_on(clock.today())

    @property
    def colour(self) -> str:
        """The colour of its tag."""
        return COLOURS[self.standing]


class SignupSignature(SignedByName):
    """Who signed for the organisation that signed up, and which edition of the Compact's document they had before them.

    What was signed here always has one; of what was recorded from paper it may not be known who signed.
    """

    view_permission = "compacts.view_signup_signature"

    signup = models.OneToOneField(Signup, on_delete=models.PROTECT, related_name="signature", verbose_name="sign-up")
    edition = models.ForeignKey(
        "compacts.CompactEdition",
        on_delete=models.PROTECT,
        related_name="signatures",
        verbose_name="edition that was signed",
        null=True,
        blank=True,
    )

    objects = Visible.as_manager()

    class Meta:
        verbose_name = "signature of a sign-up"
        constraints = [
            *SignedByName.Meta.constraints,
            models.CheckConstraint(
                name="signup_signature_says_who",
                condition=(~Q(name="") & ~Q(designation=""))
                | (Q(way=Way.PAPER) & (Q(scan__isnull=False) | Q(edition__isnull=False, name="", designation=""))),
                violation_error_message="Enter the name and the designation of whoever signed, or add the scan.",
            ),
            models.CheckConstraint(
                name="signup_signature_given_here_says_by_what_authority",
                condition=Q(way=Way.HERE, scan=None) & ~Q(authority="") | Q(way=Way.PAPER),
                violation_error_message="Say what allows you to sign.",
            ),
        ]

    def __str__(self) -> str:
        who = ", ".join(each for each in (self.name, self.designation) if each) or "It is not known who signed"
        return f"{who}, for {self.signup.organisation.name}"

    def get_absolute_url(self) -> str:
        return self.signup.get_absolute_url()
