"""The forms of contracts: the full one, the short one of a small grant, and those of their parts."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q

from commissioning.contract_templates.models import TemplateVersion
from commissioning.contracts import days
from commissioning.contracts.models import Contract
from commissioning.contracts.parts import (
    ContractDeviation,
    ContractExtension,
    ContractLink,
    ContractOutcome,
    ContractParty,
)
from commissioning.contracts.reading import priorities_for
from commissioning.contracts.rules import served_as_at
from commissioning.plans.models import Priority
from core import clock
from core.acts import Actor
from core.fields import fold
from core.pages.fields import DayMonthYearField, LongTextField, MoneyField, OneOf, TextField
from core.pages.forms import Form, reason_form, speak_plainly
from core.pages.model_forms import form_of
from partnerships.organisations.fields import OrganisationField
from partnerships.organisations.forms import AreaField
from partnerships.terms.models import Term, Vocabulary

NAMED = "The name or code of an organisation in the register."
COMMISSIONER = OrganisationField(label="Commissioner", help_text=NAMED)
PROVIDER = OrganisationField(label="Provider", help_text=NAMED)
VoidForm = reason_form("Why is it void?", "For what was entered by mistake. Shown on its page.")
ExceptionForm = reason_form("Why does it serve no priority?", "A second person reads it and approves it, or not.")


class ContractField(TextField):
    """One of the contracts that the person may see, named by its reference or its whole title."""

    actor: Actor

    def prepare_value(self, value: Any) -> Any:
        """What stands in the line."""
        found = Contract.objects.filter(pk=value).first() if isinstance(value, int) else value
        return found.reference if isinstance(found, Contract) else found

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        rows = Contract.objects.visible_to(self.actor).filter(voided_on=None)
        found = list(rows.filter(Q(reference__iexact=text.strip()) | Q(sort_name=fold(text) or text))[:2])
        if not found:
            raise ValidationError(f"No contract that you may see has the reference or title '{text[:60]}'.")
        if len(found) > 1:
            raise ValidationError("Several contracts are called so. Enter the reference of the one you mean.")
        return found[0]


class PriorityChoice(OneOf):
    """A priority, with its plan. One that is offered no longer is read too: the act says why it is not taken."""

    seen = Priority.objects.none()

    def to_python(self, value: Any) -> Any:
        return OneOf(queryset=self.seen, error_messages=self.error_messages).to_python(value)

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj} ({obj.plan.title})"


class TemplateChoice(OneOf):
    """The version of a template."""


def client_group() -> OneOf:
    rows = Term.objects.filter(vocabulary=Vocabulary.CLIENT_GROUP).order_by("title", "pk")
    return OneOf(label="Client group", queryset=rows, empty_label="None in particular", required=False)


def priority() -> PriorityChoice:
    return PriorityChoice(
        label="Priority it serves", queryset=Priority.objects.none(), empty_label="None", required=False,
        help_text="Of an endorsed plan. Without one, ask for an exception on its page.",
    )  # fmt: skip


def offer(form: Form, actor: Actor, of: Contract | None = None) -> None:
    """Let the person choose among the priorities and templates they may see; of priorities those that are taken for
    the contract, and the one that it serves."""
    on, kept = (served_as_at(of), of.priority_id) if of is not None else (clock.today(), None)
    if "priority" in form.fields:
        form.fields["priority"].queryset = priorities_for(actor, on, kept)  # type: ignore[attr-defined]
        form.fields["priority"].seen = Priority.objects.visible_to(actor)  # type: ignore[attr-defined]
    if "template_version" in form.fields:
        rows = TemplateVersion.objects.filter(template__withdrawn_on=None).select_related("template")
        rows = rows.order_by("template__sort_name", "-number")
        form.fields["template_version"].queryset = rows  # type: ignore[attr-defined]


class ServeForm(Form):
    """Which priority it serves."""

    priority = PriorityChoice(label="Priority it serves", queryset=Priority.objects.none(), empty_label="")

    def __init__(self, data: Any = None, *, actor: Actor, of: Contract):
        super().__init__(data, once=True)
        offer(self, actor, of)


Terms = form_of(
    Contract,
    *("title", "reference", "kind", "description", "provider", "area", "client_group", "category", "route"),
    *("priority", "template_version", "basis", "payment_model", "tier", "parent", "provider_model"),
    *("starts", "initial_end", "maximum_end", "notice_months", "notice_by", "decide_by"),
    *("feedback_method", "review_procedure", "review_on"),
    provider=PROVIDER,
    area=AreaField(label="Area", help_text="The name of an area, or its GSS code."),
    client_group=client_group(),
    priority=priority(),
    template_version=TemplateChoice(
        label="Template it was made from", queryset=TemplateVersion.objects.none(), empty_label="None", required=False
    ),
    parent=ContractField(
        label="Contract it is supplementary to",
        required=False,
        max_length=200,
        help_text="Its reference or title, where the provider is commissioned through another contract.",
    ),
    starts=DayMonthYearField(label="First day"),
    initial_end=DayMonthYearField(label="Initial end", help_text="Its last day, without any extension."),
)


class TermsForm(Terms):  # type: ignore[misc, valid-type]
    """All terms of a contract. Whoever acts for a body begins it for that one."""

    def __init__(self, data: Any = None, *, actor: Actor, of: Contract | None = None, for_any_body: bool = False):
        super().__init__(data, of=of, **({} if of else {"initial": {"notice_months": 3}}))
        offer(self, actor, of)
        self.fields["parent"].actor = actor
        if of is None:
            more = {"commissioner": COMMISSIONER} if for_any_body else {}
            value = MoneyField(label="Value in all", min_value=Decimal(0))
            self.fields = {**more, **self.fields, "value": value}
            speak_plainly(self)


class SmallForm(form_of(Contract, "title", provider=PROVIDER)):  # type: ignore[misc]
    """A small grant: who gets how much, from when until when, for what. Fewer than ten questions."""

    provider = OrganisationField(label="To whom", help_text=NAMED)
    client_group = client_group()
    value = MoneyField(label="How much", min_value=Decimal(0))
    starts = DayMonthYearField(label="First day")
    initial_end = DayMonthYearField(label="Last day")
    outcome = TextField(label="What is to be different for people", max_length=300)
    priority = priority()

    def __init__(self, data: Any = None, *, actor: Actor, for_any_body: bool):
        super().__init__(data)
        offer(self, actor)
        if for_any_body:
            self.fields = {"commissioner": COMMISSIONER, **self.fields}
            speak_plainly(self)


class ValuesForm(Form):
    """What it is worth in all, and in each financial year in which it can run."""

    value = MoneyField(label="Value in all", min_value=Decimal(0))

    def __init__(self, data: Any = None, *, contract: Contract):
        there = {each.year: each.amount for each in contract.years.all()}
        self.years = sorted(
            {*days.years_between(contract.starts, contract.maximum_end or contract.current_end), *there}
        )
        initial = {"value": contract.value} | {f"y{year}": amount for year, amount in there.items()}
        super().__init__(data, initial=initial, version=contract.version)
        add_years(self)

    def clean(self) -> dict[str, Any]:
        """The value with its years, as the act takes them."""
        return read_years(self)


def add_years(form: Any) -> None:
    """A field for each financial year, before what the form carries unseen."""
    fields = {f"y{each}": MoneyField(label=f"Value in {days.year_words(each)}", required=False) for each in form.years}
    version = form.fields.pop("version", None)
    form.fields |= fields | ({"version": version} if version else {})
    speak_plainly(form)


def read_years(form: Any) -> dict[str, Any]:
    """The cleaned values with the years together; an empty year is not named."""
    given = form.cleaned_data
    years = {each: given.get(f"y{each}") for each in form.years}
    rest = {name: each for name, each in given.items() if not (name[:1] == "y" and name[1:].isdigit())}
    return rest | {"years": {year: amount for year, amount in years.items() if amount is not None}}


OutcomeForm = form_of(ContractOutcome, "title", "measure", title="What is to be different for people")
DeviationForm = form_of(ContractDeviation, "term", "instead", "reason")
ExtensionForm = form_of(ContractExtension, "until", "decide_by", until="It can run until", decide_by="Decided by")
PartyForm = form_of(
    ContractParty, "organisation", "role", "starts",
    organisation=OrganisationField(label="Organisation", help_text=NAMED),
    starts=DayMonthYearField(label="From", required=False, help_text="Leave empty for the first day of the contract."),
)  # fmt: skip


class LinkForm(form_of(ContractLink, "kind")):  # type: ignore[misc]
    """Which other contract belongs to it, and how."""

    other = ContractField(label="Other contract", max_length=200, help_text="Its reference or its title.")

    def __init__(self, data: Any = None, *, actor: Actor):
        super().__init__(data)
        self.fields["other"].actor = actor
        self.fields = {"other": self.fields["other"], **self.fields}


class CopyForm(Form):
    """What the one that follows is called."""

    title = TextField(label="Title", max_length=200)


class OnDayForm(Form):
    """On which day it was taken, and the days of decision and notice that follow from it."""

    on = DayMonthYearField(label="Day on which it was taken", required=False, help_text="Leave empty for today.")
    decide_by = DayMonthYearField(
        label="By when is it decided what follows?", required=False, help_text="Leave empty where nothing is to be."
    )
    notice_by = DayMonthYearField(
        label="Give notice by", required=False, help_text="Leave empty to have it reckoned from the new end."
    )


class DaysForm(Form):
    """By when it is decided what follows, or what was decided; by when notice is given."""

    decide_by = DayMonthYearField(label="By when is it decided what follows?", required=False)
    notice_by = DayMonthYearField(label="Give notice by", required=False)
    decision = TextField(
        label="What was decided", max_length=300, required=False,
        help_text="Then leave the day of the decision empty. For example: tender it again from April.",
    )  # fmt: skip

    def __init__(self, data: Any = None, *, contract: Contract):
        initial = {"decide_by": contract.decide_by, "notice_by": contract.notice_by}
        super().__init__(data, initial=initial, version=contract.version)


class EndForm(Form):
    """When it ends, when notice was given, and why."""

    on = DayMonthYearField(label="Last day")
    notice_given_on = DayMonthYearField(label="Day on which notice was given")
    reason = LongTextField(label="Reason", rows=3, max_length=2000, help_text="Shown on its page to everybody.")


class ActivateForm(Form):
    """Why it is made active, where something is advised and not done."""

    reason = LongTextField(
        label="Why it is made active all the same", rows=3, max_length=2000, required=False,
        help_text="Only where something above is advised and not done.",
    )  # fmt: skip
