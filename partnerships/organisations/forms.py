"""The forms of the partner register."""

import datetime

from django import forms

from core.pages.fields import DayMonthYearField, LongTextField, MoneyField, NumberField, OneOf, TextField
from core.pages.forms import Form
from partnerships.organisations.fields import OrganisationField
from partnerships.organisations.models import (
    WHAT_BECAME,
    Area,
    NameKind,
    Organisation,
    OrganisationKind,
    Scheme,
    TieKind,
    UmbrellaClass,
)
from partnerships.terms.choices import terms_for
from partnerships.terms.models import Term, Vocabulary


class AreaField(forms.CharField):
    """One line: the name of an area, or its GSS code. Cleans to the area."""

    def __init__(self, **kwargs):
        kwargs.setdefault("max_length", 200)  # SQLite compares no text of more than 50,000 bytes
        super().__init__(**kwargs)

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        found = Area.objects.filter(gss_code=text.upper())[:1] or Area.objects.filter(name__iexact=text)[:2]
        if len(found) != 1:
            raise forms.ValidationError("Enter the name of the area as in the list of areas, or its GSS code.")
        return found[0]

    def prepare_value(self, value):
        if isinstance(value, int):
            return Area.objects.get(pk=value).name
        return value.name if isinstance(value, Area) else value


class EntryForm(Form):
    """An organisation's own entry."""

    name = TextField(label="Name", max_length=255)
    about = LongTextField(label="What it does", required=False, max_length=5000)
    area = AreaField(label="Home area", required=False, help_text="The county or unitary area of its office.")
    address = TextField(label="Address", required=False, max_length=400)
    postcode = TextField(label="Postcode", required=False, max_length=10)
    telephone = TextField(label="Telephone", required=False, max_length=40)
    email = forms.EmailField(label="E-mail address for the public", required=False)
    website = forms.URLField(label="Website", required=False, max_length=300, assume_scheme="https")
    income = MoneyField(label="Latest yearly income", required=False, min_value=0)
    income_year_end = DayMonthYearField(label="Year ending", required=False)
    size = OneOf(
        label="Size", required=False, queryset=Term.objects.filter(vocabulary=Vocabulary.SIZE).order_by("income_from")
    )
    opened = DayMonthYearField(label="Opened on", required=False)
    closed = DayMonthYearField(label="Last day", required=False, help_text="Leave empty while it exists.")


ENTRY = tuple(EntryForm.base_fields)


class AddForm(EntryForm):
    """A new organisation."""

    kind = OneOf(label="Kind", queryset=OrganisationKind.objects.order_by("title"))
    ods = TextField(label="ODS code", required=False, max_length=10)
    charity = TextField(label="Charity number", required=False, max_length=12)
    company = TextField(label="Company number", required=False, max_length=10)

    field_order = ("name", "kind", "ods", "charity", "company", *ENTRY[1:])

    def identifiers(self):
        """The codes that were given, as (scheme, value)."""
        schemes = {"ods": Scheme.ODS, "charity": Scheme.CHARITY, "company": Scheme.COMPANY}
        return [(scheme, self.cleaned_data[name]) for name, scheme in schemes.items() if self.cleaned_data[name]]


class DescribeForm(Form):
    """By which terms an organisation is described."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for vocabulary in Vocabulary:
            if vocabulary != Vocabulary.SIZE:
                self.fields[vocabulary.value] = forms.MultipleChoiceField(
                    label=vocabulary.label,
                    required=False,
                    choices=terms_for(vocabulary, set((self.initial or {}).get(vocabulary.value, ()))),
                    widget=forms.CheckboxSelectMultiple,
                )

    def terms(self):
        """All terms that were ticked."""
        ticked = {pk for name, values in self.cleaned_data.items() if name in Vocabulary.values for pk in values}
        return list(Term.objects.filter(pk__in=ticked))


class AreasForm(Form):
    """Where an organisation works."""

    areas = LongTextField(
        label="Areas served", required=False, help_text="One on each line, by name or GSS code.", max_length=20_000
    )

    def clean_areas(self):
        field, found, problems = AreaField(), [], []
        for line in filter(None, (each.strip() for each in self.cleaned_data["areas"].splitlines())):
            try:
                found.append(field.clean(line))
            except forms.ValidationError:
                problems.append(
                    f"There is no area called '{line[:60]}'. Enter its name as in the list, or its GSS code."
                )
        if problems:
            raise forms.ValidationError(problems)
        return found


class CodeForm(Form):
    """One more code of an organisation."""

    scheme = forms.ChoiceField(label="Whose code", choices=Scheme.choices)
    value = TextField(label="Code", max_length=60)


def was_it(what):
    """Whether the code or name ever was the organisation's."""
    reasons = (("wrong", "It never was: take it off"), ("former", f"It was until today: keep it as a former {what}"))
    return forms.ChoiceField(label="Is it the organisation's?", choices=reasons, widget=forms.RadioSelect)


