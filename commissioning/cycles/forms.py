"""The forms of cycles and of their partners."""

from typing import Any

from commissioning.cycles.models import CommissioningCycle, CyclePartner
from core.pages.fields import DayMonthYearField, OneOf, TextField
from core.pages.forms import Form
from core.pages.model_forms import form_of
from partnerships.bodies.fields import BodyField
from partnerships.organisations.fields import OrganisationField
from partnerships.organisations.forms import AreaField
from partnerships.terms.choices import terms_for
from partnerships.terms.models import Term, Vocabulary

NAMED = "The name or code of a public body in the register."
LEAD = "The post, not the person: 'Joint commissioning manager, learning disability'."
NAMES = ("title", "client_group", "area", "starts", "ends", "review_due", "unit")
GIVEN: dict[str, Any] = {
    "client_group": OneOf(
        label="Client group",
        queryset=Term.objects.filter(vocabulary=Vocabulary.CLIENT_GROUP).order_by("title"),
        empty_label="Choose from the list",
        help_text="Whose needs are commissioned for.",
    ),
    "area": AreaField(label="Area", help_text="The name of an area, or its GSS code."),
    "starts": DayMonthYearField(label="First day of the period"),
    "ends": DayMonthYearField(label="Last day of the period"),
    "unit": BodyField(
        label="Joint commissioning unit", required=False,
        help_text="One of the boards and groups. Leave empty if the partners have none.",
    ),
}  # fmt: skip
Begin = form_of(CommissioningCycle, *NAMES, **GIVEN)
Entry = form_of(CommissioningCycle, *NAMES, **GIVEN)


class Offering:
    """A form that offers the client groups of today, the one that is held, and the boards that go on."""

    fields: dict[str, Any]

    def offer(self, group: int | None = None, unit: int | None = None) -> None:
        """Fill the two lists."""
        held = {group} if group else set()
        self.fields["client_group"].queryset = Term.objects.filter(
            pk__in=[key for key, _ in terms_for(Vocabulary.CLIENT_GROUP, held)]
        ).order_by("title")
        self.fields["unit"].offer(unit)


class BeginForm(Offering, Begin):  # type: ignore[misc, valid-type]
    """A new cycle with its first two partners. Whoever acts for a public body begins it for that one."""

    partner = OrganisationField(label="Partner", help_text=NAMED)
    lead = TextField(label="Lead officer there", required=False, max_length=120, help_text=LEAD)
    other_partner = OrganisationField(
        label="Second partner", required=False, help_text=f"{NAMED} More can be added on the cycle's page."
    )
    other_lead = TextField(label="Lead officer at the second partner", required=False, max_length=120)

    def __init__(self, data: Any = None, *, own: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.own = own
        self.offer()
        if own is not None:
            del self.fields["partner"]
            self.fields["lead"].label = "Lead officer at your own organisation"

    def clean(self) -> dict[str, Any]:
        """What the act takes: the entry, and each partner with its lead officer."""
        given = dict(self.cleaned_data)
        first = self.own or given.pop("partner", None)
        pairs = [(first, given.pop("lead", "")), (given.pop("other_partner", None), given.pop("other_lead", ""))]
        return given | {"partners": [(who, lead) for who, lead in pairs if who is not None]}


class EntryForm(Offering, Entry):  # type: ignore[misc, valid-type]
    """What is recorded of a cycle."""

    def __init__(self, data: Any = None, *, of: CommissioningCycle, **kwargs: Any) -> None:
        super().__init__(data, of=of, **kwargs)
        self.offer(of.client_group_id, of.unit_id)


class PartnerForm(Form):
    """Another partner."""

    organisation = OrganisationField(label="Partner", help_text=NAMED)
    lead = TextField(label="Lead officer there", required=False, max_length=120, help_text=LEAD)
    starts = DayMonthYearField(label="First day", required=False, help_text="Leave empty for today.")


LeadForm = form_of(CyclePartner, "lead")
