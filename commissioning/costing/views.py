"""The pages of full cost recovery: the figures as a table and drawn, and the form."""

from django.shortcuts import render

from commissioning.contracts.page import heading
from commissioning.contracts.reading import LOADED
from commissioning.costing import actions
from commissioning.costing.arithmetic import cost_of
from commissioning.costing.forms import CostingForm
from commissioning.costing.reading import COSTINGS, costing_of
from core.charts import specs
from core.charts.tasks import picture
from core.pages import words
from core.pages.addresses import numbered
from core.pages.page import find, page
from core.registers.records import act_page, crumbs_to, facts_of, posted, to_act_on
from core.reports.declaration import percent


@page("commissioning.view_costing")
def costing(request, pk):
    """What a contract costs in full, by its parts, and how much of it the price pays."""
    found = find(COSTINGS, request.actor, contract__pk=pk)
    cost, contract = cost_of(found), found.contract
    parts = [*cost.parts(), ("Full cost", cost.full), ("Price", cost.price)]
    spec = specs.bar(f"Full cost of {contract.title}", [(name, float(each)) for name, each in parts], x_title="Pounds")
    facts = facts_of(found, "contract", "method", "share", "reason", "filled_on", share="Share (%)")
    facts.append(
        {"key": "Recovered", "value": percent(cost.recovery) if cost.recovery is not None else "nothing costs"}
    )
    apart = cost.price - contract.value
    if apart:
        how = "more" if apart > 0 else "less"
        said = f"{words.money(abs(apart))} {how} than the contract's value of {words.money(contract.value)}"
        facts.append({"key": "The price is", "value": said})
    fills = contract.voided_on is None and request.actor.may(actions.FILL, contract)
    return render(
        request, "commissioning/costing/costing.html",
        {"thing": found, "contract": contract, "facts": facts, "svg": picture(spec), "fills": fills, "gap": cost.gap,
         "columns": heading("Part", "Amount", numbers=(1,)), "breadcrumbs": crumbs_to(contract),
         "rows": [[name, words.money(each)] for name, each in parts], "again": request.path},
    )  # fmt: skip


@page(actions.FILL, methods=["GET", "POST"])
def fill(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = CostingForm(posted(request), contract=found, of=costing_of(found))
    said = (
        "The full cost is what the service costs with its fair share of everything the organisation needs to exist. "
        "Below 100% it needs a reason, since somebody else pays the rest."
    )
    return act_page(
        request, form, actions.fill_costing, "Fill in the full cost", "Save", words=said, contract=found,
        then=lambda made: numbered("costing", made.pk),
    )  # fmt: skip
