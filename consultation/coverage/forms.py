"""Whom to invite."""

from django import forms

from core.pages.forms import Form
from partnerships.organisations.fields import OrganisationField
from partnerships.organisations.models import Area, OrganisationKind, Sector
from partnerships.terms.models import Term, Vocabulary

FLAGS = (Vocabulary.CLIENT_GROUP, Vocabulary.LED_BY, Vocabulary.SERVES, Vocabulary.IDENTITY, Vocabulary.INTEREST)


class ChooseForm(Form):
    """Which organisations: all that fit what is chosen here."""

    sector = forms.ChoiceField(label="Sector", required=False, choices=[("", "Any"), *Sector.choices])
    kind = forms.ModelChoiceField(
        label="Kind", required=False, queryset=OrganisationKind.objects.none(), empty_label="Any"
    )
    area = forms.ModelChoiceField(
        label="Where it is or works", required=False, queryset=Area.objects.none(), empty_label="Anywhere"
    )
    term = forms.ModelChoiceField(
        label="Whom it serves, or who leads it", required=False, queryset=Term.objects.none(), empty_label="Any"
    )
    beyond = forms.BooleanField(
        label="Also organisations of the register that are not marked as partners here", required=False
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].queryset = OrganisationKind.objects.order_by("title")  # type: ignore[attr-defined]
        self.fields["area"].queryset = Area.objects.order_by("name")  # type: ignore[attr-defined]
        self.fields["term"].queryset = Term.objects.filter(vocabulary__in=FLAGS).order_by("title")  # type: ignore[attr-defined]


class OneForm(Form):
    """One organisation by its name."""

    organisation = OrganisationField(label="Organisation", help_text="Its name or code. Partners come first.")


class EmptyForm(Form):
    """A button alone."""
