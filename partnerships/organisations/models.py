"""The partners: who they are, what they are called, where they work, and what became of them."""

import datetime

from django.db import models
from django.db.models import F, Q

from core import clock
from core.fields import Dated, DatedQuerySet, Versioned, Voidable, dates_in_order, void_with_a_reason
from core.pages import words
from core.pages.addresses import numbered
from core.search import Matching
from partnerships.terms.models import Term


class Sector(models.TextChoices):
    """The sector a kind of organisation belongs to."""

    NHS = "nhs", "NHS"
    COUNCIL = "council", "Local government"
    VOLUNTARY = "voluntary", "Voluntary and community"
    INDEPENDENT = "independent", "Independent"
    OTHER = "other", "Other public body"


class OrganisationKind(Dated):
    """A kind of organisation: primary care trust, county council, registered charity. Kinds come and go by law."""

    code = models.SlugField(max_length=40, unique=True)
    title = models.CharField(max_length=100)
    plural = models.CharField(max_length=100)
    sector = models.CharField(max_length=12, choices=Sector.choices)
    is_public_body = models.BooleanField("public body", default=False)
    role_text = models.TextField("what such bodies do", blank=True)

    view_permission = "partnerships.view_term"

    class Meta:
        ordering = ["title"]
        constraints = [
            dates_in_order("kind_dates_in_order"),
            models.CheckConstraint(name="kind_sector_known", condition=Q(sector__in=Sector.values)),
        ]

    def __str__(self) -> str:
        return self.title


class AreaKind(models.TextChoices):
    """What kind of place an area is."""

    NATION = "nation", "Nation"
    REGION = "region", "Region"
    COUNTY = "county", "County or unitary area"
    DISTRICT = "district", "District"


class Area(Dated):
    """A place that organisations serve: a region, the area of a council. Known by its GSS code where it has one."""

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=AreaKind.choices)
    gss_code = models.CharField("GSS code", max_length=9, unique=True, null=True, blank=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, related_name="parts", null=True, blank=True)

    view_permission = "partnerships.view_term"

    class Meta:
        ordering = ["name"]
        constraints = [
            dates_in_order("area_dates_in_order"),
            models.UniqueConstraint(fields=["name", "kind"], name="area_named_once", condition=Q(gss_code=None)),
        ]

    def __str__(self) -> str:
        return self.name

    def with_parts(self) -> list[int]:
        """The keys of this area and of all that lie in it. One query a level; three levels at most."""
        found, level = [self.pk], [self.pk]
        while level := list(Area.objects.filter(parent_id__in=level).values_list("pk", flat=True)):
            found += level
        return found

    def with_wholes(self) -> list[int]:
        """The keys of this area and of all that it lies in, nearest first. One query a level; three levels at most."""
        found, area = [self.pk], self
        while area.parent_id is not None:
            area = Area.objects.get(pk=area.parent_id)
            found.append(area.pk)
        return found


class OrganisationQuerySet(Matching):
    """Organisations."""

    def open_on(self, on: datetime.date) -> "OrganisationQuerySet":
        """Those that existed on that day, by what is known. An opening that is not known counts as long ago."""
        return self.once().filter(Q(opened=None) | Q(opened__lte=on), Q(closed=None) | Q(closed__gte=on))

    def once(self) -> "OrganisationQuerySet":
        """Each body once: without the entries that were merged as duplicates, which are no body of their own."""
        return self.filter(duplicate_of=None)

    def partners(self) -> "OrganisationQuerySet":
        """Those marked as partners here, apart from the imported directory."""
        return self.once().filter(is_partner=True)

    def to_confirm(self, on: datetime.date) -> "OrganisationQuerySet":
        """Partners whose entry should have been confirmed by that day."""
        return self.once().filter(is_partner=True, closed=None, confirm_by__lte=on)

    def voluntary(self) -> "OrganisationQuerySet":
        """Those of the voluntary and community sector."""
        return self.filter(kind__sector=Sector.VOLUNTARY)


class Standing(models.Manager.from_queryset(OrganisationQuerySet)):  # type: ignore[misc]
    """The entries of the register: without those that are void, because the import or the reorganisation that made them
    was undone."""

    def get_queryset(self) -> OrganisationQuerySet:
        found: OrganisationQuerySet = super().get_queryset().filter(voided_on=None)
        return found


