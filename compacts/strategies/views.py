"""The pages of joint strategies."""

from compacts.strategies import actions
from compacts.strategies.forms import StrategyForm
from compacts.strategies.reading import LOADED
from compacts.strategies.rules import TO_CHANGE_ITS_YEARS
from core.pages.page import find, page
from core.registers.records import act_page, facts_of, posted, record_page, to_act_on

LINKS = ((actions.EDIT, "Change the strategy", "strategy_edit"),)
WHAT_FOR = "Each priority of an annual agreement says which stage of which strategy it carries out."


@page("compacts.view_strategy")
def strategy(request, pk):
    found = find(LOADED, request.actor, pk=pk)
    facts = [*facts_of(found, "area", "source"), {"key": "Years", "value": found.years}]
    return record_page(request, found, title=found.title, facts=facts, links=LINKS)


@page("compacts.add_strategy", methods=["GET", "POST"])
def add(request):
    form = StrategyForm(posted(request))
    return act_page(request, form, actions.add_strategy, "Add a strategy", "Add it", words=WHAT_FOR)


@page(actions.EDIT, methods=["GET", "POST"])
def edit(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = StrategyForm(posted(request), of=found)
    return act_page(
        request, form, actions.edit_strategy, "Change the strategy", "Save",
        gates=TO_CHANGE_ITS_YEARS, strategy=found,
    )  # fmt: skip
