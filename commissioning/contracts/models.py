"""Contracts and grants: what was agreed with whom, worth how much, from when until when, and what it serves."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from commissioning.contracts import kinds
from commissioning.contracts.as_at import end_on
from commissioning.contracts.kinds import State, state_on
from commissioning.contracts.parts import (
    ContractDeviation,
    ContractExtension,
    ContractLink,
    ContractOutcome,
    ContractParty,
    ContractYear,
)
from commissioning.plans.models import dropped_for_good
from core import clock
from core.fields import Versioned, Voidable, void_with_a_reason
from core.pages.addresses import numbered
from core.search import Matching
from partnerships.organisations.models import Sector

__all__ = [
    "Contract",
    "ContractDeviation",
    "ContractExtension",
    "ContractLink",
    "ContractOutcome",
    "ContractParty",
    "ContractYear",
]


def key_to(model: str, back: str, called: str, **more: object) -> models.ForeignKey:
    """A key to a record that is kept while a contract names it."""
    return models.ForeignKey(model, on_delete=models.PROTECT, related_name=back, verbose_name=called, **more)


class ContractQuerySet(Matching):
    """Contracts and grants."""

    def in_state(self, state: str, on: datetime.date) -> "ContractQuerySet":
        """Those that stand so on a day, with the end that had been agreed by then."""
        return self.standing(on).filter(stands=state)

    def running(self, on: datetime.date) -> "ContractQuerySet":
        """Those that are active on a day, or will be and are agreed: neither draft, ended nor void."""
        return self.standing(on).filter(stands__in=(State.ACTIVE, State.AGREED))

    def standing(self, on: datetime.date) -> "ContractQuerySet":
        """With how each stands on a day, and its end as agreed by then, to narrow by."""
        return self.alias(ends_then=end_on(self, on)).alias(stands=state_on(on, ends="ends_then"))

    def counting(self) -> "ContractQuerySet":
        """Those that were made active and nobody declared void."""
        return self.filter(activated_on__isnull=False, voided_on=None)

    def serving_nothing(self) -> "ContractQuerySet":
        """Those that serve no priority, or one that the boards have dropped since, and have no approved exception."""
        return self.filter(Q(priority=None) | dropped_for_good("priority__"), exception_approved_on=None)

    def with_vcs(self) -> "ContractQuerySet":
        """Those whose provider is of the voluntary and community sector."""
        return self.filter(provider__kind__sector=Sector.VOLUNTARY)


class Contract(Versioned, Voidable):
    """A contract or grant between commissioners and providers.

    `commissioner` and `provider` are those who lead on either side; all who have a part are `parties`. `terms` counts
    how often what is to be signed was changed: a signature holds for the terms it was given on. One that was entered
    from paper as one of the past is judged as at `past_on` (ADR 46).
    """

    view_permission = "commissioning.view_contract"

    reference = models.CharField("reference", max_length=60, blank=True, help_text="Leave empty to have one given.")
    title = models.CharField("title", max_length=200)
    sort_name = models.CharField(max_length=200, editable=False)
    search_text = models.TextField(editable=False, default="")
    description = models.TextField("what is provided", max_length=5000, blank=True)
    kind = models.CharField("kind", max_length=10, choices=kinds.Kind.choices, default=kinds.Kind.CONTRACT)
    basis = models.CharField("what is bought", max_length=10, choices=kinds.Basis.choices, blank=True)
    payment_model = models.CharField("how it is paid", max_length=15, choices=kinds.PaymentModel.choices, blank=True)
    tier = models.CharField("tier", max_length=15, choices=kinds.Tier.choices, default=kinds.Tier.DIRECT)
    provider_model = models.CharField(
        "providers", max_length=10, choices=kinds.ProviderModel.choices, default=kinds.ProviderModel.SINGLE
    )
    parent = key_to("self", "supplementary", "contract it is supplementary to", null=True, blank=True)
    category = models.CharField("category", max_length=100, blank=True)
    route = models.CharField("route", max_length=100, blank=True, help_text="How the provider was found: open tender.")
    client_group = key_to("partnerships.Term", "contracts", "client group", null=True, blank=True)
    area = key_to("partnerships.Area", "contracts", "area")
    commissioner = key_to("partnerships.Organisation", "contracts_commissioned", "commissioner")
    provider = key_to("partnerships.Organisation", "contracts_provided", "provider")
    value = models.DecimalField("value (£)", max_digits=14, decimal_places=2)
    starts = models.DateField("first day")
    initial_end = models.DateField("initial end", null=True, blank=True)
    current_end = models.DateField("current end", null=True, blank=True, editable=False)
    maximum_end = models.DateField(
        "maximum end", null=True, blank=True, help_text="The last day to which it can ever be extended."
    )
    decide_by = models.DateField(
        "decide by", null=True, blank=True, help_text="By when it is decided what follows it. You are reminded."
    )
    notice_months = models.PositiveSmallIntegerField("period of notice (months)", default=3)
    notice_by = models.DateField(
        "give notice by", null=True, blank=True, help_text="The day on which whoever ends it must be told."
    )
    review_on = models.DateField("review on", null=True, blank=True)
    review_procedure = models.TextField("how it is reviewed", max_length=2000, blank=True)
    feedback_method = models.TextField("how users are heard", max_length=2000, blank=True)
    priority = key_to("commissioning.Priority", "contracts", "priority it serves", null=True, blank=True)
    exception_reason = models.TextField("why it serves no priority", max_length=2000, blank=True, editable=False)
    exception_asked_by = key_to(
        settings.AUTH_USER_MODEL, "contract_exceptions_asked", "exception asked by", null=True, blank=True
    )
    exception_approved_on = models.DateField("exception approved on", null=True, blank=True, editable=False)
    template_version = key_to("commissioning.TemplateVersion", "contracts", "template", null=True, blank=True)
    scorecard = models.OneToOneField(
        "compacts.Scorecard", on_delete=models.PROTECT, related_name="contract", null=True, blank=True
    )
    terms = models.PositiveIntegerField("version of the terms", default=1, editable=False)
    agreed_on = models.DateField("signed by both sides on", null=True, blank=True, editable=False)
    activated_on = models.DateField("made active on", null=True, blank=True, editable=False)
    activated_because = models.TextField("why it was made active all the same", max_length=2000, blank=True)
    ended_early_on = models.DateField("ended early, last day", null=True, blank=True, editable=False)
    end_reason = models.TextField("why it ended early", max_length=2000, blank=True)
    notice_given_on = models.DateField("notice given on", null=True, blank=True)
    taken_over_on = models.DateField("taken from a published register on", null=True, blank=True, editable=False)
    copied_from = key_to("self", "copies", "copied from", null=True, blank=True, editable=False)
    past_on = models.DateField("entered from paper, as at", null=True, blank=True, editable=False)
    past_entered_on = models.DateField("entered on", null=True, blank=True, editable=False)
    past_reason = models.TextField("why it is entered as one of the past", max_length=2000, blank=True)
    past_kept_at = models.CharField("where the paper is kept", max_length=300, blank=True)

    objects = ContractQuerySet.as_manager()

    class Meta:
        verbose_name = "contract"
        constraints = [
            models.CheckConstraint(
                name="contract_has_title",
                condition=~Q(title="") & ~Q(sort_name=""),
                violation_error_message="Enter what it is called.",
            ),
            models.CheckConstraint(name="contract_kind_known", condition=Q(kind__in=kinds.Kind.values)),
            models.CheckConstraint(name="contract_tier_known", condition=Q(tier__in=kinds.Tier.values)),
            models.CheckConstraint(name="contract_basis_known", condition=Q(basis__in=["", *kinds.Basis.values])),
            models.CheckConstraint(
                name="contract_payment_known", condition=Q(payment_model__in=["", *kinds.PaymentModel.values])
            ),
            models.CheckConstraint(
                name="contract_value_from_nought",
                condition=Q(value__gte=0),
                violation_error_message="Enter nought or more as its value.",
            ),
            models.CheckConstraint(
                name="contract_with_another",
                condition=~Q(commissioner=F("provider")),
                violation_error_message="Name another provider than the commissioner itself.",
            ),
            models.CheckConstraint(
                name="contract_ends_after_it_starts",
                condition=Q(initial_end=None) | Q(initial_end__gte=F("starts")),
                violation_error_message="It ends before it starts. Enter an end on or after its first day.",
            ),
            models.CheckConstraint(
                name="contract_current_end_after_start",
                condition=Q(current_end=None) | Q(current_end__gte=F("starts")),
                violation_error_message="It ends before it starts. Enter an end on or after its first day.",
            ),
            models.CheckConstraint(
                name="contract_maximum_end_after_end",
                condition=Q(maximum_end=None) | Q(current_end=None) | Q(maximum_end__gte=F("current_end")),
                violation_error_message="Its maximum end is before its current end. Enter that day or a later one.",
            ),
            models.CheckConstraint(
                name="contract_supplementary_to_another",
                condition=Q(parent=None) | ~Q(parent=F("pk")),
                violation_error_message="It is supplementary to another contract than itself.",
            ),
            models.CheckConstraint(
                name="contract_supplementary_has_parent",
                condition=Q(tier=kinds.Tier.DIRECT, parent=None) | Q(tier=kinds.Tier.SUPPLEMENTARY),
                violation_error_message="Only a supplementary contract names one that it is supplementary to.",
            ),
            models.CheckConstraint(
                name="contract_ends_early_with_a_reason",
                condition=Q(ended_early_on=None, end_reason="") | (Q(ended_early_on__isnull=False) & ~Q(end_reason="")),
                violation_error_message="Say why it ended early.",
            ),
            models.UniqueConstraint(
                fields=["commissioner", "reference"],
                name="contract_reference_once",
                condition=~Q(reference="") & Q(voided_on=None),
                violation_error_message="This body has a contract with that reference already. Enter another.",
            ),
            void_with_a_reason("contract_void_with_a_reason"),
            models.CheckConstraint(
                name="contract_of_the_past_with_a_reason",
                condition=Q(past_on=None, past_entered_on=None, past_reason="", past_kept_at="")
                | (Q(past_on__isnull=False, past_entered_on__isnull=False) & ~Q(past_reason="") & ~Q(past_kept_at="")),
                violation_error_message="Say why it is entered as one of the past, and where the paper is kept.",
            ),
            models.CheckConstraint(
                name="contract_of_the_past_is_past",
                condition=Q(past_on=None) | Q(past_on__lt=F("past_entered_on")),
                violation_error_message="It is one of the past: enter a day before today.",
            ),
        ]
        indexes = [
            models.Index(fields=["sort_name", "id"], name="contract_by_title"),
            models.Index(fields=["current_end", "id"], name="contract_by_end"),
            models.Index(fields=["provider", "activated_on"], name="contract_by_provider"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return numbered("contract", self.pk)

    def state_on(self, on: datetime.date) -> State:
        """How it stands on a day, by what is known now."""

        def by(day: datetime.date | None) -> bool:
            return day is not None and day <= on

        if self.voided_on is not None:
            return State.VOID
        if not by(self.activated_on):
            return State.AGREED if by(self.agreed_on) else State.DRAFT
        if self.ended_early_on is not None and self.ended_early_on < on:
            return State.ENDED_EARLY
        if self.current_end is not None and self.current_end < on:
            return State.ENDED
        return State.ACTIVE if by(self.starts) else State.AGREED

    @property
    def state(self) -> State:
        """How it stands today."""
        return self.state_on(clock.today())

    @property
    def is_open(self) -> bool:
        """Whether its terms are still written: neither active nor void."""
        return self.activated_on is None and self.voided_on is None
