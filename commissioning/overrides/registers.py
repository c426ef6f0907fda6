"""The list of overrides: where partners went on without an involvement, and why."""

from django.db.models import Case, CharField, Value, When

from commissioning.cycles.models import StageKind
from commissioning.overrides.filters import IN_STATE, OverrideFilters
from commissioning.overrides.models import Asked, Override, OverrideState
from core.registers.columns import CHOICE, DATE, NUMBER, Column
from core.registers.register import Register, add

STATE = Case(
    *[When(condition, then=Value(state.value)) for state, condition in IN_STATE.items()], output_field=CharField()
)


@add
class Overrides(Register):
    """Every override; everybody with an account reads them."""

    name, title, noun, model = "overrides", "Stages that went on without an involvement", "override", Override
    permission, link, order = "commissioning.view_override", "override", "-asked_on"
    filters = OverrideFilters
    crumbs = (("Commissioning cycles", "cycles"),)
    intro = "Where partners went on without somebody whom they ought to have involved, why, and who confirmed it."
    empty = "Nobody has gone on without an involvement. It is asked for on the page of a stage."
    columns = (
        Column("line", "Without", kind=CHOICE, choices=dict(Asked.choices), order="line", link=True),
        Column("cycle", "Cycle", value="stage__cycle__title", order="stage__cycle__sort_name"),
        Column("cycle_id", "Id of the cycle", value="stage__cycle_id", kind=NUMBER, on_page=False),
        Column("stage", "Stage", value="stage__kind", kind=CHOICE, choices=dict(StageKind.choices)),
        Column("reason", "Reason"),
        Column("state", "State", value=STATE, kind=CHOICE, choices=dict(OverrideState.choices)),
        Column("asked_on", "Asked", kind=DATE, order="asked_on"),
        Column("asked_for", "Asked by", value="asked_for__name"),
        Column("confirmed_on", "Confirmed", kind=DATE),
        Column("confirmed_for", "Confirmed by", value="confirmed_for__name"),
    )
