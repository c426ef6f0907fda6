"""The partner register's own sheet: what each of its rows may add and change."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from core.acts import Actor, Refused
from core.fields import fold
from core.pages.fields import MoneyField, TextField, WholeNumberField
from core.pages.forms import Form
from core.registers.upload import Upload
from partnerships.organisations import actions
from partnerships.organisations.models import (
    Area,
    Identifier,
    Organisation,
    OrganisationKind,
    Scheme,
)
from partnerships.organisations.rules import normal_identifier, normal_postcode
from partnerships.terms.models import Term, Vocabulary

SCHEMES = {"ods": Scheme.ODS, "charity": Scheme.CHARITY, "company": Scheme.COMPANY}
"""The columns of a sheet that hold codes."""
DAYS = ["%Y-%m-%d", "%d/%m/%Y", "%d %B %Y"]


class NamedField(forms.CharField):
    """A cell that names one of a list of things. Cleans to the thing; the list is read once for a sheet."""

    def __init__(self, things: Callable[[], QuerySet], names: Callable[[Any], Iterable[str]], **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.things, self.names, self.read = things, names, False
        self.by_name: dict[str, Any] = {}

    def __deepcopy__(self, memo: Any) -> "NamedField":
        copied: NamedField = super().__deepcopy__(memo)
        copied.by_name, copied.read = {}, False
        return copied

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        if not self.read:
            self.by_name = {fold(name): each for each in self.things() for name in self.names(each) if name}
            self.read = True
        if fold(text) not in self.by_name:
            raise ValidationError(
                f"There is no {str(self.label).lower()} '{text[:60]}'. Write it as the list of them does."
            )
        return self.by_name[fold(text)]


class CodeField(TextField):
    """A cell with a code: cleans to the code as it is kept."""

    def __init__(self, scheme: str, **kwargs: Any) -> None:
        super().__init__(label=Scheme(scheme).label, required=False, max_length=60, **kwargs)
        self.scheme = scheme

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        try:
            return normal_identifier(self.scheme, text) if text else ""
        except Refused as refusal:
            raise ValidationError(refusal.messages) from None


def day_field(label: str) -> forms.DateField:
    """A cell with a day, as our sheet, a spreadsheet or a person writes it."""
    wrong = f"{label}: write the day like 2003-11-20 or 20/11/2003."
    return forms.DateField(label=label, required=False, input_formats=DAYS, error_messages={"invalid": wrong})


class RowForm(Form):
    """One row of the sheet. A cell that is not here is only shown in the sheet, and not read."""

    id = WholeNumberField(label="Id", required=False, min_value=1, max_value=10**15)
    version = WholeNumberField(label="Version", required=False, min_value=1, max_value=10**9)
    name = TextField(label="Name", max_length=255)
    kind = NamedField(OrganisationKind.objects.all, lambda each: (each.title, each.code), label="Kind")
    ods = CodeField(Scheme.ODS)
    charity = CodeField(Scheme.CHARITY)
    company = CodeField(Scheme.COMPANY)
    area = NamedField(Area.objects.all, lambda each: (each.name, each.gss_code or ""), label="Area")
    opened = day_field("Opened")
    closed = day_field("Closed")
    size = NamedField(
        Term.objects.filter(vocabulary=Vocabulary.SIZE).all, lambda each: (each.title, each.code), label="Size"
    )
    income = MoneyField(label="Latest income", required=False, min_value=0)
    postcode = TextField(label="Postcode", required=False, max_length=10)
    telephone = TextField(label="Telephone", required=False, max_length=40)
    email = forms.EmailField(label="E-mail address", required=False)
    website = forms.URLField(label="Website", required=False, max_length=300, assume_scheme="https")

    def clean_postcode(self) -> str:
        return normal_postcode(self.cleaned_data["postcode"])


class OrganisationUpload(Upload):
    """Organisations from the register's own sheet."""

    permission = "partnerships.upload_organisations"
    form = RowForm
    required = ("name",)
    noun = "organisation"

    def visible(self, actor: Actor, keys: Iterable[int]) -> dict[int, Any]:
        rows = Organisation.objects.visible_to(actor).filter(pk__in=list(keys)).select_related("kind", "area", "size")
        found = {each.pk: each for each in rows}
        self.codes: dict[int, dict[str, str]] = {pk: {} for pk in found}
        for holder, scheme, value in Identifier.objects.filter(organisation__in=found, ends=None).values_list(
            "organisation_id", "scheme", "value"
        ):
            self.codes[holder].setdefault(scheme, value)
        return found

    def current(self, thing: Any) -> dict[str, Any]:
        now = {name: getattr(thing, name) for name in actions.EDITABLE}
        if thing.pk not in self.codes:
            self.codes[thing.pk] = dict(thing.identifiers.filter(ends=None).values_list("scheme", "value"))
        held = self.codes[thing.pk]
        return now | {"kind": thing.kind} | {name: held.get(scheme, "") for name, scheme in SCHEMES.items()}

    def already(self, actor: Actor, values: dict[str, Any]) -> Organisation | None:
        """By one of its codes; without a code, by its name and kind."""
        rows = Organisation.objects.visible_to(actor).select_related("kind", "area", "size")
        codes = self.once_only(values)
        for name, value in codes:
            found = rows.filter(identifiers__scheme=SCHEMES[name], identifiers__value=value).first()
            if found is not None:
                return found
        if codes:
            return None
        return rows.filter(sort_name=fold(values["name"]), name=values["name"], kind=values.get("kind")).first()

    def once_only(self, values: dict[str, Any]) -> list[tuple[str, Any]]:
        return [(name, values[name]) for name in SCHEMES if values.get(name)]

    def add(self, by: Actor, values: dict[str, Any]) -> Organisation:
        if values.get("kind") is None:
            raise Refused({"kind": "Write the kind of organisation, as in the list of kinds."})
        codes = [(SCHEMES[name], value) for name, value in self.once_only(values)]
        fields = {name: value for name, value in values.items() if name not in SCHEMES}
        return one_cell(lambda: actions.add_organisation(by=by, identifiers=codes, **fields), values)

    def change(self, by: Actor, thing: Any, version: int | None, changed: dict[str, Any]) -> Organisation:
        if "kind" in changed:
            raise Refused({"kind": "A change of kind has its day: record it on the organisation's page."})
        if version is None:
            raise Refused({"version": "Write the version, as in the list taken as a sheet."})
        entry = {name: value for name, value in changed.items() if name not in SCHEMES}
        if entry:
            thing = actions.update_organisation(by=by, organisation=thing, version=version, **entry)
        for name, value in changed.items():
            if name in SCHEMES:
                self.add_code(by, thing, name, value)
        return thing

    def add_code(self, by: Actor, thing: Organisation, name: str, value: str) -> None:
        """A sheet gives an organisation a code it has not; it neither takes one away nor puts one in its place."""
        held = self.current(thing)[name]
        if held:
            label = Scheme(SCHEMES[name]).label
            raise Refused({name: f"It has the {label} {held}, which a sheet does not change. Add a code on its page."})
        one_cell(
            lambda: actions.add_identifier(by=by, organisation=thing, scheme=SCHEMES[name], value=value), {name: 1}
        )


def one_cell(act: Callable[[], Organisation | Identifier], values: dict[str, Any]) -> Any:
    """Do it; what is refused about a code is said of the cell that holds one."""
    try:
        return act()
    except ValidationError as refusal:
        errors = getattr(refusal, "error_dict", {})
        cells = [name for name in SCHEMES if values.get(name)]
        if "value" in errors and cells:
            raise Refused({cells[0] if len(cells) == 1 else "name": errors["value"]}) from None
        raise
