"""The forms of needs and their evidence."""

from typing import Any

from commissioning.analysis.models import AnalysisEntry, AnalysisKind
from commissioning.cycles.models import CommissioningCycle
from commissioning.needs.models import Need, NeedEvidence
from core import clock
from core.pages.fields import DayMonthYearField, OneOf, TextField
from core.pages.forms import Form, reason_form
from core.pages.model_forms import form_of
from partnerships.organisations.models import Area
from partnerships.terms.models import Term, Vocabulary


class NamedOneOf(OneOf):
    """One record, by what it is called."""

    def __init__(self, rows: Any, **kwargs: Any) -> None:
        super().__init__(queryset=rows, empty_label="", **kwargs)


Entry = form_of(
    Need,
    *("title", "what", "people", "unmet", "unmet_people", "provision", "client_group", "area"),
    provision=NamedOneOf(
        AnalysisEntry.objects.none(), label="Set against which service", required=False,
        help_text="One of the services that the analysis of this cycle found.",
    ),
    client_group=NamedOneOf(
        Term.objects.none(), label="Client group", required=False, help_text="Leave empty for that of the cycle."
    ),
    area=NamedOneOf(
        Area.objects.none(), label="Area", required=False, help_text="Leave empty for that of the cycle."
    ),
)  # fmt: skip


class NeedForm(Entry):  # type: ignore[misc, valid-type]
    """A need of a cycle."""

    def __init__(self, data: Any = None, *, cycle: CommissioningCycle, of: Need | None = None) -> None:
        super().__init__(data, of=of)
        services = AnalysisEntry.objects.filter(cycle=cycle, kind=AnalysisKind.PROVISION, voided_on=None)
        self.fields["provision"].queryset = services.order_by("sort_name", "pk")
        groups = Term.objects.filter(vocabulary=Vocabulary.CLIENT_GROUP).order_by("title")
        held = of.client_group_id if of else None
        used = [each.pk for each in groups if each.pk == held or each.holds_on(clock.today())]
        self.fields["client_group"].queryset = groups.filter(pk__in=used)
        self.fields["area"].queryset = Area.objects.filter(pk__in=cycle.area.with_parts()).order_by("name", "pk")


Figure = form_of(
    NeedEvidence,
    *("statement", "source", "publisher", "area", "starts", "ends", "value", "unit"),
    *("comparator_area", "comparator_value"),
    area=NamedOneOf(
        Area.objects.all(), label="Of which place", required=False,
        help_text="The place that it is about. Leave empty for that of the need.",
    ),
    starts=DayMonthYearField(label="First day of the period", required=False),
    ends=DayMonthYearField(
        label="Last day of the period", required=False, help_text="Or the day on which it was counted."
    ),
    comparator_area=NamedOneOf(Area.objects.all(), label="Beside which place", required=False),
)  # fmt: skip


class EvidenceForm(Figure):  # type: ignore[misc, valid-type]
    """Who shows that there is a need, with a figure where there is one."""

    comparator_unit = TextField(
        label="Unit there", required=False, max_length=40, help_text="Leave empty if it is the same as here."
    )
    comparator_starts = DayMonthYearField(
        label="First day of the period there", required=False, help_text="Leave empty if it is the same as here."
    )
    comparator_ends = DayMonthYearField(
        label="Last day of the period there", required=False, help_text="Leave empty if it is the same as here."
    )


class CarryForm(Form):
    """Into which cycle it is carried."""

    cycle = NamedOneOf(CommissioningCycle.objects.none(), label="Into which cycle")

    def __init__(self, *args: Any, need: Need, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cycle"].queryset = CommissioningCycle.objects.filter(follows=need.cycle_id)  # type: ignore[attr-defined]


WithdrawForm = reason_form("Why is it withdrawn?", "Shown on its page to everybody who may read it.")
