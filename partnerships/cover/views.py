"""The pages of cover while somebody is on leave."""

from core import clock
from core.pages.addresses import numbered
from core.pages.page import find, page
from core.registers.records import act_page, facts_of, posted, record_page, to_act_on
from partnerships.cover import actions
from partnerships.cover.forms import CallOffForm, CoverForm, EndForm
from partnerships.cover.models import CoverState
from partnerships.cover.reading import LOADED
from partnerships.people.reading import MEMBERS, colleagues_of

ENDS = (actions.END, "Let it end earlier", "cover_end")
CALL_OFF = (actions.END, "Call it off", "cover_call_off")
COLOURS = {CoverState.LATER: "blue", CoverState.NOW: "green", CoverState.OVER: "grey", CoverState.CALLED_OFF: "red"}
NAMING = (
    "Whoever covers finds among their own dates what is due, and is reminded of it, marked with whose it is. They do "
    "what their own roles allow: where another role is needed, an administrator gives it to them for these days. "
    "Both are told. It ends by itself."
)

NOBODY = (
    "Nobody else holds a role here, so nobody can cover. Invite somebody first; until then what is due comes to the "
    "Forum secretariat once nobody is there."
)


@page("partnerships.view_cover")
def cover(request, pk):
    """Who covers for whom, and what roles they hold themselves."""
    found = find(LOADED, request.actor, pk=pk)
    facts = [
        {"key": "On leave", "value": str(found.membership.user)},
        {"key": "Who covers", "value": str(found.by_whom.user)},
        {"key": "For", "value": str(found.membership.place)},
        *facts_of(found, "starts", "ends", "called_off_on", "why"),
    ]
    if request.actor.may("partnerships.change_role", found.by_whom):
        more = {
            "value": "Give a role for these days, if they need one",
            "href": numbered("role_give", found.by_whom_id),
        }
        facts.append({"key": f"Roles of {found.by_whom.user}"} | more)
    standing = found.state in (CoverState.LATER, CoverState.NOW)
    links = [ENDS, CALL_OFF] if found.state == CoverState.NOW else [CALL_OFF] if standing else []
    return record_page(
        request, found, facts=facts, links=links, tags=[(found.state.label, COLOURS[found.state])], caption="Cover"
    )


@page(actions.NAME, methods=["GET", "POST"])
def name(request, pk):
    """Name who covers for somebody."""
    found = to_act_on(request, MEMBERS, pk)
    form = CoverForm(posted(request), people=colleagues_of(found, clock.today()))
    return act_page(
        request, form, actions.name_cover, "Name who covers", "Save",
        words=NAMING if form.people else NOBODY, membership=found,
    )  # fmt: skip


@page(actions.END, methods=["GET", "POST"])
def end(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = EndForm(posted(request), initial={"last_day": clock.today()})
    return act_page(request, form, actions.end_cover, "Let it end earlier", "Save", cover=found)


@page(actions.END, methods=["GET", "POST"])
def call_off(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = CallOffForm(posted(request), once=True)
    return act_page(request, form, actions.call_off_cover, "Call it off", "Call it off", cover=found)
