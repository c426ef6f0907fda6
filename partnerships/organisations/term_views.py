"""Pages of the terms by which organisations are described."""

from django.shortcuts import render
from django.urls import reverse

from core import clock
from core.acts import authorise
from core.pages import words
from core.pages.page import find, page
from core.pages.submit import submit
from core.registers.records import form_page
from core.trail.history import history_of
from partnerships.organisations import forms, term_actions
from partnerships.organisations.models import Described, Term

CRUMBS = (("Partners", "organisations"), ("Groups, communities and other terms", "terms"))


@page("partnerships.view_term")
def term(request, pk):
    found = find(Term.objects, request.actor, pk=pk)
    used = Described.objects.in_force(clock.today()).filter(term=found).count()
    rows = [
        {"key": "List", "value": found.get_vocabulary_display()},
        {"key": "What is meant by it", "value": found.explanation},
        {"key": "From", "value": words.date(found.starts)},
        {"key": "Last day", "value": words.date(found.ends)},
        {"key": "Describes today", "value": words.plural(used, "organisation")},
    ]
    may = request.actor.may("partnerships.edit_term", found)
    acts = [("Change its words", reverse("term_edit", args=[pk]))] if may else []
    if may and found.ends is None:
        acts.append(("End it", reverse("term_end", args=[pk])))
    context = {"term": found, "rows": rows, "acts": acts, "history": history_of(found, request.actor)}
    return render(request, "partnerships/organisations/term.html", context | {"breadcrumbs": crumbs()})


@page("partnerships.edit_term", methods=["GET", "POST"])
def add(request):
    form = forms.NewTermForm(request.POST or None, once=True)
    fields = ("vocabulary", "title", "explanation")
    return submit(
        request, form, lambda: term_actions.add_term(by=request.actor, **form.chosen(*fields)), then="terms"
    ) or form_page(request, form, "Add a term", "Add", crumbs=crumbs())


@page("partnerships.edit_term", methods=["GET", "POST"])
def edit(request, pk):
    found = find(Term.objects, request.actor, pk=pk)
    authorise(request.actor, "partnerships.edit_term", found)
    initial = {"title": found.title, "explanation": found.explanation}
    form = forms.TermForm(request.POST or None, initial=initial, version=found.version)
    fields = ("version", "title", "explanation")
    return submit(
        request,
        form,
        lambda: term_actions.rename_term(by=request.actor, term=found, **form.chosen(*fields)),
        then=reverse("term", args=[pk]),
    ) or form_page(request, form, f"Change the words of '{found.title}'", "Save", crumbs=crumbs(found))


@page("partnerships.edit_term", methods=["GET", "POST"])
def end(request, pk):
    found = find(Term.objects, request.actor, pk=pk)
    authorise(request.actor, "partnerships.edit_term", found)
    form = forms.EndForm(request.POST or None, once=True)
    said = "It is no longer offered after that day. Organisations that it describes stay described by it."
    return submit(
        request,
        form,
        lambda: term_actions.end_term(by=request.actor, term=found, **form.chosen("on")),
        then=reverse("term", args=[pk]),
    ) or form_page(request, form, f"End '{found.title}'", "End it", words=said, crumbs=crumbs(found))


def crumbs(found=None):
    """The way back to the list, and to the term."""
    way = [(title, reverse(name)) for title, name in CRUMBS]
    return [*way, (found.title, reverse("term", args=[found.pk]))] if found else way
