"""The pages of places: an area, the map of areas, boundary changes with their effect, and alerts."""

from django.shortcuts import render

from core import clock
from core.pages import words
from core.pages.addresses import fixed
from core.pages.forms import Form
from core.pages.page import find, page
from core.registers.records import act_page, facts_of, posted, record_page, to_act_on
from partnerships.organisations.forms import as_at
from partnerships.organisations.models import Area
from partnerships.places import actions, areas, maps, rules
from partnerships.places.effects import effect_of
from partnerships.places.filters import regions
from partnerships.places.forms import CountForm, MapForm, MoveForm, NoteForm, VoidForm, WithdrawForm
from partnerships.places.judging import NEARLY_ALL, Share
from partnerships.places.models import BoundaryChange, BoundaryChangeKind
from partnerships.places.reading import ALERTS, CHANGES

CARRY_OUT = (actions.CARRY_OUT, "Carry it out", "boundary_change_carry_out")
WITHDRAW = (actions.VOID, "Withdraw it", "boundary_change_void")
VOID = (actions.VOID, "It was entered by mistake", "boundary_change_void")
NOTE = (actions.NOTE, "Note it", "boundary_alert_note")
PROPOSING = "Nothing changes yet. The next page shows which pairs would stop being co-terminous."
CARRYING_OUT = (
    "From the first day on the counts are as proposed, and those of today end the day before. It can be taken back."
)
VOIDING = "What it ended goes on as before. Nothing is deleted: it stays on the list with your reason."
WITHDRAWING = "Nothing was changed by it. It stays on the list, as void, with your reason."
NOTING = "It then stands on nobody's home page any more. Everybody who sees alerts reads what you write."
LOST = ("Health body", "Council area", "Before", "Since")


@page("partnerships.view_term")
def area(request, pk):
    found = find(Area.objects.select_related("parent"), request.actor, pk=pk)
    on = as_at(request) or clock.today()
    serving = areas.serving(found, request.actor, on)
    councils = areas.councils(found, request.actor, on)
    return render(
        request,
        "partnerships/places/area.html",
        {
            "area": found,
            "on": on,
            "today": on == clock.today(),
            "facts": areas.facts(found, on),
            "councils": councils,
            "serving": serving[: areas.MOST],
            "more": len(serving) > areas.MOST,
            "parts": areas.parts(found, on),
            **areas.before_and_after(found),
            "pair_columns": [{"title": title, "number": 0 < place < 4} for place, title in enumerate(areas.PAIRS)],
            "pairs": areas.pairs(found, on),
            "count_columns": [{"title": title, "number": place > 0} for place, title in enumerate(areas.COUNTS)],
            "counts": areas.shared(found, on),
            "nearly_all": NEARLY_ALL,
            "breadcrumbs": [("Partners", fixed("organisations")), ("Areas", fixed("areas"))],
        },
    )


@page("partnerships.view_pair")
def area_map(request):
    form = MapForm(request.GET)
    on, region = form.asked()
    context = maps.drawn(on, region) | {
        "on": on,
        "today": on == clock.today(),
        "region": region,
        "regions": [(int(pk), name) for pk, name in regions()],
        "problems": [problem for problems in form.errors.values() for problem in problems],
        "nearly_all": NEARLY_ALL,
        "breadcrumbs": [("Partners", fixed("organisations")), ("Co-terminosity", fixed("co_terminosity"))],
    }
    return render(request, "partnerships/places/area_map.html", context)


@page("partnerships.view_boundary_change")
def boundary_change(request, pk):
    found = find(CHANGES, request.actor, pk=pk)
    waits = found.carried_out_on is None and found.voided_on is None
    names = ["kind", "first_day", "small_areas", "organisation", "area"]
    if found.kind == BoundaryChangeKind.MOVE:
        names += ["to_organisation", "to_area"]
    names += ["organisation_total", "area_total", "reason", "source", "proposed_on", "carried_out_on", "voided_on",
              "void_reason"]  # fmt: skip
    return record_page(
        request,
        found,
        facts=facts_of(found, *names),
        links=[CARRY_OUT, WITHDRAW] if waits else [] if found.voided_on else [VOID],
        gates=rules.TO_CARRY_OUT if waits else (),
        tags=[found.standing],
        caption="Boundary change",
        effect=effect_of(found) if waits else None,
        alerts=list(found.alerts.visible_to(request.actor)),
        template="partnerships/places/boundary_change.html",
    )


