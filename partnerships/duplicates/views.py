"""The pages of possible duplicates: both entries side by side, and what a person decides on them."""

from core import clock
from core.acts import Actor
from core.gates import checklist
from core.pages import words
from core.pages.page import find, page
from core.pages.ways import open_to
from core.registers.records import act_page, facts_of, posted, record_page, to_act_on
from partnerships.duplicates import actions
from partnerships.duplicates.comparing import COLUMNS, compared
from partnerships.duplicates.forms import MergeForm, NameForm, RejectForm, UndoForm
from partnerships.duplicates.models import DuplicateSuggestion, SuggestionState
from partnerships.duplicates.reading import LOADED
from partnerships.duplicates.rules import TO_MERGE, TO_UNDO, Proposal, roles_to_give, standing_merge
from partnerships.duplicates.unjoined import unjoined_of
from partnerships.organisations.reading import LOADED as ORGANISATIONS

MERGE = ("partnerships.merge_organisations", "Merge them", "duplicate_merge")
REJECT = ("partnerships.reject_duplicate", "They are not the same", "duplicate_reject")
UNDO = ("partnerships.undo_merge", "Undo the merge", "duplicate_undo")
COLOURS = {SuggestionState.OPEN: "yellow", SuggestionState.APART: "grey", SuggestionState.MERGED: "green"}
NAMING = "You then see both entries side by side. Nothing is changed until somebody merges them there."
MERGING = (
    "Nothing is moved or deleted. The entry that is not kept stands on no list any more; whoever looks for it by a "
    "name or code of its own is led to the one that is kept. It can be undone."
)
UNDOING = (
    "The other entry stands by itself again, as it was before. What was recorded since stays with the entry it was "
    "recorded of, and the roles that its people were given end. The pair then counts as not the same."
)


@page("partnerships.view_duplicate")
def duplicate(request, pk):
    found = find(LOADED, request.actor, pk=pk)
    merge = standing_merge(found)
    entries = zip(("First entry", "Second entry"), found.pair, strict=True)
    facts = [{"key": key, "value": str(each), "href": each.get_absolute_url()} for key, each in entries]
    facts += facts_of(found, "why", "found_on", "decided_on", "decision")
    if merge is not None:
        facts.append({"key": "Kept", "value": str(merge.kept), "href": merge.kept.get_absolute_url()})
    return record_page(
        request,
        found,
        facts=facts,
        links=[UNDO] if merge else [MERGE, REJECT] if found.state == SuggestionState.OPEN else [MERGE],
        gates=TO_UNDO if merge else (),
        template="partnerships/duplicates/duplicate.html",
        title=f"{found.first.name} and {found.second.name}",
        caption="Possible duplicate",
        tags=[(found.get_state_display(), COLOURS[found.state])],
        columns=COLUMNS,
        rows=compared(found, request.actor),
        directions=[] if merge else ways_to_merge(found, request.actor),
        unjoined=unjoined_of(found, request.actor),
    )


def ways_to_merge(found: DuplicateSuggestion, actor: Actor) -> list[dict]:
    """The same for somebody who is to read it: it leads them to nothing that is not for them."""
    return [each | {"checks": open_to(actor, each["checks"])} for each in directions(found)]


def directions(found: DuplicateSuggestion) -> list[dict]:
    """For either way of merging the two: its checklist, and whose people get roles at the entry that is kept."""
    ways = []
    for kept in found.pair:
        proposal = Proposal(kept, found.other_than(kept))
        people = roles_to_give(proposal, clock.today())
        ways.append(
            {
                "title": f"If {kept} is kept",
                "checks": checklist(TO_MERGE, proposal),
                "people": [f"{each.membership.user.name}: {each.get_role_display().lower()}" for each in people],
            }
        )
    return ways


def roles_in_words(found: DuplicateSuggestion) -> str:
    """Of either way of merging the two, how many roles would be given: 'If Wye Carers is kept: 3 roles.'"""
    ways = [(each["title"], len(each["people"])) for each in directions(found)]
    if not any(count for _, count in ways):
        return ""
    said = " ".join(f"{title}, {words.plural(count, 'role')} would be given." for title, count in ways)
    return f" {said} The page before this names whose."


@page("partnerships.name_duplicate", methods=["GET", "POST"])
def name(request, pk):
    found = to_act_on(request, ORGANISATIONS, pk)
    form = NameForm(posted(request), once=True)
    heading = "This was entered twice"
    return act_page(request, form, actions.name_duplicate, heading, "Compare them", words=NAMING, organisation=found)


@page("partnerships.merge_organisations", methods=["GET", "POST"])
def merge(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = MergeForm(posted(request), of=found, once=True)
    said = MERGING + roles_in_words(found)
    return act_page(request, form, actions.merge_organisations, "Merge them", "Merge", words=said, suggestion=found)


@page("partnerships.reject_duplicate", methods=["GET", "POST"])
def reject(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = RejectForm(posted(request), once=True)
    return act_page(request, form, actions.reject_duplicate, "They are not the same", "Save", suggestion=found)


@page("partnerships.undo_merge", methods=["GET", "POST"])
def undo(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = UndoForm(posted(request), once=True)
    heading, button = "Undo the merge", "Undo it"
    return act_page(request, form, actions.undo_merge, heading, button, words=UNDOING, gates=TO_UNDO, suggestion=found)