class Organisation(Versioned, Voidable):
    """A body in the register: a trust, a council, a charity, a group without a number.

    `name`, `kind`, `code`, `size` and `is_partner` repeat what the dated rows below say for today, so that a list of
    170,000 needs no join to sort; the acts keep them true. `duplicate_of` likewise repeats what the merges say: the
    entry that is kept of a body that was entered twice, at the end of the line where that was merged in its turn.
    One that is void was made by an import or a reorganisation that was undone (ADR 43, 44): `objects` does not find it,
    on any list.
    """

    view_permission = "partnerships.view_organisation"

    name = models.CharField(max_length=255)
    sort_name = models.CharField(max_length=255, editable=False)
    search_text = models.TextField(editable=False, default="")
    kind = models.ForeignKey(OrganisationKind, on_delete=models.PROTECT, related_name="organisations")
    code = models.CharField("main code", max_length=30, blank=True, default="", editable=False)
    opened = models.DateField(null=True, blank=True)
    closed = models.DateField("last day", null=True, blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="home_of", null=True, blank=True)
    about = models.TextField("what it does", blank=True)
    address = models.CharField(max_length=400, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    email = models.EmailField("e-mail address for the public", blank=True)
    website = models.URLField(max_length=300, blank=True)
    income = models.DecimalField("latest yearly income (£)", max_digits=14, decimal_places=2, null=True, blank=True)
    income_year_end = models.DateField("year ending", null=True, blank=True)
    size = models.ForeignKey(
        Term, on_delete=models.PROTECT, related_name="organisations_of_size", null=True, blank=True
    )
    is_partner = models.BooleanField("partner here", default=False, editable=False)
    confirmed_on = models.DateField("last confirmed", null=True, blank=True, editable=False)
    confirm_by = models.DateField("confirm by", null=True, blank=True, editable=False)
    duplicate_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="duplicates",
        null=True,
        blank=True,
        editable=False,
        db_index=False,  # below is one of the few that have it: one of all misleads the planner of every list
    )
    areas = models.ManyToManyField(Area, through="AreaServed", related_name="served_by")
    terms = models.ManyToManyField(Term, through="Described", related_name="organisations")

    objects = Standing()
    every = OrganisationQuerySet.as_manager()

    class Meta:
        constraints = [
            void_with_a_reason("organisation_void_with_a_reason"),
            models.CheckConstraint(
                name="organisation_dates_in_order",
                condition=Q(opened=None) | Q(closed=None) | Q(closed__gte=F("opened")),
                violation_error_message="The last day is before the day it opened.",
            ),
            models.CheckConstraint(name="organisation_has_name", condition=~Q(name="") & ~Q(sort_name="")),
            models.CheckConstraint(
                name="organisation_duplicate_of_another", condition=Q(duplicate_of=None) | ~Q(duplicate_of=F("id"))
            ),
        ]
        indexes = [
            models.Index(fields=["sort_name", "id"], name="organisation_by_name"),
            models.Index(fields=["code", "id"], name="organisation_by_code"),
            models.Index(fields=["kind", "sort_name", "id"], name="organisation_by_kind"),
            models.Index(fields=["area", "sort_name", "id"], name="organisation_by_area"),
            models.Index(fields=["sort_name", "id"], name="organisation_partners", condition=Q(is_partner=True)),
            models.Index(fields=["confirm_by"], name="organisation_to_confirm", condition=Q(is_partner=True)),
            models.Index(
                fields=["duplicate_of"], name="organisation_duplicates", condition=Q(duplicate_of__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.code}" if self.code else self.name

    def get_absolute_url(self) -> str:
        return numbered("organisation", self.pk)

    @property
    def stands_as(self) -> "Organisation":
        """The entry that is kept of this body: itself, unless it was merged as a duplicate."""
        return self.duplicate_of or self

    @property
    def last_day(self) -> datetime.date | None:
        """The last day of the body; of a duplicate that of the entry that is kept."""
        return self.stands_as.closed

    @property
    def ending(self) -> str:
        """How it ended, after its name: 'closed on 31 March 2013'. A duplicate did not close."""
        if self.duplicate_of_id is not None:
            return "was entered twice, and this entry was merged into the other"
        return f"closed on {words.date(self.closed)}"

    @property
    def is_stale(self) -> bool:
        """Whether its entry should have been confirmed by now."""
        return self.is_partner and not self.closed and bool(self.confirm_by) and self.confirm_by <= clock.today()


class KindSpell(Dated):
    """What kind an organisation was from a day to a day: a trust became a foundation trust."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="kinds")
    kind = models.ForeignKey(OrganisationKind, on_delete=models.PROTECT, related_name="spells")

    class Meta:
        ordering = ["starts"]
        constraints = [
            dates_in_order("kind_spell_dates_in_order"),
            models.UniqueConstraint(fields=["organisation"], name="kind_spell_one_open", condition=Q(ends=None)),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.kind}"


class Scheme(models.TextChoices):
    """Who gave an organisation its number."""

    ODS = "ods", "ODS code"
    GSS = "gss", "GSS code"
    CHARITY = "charity", "Charity number"
    CHARITY_SCOTLAND = "charity-sc", "Scottish charity number"
    CHARITY_NI = "charity-ni", "Northern Ireland charity number"
    COMPANY = "company", "Company number"
    ORG_ID = "org-id", "org-id"
    COUNCIL = "council", "Council code"


class Identifier(Dated):
    """A number or code by which somebody knows an organisation. It is never given to a second one."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="identifiers")
    scheme = models.CharField(max_length=12, choices=Scheme.choices)
    value = models.CharField(max_length=60)

    class Meta:
        ordering = ["scheme", "value"]
        constraints = [
            dates_in_order("identifier_dates_in_order"),
            models.UniqueConstraint(
                fields=["scheme", "value"],
                name="identifier_once",
                violation_error_message="Another organisation in the register already has this code.",
            ),
            models.CheckConstraint(name="identifier_has_value", condition=~Q(value="")),
            models.CheckConstraint(name="identifier_scheme_known", condition=Q(scheme__in=Scheme.values)),
        ]

    def __str__(self) -> str:
        return f"{self.get_scheme_display()} {self.value}"


class NameKind(models.TextChoices):
    """What a further name is."""

    FORMER = "former", "Former name"
    ALSO = "also", "Also known as"
    SHORT = "short", "Short name"


class OrganisationName(Dated):
    """A further name of an organisation: what it was called before, or is also called."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=255)
    kind = models.CharField(max_length=10, choices=NameKind.choices)

    class Meta:
        ordering = ["-starts", "name"]
        constraints = [
            dates_in_order("name_dates_in_order"),
            models.UniqueConstraint(fields=["organisation", "name", "kind"], name="name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class AreaServed(Dated):
    """An area in which an organisation works. It may work in many."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="areas_served")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="service")

    class Meta:
        constraints = [
            dates_in_order("area_served_dates_in_order"),
            models.UniqueConstraint(fields=["organisation", "area"], name="area_served_once", condition=Q(ends=None)),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} in {self.area}"


class Described(Dated):
    """A term that describes an organisation: a client group, a community, who leads it, whom it serves."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="described")
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="uses")

    class Meta:
        constraints = [
            dates_in_order("described_dates_in_order"),
            models.UniqueConstraint(fields=["organisation", "term"], name="described_once", condition=Q(ends=None)),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.term}"


class TieKind(models.TextChoices):
    """How one organisation belongs to another."""

    PART_OF = "part_of", "is part of"
    ACTS_FOR = "acts_for", "acts for"


class Tie(Dated):
    """A linked charity is part of its main charity; a commissioning support unit acts for a trust."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="ties")
    other = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="tied_to")
    kind = models.CharField(max_length=10, choices=TieKind.choices)

    class Meta:
        constraints = [
            dates_in_order("tie_dates_in_order"),
            models.UniqueConstraint(fields=["organisation", "other", "kind"], name="tie_once", condition=Q(ends=None)),
            models.CheckConstraint(name="tie_to_another", condition=~Q(organisation=F("other"))),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.get_kind_display()} {self.other}"


class UmbrellaClass(models.TextChoices):
    """The class in which an organisation belongs to an umbrella body."""

    MEMBER = "member", "Member"
    AFFILIATE = "affiliate", "Affiliate"


class UmbrellaMembershipQuerySet(DatedQuerySet):
    """Memberships of umbrella bodies."""

    def visible_to(self, actor) -> "UmbrellaMembershipQuerySet":
        seen = Organisation.objects.visible_to(actor)
        return self.filter(umbrella__in=seen, member__in=seen)


class UmbrellaMembership(Dated):
    """An organisation belongs to an umbrella body, as a member or an affiliate."""

    view_permission = "partnerships.view_organisation"

    member = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="umbrellas")
    umbrella = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="umbrella_members")
    membership_class = models.CharField("class", max_length=10, choices=UmbrellaClass.choices)

    objects = UmbrellaMembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            dates_in_order("umbrella_dates_in_order"),
            models.UniqueConstraint(fields=["member", "umbrella"], name="umbrella_once", condition=Q(ends=None)),
            models.CheckConstraint(name="umbrella_of_others", condition=~Q(member=F("umbrella"))),
        ]

    def __str__(self) -> str:
        return f"{self.member}, {self.get_membership_class_display().lower()} of {self.umbrella}"