@page(actions.PROPOSE, methods=["GET", "POST"])
def propose_move(request):
    form = MoveForm(posted(request), once=True)
    form.model = BoundaryChange
    heading, button = "Move small areas", "Show what it would do"
    return act_page(request, form, actions.propose_move, heading, button, words=PROPOSING)


@page(actions.PROPOSE, methods=["GET", "POST"])
def propose_count(request):
    form = CountForm(posted(request), once=True)
    form.model = BoundaryChange
    heading, button = "Put a count right", "Show what it would do"
    return act_page(request, form, actions.propose_count, heading, button, words=PROPOSING)


@page(actions.CARRY_OUT, methods=["GET", "POST"])
def carry_out(request, pk):
    found = to_act_on(request, CHANGES, pk)
    return act_page(
        request, Form(posted(request), once=True), actions.carry_out_boundary_change, "Carry out the boundary change",
        "Carry it out", words=CARRYING_OUT, gates=rules.TO_CARRY_OUT, change=found,
    )  # fmt: skip


@page(actions.VOID, methods=["GET", "POST"])
def void(request, pk):
    found = to_act_on(request, CHANGES, pk)
    form, heading, button, said = VoidForm, "It was entered by mistake", "Declare it void", VOIDING
    if found.carried_out_on is None:
        form, heading, button, said = WithdrawForm, "Withdraw the proposal", "Withdraw it", WITHDRAWING
    return act_page(
        request, form(posted(request), once=True), actions.void_boundary_change, heading, button,
        words=said, gates=rules.TO_VOID, change=found,
    )  # fmt: skip


@page("partnerships.view_boundary_alert")
def boundary_alert(request, pk):
    found = find(ALERTS, request.actor, pk=pk)
    before = Share(found.pairs_before, found.coterminous_before).in_words
    since = Share(found.pairs_after, found.coterminous_after).in_words
    facts = facts_of(found, "cause", "judged_on", "change")
    facts += [{"key": "Co-terminous before", "value": before}, {"key": "Co-terminous since", "value": since}]
    facts += facts_of(found, "found_on", "noted_on", "note")
    if found.noted_by:
        facts.append({"key": "Noted by", "value": found.noted_by.name})
    lost = found.lost.select_related("organisation", "area").order_by("organisation__sort_name", "area__name", "pk")
    return record_page(
        request,
        found,
        facts=facts,
        links=[] if found.noted_on else [NOTE],
        tags=[("Noted", "green") if found.noted_on else ("To note", "yellow")],
        title="Fewer are co-terminous" if not lost else f"{words.plural(len(lost), 'pair')} no longer co-terminous",
        caption="Alert",
        columns=[{"title": title} for title in LOST],
        rows=[
            [
                {"text": each.organisation.name, "href": each.organisation.get_absolute_url()},
                {"text": each.area.name, "href": areas.address(each.area_id, found.judged_on)},
                shares(each.of_organisation_before, each.of_area_before),
                shares(each.of_organisation_after, each.of_area_after),
            ]
            for each in lost
        ],
        template="partnerships/places/boundary_alert.html",
    )


def shares(of_organisation, of_area):
    """Both shares of a pair in words."""
    return f"{areas.share(of_organisation)} of the body, {areas.share(of_area)} of the council"


@page(actions.NOTE, methods=["GET", "POST"])
def note_alert(request, pk):
    found = to_act_on(request, ALERTS, pk)
    form = NoteForm(posted(request), once=True)
    return act_page(request, form, actions.note_boundary_alert, "Note the alert", "Note it", words=NOTING, alert=found)
