"""The words by which organisations are described, in one table for all taxonomies."""

from django.db import models
from django.db.models import Q

from core.fields import Dated, Versioned, dates_in_order
from core.pages.addresses import numbered


class Vocabulary(models.TextChoices):
    """The taxonomies that describe an organisation, each a list of terms."""

    CLIENT_GROUP = "client_group", "Client group"
    GEOGRAPHY = "geography", "Community of geography"
    INTEREST = "interest", "Community of interest"
    IDENTITY = "identity", "Community of identity"
    LED_BY = "led_by", "Led by"
    SERVES = "serves", "Serves"
    SPECIALISM = "specialism", "Specialism"
    CONTRIBUTION = "contribution", "Contribution"
    SIZE = "size", "Size band"


class Term(Versioned, Dated):
    """A term of a taxonomy: 'Older people' of the client groups, 'BME-led' of led by. Shared by every app."""

    vocabulary = models.CharField(max_length=20, choices=Vocabulary.choices)
    code = models.SlugField(max_length=60)
    title = models.CharField(max_length=120)
    explanation = models.CharField(max_length=300, blank=True)
    income_from = models.DecimalField(
        "income from (£)", max_digits=14, decimal_places=2, null=True, blank=True, help_text="For size bands only."
    )

    view_permission = "partnerships.view_term"

    class Meta:
        ordering = ["vocabulary", "title"]
        constraints = [
            dates_in_order("term_dates_in_order"),
            models.UniqueConstraint(fields=["vocabulary", "code"], name="term_once_per_vocabulary"),
            models.CheckConstraint(name="term_vocabulary_known", condition=Q(vocabulary__in=Vocabulary.values)),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return numbered("term", self.pk)
