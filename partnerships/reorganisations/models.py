"""Reorganisations: what becomes of several bodies on one day, by one law or order, entered once."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from core.fields import Versioned, Visible
from core.pages.addresses import numbered
from partnerships.organisations.models import WHAT_BECAME, Area, Lineage, Organisation, OrganisationKind, Scheme


class State(models.TextChoices):
    """How a reorganisation stands. A draft may be withdrawn; one that was carried out may be undone."""

    DRAFT = "draft", "Being prepared"
    CARRIED_OUT = "carried_out", "Carried out"
    UNDONE = "undone", "Undone"
    WITHDRAWN = "withdrawn", "Withdrawn"


OVER = (State.UNDONE, State.WITHDRAWN)


class ReorganisationQuerySet(Visible):
    """Reorganisations."""

    def about(self, keys: frozenset[int]) -> "ReorganisationQuerySet":
        """Those in which one of these organisations goes, or succeeds."""
        lines = Line.objects.filter(Q(ancestor__in=keys) | Q(descendant__in=keys))
        return self.filter(Exists(lines.filter(reorganisation=OuterRef("pk"))))


class Reorganisation(Versioned):
    """Bodies are abolished, merged, split or renamed on a day: prepared, looked at, carried out; or undone."""

    view_permission = "partnerships.view_reorganisation"

    title = models.CharField(max_length=200, help_text="What people call it, like 'Primary care trusts abolished'.")
    first_day = models.DateField("takes effect on", help_text="The first day of the successors. It may be to come.")
    basis = models.CharField(
        "legal basis or source", max_length=200, help_text="The Act, order or letter that says so, and where it stands."
    )
    boundaries = models.TextField(
        "boundaries that move",
        max_length=2000,
        blank=True,
        help_text="In words: which area goes from whom to whom. Leave empty if none moves.",
    )
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT, editable=False)
    prepared_on = models.DateField("prepared on", editable=False)
    carried_out_on = models.DateField("carried out on", null=True, blank=True, editable=False)
    carried_out_by = models.ForeignKey(
        "partnerships.User",
        on_delete=models.PROTECT,
        related_name="reorganisations_carried_out",
        null=True,
        blank=True,
        editable=False,
    )
    ended_on = models.DateField("undone or withdrawn on", null=True, blank=True, editable=False)
    ended_by = models.ForeignKey(
        "partnerships.User",
        on_delete=models.PROTECT,
        related_name="reorganisations_ended",
        null=True,
        blank=True,
        editable=False,
    )
    end_reason = models.TextField("why it was undone or withdrawn", max_length=2000, blank=True, editable=False)
    roles = models.ManyToManyField("partnerships.RoleHeld", related_name="given_by_reorganisation", editable=False)

    objects = ReorganisationQuerySet.as_manager()

    class Meta:
        ordering = ["-first_day", "-pk"]
        constraints = [
            models.CheckConstraint(name="reorganisation_state_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(name="reorganisation_named", condition=~Q(title="") & ~Q(basis="")),
            models.CheckConstraint(
                name="reorganisation_carried_out_on_a_day",
                condition=Q(state__in=("draft", "withdrawn"), carried_out_on=None)
                | Q(state__in=("carried_out", "undone"), carried_out_on__isnull=False),
            ),
            models.CheckConstraint(
                name="reorganisation_ended_with_reason",
                condition=Q(state__in=("draft", "carried_out"), ended_on=None, end_reason="")
                | (Q(state__in=("undone", "withdrawn"), ended_on__isnull=False) & ~Q(end_reason="")),
                violation_error_message="Say why.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return numbered("reorganisation", self.pk)


class NewBody(models.Model):
    """A body that a reorganisation creates: an entry of the register once it is carried out."""

    view_permission = "partnerships.view_reorganisation_line"

    reorganisation = models.ForeignKey(Reorganisation, on_delete=models.CASCADE, related_name="new_bodies")
    name = models.CharField(max_length=255)
    kind = models.ForeignKey(OrganisationKind, on_delete=models.PROTECT, related_name="to_be_created")
    scheme = models.CharField("whose code", max_length=12, choices=Scheme.choices, blank=True)
    code = models.CharField(max_length=60, blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="to_be_served", null=True, blank=True)
    organisation = models.OneToOneField(
        Organisation, on_delete=models.PROTECT, related_name="created_by", null=True, blank=True
    )

    objects = Visible.as_manager()

    class Meta:
        verbose_name = "new body"
        verbose_name_plural = "new bodies"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["reorganisation", "name"],
                name="new_body_once",
                violation_error_message="A new body of this name stands in the reorganisation already.",
            ),
            models.UniqueConstraint(
                fields=["reorganisation", "scheme", "code"],
                name="new_body_code_once",
                condition=~Q(code=""),
                violation_error_message="Another new body of the reorganisation has this code already.",
            ),
            models.CheckConstraint(name="new_body_has_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="new_body_code_of_a_scheme", condition=Q(scheme="", code="") | (~Q(scheme="") & ~Q(code=""))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.code}" if self.code else self.name


class LineQuerySet(Visible):
    """Lines of reorganisations."""

    def loaded(self) -> "LineQuerySet":
        """With all that a page says of them."""
        return self.select_related(
            "reorganisation", "ancestor__kind", "ancestor__duplicate_of", "descendant__kind",
            "descendant__duplicate_of", "new__kind", "lineage",
        )  # fmt: skip


class Line(models.Model):
    """What becomes of one body in a reorganisation: into which successor, and how much of it. A split has several.

    `closed_before` is the body's last day as it stood, and `lineage` what was written, to be taken back by an undo.
    """

    view_permission = "partnerships.view_reorganisation_line"

    reorganisation = models.ForeignKey(Reorganisation, on_delete=models.CASCADE, related_name="lines")
    ancestor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="goes_in")
    kind = models.CharField("what happens", max_length=10, choices=WHAT_BECAME)
    descendant = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="succeeds_in", null=True, blank=True
    )
    new = models.ForeignKey(NewBody, on_delete=models.PROTECT, related_name="lines", null=True, blank=True)
    share = models.DecimalField("share (%)", max_digits=5, decimal_places=2, null=True, blank=True)
    share_unknown = models.BooleanField("how much is not known", default=False)
    lineage = models.OneToOneField(
        Lineage, on_delete=models.PROTECT, related_name="reorganisation_line", null=True, blank=True
    )
    closed_before = models.DateField("last day before", null=True, blank=True)

    objects = LineQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="reorganisation_line_kind_known", condition=Q(kind__in=[key for key, _ in WHAT_BECAME])
            ),
            models.CheckConstraint(
                name="reorganisation_line_to_a_body", condition=Q(descendant__isnull=False) | Q(new__isnull=False)
            ),
            models.CheckConstraint(
                name="reorganisation_line_to_another",
                condition=Q(descendant=None) | ~Q(ancestor=F("descendant")),
                violation_error_message="A body does not succeed itself.",
            ),
            models.CheckConstraint(
                name="reorganisation_line_share",
                condition=Q(share=None) | Q(share__gt=0, share__lte=100, share_unknown=False),
                violation_error_message="Give a share above 0 and up to 100%, or say that it is not known.",
            ),
            models.UniqueConstraint(
                fields=["reorganisation", "ancestor", "descendant"],
                name="reorganisation_line_once",
                condition=Q(descendant__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["reorganisation", "ancestor", "new"],
                name="reorganisation_line_once_new",
                condition=Q(new__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ancestor.name} {self.get_kind_display().lower()} {self.successor.name}"

    def get_absolute_url(self) -> str:
        return numbered("reorganisation", self.reorganisation_id)

    @property
    def successor(self) -> Organisation | NewBody:
        """The body it passes to, be it one that is to be created."""
        found = self.descendant or self.new
        assert found is not None, "a constraint says so"
        return found