class PartnerSpell(Dated):
    """The organisation is a partner here, apart from being in the imported directory: from when, and who said so."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="partner_spells")
    marked_by = models.ForeignKey(
        "partnerships.User", on_delete=models.PROTECT, related_name="partners_marked", null=True, blank=True
    )

    class Meta:
        verbose_name = "mark as a partner here"
        verbose_name_plural = "marks as a partner here"
        ordering = ["-starts"]
        constraints = [
            dates_in_order("partner_dates_in_order"),
            models.UniqueConstraint(fields=["organisation"], name="partner_once", condition=Q(ends=None)),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, partner here from {self.starts}"


class SuccessionKind(models.TextChoices):
    """What became of an organisation."""

    MERGER = "merger", "Merged into"
    SPLIT = "split", "Split into"
    ABOLITION = "abolition", "Abolished; its work passed to"
    RENAMING = "renaming", "Renamed as"
    DUPLICATE = "duplicate", "Was entered twice, as"


WHAT_BECAME = [each for each in SuccessionKind.choices if each[0] != SuccessionKind.DUPLICATE]
"""What can become of a body. A duplicate is none: it is recorded by a merge, and holds on every day."""


class Lineage(models.Model):
    """What came from whom: an organisation's work passed, in whole or in part, to a successor on a date.

    Rows elsewhere keep the organisation they were made with; succession is worked out from here when it is read.
    """

    ancestor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="successions")
    descendant = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="origins")
    kind = models.CharField(max_length=10, choices=SuccessionKind.choices)
    on = models.DateField("from", help_text="The first day of the successor.")
    share = models.DecimalField(
        "share of the ancestor (%)",
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="How much of the ancestor passed to this successor. Empty where it is not known.",
    )
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name_plural = "lineage"
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(fields=["ancestor", "descendant"], name="lineage_once"),
            models.CheckConstraint(name="lineage_to_another", condition=~Q(ancestor=F("descendant"))),
            models.CheckConstraint(name="lineage_kind_known", condition=Q(kind__in=SuccessionKind.values)),
            models.CheckConstraint(
                name="lineage_share_possible", condition=Q(share=None) | Q(share__gt=0, share__lte=100)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ancestor} {self.get_kind_display().lower()} {self.descendant}"


class Funding(Dated):
    """A funds B, from a day to a day: for the wall that keeps a funder from reading what the funded body answered."""

    funder = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="funds")
    funded = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="funded_by")
    note = models.CharField(max_length=300, blank=True)

    view_permission = "partnerships.view_funding"

    class Meta:
        verbose_name_plural = "funding"
        constraints = [
            dates_in_order("funding_dates_in_order"),
            models.UniqueConstraint(fields=["funder", "funded"], name="funding_once", condition=Q(ends=None)),
            models.CheckConstraint(name="funding_of_another", condition=~Q(funder=F("funded"))),
        ]

    def __str__(self) -> str:
        return f"{self.funder} funds {self.funded}"
