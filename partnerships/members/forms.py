"""The forms of lists of members, of their lines, and of memberships."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core import clock
from core.acts import Actor
from core.pages.fields import DayMonthYearField, LongTextField, OneOf, TextField
from core.pages.forms import Form, reason_form
from partnerships.members.matching import candidates
from partnerships.members.models import MemberLine, MemberSheet
from partnerships.members.sheet import HEADINGS, lines_of
from partnerships.organisations.fields import OrganisationField, label_of
from partnerships.organisations.models import Organisation, OrganisationKind, UmbrellaClass, UmbrellaMembership

NOT_THERE = "none"


class SendForm(Form):
    """A list of members to send."""

    sheet = forms.FileField(
        label="List of members",
        help_text=f"As CSV or Excel, with the headings {', '.join(HEADINGS.values())}. Only Name cannot be left out.",
    )
    on = DayMonthYearField(
        label="As it stood on",
        earliest=clock.EARLIEST,
        latest=clock.LATEST,
        help_text="Memberships without a day of their own in the list begin, or change their class, on this day.",
    )
    whole = forms.BooleanField(label=MemberSheet._meta.get_field("whole").verbose_name, required=False)

    def clean_sheet(self) -> Any:
        """The file's name and its lines: read before anything is locked."""
        sent = self.cleaned_data["sheet"]
        try:
            return sent.name, lines_of(sent, sent.name)
        except ValidationError as problem:
            raise ValidationError(problem.error_list) from None

    @property
    def given(self) -> dict[str, Any]:
        """What the act takes."""
        name, lines = self.cleaned_data["sheet"]
        return {"name": name, "lines": lines, "on": self.cleaned_data["on"], "whole": self.cleaned_data["whole"]}


class SettleForm(Form):
    """Which organisation a line means: one of those that it could, another, or for who may a new one."""

    candidate = forms.ChoiceField(label="It is", widget=forms.RadioSelect, required=False)
    organisation = OrganisationField(label="Or another organisation", required=False, help_text="Its name or code.")
    kind = OneOf(
        OrganisationKind.objects.none(),
        label="Or add it to the register, as",
        required=False,
        help_text="With the name, postcode and numbers of the line.",
    )

    def __init__(self, data: Any = None, *, of: MemberLine, actor: Actor, **kwargs: Any) -> None:
        super().__init__(data, once=True, **kwargs)
        self.entries = {str(each.pk): each for each in candidates(of)}
        if self.entries:
            choices = [(key, label_of(each)) for key, each in self.entries.items()]
            self.fields["candidate"].choices = [*choices, (NOT_THERE, "None of these")]  # type: ignore[attr-defined]
        else:
            del self.fields["candidate"]
        if actor.may("partnerships.add_organisation"):
            self.fields["kind"].queryset = OrganisationKind.objects.order_by("title")  # type: ignore[attr-defined]
        else:
            del self.fields["kind"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        picked = data.pop("candidate", "")
        chosen: Organisation | None = self.entries.get(picked) or data.get("organisation")
        data["organisation"] = chosen
        if chosen is None and data.get("kind") is None and not self.errors:
            raise ValidationError("Choose the organisation that this line means.")
        return data


class ContactForm(Form):
    """The contact of a member, corrected."""

    contact_name = TextField(label="Contact", max_length=150, required=False)
    contact_email = forms.EmailField(label="Contact's e-mail address", max_length=254)

    def __init__(self, data: Any = None, *, of: MemberLine, **kwargs: Any) -> None:
        initial = {"contact_name": of.contact_name, "contact_email": of.contact_email}
        super().__init__(data, initial=initial, once=True, **kwargs)


ReturnForm = reason_form("What the message that came back says", "Shown beside the contact.", rows=2, most=300)
VoidForm = reason_form("Why it is set aside", "Shown on its page.")


class ClassForm(Form):
    """Another class, from a day."""

    membership_class = forms.ChoiceField(label="Belongs as", choices=UmbrellaClass.choices, widget=forms.RadioSelect)
    on = DayMonthYearField(label="From", earliest=clock.EARLIEST, latest=clock.LATEST)


class CorrectForm(Form):
    """The right dates of a membership."""

    starts = DayMonthYearField(label="From", required=False, earliest=clock.EARLIEST, latest=clock.LATEST)
    ends = DayMonthYearField(label="To", required=False, earliest=clock.EARLIEST, latest=clock.LATEST)
    reason = LongTextField(label="Why it is corrected", help_text="Kept in the history.", rows=2, max_length=2000)

    def __init__(self, data: Any = None, *, of: UmbrellaMembership, **kwargs: Any) -> None:
        super().__init__(data, initial={"starts": of.starts, "ends": of.ends}, once=True, **kwargs)
