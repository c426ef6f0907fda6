"""The pages of dated rules: what each asks, where and when; for the secretariat, adding and ending them."""

from django.urls import reverse

from core.pages import words
from core.pages.page import find, page
from core.registers.records import act_page, fact, facts_of, posted, record_page, to_act_on
from partnerships.standards import actions
from partnerships.standards.forms import EndForm, SayingForm, StandardForm
from partnerships.standards.models import Standard
from partnerships.standards.rules import RELIED_ON

LOADED = Standard.objects.select_related("area")
EDIT = "partnerships.edit_standard"
PREVIOUS = (
    "Only one rule of a kind holds in a place at a time: before you add the rule that follows another, enter the "
    "other's last day."
)


@page("partnerships.view_standard")
def standard(request, pk):
    found = find(LOADED, request.actor, pk=pk)
    facts = [
        fact(found, "kind"),
        {"key": "How much", "value": found.length},
        {"key": "Where it holds", "value": found.place},
        {"key": "From", "value": words.date(found.starts), "nothing": "Not known"},
        {"key": "Last day", "value": words.date(found.ends), "nothing": "It goes on"},
        *facts_of(found, "words", "source"),
    ]
    links = [(EDIT, "Change it", "standard_edit")]
    links += [(EDIT, "Enter its last day", "standard_end")] if found.ends is None else []
    return record_page(request, found, facts=facts, links=links, tags=[found.state_in_words])


@page(EDIT, methods=["GET", "POST"])
def add(request):
    form = StandardForm(posted(request))
    return act_page(request, form, actions.add_standard, "Add a rule", "Add the rule", words=PREVIOUS)


@page(EDIT, methods=["GET", "POST"])
def edit(request, pk):
    found = to_act_on(request, LOADED, pk)
    relied_on = found.is_relied_on
    form = (SayingForm if relied_on else StandardForm)(posted(request), of=found)
    return act_page(
        request, form, actions.edit_standard, "Change the rule", "Save", words=RELIED_ON if relied_on else "",
        standard=found,
    )  # fmt: skip


@page(EDIT, methods=["GET", "POST"])
def end(request, pk):
    found = to_act_on(request, LOADED, pk)
    said = "What was judged by it stays judged by it. Add the rule that follows, if there is one, afterwards."
    return act_page(
        request, EndForm(posted(request), version=found.version), actions.end_standard, "Enter its last day", "Save",
        words=said, then=lambda made: reverse("standard", args=[made.pk]), standard=found,
    )  # fmt: skip
