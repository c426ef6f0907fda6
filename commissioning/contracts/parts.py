"""What belongs to one contract: its parties, its value by year, its options, outcomes, deviations and links."""

from django.db import models
from django.db.models import F, Q

from commissioning.contracts.kinds import LinkKind, PartyRole
from core.fields import Dated, dates_in_order


class ContractParty(Dated):
    """An organisation that has a part in a contract, from a day to a day."""

    contract = models.ForeignKey("commissioning.Contract", on_delete=models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(
        "partnerships.Organisation",
        on_delete=models.PROTECT,
        related_name="contract_parties",
        verbose_name="organisation",
    )
    role = models.CharField("part", max_length=20, choices=PartyRole.choices)

    class Meta:
        ordering = ["role", "organisation__sort_name", "pk"]
        constraints = [
            dates_in_order("contract_party_dates_in_order"),
            models.CheckConstraint(name="contract_party_role_known", condition=Q(role__in=PartyRole.values)),
            models.UniqueConstraint(
                fields=["contract", "organisation"],
                name="contract_party_once",
                violation_error_message="This organisation has a part in the contract already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation.name}, {self.get_role_display().lower()}"


class ContractYear(models.Model):
    """What a contract is worth in one financial year, named by the calendar year in which that begins."""

    contract = models.ForeignKey("commissioning.Contract", on_delete=models.CASCADE, related_name="years")
    year = models.PositiveSmallIntegerField("financial year")
    amount = models.DecimalField("amount (£)", max_digits=14, decimal_places=2)

    class Meta:
        ordering = ["contract", "year"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "year"], name="contract_year_once"),
            models.CheckConstraint(
                name="contract_year_from_nought",
                condition=Q(amount__gte=0),
                violation_error_message="Enter nought or more for each year.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contract}: {self.year}"


class ContractExtension(models.Model):
    """An option to let a contract run on until a day, taken or not."""

    view_permission = "commissioning.view_contract_option"

    contract = models.ForeignKey("commissioning.Contract", on_delete=models.CASCADE, related_name="extensions")
    until = models.DateField("can be extended until")
    decide_by = models.DateField("decided by", help_text="The last day on which the option can be taken.")
    taken_on = models.DateField("taken on", null=True, blank=True)

    class Meta:
        ordering = ["contract", "until"]
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "until"],
                name="contract_extension_once",
                violation_error_message="There is an option until that day already.",
            ),
            models.CheckConstraint(
                name="contract_extension_decided_before",
                condition=Q(decide_by__lt=F("until")),
                violation_error_message="An option is decided before the day until which it extends.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contract}: until {self.until}"


class ContractOutcome(models.Model):
    """What a contract is to bring about for people, and how it is told."""

    contract = models.ForeignKey("commissioning.Contract", on_delete=models.CASCADE, related_name="outcomes")
    title = models.CharField("outcome", max_length=300, help_text="What is different for people, in one sentence.")
    measure = models.CharField("how it is told", max_length=300, blank=True)

    class Meta:
        ordering = ["contract", "pk"]
        constraints = [
            models.CheckConstraint(
                name="contract_outcome_has_title",
                condition=~Q(title=""),
                violation_error_message="Enter what is to be different for people.",
            ),
            models.UniqueConstraint(
                fields=["contract", "title"],
                name="contract_outcome_once",
                violation_error_message="The contract has this outcome already.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ContractDeviation(models.Model):
    """A term in which a contract deviates from its template, and why."""

    contract = models.ForeignKey("commissioning.Contract", on_delete=models.CASCADE, related_name="deviations")
    term = models.CharField("term", max_length=200, help_text="Which term of the template: 'Clause 7, payment'.")
    instead = models.TextField("what is agreed instead", max_length=2000)
    reason = models.TextField("why", max_length=2000)

    class Meta:
        ordering = ["contract", "pk"]
        constraints = [
            models.CheckConstraint(
                name="contract_deviation_is_said",
                condition=~Q(term="") & ~Q(instead="") & ~Q(reason=""),
                violation_error_message="Say which term, what is agreed instead, and why.",
            ),
        ]

    def __str__(self) -> str:
        return self.term


class ContractLink(models.Model):
    """Two contracts that belong together: 'on the agreement that they work together'."""

    contract = models.ForeignKey("commissioning.Contract", on_delete=models.CASCADE, related_name="links")
    other = models.ForeignKey(
        "commissioning.Contract", on_delete=models.PROTECT, related_name="linked_from", verbose_name="other contract"
    )
    kind = models.CharField("how they belong together", max_length=12, choices=LinkKind.choices)

    class Meta:
        ordering = ["contract", "pk"]
        constraints = [
            models.CheckConstraint(name="contract_link_kind_known", condition=Q(kind__in=LinkKind.values)),
            models.CheckConstraint(
                name="contract_link_to_another",
                condition=~Q(contract=F("other")),
                violation_error_message="A contract is linked to another than itself.",
            ),
            models.UniqueConstraint(
                fields=["contract", "other"],
                name="contract_link_once",
                violation_error_message="These two are linked already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contract}: {self.other}"
