"""The forms of scorecards; the one that is filled in has two fields for each criterion of the Code."""

from typing import Any

from django import forms

from compacts.agreements.models import Agreement
from compacts.compliance import past
from compacts.compliance.models import ComplianceCheck, Point, Result, Scorecard
from compacts.compliance.reading import usable_codes
from compacts.compliance.records import Shown, shown_of
from core.acts import Actor
from core.pages import words
from core.pages.fields import DayMonthYearField, LongTextField, OneOf
from core.pages.forms import Form, speak_plainly
from core.pages.model_forms import form_of
from partnerships.organisations.fields import OrganisationField
from partnerships.organisations.forms import AreaField

TODAY = "Leave empty for today."
CHECKED = "Criterion {} was checked here already, which is not taken back. Choose what you find of it now."
NAMED = "The name or code of an organisation in the register."


class AgreementChoice(OneOf):
    """One of the agreements the person may see, by its title and locality."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.title}, {obj.area.name}"


class CodeChoice(OneOf):
    """One of the Codes that funding can be checked by."""


GIVEN = {
    "area": AreaField(label="Locality", help_text="The name of an area, or its GSS code."),
    "provider": OrganisationField(
        label="Provider", required=False, help_text=f"{NAMED} Leave empty while it is not known."
    ),
    "agreement": AgreementChoice(
        label="Agreement in the register", queryset=Agreement.objects.none(), empty_label="None", required=False
    ),
}
BODY = OrganisationField(label="Public body", help_text=NAMED)
CODE = CodeChoice(
    label="Code of good practice", queryset=usable_codes(), empty_label="Choose from the list",
    error_messages={"required": "Choose the Code of good practice."},
)  # fmt: skip
BEGUN = DayMonthYearField(label="Day on which it was begun", required=False, help_text=TODAY)
Begin = form_of(
    Scorecard, "title", "kind", "code", "area", "body", "provider", "agreement", "begun_on", **GIVEN,
    code=CODE, body=BODY, begun_on=BEGUN,
)  # fmt: skip
Entry = form_of(Scorecard, "title", "kind", "area", "provider", "agreement", **GIVEN)


def offer_agreements(form: forms.BaseForm, actor: Actor) -> None:
    """Let the person choose among the agreements they may see."""
    seen = Agreement.objects.visible_to(actor).select_related("area").order_by("sort_name", "pk")
    form.fields["agreement"].queryset = seen  # type: ignore[attr-defined]


class BeginForm(Begin):  # type: ignore[misc, valid-type]
    """What is checked by which Code. Whoever acts for a public body begins it for that one."""

    def __init__(self, data=None, *, actor: Actor, for_any_body: bool, **kwargs):
        super().__init__(data, **kwargs)
        offer_agreements(self, actor)
        if not for_any_body:
            del self.fields["body"]


class EntryForm(Entry):  # type: ignore[misc, valid-type]
    """What is recorded of it; the agreement it belongs to stays where the person may not see it."""

    def __init__(self, data=None, *, of: Scorecard, actor: Actor, **kwargs):
        super().__init__(data, of=of, **kwargs)
        offer_agreements(self, actor)
        field = self.fields["agreement"]
        if of.agreement_id and not field.queryset.filter(pk=of.agreement_id).exists():  # type: ignore[attr-defined]
            del self.fields["agreement"]


def said_by(told: Shown | None) -> str:
    """What the records show of a criterion, as further help."""
    return f"Its records show: {told.reason}" if told else ""


def unanswered(told: Shown | None) -> str:
    """What it means to choose nothing of a criterion."""
    return f"As its records show: {Result(told.result).label.lower()}" if told else "Not checked yet"


class CheckForm(Form):
    """The scorecard at one point: of each criterion whether it is kept, and why not, or what shows it.

    What records show need not be answered; who finds otherwise says so, and why.
    """

    def __init__(self, data=None, *, scorecard: Scorecard, point: str, **kwargs):
        self.criteria, self.point = list(scorecard.code.criteria.all()), point
        made = self.check_of(scorecard)
        self.shown = shown_of(scorecard, made.checked_on if made else past.judged_on(scorecard))
        super().__init__(data, initial=self.found_of(scorecard), version=scorecard.version, **kwargs)
        day = past.past_day_of(scorecard)
        empty = TODAY if day is None else f"Leave empty: it is one of the past, judged as at {words.date(day)}."
        self.fields = {"checked_on": DayMonthYearField(label="Day of the check", required=False, help_text=empty)} | {
            name: each for criterion in self.criteria for name, each in self.boxes(criterion).items()
        } | self.fields  # fmt: skip
        speak_plainly(self)

    def boxes(self, criterion: Any) -> dict[str, forms.Field]:
        """The two fields of a criterion."""
        told = self.shown.get(criterion.pk)
        return {
            f"result_{criterion.number}": forms.ChoiceField(
                label=str(criterion), help_text=f"{criterion.asks} {said_by(told)}".strip(), required=False,
                choices=[("", unanswered(told)), *Result.choices],
            ),
            f"note_{criterion.number}": LongTextField(
                label=f"Why, or what shows it ({criterion.number})", rows=2, max_length=2000, required=False
            ),
        }  # fmt: skip

    def check_of(self, scorecard: Scorecard) -> ComplianceCheck | None:
        """The check at this point, where it was made."""
        return next((each for each in scorecard.checks.all() if each.point == self.point), None)

    def found_of(self, scorecard: Scorecard) -> dict[str, Any]:
        """What was found at this point so far, by the names of the fields."""
        made = self.check_of(scorecard)
        if made is None:
            return {}
        found = {each.criterion_id: each for each in made.findings.all()}
        values: dict[str, Any] = {"checked_on": past.at_latest(scorecard, made.checked_on)}
        for each in self.criteria:
            if each.pk in found:
                held, told = found[each.pk], self.shown.get(each.pk)
                by_hand = told is None or held.is_otherwise
                values |= {f"result_{each.number}": held.result if by_hand else "", f"note_{each.number}": held.note}
        return values

    @property
    def conflict(self) -> Any:
        """The scorecard as somebody else left it, with what they found under the names of the fields."""
        return getattr(self, "_conflict", None)

    @conflict.setter
    def conflict(self, current: Any) -> None:
        self._conflict = current
        for name, value in self.found_of(current).items():
            setattr(current, name, value)

    def clean(self) -> dict[str, Any]:
        """What the act takes: the day, the version, and what was found of each criterion that was looked at."""
        given = self.cleaned_data
        is_newest = given.get("version") == self.fields["version"].initial  # else the act tells of the conflict
        said = [each for each in self.criteria if given.get(f"result_{each.number}")]
        looked_at = [each for each in self.criteria if each in said or each.pk in self.shown]
        for each in self.criteria:
            if given.get(f"note_{each.number}") and each not in looked_at:
                self.add_error(f"result_{each.number}", f"Choose whether criterion {each.number} is kept.")
            elif is_newest and self.initial.get(f"result_{each.number}") and each not in looked_at:
                self.add_error(f"result_{each.number}", CHECKED.format(each.number))
        findings = [(each, given[f"result_{each.number}"], given.get(f"note_{each.number}", "")) for each in looked_at]
        return {"findings": findings, "checked_on": given.get("checked_on"), "version": given.get("version")}


class AgreeForm(Form):
    """When it was agreed, and why, where it falls short of a Code that only advises yet."""

    on = DayMonthYearField(label="Day on which it was agreed", required=False, help_text=TODAY)
    reason = LongTextField(
        label="Why it was agreed all the same", rows=3, max_length=2000, required=False,
        help_text="Only where something above is advised and not done.",
    )  # fmt: skip


class DropForm(Form):
    """When it was given up, and why."""

    on = DayMonthYearField(label="Day on which it was given up", required=False, help_text=TODAY)
    reason = LongTextField(label="Reason", rows=3, max_length=2000, help_text="Shown on its page to both sides.")


POINTS = dict(Point.choices)
