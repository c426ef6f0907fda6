"""The forms in which a reorganisation is prepared, carried out and undone."""

from typing import Any

from django import forms

from core.pages.fields import NumberField, OneOf, TextField
from core.pages.forms import Form, reason_form
from core.pages.model_forms import form_of
from partnerships.organisations.fields import OrganisationField
from partnerships.organisations.models import WHAT_BECAME, Area, OrganisationKind, Scheme
from partnerships.reorganisations.models import Reorganisation
from partnerships.reorganisations.people import Offer

EventForm = form_of(Reorganisation, "title", "first_day", "basis", "boundaries")
WithdrawForm = reason_form("Why it will not come about", "Kept with the draft.")
UndoForm = reason_form("Why it is undone", "Everybody who was told of it reads this.")


class NewBodyForm(Form):
    """A body that the reorganisation creates."""

    name = TextField(label="Name", max_length=255)
    kind = OneOf(label="Kind", queryset=OrganisationKind.objects.order_by("title"))
    scheme = forms.ChoiceField(label="Whose code", choices=[("", "No code yet"), *Scheme.choices], required=False)
    code = TextField(label="Code", max_length=60, required=False)
    area = OneOf(label="Home area", queryset=Area.objects.order_by("name"), required=False)


class LineForm(Form):
    """What becomes of one body, and how much of it passes to which successor."""

    ancestor = OrganisationField(label="Body that goes", help_text="Its name or code.")
    kind = forms.ChoiceField(label="What happens to it", choices=WHAT_BECAME, widget=forms.RadioSelect)
    descendant = OrganisationField(
        label="Successor in the register", help_text="Its name or code. Leave empty if it is created.", required=False
    )
    new = forms.ChoiceField(label="Or a successor that is created", required=False)
    share = NumberField(
        label="Share that passes to it (%)",
        help_text="The shares of a body add up to 100. Leave empty if all of it passes to one successor.",
        required=False,
        max_digits=5,
        decimal_places=2,
    )
    share_unknown = forms.BooleanField(label="How much passes to it is not known", required=False)

    def __init__(self, data: Any = None, *, of: Reorganisation, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.bodies = {str(each.pk): each for each in of.new_bodies.all()}
        choices = [("", "None"), *((pk, str(each)) for pk, each in self.bodies.items())]
        self.fields["new"].choices = choices  # type: ignore[attr-defined]

    def clean_new(self) -> Any:
        return self.bodies.get(self.cleaned_data["new"])


class GiveForm(Form):
    """Whom to give the same roles at the successors; all are chosen at first."""

    chosen = forms.MultipleChoiceField(
        label="Who gets which role",
        widget=forms.CheckboxSelectMultiple,
        help_text="Take away those who do not go along.",
    )

    def __init__(self, data: Any = None, *, offered: list[Offer], **kwargs: Any) -> None:
        super().__init__(data, initial={"chosen": [each.key for each in offered]}, **kwargs)
        self.fields["chosen"].choices = [(each.key, str(each)) for each in offered]  # type: ignore[attr-defined]
