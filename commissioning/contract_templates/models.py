"""Contract templates and their versions: the standard terms from which a contract may deviate, with a reason."""

from django.db import models
from django.db.models import Q

from core.fields import Versioned, Visible
from core.pages.addresses import numbered


class TemplateQuerySet(Visible):
    """Templates of contracts."""


class ContractTemplate(Versioned):
    """Standard terms that a body uses for its contracts, or that all bodies may use."""

    view_permission = "commissioning.view_template"

    title = models.CharField("title", max_length=200)
    sort_name = models.CharField(max_length=200, editable=False)
    body = models.ForeignKey(
        "partnerships.Organisation",
        on_delete=models.PROTECT,
        related_name="contract_templates",
        verbose_name="body",
        null=True,
        blank=True,
        help_text="The body whose template it is. Leave empty for one that every body may use.",
    )
    about = models.TextField("what it is for", max_length=2000, blank=True)
    latest = models.PositiveIntegerField("latest version", default=0, editable=False)
    withdrawn_on = models.DateField("withdrawn on", null=True, blank=True, editable=False)

    objects = TemplateQuerySet.as_manager()

    class Meta:
        verbose_name = "contract template"
        constraints = [
            models.CheckConstraint(
                name="template_has_title",
                condition=~Q(title="") & ~Q(sort_name=""),
                violation_error_message="Enter what it is called.",
            ),
            models.UniqueConstraint(
                fields=["sort_name", "body"],
                name="template_once",
                violation_error_message="This body has a template of that title already. Add a version to that one.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return numbered("contract_template", self.pk)


class TemplateVersion(models.Model):
    """What a template says from a day on. A contract keeps the version it was made from."""

    template = models.ForeignKey(ContractTemplate, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField("version")
    text = models.TextField("terms", max_length=100_000)
    note = models.TextField("what changed", max_length=2000, blank=True)
    made_on = models.DateField("made on")

    class Meta:
        ordering = ["template", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["template", "number"], name="template_version_once"),
            models.CheckConstraint(
                name="template_version_has_text", condition=~Q(text=""), violation_error_message="Enter the terms."
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template.title}, version {self.number}"
