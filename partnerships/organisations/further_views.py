"""The pages of what an organisation is called besides, and of what it is part of or acts for."""

from core.pages.forms import Form
from core.pages.page import page
from core.pages.submit import submit
from core.registers.records import act_page, form_page, posted, to_act_on
from partnerships.organisations import forms, names_and_ties
from partnerships.organisations.models import Tie, TieKind
from partnerships.organisations.reading import LOADED
from partnerships.organisations.views import done

ENDED = {TieKind.PART_OF: "It is no longer part of the other", TieKind.ACTS_FOR: "It no longer acts for the other"}


@page("partnerships.update_organisation", methods=["GET", "POST"])
def add_name(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = forms.NameForm(request.POST or None, once=True)
    return act_page(request, form, names_and_ties.add_name, "Add a name", "Add", then=found, organisation=found)


@page("partnerships.update_organisation", methods=["GET", "POST"])
def drop_name(request, pk):
    found = to_act_on(request, LOADED, pk)
    names = found.names.order_by("name")
    if not names:
        return done(request, found, f"{found.name} has no further name.")
    form = forms.DropNameForm(request.POST or None, names=names)

    def act():
        wrong = form.cleaned_data["reason"] == "wrong"
        names_and_ties.drop_name(by=request.actor, organisation=found, name=form.cleaned_data["name"], wrong=wrong)

    return submit(request, form, act, then=found.get_absolute_url()) or form_page(
        request, form, "A name is not its own", "Save", about=found
    )


@page("partnerships.update_organisation", methods=["GET", "POST"])
def tie(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = forms.TieForm(request.POST or None, once=True)
    return act_page(
        request, form, names_and_ties.tie, "Part of another, or acts for it", "Save", then=found, organisation=found
    )


@page("partnerships.update_organisation", methods=["GET", "POST"])
def untie(request, pk, tie):
    found = to_act_on(request, LOADED, pk)
    held = Tie.objects.filter(organisation=found, pk=tie, ends=None).select_related("other").first()
    if held is None:
        return done(request, found, "This has ended already.")
    form = Form(posted(request))
    words = f"{found.name} {held.get_kind_display()} {held.other.name}. Say that this ends today."
    act = lambda: names_and_ties.untie(by=request.actor, held=held)  # noqa: E731
    return submit(request, form, act, then=found.get_absolute_url()) or form_page(
        request, form, ENDED[held.kind], "Yes, it has ended", about=found, words=words
    )
