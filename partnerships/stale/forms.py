"""Whom to ask."""

from typing import Any

from core.acts import Actor
from core.pages.fields import OneOf, TextField
from core.pages.forms import Form
from partnerships.organisations.models import OrganisationKind


class ChaseForm(Form):
    """All whose entry is out of date, or those of an umbrella body, an area or a kind."""

    umbrella = TextField(
        label="Members of an umbrella body", required=False, max_length=200, help_text="Its name or code."
    )
    area = TextField(label="Area", required=False, max_length=100, help_text="Its name or GSS code.")
    kind = OneOf(OrganisationKind.objects.none(), label="Kind", required=False)

    def __init__(self, data: Any = None, *, actor: Actor, **kwargs: Any) -> None:
        super().__init__(data, once=True, **kwargs)
        self.fields["kind"].queryset = OrganisationKind.objects.order_by("title")  # type: ignore[attr-defined]
        if not actor.may("partnerships.view_all_stale"):
            del self.fields["umbrella"]
