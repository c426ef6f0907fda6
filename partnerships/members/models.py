"""Lists of members that an umbrella body sent: each line with the organisation it means and the contact it names."""

from django.db import models
from django.db.models import Q

from core.fields import Versioned, Visible, Voidable, void_with_a_reason
from core.pages.addresses import numbered
from partnerships.invitations.models import Invitation
from partnerships.organisations.models import Organisation, UmbrellaClass
from partnerships.people.models import User


class SheetState(models.TextChoices):
    """How far a list has come."""

    SENT = "sent", "To be looked at"
    TAKEN = "taken", "Taken in"
    VOID = "void", "Set aside"


class MemberSheet(Versioned, Voidable):
    """A list of an umbrella body's members as it stood on a day. Nothing happens before it is taken in."""

    view_permission = "partnerships.view_member_sheet"

    umbrella = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="member_sheets")
    name = models.CharField("sheet", max_length=200)
    on = models.DateField("as it stood on", help_text="Memberships without a day of their own begin or change then.")
    whole = models.BooleanField(
        "This is the whole list: the membership of who is not on it ends the day before", default=False
    )
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="member_sheets_sent", null=True)
    sent_on = models.DateField("sent on")
    taken_in_on = models.DateField("taken in on", null=True, blank=True)

    objects = Visible.as_manager()

    class Meta:
        constraints = [
            void_with_a_reason("member_sheet_void_with_reason"),
            models.CheckConstraint(
                name="member_sheet_taken_or_void",
                condition=Q(taken_in_on=None) | Q(voided_on=None),
                violation_error_message="A list that was taken in is not set aside.",
            ),
        ]

    def __str__(self) -> str:
        return f"Members of {self.umbrella.name}, {self.name}"

    def get_absolute_url(self) -> str:
        return numbered("member_sheet", self.pk)

    @property
    def state(self) -> str:
        """'sent', 'taken' or 'void'."""
        if self.voided_on is not None:
            return SheetState.VOID
        return SheetState.TAKEN if self.taken_in_on else SheetState.SENT


class Matched(models.TextChoices):
    """How the organisation of a line was found."""

    CODE = "code", "By its number"
    NAME = "name", "By name and postcode"
    HAND = "hand", "Chosen by hand"
    ADDED = "added", "Added to the register"
    DOUBTFUL = "doubtful", "Could be several"
    UNKNOWN = "unknown", "Not in the register"


class MemberLine(Versioned):
    """One line of such a list."""

    view_permission = "partnerships.view_member_line"

    sheet = models.ForeignKey(MemberSheet, on_delete=models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField("line")
    name = models.CharField(max_length=255)
    postcode = models.CharField(max_length=10, blank=True)
    ods = models.CharField("ODS code", max_length=60, blank=True)
    charity = models.CharField("charity number", max_length=60, blank=True)
    company = models.CharField("company number", max_length=60, blank=True)
    membership_class = models.CharField("class", max_length=10, choices=UmbrellaClass.choices)
    starts = models.DateField("from", null=True, blank=True)
    contact_name = models.CharField("contact", max_length=150, blank=True)
    contact_email = models.EmailField("contact's e-mail address", blank=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="member_lines", null=True, blank=True
    )
    matched = models.CharField("found", max_length=10, choices=Matched.choices)
    invitation = models.ForeignKey(
        Invitation, on_delete=models.SET_NULL, related_name="member_lines", null=True, blank=True
    )
    not_invited = models.CharField("why the contact was not invited", max_length=400, blank=True)
    returned_on = models.DateField("came back on", null=True, blank=True)
    return_reason = models.CharField("why it came back", max_length=300, blank=True)

    objects = Visible.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "number"], name="member_line_once"),
            models.UniqueConstraint(
                fields=["sheet", "organisation"],
                name="member_line_of_one",
                condition=Q(organisation__isnull=False),
                violation_error_message="Another line of this list is that organisation already.",
            ),
            models.CheckConstraint(
                name="member_line_class_known", condition=Q(membership_class__in=UmbrellaClass.values)
            ),
            models.CheckConstraint(
                name="member_line_found_or_not",
                condition=Q(matched__in=("doubtful", "unknown"), organisation=None)
                | Q(matched__in=("code", "name", "hand", "added"), organisation__isnull=False),
            ),
            models.CheckConstraint(
                name="member_line_return_with_reason",
                condition=Q(returned_on=None, return_reason="") | (Q(returned_on__isnull=False) & ~Q(return_reason="")),
                violation_error_message="Say why it came back.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, line {self.number} of {self.sheet.name}"

    def get_absolute_url(self) -> str:
        return numbered("member_line", self.pk)

    @property
    def codes(self) -> list[tuple[str, str]]:
        """(scheme, number) that the line gives; the schemes are called like its fields."""
        return [(scheme, getattr(self, scheme)) for scheme in ("ods", "charity", "company") if getattr(self, scheme)]
