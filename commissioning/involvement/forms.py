"""The forms of involvements and of linked consultations."""

from typing import Any

from django import forms
from django.db.models import BooleanField, Case, Value, When

from commissioning.cycles.models import Stage, StageKind
from commissioning.interests.models import InterestKind
from commissioning.involvement.models import Involvement
from consultation.consultations.models import Consultation
from core.pages.fields import DayMonthYearField, LongTextField, OneOf
from core.pages.forms import Form, reason_form
from core.pages.model_forms import form_of
from partnerships.organisations.fields import OrganisationField

NAMES = ("organisation", "group", "capacity", "way", "happened_on", "said", "done")
GIVEN: dict[str, Any] = {
    "organisation": OrganisationField(
        label="Organisation", required=False,
        help_text="The name or code of an organisation in the register. Leave empty where it was a group of people.",
    ),
    "said": LongTextField(
        label="What they said", rows=4, max_length=5000,
        help_text="In a few sentences. Everybody with an account reads it, so do not name people.",
    ),
    "done": LongTextField(
        label="What was done with it", rows=3, max_length=5000, required=False,
        help_text="Leave empty until it is known. Whoever was involved reads it here.",
    ),
    "happened_on": DayMonthYearField(label="Day"),
}  # fmt: skip
Entry = form_of(Involvement, *NAMES, **GIVEN)
EditForm = form_of(Involvement, *NAMES, **GIVEN)
VoidForm = reason_form("Why is it void?", "Everybody with an account may read it.")


class RecordForm(Entry):  # type: ignore[misc, valid-type]
    """Who was involved, and, while a stage plans, what they declared that they stand to gain."""

    interest = forms.ChoiceField(
        label="Interest that the organisation declares", required=False,
        choices=[("", "Declared before, or nothing to declare as no provider"), *InterestKind.choices],
        help_text="Whoever may provide declares its interests before it plans, be it none. It bars nobody.",
    )  # fmt: skip
    interest_what = LongTextField(label="What the interest is", rows=2, max_length=2000, required=False)

    def __init__(self, data: Any = None, *, stage: Stage, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        if stage.kind != StageKind.PLAN:
            del self.fields["interest"], self.fields["interest_what"]


class ConsultationChoice(OneOf):
    """A published consultation, by its reference, title and last day."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.title}, {obj.reference}, {obj.host.name}"


class LinkForm(Form):
    """Which consultation informed a stage."""

    consultation = ConsultationChoice(
        label="Consultation", queryset=Consultation.objects.none(), empty_label="Choose from the list",
        help_text="Those of the partners come first. It counts once it has closed with an answer of the sector.",
    )  # fmt: skip

    def __init__(self, data: Any = None, *, stage: Stage, actor: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        ours = [each.organisation_id for each in stage.cycle.partners.all()]
        rows = Consultation.objects.published().filter(withdrawn_at=None).visible_to(actor).select_related("host")
        field: Any = self.fields["consultation"]
        field.queryset = rows.annotate(
            theirs=Case(When(host__in=ours, then=Value(True)), default=Value(False), output_field=BooleanField())
        ).order_by("-theirs", "-closes_on", "pk")
