"""The forms of Local Compacts."""

from django import forms

from compacts.local.models import STEPS, LocalCompact
from core.pages.fields import DayMonthYearField, LongTextField
from core.pages.forms import Form
from core.pages.model_forms import form_of
from partnerships.bodies.fields import BodyField
from partnerships.bodies.models import BodyKind
from partnerships.organisations.fields import OrganisationField
from partnerships.organisations.forms import AreaField

WHERE = AreaField(label="Locality", help_text="The name of an area, or its GSS code.")
TODAY = "Leave empty for today."
CALLED = {
    "begun_on": "First day of the work on it",
    "agreed_on": "Day of the agreement",
    "launched_on": "Day of the launch",
    "lapsed_on": "Day on which it lapsed",
    "review_due": "Day by which it is reviewed next",
}
"""What people read where a day is filled in, so that what is wrong with it makes a sentence."""

BeginForm = form_of(LocalCompact, "title", "kind", "area", "about", "begun_on", area=WHERE, begun_on=CALLED["begun_on"])
ManagerForm = form_of(
    LocalCompact,
    "manager_name",
    "manager_organisation",
    "manager_email",
    "manager_telephone",
    manager_name="Name",
    manager_organisation=OrganisationField(
        label="Works for", required=False, help_text="The name or code of an organisation in the register."
    ),
)
Entry = form_of(
    LocalCompact,
    *("title", "kind", "area", "about", "working_group", "document", "review_due", "begun_on", *STEPS),
    **CALLED,
    area=WHERE,
    working_group=BodyField(
        label="Compact Working Group",
        required=False,
        help_text="One of the working groups among the boards and groups. If it is not there, add it there first.",
    ),
    document=forms.URLField(
        label="Where the text can be read",
        required=False,
        max_length=300,
        assume_scheme="https",
        help_text="The address of the document on the web.",
    ),
)


class EntryForm(Entry):  # type: ignore[misc, valid-type]
    """What the entry says, with the days of the steps that were taken, to be put right."""

    def __init__(self, data=None, *, of, **kwargs):
        super().__init__(data, of=of, **kwargs)
        self.fields["working_group"].offer(of.working_group_id, kind=BodyKind.WORKING_GROUP)
        for name in STEPS:
            if getattr(of, name) is None:
                del self.fields[name]
            else:
                self.fields[name].required = True


class AgreeForm(Form):
    """When it was agreed."""

    on = DayMonthYearField(label=CALLED["agreed_on"], required=False, help_text=TODAY)


class LaunchForm(Form):
    """When it was launched."""

    on = DayMonthYearField(label=CALLED["launched_on"], required=False, help_text=TODAY)


class LapseForm(Form):
    """When it lapsed, and why."""

    on = DayMonthYearField(label=CALLED["lapsed_on"], required=False, help_text=TODAY)
    reason = LongTextField(
        label="Reason", rows=3, max_length=2000, help_text="Shown on its page to everybody who may read it."
    )
