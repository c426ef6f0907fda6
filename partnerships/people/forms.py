"""What is filled in about people."""

from django import forms

from core.pages.fields import DayMonthYearField, Explained, LongTextField, TextField
from core.pages.forms import Form
from partnerships.people.gates import roles_given_by
from partnerships.people.roles import STAFF, Role

EXPLAINED = {
    Role.MEMBER: "Reads what the organisation drafts and has sent.",
    Role.DRAFTER: "Writes answers for the organisation.",
    Role.APPROVER: "Writes, sends and signs for the organisation.",
    Role.ADMINISTRATOR: "Looks after the organisation's people and its entry in the register.",
    Role.COMMISSIONER: "Writes and publishes consultations, and reads what was answered.",
    Role.ANALYST: "Reads and exports what was answered.",
    Role.SECRETARIAT: "Runs the Forum: partners, people, imports and consultations.",
    Role.AUDITOR: "Reads everything that is not closed by the wall between funder and funded; changes nothing.",
}


def role_choices(actor, place) -> list[tuple[str, str]]:
    """The roles this person may give there."""
    roles = roles_given_by(actor)
    if place._meta.model_name == "area":
        roles &= STAFF
    return [(role.value, Explained(role.label, EXPLAINED[role])) for role in Role if role in roles]


class GiveRoleForm(Form):
    """A role, from a day and perhaps to a day."""

    role = forms.ChoiceField(label="Role", widget=forms.RadioSelect)
    starts = DayMonthYearField(label="First day", required=False, help_text="Leave empty for today.")
    ends = DayMonthYearField(label="Last day", required=False, help_text="Leave empty if it is not known.")

    def __init__(self, *args, choices, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = choices


class GoingForm(Form):
    """A button that lets somebody go; and why they go all the same, where the checklist advises against it."""

    reason = LongTextField(
        label="Why they go before it is handed over",
        required=False,
        rows=3,
        max_length=2000,
        help_text="Only if you go on all the same. The people of the organisation and those to whom it falls read it.",
    )

    def __init__(self, *args, checks, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not any(each.state == "advice" for each in checks):
            del self.fields["reason"]


class EndRoleForm(GoingForm):
    """The last day of a role."""

    last_day = DayMonthYearField(label="Last day", help_text="The role still counts on this day.")
    field_order = ("last_day", "reason")


class MembershipForm(Form):
    """What a person's job is called."""

    job_title = TextField(label="Job title", max_length=150, required=False)


class AccountForm(Form):
    """One's own details."""

    name = TextField(label="Your name", max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    telephone = TextField(
        label="Telephone number",
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
        help_text="People of your organisation and the Forum secretariat see it.",
    )


def password_field() -> forms.CharField:
    """One's present password, before a step that whoever finds the browser open should not take."""
    return forms.CharField(
        label="Your password",
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class AddressForm(Form):
    """One's new e-mail address."""

    email = forms.EmailField(
        label="New e-mail address",
        max_length=254,
        help_text="We send a message there. Your address changes once you have pressed the button in it.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    password = password_field()


class ApiKeyForm(Form):
    """A key for a program."""

    label = TextField(label="What the key is for", max_length=100, help_text="For example 'Our website's events page'.")
    password = password_field()
