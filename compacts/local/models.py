"""Local Compacts: how public bodies and the voluntary and community sector of a place agreed to treat one another."""

import datetime
from typing import Any

from django.db import models
from django.db.models import Case, CharField, Exists, F, OuterRef, Q, Value, When

from core import clock
from core.fields import Versioned
from core.pages.addresses import numbered
from core.search import Matching


class CompactKind(models.TextChoices):
    """What a Compact is called in its time. Both are begun, agreed, launched and reviewed alike."""

    LOCAL_COMPACT = "local_compact", "Local Compact"
    BOARD_AGREEMENT = "board_agreement", "Agreement of an integrated care board with the sector"


class State(models.TextChoices):
    """How a Compact stands on a day. It follows from its dates and those of its reviews, and is never stored."""

    IN_DEVELOPMENT = "in_development", "In development"
    AGREED = "agreed", "Agreed"
    LAUNCHED = "launched", "Launched"
    UNDER_REVIEW = "under_review", "Under review"
    REFRESHED = "refreshed", "Refreshed"
    LAPSED = "lapsed", "Lapsed"


COLOURS = {
    State.IN_DEVELOPMENT: "blue",
    State.AGREED: "blue",
    State.LAUNCHED: "green",
    State.UNDER_REVIEW: "yellow",
    State.REFRESHED: "green",
    State.LAPSED: "grey",
}
STEPS = ("agreed_on", "launched_on", "lapsed_on")
"""The days on which a step was taken, each by an act of its own. Empty until then."""
DAYS = ("begun_on", *STEPS)


def state_on(on: datetime.date) -> Case:
    """The state of each row on a day, as an expression: what `LocalCompact.state_on` says of one."""
    goes_on = Q(reviews__concluded_on=None) | Q(reviews__concluded_on__gt=on)
    return Case(
        When(lapsed_on__lte=on, then=Value(State.LAPSED.value)),
        When(reviewed(goes_on, reviews__began_on__lte=on), then=Value(State.UNDER_REVIEW.value)),
        When(reviewed(reviews__refreshed=True, reviews__concluded_on__lte=on), then=Value(State.REFRESHED.value)),
        When(launched_on__lte=on, then=Value(State.LAUNCHED.value)),
        When(agreed_on__lte=on, then=Value(State.AGREED.value)),
        default=Value(State.IN_DEVELOPMENT.value),
        output_field=CharField(),
    )


def reviewed(*conditions: Q, **days: object) -> Exists:
    """Whether one review of each row is as these say of `reviews`. One that was declared void never was."""
    itself = LocalCompact._base_manager.filter(*conditions, pk=OuterRef("pk"), reviews__voided_on=None, **days)
    return Exists(itself)


class LocalCompactQuerySet(Matching):
    """Local Compacts."""

    def in_state(self, state: str, on: datetime.date) -> "LocalCompactQuerySet":
        """Those that stand so on a day."""
        return self.alias(stands=state_on(on)).filter(stands=state)

    def begun_by(self, on: datetime.date) -> "LocalCompactQuerySet":
        """Those that were begun by that day. A beginning that is not known counts as long ago."""
        return self.filter(Q(begun_on=None) | Q(begun_on__lte=on))

    def to_review(self) -> "LocalCompactQuerySet":
        """Those that go on, and whose next review has not begun."""
        return self.alias(stands=state_on(clock.today())).filter(stands__in=[State.LAUNCHED, State.REFRESHED])


def not_before(name: str, *earlier: str, sentence: str) -> models.CheckConstraint:
    """A day that does not lie before any of these, where they are known."""
    condition = Q()
    for each in earlier:
        condition &= Q(**{name: None}) | Q(**{each: None}) | Q(**{f"{name}__gte": F(each)})
    return models.CheckConstraint(
        name=f"compact_{name}_in_order", condition=condition, violation_error_message=sentence
    )


def only_after(name: str, step: str, sentence: str) -> models.CheckConstraint:
    """A step that is taken only once another was."""
    return models.CheckConstraint(
        name=f"compact_{name}_after_{step}",
        condition=Q(**{name: None}) | Q(**{f"{step}__isnull": False}),
        violation_error_message=sentence,
    )


