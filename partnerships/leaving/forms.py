"""The form in which what somebody holds is handed over."""

from collections.abc import Sequence
from typing import Any

from django import forms

from core.acts import Actor
from core.pages.fields import LongTextField
from core.pages.forms import Form
from partnerships.people.actors import actor_for
from partnerships.people.holdings import Held
from partnerships.people.models import Membership, User
from partnerships.people.reading import MEMBERS, with_job

ROLE, ELSEWHERE = "role", "elsewhere"
NOT_FOUND = "Nobody with this address acts for an organisation. Check the address, or invite the person first."


class HandOverForm(Form):
    """What goes, and to whom."""

    what = forms.MultipleChoiceField(label="What is handed over", widget=forms.CheckboxSelectMultiple)
    to = forms.ChoiceField(label="Who takes it over", widget=forms.RadioSelect)
    email = forms.EmailField(
        label="Their e-mail address", required=False, max_length=254,
        help_text="Only for somebody of another organisation: the address of their account.",
    )  # fmt: skip
    why = LongTextField(
        label="Why nobody by name takes it over", rows=3, max_length=2000, required=False,
        help_text="Only where it falls to the role. Read by the people of the organisation and the Forum secretariat.",
    )  # fmt: skip

    def __init__(
        self, data: Any = None, *, held: Sequence[tuple[Held, str, bool]], people: Sequence[Membership], actor: Actor
    ) -> None:
        super().__init__(data, once=True)
        self.people = {str(each.pk): each for each in people}
        everything = [(each.key, said) for each, said, _ in held]
        self.fields["what"].choices = everything  # type: ignore[attr-defined]
        self.fields["what"].initial = [key for key, _ in everything]
        choices = [(pk, with_job(each)) for pk, each in self.people.items()]
        if actor.can_ever("partnerships.list_people"):
            choices.append((ELSEWHERE, "Somebody of another organisation"))
        else:
            del self.fields["email"]
        self.fields["to"].choices = [*choices, (ROLE, "Nobody by name: it falls to the role")]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Turn what was chosen into the membership that takes it over; None where it falls to the role."""
        found = super().clean() or {}
        chosen, email = found.get("to"), found.pop("email", "")
        if chosen == ELSEWHERE:
            found["to"] = taker(email)
            if found["to"] is None and "email" not in self.errors:
                self.add_error("email", NOT_FOUND if email else "Enter the e-mail address of their account.")
        elif chosen is not None:
            found["to"] = self.people.get(chosen)
        return found


def taker(email: str) -> Membership | None:
    """The first capacity of the person with this address."""
    user = User.objects.of_address(email).filter(is_active=True).first() if email else None
    pk = actor_for(user).membership_id if user else None
    return MEMBERS.filter(pk=pk).first() if pk else None
