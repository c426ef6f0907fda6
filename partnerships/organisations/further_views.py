"""The pages of what an organisation is called besides, and of what it is part of or acts for."""

from core.pages.forms import Form
from core.pages.page import page
from core.registers.records import act_page, posted, to_act_on
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
    form = forms.DropNameForm(request.POST or None, held=names)
    return act_page(request, form, names_and_ties.drop_name, "A name is not its own", "Save", organisation=found)


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
    heading, button = ENDED[held.kind], "Yes, it has ended"
    return act_page(
        request, form, names_and_ties.untie, heading, button, words=words, then=found, about=found, held=held
    )
