"""The forms in which a pair is named, merged and undone."""

from typing import Any

from django import forms

from core.pages.fields import LongTextField
from core.pages.forms import Form, reason_form
from partnerships.duplicates.models import DuplicateSuggestion
from partnerships.organisations.fields import OrganisationField
from partnerships.organisations.models import Organisation


class NameForm(Form):
    """The other entry of an organisation, and why they may be one."""

    other = OrganisationField(label="The other entry", help_text="Its name or code.")
    why = LongTextField(label="Why they may be the same", rows=2, max_length=500)


class MergeForm(Form):
    """Which of the two is kept, why, and whether the people of the other come along."""

    keep = forms.ChoiceField(
        label="Which entry is kept?",
        widget=forms.RadioSelect,
        help_text="The other is followed to it from then on. What was recorded of either shows on its page.",
    )
    why = LongTextField(
        label="Why they are the same", help_text="Shown in the history of both entries.", rows=3, max_length=2000
    )
    people = forms.BooleanField(
        label="Let the people of the other entry act for the one that is kept, in the same roles",
        help_text="If you take the tick away, invite those who are to act for the entry that is kept. They go on "
        "acting for the other entry either way.",
        required=False,
        initial=True,
    )

    def __init__(self, data: Any = None, *, of: DuplicateSuggestion, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.entries = {str(each.pk): each for each in of.pair}
        self.fields["keep"].choices = [(pk, label_of(each)) for pk, each in self.entries.items()]  # type: ignore[attr-defined]

    def clean_keep(self) -> Organisation:
        return self.entries[self.cleaned_data["keep"]]


RejectForm = reason_form("Why they are not the same", "Kept with the pair, which is not suggested again.")
UndoForm = reason_form("Why it is undone", "Shown in the history of both entries.")


def label_of(entry: Organisation) -> str:
    """'Malvern Carers, 1093617 (Registered charity, number 12 in the register)'."""
    return f"{entry} ({entry.kind.title}, number {entry.pk} in the register)"
