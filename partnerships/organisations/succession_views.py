"""Pages on which the secretariat records what became of organisations, and who funds whom."""

from django.shortcuts import redirect

from core.pages.forms import Form, LastDayForm
from core.pages.page import find, page
from core.pages.submit import submit
from core.registers.records import act_page, form_page, posted
from partnerships.organisations import actions, forms, succession
from partnerships.organisations.models import WHAT_BECAME, Funding, Lineage
from partnerships.organisations.reading import the
from partnerships.organisations.views import done


@page("partnerships.record_succession", methods=["GET", "POST"])
def add(request, pk):
    found = the(request.actor, pk)
    form = forms.SuccessionForm(request.POST or None, once=True)
    return act_page(
        request, form, succession.record_succession, "What became of it", "Record", then=found, ancestor=found
    )


@page("partnerships.record_succession", methods=["GET", "POST"])
def undo(request, pk, lineage):
    found = the(request.actor, pk)
    row = (
        Lineage.objects.filter(ancestor=found, pk=lineage, kind__in=dict(WHAT_BECAME))
        .select_related("ancestor", "descendant")
        .first()
    )
    if row is None:
        return done(request, found, "This succession has been taken back already.")
    form = Form(posted(request))
    words = f"Take back that {row.ancestor.name} {row.get_kind_display().lower()} {row.descendant.name}."
    heading, button = "Take back a succession", "Take it back"
    return act_page(
        request, form, succession.undo_succession, heading, button, words=words, then=found, about=found, lineage=row
    )


@page("partnerships.record_succession", methods=["GET", "POST"])
def change_kind(request, pk):
    found = the(request.actor, pk)
    form = forms.KindForm(request.POST or None, once=True)
    heading = "It became another kind of body"
    return act_page(request, form, actions.change_kind, heading, "Record", organisation=found)


@page("partnerships.record_funding", methods=["GET", "POST"])
def fund(request, pk):
    found = the(request.actor, pk)
    form = forms.FundingForm(request.POST or None, once=True)
    words = (
        "People who act for a funder do not read what the organisation answers to a consultation, "
        "until the answers are published."
    )
    return act_page(
        request, form, succession.record_funding, "Who funds it", "Record", words=words, then="fundings", funded=found
    )


@page("partnerships.record_funding", methods=["GET", "POST"])
def end_funding(request, pk):
    row = find(Funding.objects.select_related("funder", "funded"), request.actor, pk=pk)
    if row.ends is not None:
        return redirect("fundings")
    form = LastDayForm(posted(request))
    words = (
        f"{row.funder.name} funds {row.funded.name}. What was asked before the last day stays closed to the funder; "
        "of what is asked afterwards it may read the answers."
    )
    return submit(
        request,
        form,
        lambda: succession.end_funding(by=request.actor, funding=row, **form.chosen("on")),
        then="fundings",
    ) or form_page(request, form, "End the funding", "It ends", about=row.funded, words=words)