class LocalCompact(Versioned):
    """The agreement of a locality's public bodies and its voluntary and community sector, with the days of its steps.

    Its reviews are rows of their own.
    """

    view_permission = "compacts.view_compact"

    title = models.CharField("title", max_length=200)
    sort_name = models.CharField(max_length=200, editable=False)
    search_text = models.TextField(editable=False, default="")
    kind = models.CharField("kind", max_length=20, choices=CompactKind.choices, default=CompactKind.LOCAL_COMPACT)
    area = models.ForeignKey(
        "partnerships.Area", on_delete=models.PROTECT, related_name="compacts", verbose_name="locality"
    )
    about = models.TextField(
        "what it is about", max_length=5000, help_text="Two or three sentences, for people who do not know it yet."
    )
    begun_on = models.DateField(
        "work on it began on", null=True, blank=True, help_text="Leave empty if it is not known."
    )
    agreed_on = models.DateField("agreed on", null=True, blank=True)
    launched_on = models.DateField("launched on", null=True, blank=True)
    review_due = models.DateField(
        "next review due by", null=True, blank=True, help_text="The secretariat is reminded before this day."
    )
    lapsed_on = models.DateField("lapsed on", null=True, blank=True)
    lapse_reason = models.TextField("why it lapsed", max_length=2000, blank=True)
    manager_name = models.CharField("Compact Manager", max_length=150, blank=True)
    manager_organisation = models.ForeignKey(
        "partnerships.Organisation",
        on_delete=models.PROTECT,
        related_name="compacts_managed",
        verbose_name="works for",
        null=True,
        blank=True,
    )
    manager_email = models.EmailField("e-mail address", blank=True)
    manager_telephone = models.CharField("telephone", max_length=40, blank=True)
    working_group = models.ForeignKey(
        "partnerships.Body",
        on_delete=models.PROTECT,
        related_name="compacts_worked_on",
        verbose_name="Compact Working Group",
        null=True,
        blank=True,
    )
    document = models.URLField(
        "where the text can be read", max_length=300, blank=True, help_text="The address of the document on the web."
    )

    objects = LocalCompactQuerySet.as_manager()

    class Meta:
        verbose_name = "Compact"
        constraints = [
            models.CheckConstraint(name="compact_kind_known", condition=Q(kind__in=CompactKind.values)),
            models.CheckConstraint(name="compact_has_title", condition=~Q(title="") & ~Q(sort_name="")),
            models.UniqueConstraint(
                fields=["area", "kind", "sort_name"],
                name="compact_once_in_an_area",
                condition=Q(lapsed_on=None),
                violation_error_message="This locality has a Compact of that title already. Change that one instead.",
            ),
            not_before("agreed_on", "begun_on", sentence="It cannot be agreed before the work on it began."),
            only_after("launched_on", "agreed_on", "It cannot be launched before it is agreed."),
            not_before("launched_on", "begun_on", "agreed_on", sentence="It cannot be launched before it is agreed."),
            not_before("lapsed_on", *DAYS[:-1], sentence="It cannot lapse before the latest of its other days."),
            not_before("review_due", "launched_on", sentence="The next review cannot be due before it is launched."),
            models.CheckConstraint(
                name="compact_lapses_with_a_reason",
                condition=Q(lapsed_on=None, lapse_reason="") | (Q(lapsed_on__isnull=False) & ~Q(lapse_reason="")),
                violation_error_message="Say why it lapsed.",
            ),
            models.CheckConstraint(
                name="compact_launched_has_a_review_due",
                condition=Q(launched_on=None) | Q(lapsed_on__isnull=False) | Q(review_due__isnull=False),
                violation_error_message="Enter by when it is to be reviewed.",
            ),
            models.CheckConstraint(
                name="compact_agreed_has_a_manager",
                condition=Q(agreed_on=None) | Q(lapsed_on__isnull=False) | ~Q(manager_name=""),
                violation_error_message="A Compact that is agreed has a Compact Manager: enter the name.",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["sort_name", "id"], name="compact_by_title")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return numbered("compact", self.pk)

    @property
    def open_review(self) -> Any:
        """The review that goes on, where there is one."""
        return next((each for each in self.reviews.all() if each.goes_on), None)

    def state_on(self, on: datetime.date) -> State:
        """How it stands on a day, by what is known now."""

        def come(day: datetime.date | None) -> bool:
            return day is not None and day <= on

        if come(self.lapsed_on):
            return State.LAPSED
        reviews = [each for each in self.reviews.all() if each.voided_on is None]
        if any(come(each.began_on) and not come(each.concluded_on) for each in reviews):
            return State.UNDER_REVIEW
        if any(each.refreshed and come(each.concluded_on) for each in reviews):
            return State.REFRESHED
        days = {State.LAUNCHED: self.launched_on, State.AGREED: self.agreed_on}
        return next((state for state, day in days.items() if come(day)), State.IN_DEVELOPMENT)

    @property
    def state(self) -> State:
        """How it stands today."""
        return self.state_on(clock.today())