class DropForm(Form):
    """Which of its codes or names is not an organisation's own, and why. It gives the row, and whether it was wrong."""

    what: str

    def __init__(self, *args, held, **kwargs):
        super().__init__(*args, **kwargs)
        self.held = {str(each.pk): each for each in held}
        self.fields[self.what].choices = [(pk, self.line(each)) for pk, each in self.held.items()]

    def line(self, each) -> str:
        return str(each)

    def clean(self):
        given = super().clean()
        if self.errors:
            return given
        return {self.what: self.held[given[self.what]], "wrong": given["reason"] == "wrong"}


class DropCodeForm(DropForm):
    """Which of its codes is not an organisation's own, and why."""

    what = "code"
    code = forms.ChoiceField(label="Code", widget=forms.RadioSelect)
    reason = was_it(what)


class NameForm(Form):
    """What an organisation is called besides."""

    name = TextField(label="Name", max_length=255)
    kind = forms.ChoiceField(label="What it is", choices=NameKind.choices, widget=forms.RadioSelect)


class DropNameForm(DropForm):
    """Which of its further names is not an organisation's own, and why."""

    what = "name"
    name = forms.ChoiceField(label="Name", widget=forms.RadioSelect)
    reason = was_it(what)

    def line(self, each) -> str:
        return f"{each.name} ({each.get_kind_display().lower()})"


class TieForm(Form):
    """Being part of another organisation, or acting for it."""

    kind = forms.ChoiceField(
        label="How it belongs to the other",
        choices=[(kind.value, f"It {kind.label} the other") for kind in TieKind],
        widget=forms.RadioSelect,
    )
    other = OrganisationField(label="The other organisation", help_text="Its name or code.")
    starts = DayMonthYearField(label="From", required=False)


class UmbrellaForm(Form):
    """Belonging to an umbrella body."""

    umbrella = OrganisationField(label="Umbrella body", help_text="Its name or code.")
    membership_class = forms.ChoiceField(label="As", choices=UmbrellaClass.choices, widget=forms.RadioSelect)
    starts = DayMonthYearField(label="From", required=False)


class SuccessionForm(Form):
    """What became of an organisation."""

    kind = forms.ChoiceField(label="What happened", choices=WHAT_BECAME, widget=forms.RadioSelect)
    descendant = OrganisationField(label="Successor", help_text="Its name or code.")
    on = DayMonthYearField(label="First day of the successor")
    share = NumberField(
        label="Share that passed to it (%)", required=False, min_value=0, max_value=100, max_digits=5, decimal_places=2
    )
    source = TextField(label="Where this is written", required=False, max_length=200)


class KindForm(Form):
    """Becoming another kind of body."""

    kind = OneOf(label="New kind", queryset=OrganisationKind.objects.order_by("title"))
    on = DayMonthYearField(label="From")


class FundingForm(Form):
    """Who funds an organisation."""

    funder = OrganisationField(label="Funder", help_text="Its name or code.")
    starts = DayMonthYearField(label="From", required=False)
    note = TextField(label="Note", required=False, max_length=300)


def as_at(request):
    """The day a page is asked to be judged on, None where none is given or it is no day."""
    try:
        return datetime.date.fromisoformat(request.GET.get("as_at", ""))
    except ValueError:
        return None


def entry_of(organisation: Organisation) -> dict:
    """The entry as a form shows it."""
    return {name: getattr(organisation, name) for name in ENTRY}
