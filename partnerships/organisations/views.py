"""The pages of one organisation, and the acts on it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from core import clock
from core.pages.forms import Form
from core.pages.page import page
from core.pages.submit import submit
from core.registers.records import act_page, crumbs_to, form_page, posted, to_act_on
from core.trail.history import history_of
from partnerships.organisations import actions, forms
from partnerships.organisations.facts import facts_of
from partnerships.organisations.fields import suggestions
from partnerships.organisations.lineage import lines_of
from partnerships.organisations.models import Organisation, UmbrellaMembership
from partnerships.organisations.page import asked_to_confirm, record_page
from partnerships.organisations.reading import LOADED, the
from partnerships.organisations.sections import sections_for
from partnerships.terms.models import Vocabulary


@page("partnerships.view_organisation")
def organisation(request, pk):
    found = the(request.actor, pk)
    on = forms.as_at(request) or clock.today()
    came_from, became = lines_of(pk)
    line = frozenset({pk, *(step.lineage.ancestor_id for step in came_from)})
    return render(
        request,
        "partnerships/organisations/organisation.html",
        record_page(
            request.actor,
            found,
            on=on,
            facts=facts_of(pk),
            came_from=came_from,
            became=became,
            history=history_of(found, request.actor),
        )
        | {"sections": sections_for(request.actor, line, on)},
    )


@page("partnerships.view_organisation")
def suggest(request):
    """The organisations that match what is typed into a line, as texts."""
    found = suggestions(request.GET.get("q", "")[:100]).visible_to(request.actor)[:10]
    return JsonResponse([str(each) for each in found], safe=False)


@page("partnerships.add_organisation", methods=["GET", "POST"])
def add(request):
    form = forms.AddForm(request.POST or None, once=True)

    def act():
        fields = {name: form.cleaned_data[name] for name in forms.ENTRY if name != "name"}
        return actions.add_organisation(
            by=request.actor,
            name=form.cleaned_data["name"],
            kind=form.cleaned_data["kind"],
            identifiers=form.identifiers(),
            **fields,
        )

    return submit(request, form, act, then=lambda made: made) or form_page(
        request, form, "Add an organisation", "Add", crumbs=crumbs_to(None, Organisation)
    )


@page("partnerships.update_organisation", methods=["GET", "POST"])
def edit(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = forms.EntryForm(request.POST or None, initial=forms.entry_of(found), version=found.version)
    return act_page(request, form, actions.update_organisation, "Change the entry", "Save", organisation=found)


@page("partnerships.update_organisation", methods=["GET", "POST"])
def describe(request, pk):
    found = to_act_on(request, LOADED, pk)
    current = found.described.filter(ends=None).values_list("term__vocabulary", "term_id")
    initial = {name: [term for vocabulary, term in current if vocabulary == name] for name in Vocabulary.values}
    form = forms.DescribeForm(request.POST or None, initial=initial)
    return submit(
        request,
        form,
        lambda: actions.describe_organisation(by=request.actor, organisation=found, terms=form.terms()),
        then=found.get_absolute_url(),
    ) or form_page(request, form, "Describe the organisation", "Save", about=found)


@page("partnerships.update_organisation", methods=["GET", "POST"])
def areas(request, pk):
    found = to_act_on(request, LOADED, pk)
    current = found.areas_served.filter(ends=None).select_related("area").order_by("area__name")
    form = forms.AreasForm(request.POST or None, initial={"areas": "\n".join(each.area.name for each in current)})
    return act_page(request, form, actions.set_areas_served, "Areas served", "Save", organisation=found)


@page("partnerships.update_organisation", methods=["GET", "POST"])
def add_code(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = forms.CodeForm(request.POST or None, once=True)
    return act_page(request, form, actions.add_identifier, "Add a code", "Add", then=found, organisation=found)


@page("partnerships.update_organisation", methods=["GET", "POST"])
def drop_code(request, pk):
    found = to_act_on(request, LOADED, pk)
    codes = found.identifiers.filter(ends=None)
    if not codes:
        return done(request, found, f"{found.name} has no code.")
    form = forms.DropCodeForm(request.POST or None, held=codes)
    return act_page(request, form, actions.drop_identifier, "A code is not its own", "Save", organisation=found)


@page("partnerships.update_organisation", methods=["GET", "POST"])
def join_umbrella(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = forms.UmbrellaForm(request.POST or None, once=True)
    return act_page(
        request, form, actions.join_umbrella, "Belongs to an umbrella body", "Save", then=found, member=found
    )


@page("partnerships.update_organisation", methods=["GET", "POST"])
def leave_umbrella(request, pk, membership):
    found = to_act_on(request, LOADED, pk)
    held = UmbrellaMembership.objects.filter(member=found, pk=membership, ends=None).select_related("umbrella").first()
    if held is None:
        return done(request, found, "This membership has ended already.")
    form = Form(posted(request))
    words = f"Say that {found.name} has left {held.umbrella.name}, today."
    heading, button = "Leave the umbrella body", "Yes, it has left"
    return act_page(
        request, form, actions.leave_umbrella, heading, button, words=words, then=found, about=found, membership=held
    )


@page("partnerships.confirm_organisation", methods=["GET", "POST"])
def confirm(request, pk):
    """The organisation's own page to look at what stands here, change it, or say that it is right."""
    found = to_act_on(request, LOADED, pk)
    form = Form(posted(request))

    def act():
        actions.confirm_organisation(by=request.actor, organisation=found)
        messages.success(request, f"Thank you. The entry of {found.name} is confirmed.")

    shown = record_page(request.actor, found, on=clock.today(), facts=facts_of(pk))
    return submit(request, form, act, then=found.get_absolute_url()) or render(
        request,
        "partnerships/organisations/organisation_confirm.html",
        shown | {"form": form, "summary_rows": asked_to_confirm(found, shown["summary_rows"])},
    )


@page("partnerships.mark_partner", methods=["GET", "POST"])
def partner(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = Form(posted(request))
    act = actions.unmark_partner if found.is_partner else actions.mark_partner
    heading = "No longer a partner here" if found.is_partner else "Mark as a partner here"
    words = (
        "Partners come first in pick-lists and in the search, and their entry is confirmed once a year. "
        "The directory keeps them either way."
    )
    return act_page(request, form, act, heading, "Yes", words=words, then=found, organisation=found)


def done(request: HttpRequest, found: Organisation, words: str) -> HttpResponse:
    """Back to the record, with a sentence."""
    messages.info(request, words)
    return redirect(found)
