"""The pages of Local Compacts: what each is and how it stands; for the secretariat, each of its steps."""

from compacts.local import actions, rules
from compacts.local.forms import (
    AgreeForm,
    BeginForm,
    EntryForm,
    LapseForm,
    LaunchForm,
    ManagerForm,
)
from compacts.local.models import COLOURS, LocalCompact, State
from compacts.local.reading import LOADED
from compacts.local.scorecard import scorecard_of
from compacts.local.scores import chart_of, scores_of
from core import clock
from core.charts.tasks import picture
from core.pages.page import find, page
from core.registers.records import act_page, facts_of, posted, record_page, to_act_on
from partnerships.bodies.models import Seat
from partnerships.bodies.reading import seats_of

EDIT, REVIEW = "compacts.edit_compact", "compacts.review_compact"
READ_REVIEW = "compacts.view_review"
STEP = {
    State.IN_DEVELOPMENT: ("compacts.agree_compact", "Enter when it was agreed", "compact_agree"),
    State.AGREED: ("compacts.launch_compact", "Enter when it was launched", "compact_launch"),
    State.LAUNCHED: (REVIEW, "Begin a review", "review_begin"),
    State.REFRESHED: (REVIEW, "Begin a review", "review_begin"),
}
"""The next step of each state: who takes it, its words and its address. While it is reviewed: that of the review."""
ENTRY = (EDIT, "Change the entry", "compact_edit")
DOCUMENT = ("compacts.add_edition", "Add the document", "edition_add")
MANAGER = (EDIT, "Enter the Compact Manager", "compact_manager")
SIGN = ("compacts.sign_compact", "Sign it for your organisation", "compact_sign")
DECLARE = ("compacts.declare_compact_work", "Declare that your organisation works towards it", "compact_work")
SIGNED = ("compacts.record_signup", "Record who signed it", "compact_record_signing")
WORKS = ("compacts.record_signup", "Record who works towards it", "compact_record_work")
REVIEWED = ("compacts.record_review", "Enter a review that is over", "review_record")
LAPSE = ("compacts.lapse_compact", "It has lapsed", "compact_lapse")
PUBLISHED = (
    "From then on everybody may read it on this site, with the name of its Compact Manager and how to reach them."
)


@page("compacts.view_compact")
def compact(request, pk):
    parts = ("signups__organisation", "signups__signature__edition", "editions__file")
    found = find(LOADED.prefetch_related(*parts), request.actor, pk=pk)
    facts = facts_of(
        found,
        *("kind", "area", "about", "begun_on", "agreed_on", "launched_on"),
        *("review_due", "lapsed_on", "lapse_reason", "manager_name", "manager_organisation"),
        *("manager_email", "manager_telephone", "document"),
        manager_organisation="The Compact Manager works for",
        manager_email="E-mail address of the Compact Manager",
        manager_telephone="Telephone of the Compact Manager",
    )
    step = STEP.get(found.state)
    links = [*([step] if step else []), ENTRY, MANAGER, DOCUMENT, SIGNED, WORKS]
    links += [REVIEWED] if found.launched_on else []
    if found.state != State.LAPSED:
        links += [*([SIGN] if found.agreed_on else []), DECLARE, LAPSE]
    gates = rules.NEXT[found.state] if request.actor.may(EDIT, found) else ()
    tags = [(found.state.label, COLOURS[found.state])]
    signups = sorted(found.signups.all(), key=lambda each: (each.organisation.sort_name, each.starts, each.pk))
    return record_page(
        request, found, facts=facts, links=links, gates=gates, tags=tags, signups=signups,
        members=members_of(found), scorecard=scorecard_of(found.area, clock.today()),
        **reviews_of(found, request.actor),
        editions=[each for each in reversed(found.editions.all()) if each.withdrawn_on is None],
        template="compacts/local/compact.html",
    )  # fmt: skip


def members_of(found: LocalCompact) -> list[Seat]:
    """Who has a seat on its working group today."""
    return seats_of(found.working_group, clock.today())["now"] if found.working_group else []


def reviews_of(found, actor):
    """Its reviews, the latest first, each with whether this person reads it; its scores, drawn where there are two."""
    reviews = [each for each in reversed(found.reviews.all()) if each.voided_on is None]
    spec = chart_of(found)
    return {
        "reviews": [(each, bool(actor.may(READ_REVIEW, each))) for each in reviews], "scores": scores_of(found),
        "has_chart": spec is not None, "svg": picture(spec) if spec else None, "again": found.get_absolute_url(),
    }  # fmt: skip


@page("compacts.begin_compact", methods=["GET", "POST"])
def begin(request):
    return act_page(request, BeginForm(posted(request)), actions.begin_compact, "Begin a Compact", "Begin it")


@page(EDIT, methods=["GET", "POST"])
def edit(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = EntryForm(posted(request), of=found)
    return act_page(request, form, actions.edit_compact, "Change the entry", "Save", compact=found)


@page(EDIT, methods=["GET", "POST"])
def manager(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = ManagerForm(posted(request), of=found)
    said = "The Compact Manager looks after the Compact. Once it is launched, everybody may read what you enter here."
    return act_page(request, form, actions.name_manager, "Enter the Compact Manager", "Save", words=said, compact=found)


@page("compacts.agree_compact", methods=["GET", "POST"])
def agree(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = AgreeForm(posted(request), once=True)
    return act_page(
        request, form, actions.agree_compact, "Enter when it was agreed", "Save", gates=rules.TO_AGREE, compact=found
    )


@page("compacts.launch_compact", methods=["GET", "POST"])
def launch(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = LaunchForm(posted(request), once=True)
    return act_page(
        request, form, actions.launch_compact, "Enter when it was launched", "Save",
        words=PUBLISHED, gates=rules.TO_LAUNCH, compact=found,
    )  # fmt: skip


@page("compacts.lapse_compact", methods=["GET", "POST"])
def lapse(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = LapseForm(posted(request), once=True)
    said = "It stays in the register with its history, and no review of it falls due any more."
    return act_page(
        request, form, actions.lapse_compact, "It has lapsed", "Save", words=said, gates=rules.TO_LAPSE, compact=found
    )
