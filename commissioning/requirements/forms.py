"""The forms of required plans."""

from typing import Any

from commissioning.needs.forms import NamedOneOf
from commissioning.plans.models import CommissioningPlan
from commissioning.requirements.models import PlanRequirement
from core.acts import Actor
from core.pages.fields import OneOf
from core.pages.forms import Form, reason_form
from core.pages.model_forms import form_of
from partnerships.organisations.fields import OrganisationField
from partnerships.terms.models import Term, Vocabulary

Entry = form_of(
    PlanRequirement,
    *("organisation", "title", "client_group", "due_on", "years", "source"),
    organisation=OrganisationField(label="Who must have it"),
    client_group=NamedOneOf(Term.objects.none(), label="Client group"),
)


class RequirementForm(Entry):  # type: ignore[misc, valid-type]
    """A plan that a body must have."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = Term.objects.filter(vocabulary=Vocabulary.CLIENT_GROUP)
        self.fields["client_group"].queryset = groups.order_by("title")


class MeetForm(Form):
    """Which plan meets it."""

    plan = OneOf(
        label="Plan", queryset=CommissioningPlan.objects.none(), empty_label="",
        help_text="An endorsed plan of a cycle in which the body is a partner.",
    )  # fmt: skip

    def __init__(self, *args: Any, required: PlanRequirement, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = CommissioningPlan.objects.visible_to(actor).filter(withdrawn_on=None)
        theirs = rows.filter(cycle__partners__organisation=required.organisation_id).distinct()
        self.fields["plan"].queryset = theirs.order_by("sort_name", "pk")  # type: ignore[attr-defined]


VoidForm = reason_form("Why is it void?", "Shown on its page to everybody who may read it.")
