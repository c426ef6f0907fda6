"""The forms of initiatives, and of who governs an agreement."""

from typing import Any

from compacts.agreements.models import Agreement
from compacts.initiatives.models import Initiative
from compacts.targets.models import Target
from core.acts import Actor
from core.pages.fields import DayMonthYearField, LongTextField, OneOf
from core.pages.forms import Form, reason_form
from core.pages.model_forms import form_of
from partnerships.bodies.fields import BodyField
from partnerships.organisations.models import Organisation


class PartyField(OneOf):
    """One of the parties to an agreement, by its name."""

    def label_from_instance(self, obj: Any) -> str:
        return obj.name


Entry = form_of(
    Initiative,
    "title", "aim", "lead", "body", "starts", "ends",
    lead=PartyField(label="Led by", queryset=Organisation.objects.none(), empty_label=""),
    body=BodyField(
        label="Board or group responsible", required=False, help_text="One of those that govern the agreement."
    ),
    starts="First day",
    ends=DayMonthYearField(label="Day by which it is to be done", required=False,
                           help_text="You are reminded before it. Leave empty if there is none."),
)  # fmt: skip


class InitiativeForm(Entry):  # type: ignore[misc, valid-type]
    """An initiative of an agreement."""

    def __init__(self, data: Any = None, *, agreement: Agreement, of: Initiative | None = None) -> None:
        super().__init__(data, of=of)
        parties = Organisation.objects.filter(agreement_parties__agreement=agreement).distinct()
        self.fields["lead"].queryset = parties.order_by("sort_name", "pk")
        self.fields["body"].offer(of.body_id if of else None, governs__agreement=agreement)


class GovernForm(Form):
    """Which board or group governs it."""

    body = BodyField(
        label="Board or group", help_text="One of the boards and groups. If it is not there, add it there first."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].offer()  # type: ignore[attr-defined]


class MeasureForm(Form):
    """Which target measures it."""

    target = OneOf(label="Target", queryset=Target.objects.none(), empty_label="")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = Target.objects.visible_to(actor).going_on().order_by("sort_name", "pk")  # type: ignore[attr-defined]
        self.fields["target"].queryset = seen  # type: ignore[attr-defined]


class FinishForm(Form):
    """When it was done."""

    on = DayMonthYearField(label="Day on which it was done", required=False, help_text="Leave empty for today.")


class StopForm(Form):
    """When it was stopped, and why."""

    on = DayMonthYearField(label="Day on which it was stopped", required=False, help_text="Leave empty for today.")
    reason = LongTextField(
        label="Reason", rows=3, max_length=2000, help_text="Whoever may read the agreement may read it."
    )


MistakeForm = reason_form("Why is it void?", "Whoever may read the agreement may read it.")
