"""The forms of contributions."""

from typing import Any

from django import forms

from commissioning.contributions.models import ENDINGS, Contribution, Use
from commissioning.contributions.reading import open_cycles
from commissioning.cycles.models import CommissioningCycle
from core.pages.fields import DayMonthYearField, LongTextField, OneOf
from core.pages.forms import Form
from core.pages.model_forms import form_of
from partnerships.organisations.forms import AreaField
from partnerships.terms.choices import terms_for
from partnerships.terms.models import Term, Vocabulary

IF_NO_CYCLE = "Leave empty where you have chosen a cycle: it is the cycle's then."


class CycleChoice(OneOf):
    """A cycle that is not over, by its title and area."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.title}, {obj.area.name}"


Send = form_of(
    Contribution,
    *("cycle", "title", "what", "starts", "ends", "area", "client_group", "file"),
    cycle=CycleChoice(
        label="For which cycle", queryset=CommissioningCycle.objects.none(), empty_label="None of these",
        required=False,
        help_text="Those of your area and client groups come first.",
    ),
    what=LongTextField(
        label="What you know", rows=6, max_length=10_000,
        help_text="What you see, of whom, how often, and how you know. Do not name people who use services.",
    ),
    starts=DayMonthYearField(label="From", required=False, help_text="The period it is about, if you know it."),
    ends=DayMonthYearField(label="To", required=False),
    area=AreaField(label="Place", required=False, help_text=IF_NO_CYCLE),
    client_group=OneOf(
        label="Client group", queryset=Term.objects.none(), empty_label="The cycle's", required=False,
        help_text=IF_NO_CYCLE,
    ),
    file=forms.FileField(
        label="File", required=False, help_text="A PDF, document, sheet or photograph, up to 25 MB, if you have one.",
        widget=forms.FileInput(attrs={"accept": ",".join(f".{each}" for each in ENDINGS)}),
    ),
)  # fmt: skip


class SendForm(Send):  # type: ignore[misc, valid-type]
    """What an organisation knows, and for which cycle."""

    def __init__(self, data: Any = None, *, organisation: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["cycle"].queryset = open_cycles(organisation)
        keys = [key for key, _ in terms_for(Vocabulary.CLIENT_GROUP, set())]
        self.fields["client_group"].queryset = Term.objects.filter(pk__in=keys).order_by("title")


class AnswerForm(Form):
    """What it was used for, or why it was not."""

    use = forms.ChoiceField(label="What became of it", choices=Use.choices)
    answer = LongTextField(
        label="What it was used for, or why not", rows=4, max_length=5000,
        help_text="The organisation that sent it reads this, and is told by e-mail.",
    )  # fmt: skip


class TakeForm(Form):
    """In which cycle it is taken up."""

    cycle = CycleChoice(
        label="Cycle", queryset=CommissioningCycle.objects.none(), empty_label="Choose from the list",
        help_text="One of those in which your organisation is a partner.",
    )  # fmt: skip

    def __init__(self, data: Any = None, *, actor: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        field: Any = self.fields["cycle"]
        field.queryset = open_cycles().filter(actor.q("commissioning.edit_cycle"))
