"""Whom to invite."""

from collections.abc import Collection, Iterable
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, QuerySet

from consultation.coverage.rules import EVERYBODY, problem_of_choice
from core.pages.fields import OneOf
from core.pages.forms import Form
from partnerships.organisations.fields import OrganisationField
from partnerships.organisations.models import Area, Organisation, OrganisationKind, Sector
from partnerships.terms.choices import terms_of
from partnerships.terms.models import Vocabulary

FLAGS = (Vocabulary.CLIENT_GROUP, Vocabulary.LED_BY, Vocabulary.SERVES, Vocabulary.IDENTITY, Vocabulary.INTEREST)


NO_MAIL = " (nobody to write to)"


def terms() -> list[tuple[Any, str]]:
    """The terms to choose from, each with its taxonomy: 'Older people' is a client group and who leads."""
    return [("", "Any"), *terms_of(*FLAGS)]


def kinds_here() -> QuerySet[OrganisationKind]:
    """The kinds that some organisation of the register is of."""
    return OrganisationKind.objects.filter(Exists(Organisation.objects.filter(kind=OuterRef("pk")))).order_by("title")


class ChooseForm(Form):
    """Which organisations: all that fit what is chosen here."""

    sector = forms.ChoiceField(label="Sector", required=False, choices=[("", "Any"), *Sector.choices])
    kind = OneOf(label="Kind", required=False, queryset=OrganisationKind.objects.none(), empty_label="Any")
    area = OneOf(label="Where it is or works", required=False, queryset=Area.objects.none(), empty_label="Anywhere")
    term = forms.ChoiceField(label="Whom it serves, or who leads it", required=False, choices=terms)
    everybody = forms.BooleanField(label=EVERYBODY, required=False)
    beyond = forms.BooleanField(
        label="Also organisations of the register that are not marked as partners here", required=False
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].queryset = kinds_here()  # type: ignore[attr-defined]
        self.fields["area"].queryset = Area.objects.order_by("name")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and (problem := problem_of_choice(cleaned)):
            self.add_error("everybody", problem)
        return cleaned


class LenientMultipleChoiceField(forms.MultipleChoiceField):
    """Some of a list that may have changed since it was shown: what is not on it any more is passed over."""

    def valid_value(self, value: Any) -> bool:
        return True


class InviteForm(Form):
    """The organisations that fit, to be invited but for those that are left out."""

    leave_out = LenientMultipleChoiceField(
        label="Tick those to leave out", required=False, choices=(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, listed: Iterable[Organisation], unreached: Collection[int], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["leave_out"].choices = [  # type: ignore[attr-defined]
            (str(each.pk), f"{each}, {each.kind.title}{NO_MAIL if each.pk in unreached else ''}") for each in listed
        ]

    @property
    def left_out(self) -> list[int]:
        """The numbers of those on the list that were ticked."""
        ticked = set(self.cleaned_data["leave_out"])
        return [int(pk) for pk, _ in self.fields["leave_out"].choices if pk in ticked]  # type: ignore[attr-defined]


class OneForm(Form):
    """One organisation by its name."""

    organisation = OrganisationField(label="Organisation", help_text="Its name or code. Partners come first.")
