"""The pages of reviews of Compacts: what each found and asked for; for the secretariat, each of its acts."""

from compacts.local.reading import LOADED as COMPACTS
from compacts.local.rules import TO_BEGIN_REVIEW, TO_RECORD_REVIEW
from compacts.reviews import actions, rules
from compacts.reviews.forms import BeginForm, ConcludeForm, EntryForm, FindingsForm, RecordForm, VoidForm
from compacts.reviews.models import COLOURS
from compacts.reviews.reading import LOADED
from core.pages.page import find, page
from core.registers.records import act_page, crumbs_to, facts_of, posted, record_page, to_act_on

EDIT, READ = actions.EDIT, "compacts.read_review"
FINDINGS = (EDIT, "Write what it found", "review_findings")
ASK = (EDIT, "Enter what is to be done", "review_action_add")
CONCLUDE = (EDIT, "Conclude the review", "review_conclude")
CHANGE = (EDIT, "Change the entry", "review_edit")
VOID = (EDIT, "Declare it void", "review_void")


@page("compacts.view_review")
def review(request, pk):
    """What the review found, how it scored, and what it asked whom to do."""
    found = find(LOADED.prefetch_related("actions__owner"), request.actor, pk=pk)
    reads = bool(request.actor.may(READ, found))
    facts = facts_of(found, "compact", *(["led_by"] if reads else []), "began_on", "concluded_on")
    facts += facts_of(found, "findings") if reads else []
    if found.concluded_on is not None and reads:
        facts += [{"key": "Score", "value": f"{found.score} of 100"}, *facts_of(found, "refreshed", "next_due")]
    facts += facts_of(found, "voided_on", "void_reason")
    if found.voided_on is not None:
        links = []
    else:
        links = [FINDINGS, ASK, *([CONCLUDE] if found.goes_on else []), CHANGE, VOID]
    may_change = request.actor.may(EDIT, found)
    return record_page(
        request, found, facts=facts, links=links, gates=rules.TO_CONCLUDE if found.goes_on and may_change else (),
        tags=[(found.state.label, COLOURS[found.state])], breadcrumbs=crumbs_to(found.compact),
        reads=reads, asked_for=list(found.actions.all()) if reads else [], template="compacts/reviews/review.html",
    )  # fmt: skip


@page(actions.BEGIN, methods=["GET", "POST"])
def begin(request, pk):
    found = to_act_on(request, COMPACTS, pk)
    form = BeginForm(posted(request))
    return act_page(
        request, form, actions.begin_review, "Begin a review", "Begin it", gates=TO_BEGIN_REVIEW, compact=found
    )


@page(actions.RECORD, methods=["GET", "POST"])
def record(request, pk):
    found = to_act_on(request, COMPACTS, pk)
    said = (
        "For a review that is over, also one before those that are entered. Everybody may read it at once. What it "
        "asked for is entered on its page afterwards."
    )
    return act_page(
        request, RecordForm(posted(request)), actions.record_review, "Enter a review that is over", "Save",
        words=said, gates=TO_RECORD_REVIEW, compact=found,
    )  # fmt: skip


@page(EDIT, methods=["GET", "POST"])
def findings(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = FindingsForm(posted(request), of=found)
    return act_page(
        request, form, actions.edit_review, "Write what it found", "Save", gates=refusing(found), review=found
    )


@page(EDIT, methods=["GET", "POST"])
def edit(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = EntryForm(posted(request), of=found)
    return act_page(request, form, actions.edit_review, "Change the entry", "Save", gates=refusing(found), review=found)


@page(EDIT, methods=["GET", "POST"])
def conclude(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = ConcludeForm(posted(request), once=True)
    said = "From then on everybody may read the review: what it found, its score, and what it asked whom to do."
    return act_page(
        request, form, actions.conclude_review, "Conclude the review", "Conclude it",
        words=said, gates=rules.TO_CONCLUDE, review=found,
    )  # fmt: skip


@page(EDIT, methods=["GET", "POST"])
def void(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = VoidForm(posted(request), once=True)
    said = (
        "For what was entered by mistake: the Compact then stands, and is due, as if it had never been reviewed so, "
        "and nobody has to do what it asked for."
    )
    return act_page(
        request, form, actions.void_review, "Declare the review void", "Declare it void", words=said, review=found
    )


def refusing(review):
    """The checklist of a small act: shown where something stands in the way, and left out where nothing does."""
    return rules.TO_CHANGE if review.voided_on else ()
