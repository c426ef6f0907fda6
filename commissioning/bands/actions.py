"""Setting, changing and ending the value bands of a commissioning body."""

import datetime
from typing import Any

from django.db import transaction

from commissioning.bands.models import ValueBand
from core import clock
from core.acts import Actor, Refused, authorise, locked
from core.trail.actions import save_changes, save_new
from partnerships.organisations.models import Organisation

EDIT = "commissioning.edit_band"
ASKS = ("asks_priority", "asks_feedback", "asks_review", "asks_compact")
ENTRY = ("title", "from_value", "short_form", *ASKS, "monitoring")


@transaction.atomic
def set_band(*, by: Actor, body: Organisation, starts: datetime.date | None = None, **details: Any) -> ValueBand:
    """Set a band: what contracts of a body must show from a value on. It holds from today, or from the day given."""
    band = ValueBand(body=body, starts=starts or clock.today(), **details)
    authorise(by, EDIT, band)
    save_new(by, "set", band, title=band.title, body=body.name)
    return band


@transaction.atomic
def edit_band(*, by: Actor, band: ValueBand, version: int | None, **details: Any) -> ValueBand:
    """Change what a band asks. Contracts that are active stay so."""
    band = locked(ValueBand, band.pk, version=version)
    authorise(by, EDIT, band)
    if band.ends is not None:
        raise Refused("It has ended. Set another band instead.")
    save_changes(by, "changed", band, {name: details[name] for name in ENTRY if name in details})
    return band


@transaction.atomic
def end_band(*, by: Actor, band: ValueBand, on: datetime.date | None = None) -> ValueBand:
    """Let a band end, on a last day."""
    band = locked(ValueBand, band.pk)
    authorise(by, EDIT, band)
    if band.ends is None:
        save_changes(by, "ended", band, {"ends": max(on or clock.today(), band.starts or datetime.date.min)})
    return band
