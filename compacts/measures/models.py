"""Measures, and readings of them: what is counted, for whom, over which period, and who says so."""

from django.db import models
from django.db.models import F, Q

from compacts.measures.periods import period_words
from core.fields import Versioned, Visible
from core.pages import words
from core.pages.addresses import numbered

POUNDS = "£"


class PriceBasis(models.TextChoices):
    """In which money an amount is stated. Amounts of two bases are never compared."""

    NONE = "none", "Not money"
    CASH = "cash", "Cash, as it was paid"
    REAL = "real", "Real terms, in the prices of one year"


class Better(models.TextChoices):
    """Which way is up."""

    HIGHER = "higher", "Higher is better"
    LOWER = "lower", "Lower is better"


class MeasureQuerySet(Visible):
    """Measures."""


class Measure(Versioned):
    """Something that is counted in the same way every time: the value of grants, people served, a share, a wait."""

    view_permission = "compacts.view_measure"

    title = models.CharField("title", max_length=200)
    sort_name = models.CharField(max_length=200, editable=False)
    code = models.SlugField(
        "short name", max_length=60, unique=True,
        help_text="Small letters, digits and hyphens, like vcs-grants. Sheets and programs name the measure by it.",
        error_messages={"unique": "Another measure has this short name. Choose another."},
    )  # fmt: skip
    counts = models.TextField(
        "what counts", max_length=5000, help_text="What is counted and what is not, so that two people count the same."
    )
    unit = models.CharField("unit", max_length=40, help_text="£ for money; otherwise a word, like people, weeks or %.")
    source = models.CharField("source", max_length=300, help_text="Who counts it, and where that can be read.")
    price_basis = models.CharField("prices", max_length=10, choices=PriceBasis.choices, default=PriceBasis.NONE)
    price_year = models.CharField(
        "in the prices of", max_length=20, blank=True, help_text="For real terms only: a year, like 2003-04."
    )
    is_share = models.BooleanField(
        "a share of something",
        default=False,
        help_text="It is then never shown as growth, only as points more or less.",
    )
    better = models.CharField("which way is better", max_length=10, choices=Better.choices, default=Better.HIGHER)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        verbose_name = "measure"
        constraints = [
            models.CheckConstraint(name="measure_has_title", condition=~Q(title="") & ~Q(sort_name="") & ~Q(code="")),
            models.CheckConstraint(name="measure_better_known", condition=Q(better__in=Better.values)),
            models.UniqueConstraint(
                fields=["sort_name"], name="measure_once",
                violation_error_message="There is a measure of that title already. Use it, or choose another title.",
            ),
            models.CheckConstraint(
                name="measure_money_has_prices",
                condition=(Q(unit=POUNDS) & Q(price_basis__in=[PriceBasis.CASH, PriceBasis.REAL]))
                | (~Q(unit=POUNDS) & Q(price_basis=PriceBasis.NONE)),
                violation_error_message="What is counted in £ has prices, cash or real terms; nothing else has.",
            ),
            models.CheckConstraint(
                name="measure_real_prices_have_a_year",
                condition=~Q(price_basis=PriceBasis.REAL) | ~Q(price_year=""),
                violation_error_message="Say for real terms in the prices of which year it is, like 2003-04.",
            ),
            models.CheckConstraint(
                name="measure_share_is_no_money",
                condition=Q(is_share=False) | ~Q(unit=POUNDS),
                violation_error_message="A share is no amount of money. Enter another unit, such as %%.",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["sort_name", "id"], name="measure_by_title")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return numbered("measure", self.pk)

    @property
    def prices(self) -> str:
        """In which money it is, in a few words; nothing for what is no money."""
        if self.price_basis == PriceBasis.REAL:
            return f"real terms, prices of {self.price_year}"
        return "cash" if self.price_basis == PriceBasis.CASH else ""

    def amount(self, value: object) -> str:
        """A figure of it as people write it: '£20,680', '4.5%', '312 people'."""
        if value is None:
            return ""
        if self.unit == POUNDS:
            return words.money(value)
        return f"{words.number(value)}{'' if self.unit == '%' else ' '}{self.unit}"


class ReadingQuerySet(Visible):
    """Readings."""

    def counting(self) -> "ReadingQuerySet":
        """Those that hold: neither corrected nor withdrawn since."""
        return self.filter(replaced_on=None)

    def whole(self) -> "ReadingQuerySet":
        """Those that cover the whole of their period."""
        return self.filter(covers_from=F("starts"), covers_to=F("ends"))


class Reading(Versioned):
    """What a measure came to for an organisation or an area over a period, and who says so.

    A correction is a further row: this one keeps what was reported, with the day on which it stopped counting.
    """

    view_permission = "compacts.view_reading"

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="readings", verbose_name="measure")
    organisation = models.ForeignKey(
        "partnerships.Organisation", on_delete=models.PROTECT, related_name="readings", verbose_name="organisation",
        null=True, blank=True,
    )  # fmt: skip
    area = models.ForeignKey(
        "partnerships.Area", on_delete=models.PROTECT, related_name="readings", verbose_name="area",
        null=True, blank=True,
    )  # fmt: skip
    starts = models.DateField("first day of the period")
    ends = models.DateField("last day of the period")
    value = models.DecimalField("figure", max_digits=16, decimal_places=4)
    source = models.CharField("source", max_length=300, help_text="Where the figure comes from.")
    covers_from = models.DateField(
        "covers from", help_text="The first day the figure covers. Leave empty where it covers the whole period."
    )
    covers_to = models.DateField(
        "covers to", help_text="The last day the figure covers. Leave empty where it covers the whole period."
    )
    nothing_reason = models.CharField(
        "why it is nothing", max_length=300, blank=True,
        help_text="For a figure of 0 only: how you know that there was nothing, such as 'no round was held'.",
    )  # fmt: skip
    verified_on = models.DateField("verified on", null=True, blank=True)
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="correction", verbose_name="corrects", null=True, blank=True
    )
    replaced_on = models.DateField("counted until", null=True, blank=True)
    replaced_reason = models.TextField("why it no longer counts", max_length=2000, blank=True)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        verbose_name = "reading"
        constraints = [
            models.CheckConstraint(
                name="reading_of_one_body",
                condition=Q(organisation=None, area__isnull=False) | Q(organisation__isnull=False, area=None),
                violation_error_message="Say whose figure it is: name either an organisation or an area.",
            ),
            models.CheckConstraint(
                name="reading_period_in_order",
                condition=Q(ends__gte=F("starts")),
                violation_error_message="The last day of the period is before its first day.",
            ),
            models.CheckConstraint(
                name="reading_covers_its_period",
                condition=Q(covers_from__gte=F("starts"), covers_to__lte=F("ends"), covers_to__gte=F("covers_from")),
                violation_error_message="The days that the figure covers lie within its period, the first before the "
                "last.",
            ),
            models.CheckConstraint(
                name="reading_nothing_has_a_reason",
                condition=(Q(value=0) & ~Q(nothing_reason="")) | (~Q(value=0) & Q(nothing_reason="")),
                violation_error_message="For a figure of 0, and for no other, say how you know that there was nothing. "
                "Where nobody knows, enter no figure at all.",
            ),
            models.CheckConstraint(
                name="reading_has_a_source",
                condition=~Q(source=""),
                violation_error_message="Say where the figure comes from.",
            ),
            models.CheckConstraint(
                name="reading_replaced_with_a_reason",
                condition=Q(replaced_on=None, replaced_reason="")
                | (Q(replaced_on__isnull=False) & ~Q(replaced_reason="")),
                violation_error_message="Say why the figure no longer counts.",
            ),
            *[
                models.UniqueConstraint(
                    fields=["measure", body, day],
                    name=f"reading_of_{body}_{day}_once",
                    condition=Q(replaced_on=None, **{f"{body}__isnull": False}),
                    violation_error_message="There is a figure for this period already. Correct that one instead.",
                )
                for body in ("organisation", "area")
                for day in ("starts", "ends")
            ],
        ]

    def __str__(self) -> str:
        return f"{self.measure.title}, {self.of}, {self.period}"

    def get_absolute_url(self) -> str:
        return numbered("reading", self.pk)

    @property
    def of(self) -> str:
        """Whose figure it is."""
        return self.organisation.name if self.organisation is not None else str(self.area)

    @property
    def period(self) -> str:
        """Its period in words: '2003-04'."""
        return period_words(self.starts, self.ends)

    @property
    def is_whole(self) -> bool:
        """Whether it covers the whole of its period."""
        return (self.covers_from, self.covers_to) == (self.starts, self.ends)

    @property
    def figure(self) -> str:
        """The figure with its unit."""
        return self.measure.amount(self.value)
