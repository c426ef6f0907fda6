"""The forms of disputes."""

from typing import Any

from django import forms

from compacts.codes.models import CompactCode
from compacts.disputes.models import ENDINGS, HEARD, Dispute, Rung
from compacts.disputes.rules import places_of
from compacts.local.models import LocalCompact
from core.pages.fields import DayMonthYearField, LongTextField, OneOf
from core.pages.forms import Form
from core.pages.model_forms import form_of
from partnerships.bodies.fields import BodyField
from partnerships.organisations.fields import OrganisationField
from partnerships.organisations.forms import AreaField

TODAY = "Leave empty for today."
NAMED = "The name or code of an organisation in the register."
BOTH = "Both sides read it. Do not name people."


class CodeChoice(OneOf):
    """One of the Codes, by its title."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            queryset=CompactCode.objects.filter(launched_on__isnull=False).order_by("sort_name", "pk"),
            empty_label="The Compact itself",
            required=False,
            **kwargs,
        )


NAMES = ("title", "area", "against", "code", "clause", "about", "happened_on")
GIVEN = {
    "area": AreaField(label="Locality", help_text="The name of an area, or its GSS code."),
    "against": OrganisationField(label="Who did not keep it", help_text=NAMED),
    "code": CodeChoice(label="What was not kept"),
    "about": LongTextField(label="What happened", rows=6, max_length=10_000, help_text=BOTH),
    "happened_on": "Day on which it happened",
}
DUE = DayMonthYearField(
    label="Day by which the two are to have talked it over",
    help_text="The Forum secretariat is reminded before that day.",
)
Described = form_of(Dispute, *NAMES, **GIVEN)
Entry = form_of(
    Dispute, *NAMES, "decision", "learning", **GIVEN,
    decision=LongTextField(label="What was decided", rows=4, max_length=5000, help_text=BOTH),
    learning=LongTextField(label="What was learned", rows=4, max_length=5000, required=False),
)  # fmt: skip


class RaiseForm(Described):  # type: ignore[misc, valid-type]
    """What an organisation says was not kept, and by when the two are to have talked it over."""

    due_on = DUE


class RecordForm(Described):  # type: ignore[misc, valid-type]
    """The same, raised by an organisation on a day."""

    field_order = ("title", "area", "raised_by", "against", "code", "clause", "about", "happened_on", "raised_on")
    raised_by = OrganisationField(label="Who raised it", help_text=NAMED)
    raised_on = DayMonthYearField(label="Day on which it was raised", required=False, help_text=TODAY)
    due_on = DUE


class EntryForm(Entry):  # type: ignore[misc, valid-type]
    """What is recorded of it; what was decided and learned once it has ended."""

    def __init__(self, data=None, *, of, **kwargs):
        super().__init__(data, of=of, **kwargs)
        if of.closed_on is None:
            del self.fields["decision"], self.fields["learning"]


def who_hears(label: str) -> BodyField:
    """The field in which a board or group is named."""
    said = "Both sides read who it is. Leave empty if it is not in the register."
    return BodyField(label=label, required=False, help_text=said)


class FurtherForm(Form):
    """What came of it on this rung, and by when the next is to deal with it."""

    result = LongTextField(label="What came of it so far", rows=4, max_length=5000, help_text=BOTH)
    on = DayMonthYearField(label="Day on which it is taken further", required=False, help_text=TODAY)
    due_on = DayMonthYearField(label="Day by which the next rung is to deal with it")
    heard_by = who_hears("Board or group that hears it there")

    def __init__(self, data: Any = None, *, of: Dispute, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        if of.next_rung in HEARD:
            offer_who_hears(self, of, group=of.next_rung == Rung.GROUP)
        else:
            del self.fields["heard_by"]


class HearerForm(Form):
    """Which board or group hears it on its rung."""

    heard_by = who_hears("Board or group that hears it")

    def __init__(self, data: Any = None, *, of: Dispute, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        held = of.step.heard_by_id
        offer_who_hears(self, of, held, group=of.step.rung == Rung.GROUP)


def offer_who_hears(form: Form, dispute: Dispute, held: int | None = None, *, group: bool) -> None:
    """Offer the boards and groups of the locality; at first the one that is named, or the Compact Working Group."""
    form.fields["heard_by"].offer(held, area__in=places_of(dispute.area))
    compact = LocalCompact.objects.filter(area=dispute.area, lapsed_on=None, working_group__isnull=False)
    named = compact.order_by("pk").values_list("working_group", flat=True)
    form.initial.setdefault("heard_by", held or (named.first() if group else None))


class PutOffForm(Form):
    """Until when more time is given, and why."""

    due_on = DayMonthYearField(label="Day by which it is to be dealt with now")
    reason = LongTextField(label="Reason", rows=3, max_length=2000, help_text=BOTH)


class CloseForm(Form):
    """How it ended."""

    outcome = forms.ChoiceField(label="Outcome", choices=ENDINGS)
    on = DayMonthYearField(label="Day on which it ended", required=False, help_text=TODAY)
    decision = LongTextField(label="What was decided", rows=4, max_length=5000, help_text=BOTH)
    learning = LongTextField(
        label="What was learned", rows=4, max_length=5000, required=False,
        help_text="Needed where the Compact was broken. It can be published: do not say who the two were.",
    )  # fmt: skip


class WithdrawForm(Form):
    """Why it is taken back."""

    on = DayMonthYearField(label="Day on which it was withdrawn", required=False, help_text=TODAY)
    reason = LongTextField(label="Reason", rows=3, max_length=2000, help_text=BOTH)
