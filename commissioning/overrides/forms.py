"""The forms of overrides."""

from typing import Any

from django import forms

from commissioning.cycles.models import Stage
from commissioning.overrides.models import OF_STAGE, Asked
from core.pages.fields import LongTextField
from core.pages.forms import Form, reason_form

DeclineForm = reason_form("Why does it not go on without it?", "Everybody with an account may read it.")


class AskForm(Form):
    """What a stage goes on without, and why."""

    line = forms.ChoiceField(label="Go on without", choices=Asked.choices)
    reason = LongTextField(
        label="Reason", rows=4, max_length=2000,
        help_text="Published on the cycle's page, and sent to the voluntary organisations concerned. Say what was "
        "tried, and why it cannot wait.",
    )  # fmt: skip

    def __init__(self, data: Any = None, *, stage: Stage, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        field: Any = self.fields["line"]
        field.choices = [(each.value, each.label) for each in Asked if OF_STAGE[each] == stage.kind]
