"""The pages on which it is said which measures the figures of the contract register feed."""

from commissioning.contract_figures import actions
from commissioning.contract_figures.forms import SetForm
from commissioning.contract_figures.reading import FIGURES
from core.pages.addresses import fixed
from core.pages.forms import Form
from core.pages.page import find, page
from core.registers.records import act_page, facts_of, posted, record_page, to_act_on

SET = actions.SET


@page("commissioning.view_figure")
def contract_figure(request, pk):
    found = find(FIGURES, request.actor, pk=pk)
    facts = facts_of(found, "figure", "measure", "set_on")
    return record_page(request, found, facts=facts, links=[(SET, "Let it feed the measure no longer", "figure_unset")])


@page(SET, methods=["GET", "POST"])
def set_(request):
    said = (
        "From the next night on the figure is recorded as readings of the measure, by area and financial year, for "
        "years that have ended. What somebody recorded by hand stays."
    )
    return act_page(request, SetForm(posted(request)), actions.set_figure, "Let a figure feed a measure", "Set it",
                    words=said, about=None)  # fmt: skip


@page(SET, methods=["GET", "POST"])
def unset(request, pk):
    found = to_act_on(request, FIGURES, pk)
    return act_page(
        request, Form(posted(request), once=True), actions.unset_figure, "Let it feed the measure no longer",
        "Take it away", words="What was recorded stays.", then=fixed("contract_figures"), figure=found,
    )  # fmt: skip
