"""The pages of value bands."""

from commissioning.bands import actions
from commissioning.bands.forms import EntryForm, SetForm
from commissioning.bands.models import ValueBand
from commissioning.bands.reading import LOADED
from core import clock
from core.pages import words
from core.pages.forms import LastDayForm
from core.pages.page import find, page
from core.registers.records import act_page, facts_of, posted, record_page, to_act_on

EDIT = actions.EDIT


@page("commissioning.view_band")
def band(request, pk):
    found = find(LOADED, request.actor, pk=pk)
    facts = facts_of(found, "body", "short_form", *actions.ASKS, "monitoring", "starts", "ends")
    facts.insert(1, {"key": "From a value of", "value": words.money(found.from_value)})
    holds = found.holds_on(clock.today())
    links = [(EDIT, "Change it", "band_edit"), (EDIT, "End it", "band_end")] if found.ends is None else []
    tags = [("Holds", "green") if holds else ("Does not hold", "grey")]
    return record_page(request, found, facts=facts, links=links, tags=tags)


@page(EDIT, methods=["GET", "POST"])
def set_(request):
    anybodys = bool(request.actor.may(EDIT, ValueBand()))
    form = SetForm(posted(request), for_any_body=anybodys)
    given = {} if anybodys else {"body": request.actor.organisation}
    said = "A contract falls into the highest band that begins at or below its value. An outcome and the signatures of both sides are always asked."  # noqa: E501
    return act_page(request, form, actions.set_band, "Set a value band", "Set it", words=said, about=None, **given)


@page(EDIT, methods=["GET", "POST"])
def edit(request, pk):
    found = to_act_on(request, LOADED, pk)
    return act_page(
        request, EntryForm(posted(request), of=found), actions.edit_band, "Change the band", "Save", band=found
    )


@page(EDIT, methods=["GET", "POST"])
def end(request, pk):
    found = to_act_on(request, LOADED, pk)
    return act_page(
        request, LastDayForm(posted(request), once=True), actions.end_band, "End the band", "End it", band=found
    )
